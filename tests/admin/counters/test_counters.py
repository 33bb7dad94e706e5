"""Counters: listed, added, changed, closed and opened again, one by one and together."""

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from portal.domain.permissions import Role
from portal.domain.receipts import ALPHABET
from portal.models import AuditEntry, Counter
from tests.admin.forms import submit
from tests.admin.register import as_staff
from tests.factories import OPENED, make_counter, make_service, make_site, make_unit

MOST_STATEMENTS = 12


@pytest.fixture(autouse=True)
def site(session):
    make_site(session)


@pytest.fixture
def owner(app, session):
    return as_staff(app, session)


@pytest.fixture
def unit(session):
    return make_unit(session, name_id="Dinas Uji", slug="uji")


def counter_of(session, **facts):
    session.expire_all()
    return session.scalar(select(Counter).filter_by(**facts))


def codes(client, query=""):
    answer = client.get(f"/staf/loket/?format=csv&{query}")
    return [line.split(",")[0] for line in answer.text.removeprefix("\ufeff").splitlines()[1:]]


def test_a_new_counter_has_a_code_and_takes_answers(session, owner, unit):
    offered, other = make_service(session, unit), make_service(session, unit)
    values = {
        "name_id": "Loket Baru",
        "hours": "Senin–Jumat 08.00–15.00",
        "officers": "2",
        "service_ids": [offered.id],
    }
    answer = submit(owner, "/staf/kantor/uji/loket-baru", values)
    counter = counter_of(session, name_id="Loket Baru")
    assert answer.location == f"/staf/kantor/uji/loket/{counter.code}"
    assert len(counter.code) == 6
    assert set(counter.code) <= set(ALPHABET)
    assert [service.id for service in counter.services] == [offered.id]
    assert (counter.hours, counter.officers) == ("Senin–Jumat 08.00–15.00", 2)
    assert "Loket Baru" in owner.get(f"/s/{counter.code}").text
    assert other.name_id not in owner.get(answer.location).text


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(session, owner, unit):
    service = make_service(session, unit)
    values = {"hours": "Senin saja", "officers": "0", "service_ids": [service.id]}
    answer = submit(owner, "/staf/kantor/uji/loket-baru", values)
    assert answer.status_code == 422
    assert "Isian ini perlu diisi." in answer.text
    assert 'value="Senin saja"' in answer.text
    assert "checked" in answer.text
    assert session.query(Counter).count() == 0


def test_a_counter_offers_services_of_its_own_office_only(session, owner, unit):
    foreign = make_service(session, make_unit(session))
    answer = submit(owner, "/staf/kantor/uji/loket-baru", {"name_id": "Loket", "service_ids": [foreign.id]})
    assert answer.status_code == 422
    assert "Pilih dari daftar." in answer.text


def test_a_change_of_services_is_in_the_trail(session, owner, unit):
    first, second = make_service(session, unit, slug="satu"), make_service(session, unit, slug="dua")
    counter = make_counter(session, unit, [first], officers=3)
    address = f"/staf/kantor/uji/loket/{counter.code}/ubah"
    assert "checked" in owner.get(address).text
    submit(owner, address, {"name_id": counter.name_id, "officers": "", "service_ids": [second.id]})
    changed = counter_of(session, id=counter.id)
    assert ([service.slug for service in changed.services], changed.officers) == (["dua"], None)
    entries = session.scalars(select(AuditEntry.detail).where(AuditEntry.subject == "counters")).all()
    assert {"services": [["satu"], ["dua"]]} in entries


def test_a_closed_counter_takes_no_answer_until_it_is_opened_again(session, owner, unit):
    counter = make_counter(session, unit)
    address = f"/staf/kantor/uji/loket/{counter.code}"
    submit(owner, f"{address}/tutup")
    assert owner.get(f"/s/{counter.code}").status_code == 410
    assert "Ditutup" in owner.get(address).text
    submit(owner, f"{address}/buka")
    assert owner.get(f"/s/{counter.code}").status_code == 200


def test_chosen_counters_are_closed_together_after_a_question(session, owner, unit):
    chosen = [make_counter(session, unit), make_counter(session, unit)]
    left = make_counter(session, unit)
    query = "&".join(f"pilih={counter.code}" for counter in chosen)
    page = owner.get(f"/staf/loket/tutup?{query}").text
    assert all(counter.code in page for counter in chosen)
    assert left.code not in page
    values = {"pilih": [counter.code for counter in chosen]}
    answer = submit(owner, f"/staf/loket/tutup?{query}", values, to="/staf/loket/tutup")
    assert "2 loket ditutup." in owner.get(answer.location).text
    assert [counter_of(session, id=counter.id).closed_on is None for counter in (*chosen, left)] == [
        False,
        False,
        True,
    ]


def test_nothing_chosen_is_said_and_closes_nothing(session, owner, unit):
    make_counter(session, unit)
    answer = owner.get("/staf/loket/tutup")
    assert answer.status_code == 303
    assert "Centang dahulu" in owner.get(answer.location).text


def test_choosing_does_not_reach_further_than_ones_post(app, session, unit):
    foreign = make_counter(session, make_unit(session))
    own = make_counter(session, unit)
    owner = as_staff(app, session, unit=unit)
    query = f"pilih={own.code}&pilih={foreign.code}"
    assert foreign.code not in owner.get(f"/staf/loket/tutup?{query}").text
    submit(owner, f"/staf/loket/tutup?{query}", {"pilih": [own.code, foreign.code]}, to="/staf/loket/tutup")
    assert counter_of(session, id=own.id).closed_on is not None
    assert counter_of(session, id=foreign.id).closed_on is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["AAAAAA", "BBBBBB", "CCCCCC"]),
        ("q=bbb", ["BBBBBB"]),
        ("q=dinas+lama", ["CCCCCC"]),
        ("state=open", ["AAAAAA"]),
        ("state=closed", ["BBBBBB", "CCCCCC"]),
        ("unit=lama", ["CCCCCC"]),
        ("sort=-code", ["CCCCCC", "BBBBBB", "AAAAAA"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(session, owner, unit, query, found):
    gone = make_unit(session, name_id="Dinas Usang Lama", slug="lama", closed_on=OPENED)
    gone.name_id = "Kantor Dinas Lama"
    make_counter(session, unit, code="AAAAAA")
    make_counter(session, unit, code="BBBBBB", closed_on=OPENED)
    make_counter(session, gone, code="CCCCCC")
    assert codes(owner, query) == found


def test_the_list_holds_what_may_be_read(app, session, unit):
    own, foreign = make_counter(session, unit), make_counter(session, make_unit(session))
    head = as_staff(app, session, Role.HEAD, unit)
    assert codes(head) == [own.code]
    text = head.get("/staf/loket/").text
    assert foreign.code not in text
    assert "/staf/loket/tutup" not in text


def test_a_counter_is_found_within_its_own_office_only(app, session, owner, unit):
    other = make_unit(session)
    foreign = make_counter(session, other)
    ends = ("", "/ubah", "/tutup", "/buka", "/kode-baru")
    for end in ends:
        assert owner.get(f"/staf/kantor/uji/loket/{foreign.code}{end}").status_code == 404, end
        assert owner.get(f"/staf/kantor/{other.slug}/loket/{foreign.code}{end}").status_code == 200, end
    narrow = as_staff(app, session, unit=unit)
    for end in ends:
        assert narrow.get(f"/staf/kantor/{other.slug}/loket/{foreign.code}{end}").status_code == 403, end


def test_without_a_counter_the_list_says_how_to_begin(owner):
    assert "Mulai dari kantornya" in owner.get("/staf/loket/").text


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_of_a_counter_is_there_in_both_languages(session, owner, unit, prefix):
    counter = make_counter(
        session, unit, [make_service(session, unit, closed_on=OPENED)], hours="Senin", officers=2
    )
    for end in ("", "/ubah", "/tutup", "/buka", "/kode-baru"):
        assert owner.get(f"{prefix}/staf/kantor/uji/loket/{counter.code}{end}").status_code == 200, end
    assert owner.get(f"{prefix}/staf/kantor/uji/loket-baru").status_code == 200
    assert owner.get(f"{prefix}/staf/loket/").status_code == 200


def test_a_long_list_takes_no_more_statements(session, owner, unit):
    for _ in range(60):
        make_counter(session, unit)
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        if "SAVEPOINT" not in statement:
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    page = owner.get("/staf/loket/")
    event.remove(Engine, "before_cursor_execute", note)
    assert "Halaman 1 dari 2" in page.text
    assert len(seen) <= MOST_STATEMENTS, seen
