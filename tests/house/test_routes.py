"""Every door of the house: where it is, who may use it, and what every answer through it carries."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import update

from portal.access import Access, access_of
from portal.app import UndeclaredAccessError, create_app
from portal.db import db
from portal.models import Site
from portal.site import forget_site
from portal.transparency import views
from tests.conftest import make_settings
from tests.house import visits
from tests.house.staff_routes import STAFF_ROUTES

ROUTES = {
    "/": ("GET", "public"),
    "/api/v1/editions": ("GET", "public"),
    "/api/v1/editions/<id>": ("GET", "public"),
    "/api/v1/units": ("GET", "public"),
    "/api/v1/units/<slug>": ("GET", "public"),
    "/bukti": ("GET POST", "receipt"),
    "/bukti/<code>": ("GET", "receipt"),
    "/bukti/<code>/jawab": ("POST", "receipt"),
    "/bukti/<code>/selesai": ("GET", "receipt"),
    "/bukti/<code>/tarik": ("POST", "receipt"),
    "/capaian/<achievement>": ("GET", "public"),
    "/capaian/<achievement>.csv": ("GET", "public"),
    "/capaian/<achievement>.json": ("GET", "public"),
    "/contoh/tutup/<slug>": ("POST", "demo"),
    "/edisi/<id>": ("GET", "public"),
    "/edisi/<id>.csv": ("GET", "public"),
    "/fkp": ("GET", "public"),
    "/fkp/<int:consultation>": ("GET", "public"),
    "/fkp/<int:consultation>.ics": ("GET", "public"),
    "/fkp/<int:consultation>/berita-acara.pdf": ("GET", "public"),
    "/fkp/<int:consultation>/dokumen/<int:document>": ("GET", "public"),
    "/forum": ("GET", "public"),
    "/forum.atom": ("GET", "public"),
    "/forum/<int:topic>": ("GET", "public"),
    "/forum/<int:topic>.atom": ("GET", "public"),
    "/forum/<int:topic>/balas": ("GET POST", "public"),
    "/forum/aturan": ("GET", "public"),
    "/forum/baru": ("GET POST", "public"),
    "/forum/kantor/<slug>.atom": ("GET", "public"),
    "/forum/kunci": ("GET POST", "receipt"),
    "/forum/kunci/<key>": ("GET", "receipt"),
    "/forum/kunci/<key>/nama": ("POST", "receipt"),
    "/forum/kunci/<key>/selesai": ("POST", "receipt"),
    "/forum/kunci/<key>/tarik": ("POST", "receipt"),
    "/forum/kunci/<key>/terkirim": ("GET", "receipt"),
    "/healthz": ("GET", "machine"),
    "/lapor": ("GET POST", "public"),
    "/lapor/bukti": ("GET POST", "receipt"),
    "/lapor/bukti/<key>": ("GET", "receipt"),
    "/lapor/bukti/<key>/jawab": ("POST", "receipt"),
    "/lapor/bukti/<key>/terkirim": ("GET", "receipt"),
    "/metode": ("GET", "public"),
    "/perbandingan": ("GET", "public"),
    "/readyz": ("GET", "machine"),
    "/s": ("GET", "public"),
    "/s/<code>": ("GET POST", "public"),
    "/s/<code>/kirim": ("GET POST", "public"),
    "/s/<code>/poster.pdf": ("GET", "public"),
    "/s/<code>/qr.png": ("GET", "public"),
    "/s/<code>/qr.svg": ("GET", "public"),
    "/sertifikat": ("GET POST", "public"),
    "/static/<path:filename>": ("GET", "file"),
    "/unit/<slug>": ("GET", "public"),
}
"""A new route is written down here, with the methods it takes and whom it is for."""

POLICY = (
    "default-src 'none'; style-src 'self'{style}; script-src 'self'{script}; img-src 'self'{data};"
    " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def test_every_route_is_written_down_with_its_access(filled_app):
    found: dict[str, tuple[set[str], set[str]]] = {}
    for rule in filled_app.url_map.iter_rules():
        methods, kinds = found.setdefault(rule.rule, (set(), set()))
        methods.update((rule.methods or set()) - {"HEAD", "OPTIONS"})
        kinds.add(access_of(filled_app.view_functions[rule.endpoint]) or "file")
    assert {rule: (" ".join(sorted(m)), " ".join(sorted(k))) for rule, (m, k) in found.items()} == {
        **ROUTES,
        **STAFF_ROUTES,
    }


def test_an_app_with_a_route_for_nobody_in_particular_does_not_start(monkeypatch, tmp_path):
    monkeypatch.delattr(views.front, "access")
    with pytest.raises(UndeclaredAccessError, match=r"transparency\.front"):
        create_app(make_settings(f"sqlite:///{tmp_path}/none"))


def set_demo(app: Flask, demo: bool) -> None:
    with app.app_context():
        db.session.execute(update(Site).values(demo=demo))
        db.session.commit()
        forget_site()


def test_demo_routes_are_there_on_a_demo_and_nowhere_else(demo_app, demo_client):
    posts = [
        visits.address(demo_app, r, slug="dpmptsp") for r in visits.rules(demo_app, Access.DEMO, method="POST")
    ]
    assert posts
    for path in posts:
        assert demo_client.post(path).status_code in {200, 303}
    set_demo(demo_app, False)
    for path in posts:
        assert demo_client.post(path).status_code == 404


LOST = {"/hilang", "/api/v1/hilang", "/s/000000", "/en", "/contoh/tutup/x", "/forum/999999", "/lapor/bukti/salah"}
"""Addresses that lead to errors and redirects."""


def every_get(app: Flask, held: dict[str, str]) -> list[str]:
    """Return an address of every GET route, and some of nothing. held: see `visits.receipts`."""
    paths = visits.public_addresses(app, editions_of=(visits.GOVERNMENT,)) | visits.receipt_addresses(app, held)
    paths |= {visits.address(app, rule) for rule in visits.rules(app, Access.MACHINE)}
    return sorted(paths | LOST | {f"/s/{visits.a_counter(app).lower()}"})


def test_no_answer_to_a_citizen_sets_a_cookie(demo_app, demo_client):
    sent = visits.send_everything(demo_app, demo_client)
    held = {part: visits.receipt_from(answer) for part, answer in sent.items()}
    answer, author = f"/bukti/{held['bukti']}", f"/forum/kunci/{held['forum']}"
    posts = [
        (f"{answer}/tarik", {}, 303),
        (f"{answer}/jawab", {"jawaban": "Terima kasih."}, 409),
        (f"{author}/selesai", {"jawaban": "ya"}, 409),
        (f"{author}/nama", {}, 303),
        (f"{author}/tarik", {}, 303),
        (f"/lapor/bukti/{held['lapor']}/jawab", {"pesan": "Saksinya ada."}, 303),
        ("/forum/kunci", {"kode": held["forum"]}, 303),
        ("/lapor/bukti", {"kode": "salah"}, 404),
        (f"/contoh/tutup/{visits.OFFICE}", {}, 303),
    ]
    answers = [demo_client.post(path, data=data) for path, data, _ in posts]
    assert [answer.status_code for answer in answers] == [status for *_, status in posts]
    answers += [
        visits.send(demo_client, visits.a_counter(demo_app), produk=""),
        visits.propose(demo_client, isi="Telepon saya 0812 3456 7890, mohon dihubungi."),
        visits.report(demo_client, cerita=""),
    ]
    assert [answer.status_code for answer in answers[len(posts) :]] == [422] * 3
    answers += sent.values()
    answers += map(demo_client.get, every_get(demo_app, held))
    assert [answer.request.path for answer in answers if "Set-Cookie" in answer.headers] == []


def test_head_answers_like_get_without_a_body(demo_app, demo_client):
    for path in every_get(demo_app, visits.receipts(demo_app, demo_client)):
        get, head = demo_client.get(path), demo_client.head(path)
        assert head.data == b"", path
        compared = [
            (r.status_code, r.mimetype, r.headers.get("ETag"), r.headers.get("Cache-Control")) for r in (get, head)
        ]
        assert compared[0] == compared[1], path


@pytest.mark.parametrize(
    "path", ["/", "/en/metode", "/unit/dpmptsp", "/hilang", "/api/v1/units", "/healthz", "/bukti"]
)
def test_ordinary_answers_allow_only_what_the_portal_serves(demo_client, path):
    headers = demo_client.get(path).headers
    assert headers.getlist("Content-Security-Policy") == [POLICY.format(style="", script="", data="")]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == "camera=(), geolocation=(), microphone=()"


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("complete", [True, False])
def test_the_survey_allows_exactly_its_own_style_and_script(demo_app, demo_client, prefix, complete):
    code = visits.a_counter(demo_app)
    page = demo_client.get(f"{prefix}/s/{code}") if complete else visits.send(demo_client, code, prefix, waktu="")

    def source(tag: str) -> str:
        (inline,) = re.findall(f"<{tag}>(.*?)</{tag}>", page.text, re.DOTALL)
        return f" 'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'"

    expected = POLICY.format(style=source("style"), script=source("script"), data=" data:")
    assert page.headers.getlist("Content-Security-Policy") == [expected]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_addresses_that_tell_where_somebody_answered_are_told_to_nobody(demo_app, demo_client, prefix):
    code = visits.a_counter(demo_app)
    held = visits.receipts(demo_app, demo_client)
    told = visits.receipt_addresses(demo_app, held) | {f"/s/{code}", f"/s/{code}/qr.svg", "/s/000000", "/lapor"}
    for path in told:
        assert demo_client.get(prefix + path).headers["Referrer-Policy"] == "no-referrer", path
    assert demo_client.get(prefix + "/metode").headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_receipts_and_refusals_are_stored_by_no_cache(demo_app, demo_client):
    code = visits.a_counter(demo_app)
    held = visits.receipts(demo_app, demo_client)
    forms = {"/lapor", "/forum/baru", "/lapor/bukti/salah", "/forum/kunci/salah", "/bukti/salah"}
    for path in visits.receipt_addresses(demo_app, held) | forms | {"/s/000000", "/hilang"}:
        assert demo_client.get(path).headers["Cache-Control"] == "no-store", path
    assert demo_client.get(f"/s/{code}").headers["Cache-Control"] == "private, no-cache"
    assert demo_client.get("/").headers["Cache-Control"] == "public, max-age=60"


def test_browsers_ask_each_time_whether_a_talk_went_on(demo_app, demo_client):
    talks = [path for path in visits.public_addresses(demo_app) if re.fullmatch("/(forum|fkp)(/[0-9]+)?", path)]
    assert len(talks) > 3
    for path in talks:
        page = demo_client.get(path)
        assert page.headers["Cache-Control"] == "public, no-cache", path
        assert demo_client.get(path, headers={"If-None-Match": page.headers["ETag"]}).status_code == 304, path


@pytest.mark.parametrize(
    ("address", "expected"), [("https://localhost", "max-age=31536000"), ("http://localhost", None)]
)
def test_https_is_demanded_for_good_only_where_the_portal_has_it(tmp_path, address, expected):
    app = create_app(make_settings(f"sqlite:///{tmp_path}/none", public_url=address))
    assert app.test_client().get("/healthz").headers.get("Strict-Transport-Security") == expected
