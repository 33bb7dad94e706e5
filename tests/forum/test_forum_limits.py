"""Whatever citizens can send to the forum is limited by its cost."""

from tests.survey.test_limits import limited


def test_every_way_of_sending_something_is_limited(tmp_path):
    with limited(tmp_path, "memory://") as (app, _desk):
        rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("forum.")]
        posts = [rule for rule in rules if "POST" in (rule.methods or ())]
        assert len(posts) >= 6
        client, places = app.test_client(), {"topic": 1, "key": "0000-0000-0000-0000"}
        for rule in posts:
            values = {name: places[name] for name in rule.arguments}
            address = app.url_map.bind("localhost").build(rule.endpoint, values, method="POST")
            assert "X-RateLimit-Limit" in client.post(address).headers, address
