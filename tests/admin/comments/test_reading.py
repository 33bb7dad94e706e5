"""Who reads which comment, and what each look leaves behind."""

import csv
from io import StringIO

import pytest

from portal.domain.permissions import Role
from portal.domain.redaction import REDACTED
from tests.admin.comments.desk import (
    NAME,
    OPEN,
    SECRET,
    address,
    client_of,
    looks,
    make_comment,
    signed_in,
)
from tests.factories import make_site, make_unit
from tests.staff import make_account

LIST = "/staf/komentar/"


@pytest.fixture
def unit(session):
    make_site(session)
    return make_unit(session, name_id="Dinas Uji", name_en="Test Office")


def test_the_owner_reads_a_comment_of_this_month_at_once_and_in_full(app, session, unit):
    comment = make_comment(session, unit, SECRET, ago=0)
    owner = signed_in(app, session, Role.OWNER)
    for page in (owner.get(LIST).text, owner.get(address(unit, comment)).text):
        assert NAME in page
        assert "<mark>" in page


def test_a_head_reads_nothing_of_this_month(app, session, unit):
    comments = [make_comment(session, unit, f"Baru {number}", ago=0) for number in range(5)]
    head = signed_in(app, session, Role.HEAD, unit)
    page = head.get(LIST).text
    assert "Baru" not in page.split("<main", 1)[1].replace("Baru</option>", "")
    assert "Belum ada komentar yang terbuka" in page
    assert head.get(address(unit, comments[0])).status_code == 404


def test_a_head_reads_nothing_while_fewer_than_three_wait(app, session, unit):
    comments = [make_comment(session, unit, f"Isi {number}") for number in range(2)]
    head = signed_in(app, session, Role.HEAD, unit)
    assert "Isi 0" not in head.get(LIST).text
    assert head.get(address(unit, comments[0])).status_code == 404
    make_comment(session, unit, "Isi 2")
    page = head.get(LIST).text
    assert all(f"Isi {number}" in page for number in range(3))
    assert head.get(address(unit, comments[0])).status_code == 200


def test_one_comment_that_came_later_stays_closed_to_the_head(app, session, unit):
    for number in range(3):
        make_comment(session, unit, f"Isi {number}", ago=OPEN + 1)
    make_comment(session, unit, "Sendirian", ago=OPEN)
    page = signed_in(app, session, Role.HEAD, unit).get(LIST).text
    assert "Isi 2" in page
    assert "Sendirian" not in page


def test_a_withdrawn_or_erased_comment_is_on_nobodys_desk_and_does_not_count(app, session, unit):
    gone = [
        make_comment(session, unit, "", state="withdrawn"),
        make_comment(session, unit, "", state="erased"),
    ]
    make_comment(session, unit, "Isi 0")
    make_comment(session, unit, "Isi 1")
    owner, head = signed_in(app, session, Role.OWNER), signed_in(app, session, Role.HEAD, unit)
    assert "1–2 dari 2" in owner.get(LIST).text
    assert "Isi 0" not in head.get(LIST).text
    assert [owner.get(address(unit, comment)).status_code for comment in gone] == [404, 404]


def test_a_head_sees_bars_and_no_month_on_every_page(app, session, unit):
    comment = make_comment(session, unit, SECRET)
    for number in range(2):
        make_comment(session, unit, f"Isi {number}", ago=OPEN + 1)
    head = signed_in(app, session, Role.HEAD, unit)
    csv_text = head.get(LIST + "?format=csv").text
    for page in (head.get(LIST).text, head.get(address(unit, comment)).text, csv_text):
        assert "loket dua minta uang rokok" in page
        assert "Budi" not in page
        assert "Hartono" not in page
    assert REDACTED in csv_text
    rows = list(csv.reader(StringIO(csv_text.removeprefix("\ufeff"))))
    assert {row[1] for row in rows[1:]} == {""}


def test_a_head_cannot_find_out_a_covered_name_by_searching_for_it(app, session, unit):
    make_comment(session, unit, SECRET)
    for number in range(2):
        make_comment(session, unit, f"Isi {number}")
    head = signed_in(app, session, Role.HEAD, unit)
    for query in ("?q=Hartono", "?q=Tidakada", "?sort=newest", ""):
        assert "1–3 dari 3" in head.get(LIST + query).text
    assert "1–1 dari 1" in signed_in(app, session, Role.OWNER).get(LIST + "?q=Hartono").text


def test_the_order_of_a_heads_list_is_that_of_chance(app, session, unit):
    ids = [bytes([first]) * 16 for first in (9, 1, 5)]
    for number, key in enumerate(ids):
        make_comment(session, unit, f"Isi {number}", id=key, ago=OPEN + number)
    page = signed_in(app, session, Role.HEAD, unit).get(LIST).text
    assert sorted(("Isi 0", "Isi 1", "Isi 2"), key=page.index) == ["Isi 1", "Isi 2", "Isi 0"]


@pytest.mark.parametrize("role", [Role.OWNER, Role.AUDITOR])
def test_whoever_has_a_post_for_one_office_only_reads_as_its_head_does(app, session, unit, role):
    make_comment(session, unit, SECRET, ago=0)
    client = signed_in(app, session, role, unit)
    assert "rokok" not in client.get(LIST).text


def test_a_head_reads_nothing_of_another_office(app, session, unit):
    other = make_unit(session)
    comments = [make_comment(session, other, f"Rahasia {number}") for number in range(3)]
    head = signed_in(app, session, Role.HEAD, unit)
    assert "Rahasia" not in head.get(LIST).text
    assert "Rahasia" not in head.get(f"{LIST}?unit={other.slug}").text
    assert head.get(address(other, comments[0])).status_code == 403
    assert head.get(address(unit, comments[0])).status_code == 404


def test_an_auditor_reads_everything_and_changes_nothing(app, session, unit):
    comment = make_comment(session, unit, SECRET, ago=0)
    auditor = signed_in(app, session, Role.AUDITOR)
    page = auditor.get(address(unit, comment)).text
    assert NAME in page
    assert 'method="post" action="/staf/komentar' not in page
    for step in ("tema", "tanggapan", "usul", "putusan", "cabut"):
        assert auditor.post(address(unit, comment, step)).status_code == 403


def test_a_moderator_reads_nothing_that_was_not_put_forward(app, session, unit):
    comments = [make_comment(session, unit, f"Isi {number}") for number in range(4)]
    moderator = signed_in(app, session, Role.MODERATOR)
    assert "Isi" not in moderator.get(LIST).text.split("<main", 1)[1].replace("Isian", "")
    assert moderator.get(address(unit, comments[0])).status_code == 404


@pytest.mark.parametrize("role", [Role.OWNER, Role.HEAD, Role.AUDITOR])
def test_every_look_is_in_the_trail(app, session, unit, role):
    comments = [make_comment(session, unit, f"Isi {number}") for number in range(3)]
    account = make_account(session, role, unit if role is Role.HEAD else None)
    client = client_of(app, account)
    client.get(LIST)
    client.get(address(unit, comments[0]))
    client.get(LIST + "?format=csv")
    assert looks(session, account) == [
        ("saw", unit.id, {"shown": 3, "offices": [unit.slug]}),
        ("saw", unit.id, {"shown": 1}),
        ("exported", unit.id, {"shown": 3, "offices": [unit.slug]}),
    ]


def test_no_key_in_an_address_breaks_the_page(app, session, unit):
    owner = signed_in(app, session, Role.OWNER)
    for key in ("zz", "abc", "0" * 32, "é"):
        assert owner.get(f"/staf/komentar/{unit.slug}/{key}").status_code == 404
    assert owner.get(LIST + "?unit=x&state=x&theme=%25&page=9&sort=x").status_code == 200


def test_the_owner_filters_by_office_and_state(app, session, unit):
    other = make_unit(session)
    make_comment(session, unit, "Isi sini")
    make_comment(session, other, "Isi sana")
    owner = signed_in(app, session, Role.OWNER)
    here = owner.get(f"{LIST}?unit={unit.slug}").text
    assert "Isi sini" in here
    assert "Isi sana" not in here
    assert "Isi sini" in owner.get(LIST + "?state=new").text
    assert "Isi sini" not in owner.get(LIST + "?state=read").text


def test_the_desk_speaks_english(app, session, unit):
    make_comment(session, unit, "Isi")
    owner = signed_in(app, session, Role.OWNER)
    assert '<html lang="en">' in owner.get("/en" + LIST).text
