"""Keying: a sheet becomes one response that counts like any other, and nothing tells when it was keyed."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from portal.db import Model
from portal.domain.periods import WITA, month_of
from portal.domain.permissions import Role
from portal.models import Comment, Counter, Desk, Edition, Response, Sheet, StaffSession
from portal.publishing.job import publish
from tests import factories
from tests.admin.entry.sheets import (
    GOOD,
    after_this_semester,
    digits,
    key,
    open_office,
    responses,
    the_sheet,
    this_semester,
    token_in,
)
from tests.publishing.story import figure
from tests.staff import StaffClient, make_account, sign_in


def rows(session):
    """Return every row of every table, by table."""
    session.expire_all()
    tables = Model.metadata.sorted_tables
    return {table.name: [tuple(row) for row in session.execute(select(table))] for table in tables}


def test_a_keyed_sheet_is_a_response_of_the_third_tier(office, session):
    page = key(office, 1, "123412341")
    assert page.status_code == 200
    assert "Lembar 1 tersimpan." in page.text
    (response,) = responses(session)
    assert (response.scores, response.total, response.tier) == ("123412341", 21, 3)
    assert response.keyed_by == office.clerk_account.id
    assert response.month == month_of(datetime.now(WITA).date())
    assert the_sheet(session).response_id == response.id


def test_the_next_number_is_proposed_and_what_was_keyed_is_listed(office):
    sudah = ""
    for number in (7, 8, 9):
        page = key(office, number, sudah=sudah).text
        sudah = " ".join(map(str, range(7, number + 1)))
        assert f'value="{number + 1}"' in page
        assert f'name="sudah" type="hidden" value="{sudah}"' in page
    assert "<b>9</b> <b>8</b> <b>7</b>" in page
    assert 'value="10"' in office.clerk.get(office.address).text


def test_keyed_sheets_count_in_the_edition_and_are_told_apart(office, session):
    for number in range(1, 13):
        assert key(office, number, "444444444" if number % 2 else "222222222").status_code == 200
    publish(session, after_this_semester())
    shown = figure(session, f"{office.unit.slug}-{this_semester().label}")
    assert (shown["n"], shown["ikm"], shown["provenance"]) == (12, 7500, {"assisted": 12})
    assert "12 dari 12 jawaban" in office.clerk.get(f"/staf/entri/{office.unit.slug}").text
    assert "12 jawaban dibantu petugas lain atau kertas" in office.clerk.get(f"/unit/{office.unit.slug}").text


def test_too_few_keyed_sheets_stay_sealed(office, session):
    for number in range(1, 10):
        key(office, number)
    publish(session, after_this_semester())
    assert not session.scalars(select(Edition).where(Edition.has_figure)).all()


def test_keying_shows_on_no_public_page(office, session):
    pages = ("/", f"/unit/{office.unit.slug}", "/perbandingan", "/api/v1/units")
    before = [office.clerk.get(path) for path in pages]
    assert key(office, 1, komentar="Ramah.").status_code == 200
    after = [office.clerk.get(path) for path in pages]
    assert [page.data for page in before] == [page.data for page in after]
    assert [page.headers.get("ETag") for page in before] == [page.headers.get("ETag") for page in after]


def test_sending_twice_stores_once(office, session):
    assert key(office, 1, komentar="Ramah.").status_code == 200
    again = key(office, 1, komentar="Ramah.")
    assert again.status_code == 200
    assert "Lembar 1 tersimpan." in again.text
    assert len(responses(session)) == 1
    assert len(session.scalars(select(Comment)).all()) == 1


@pytest.mark.parametrize("change", [{"scores": "343434344"}, {"layanan": 1}, {"profil-sex": "P"}])
def test_a_number_is_keyed_once_and_a_second_reading_offered(office, session, change):
    key(office, 5)
    if "layanan" in change:
        change = {"layanan": office.services[1]}
    answer = key(office, 5, **change)
    assert answer.status_code == 422
    assert "sudah pernah dimasukkan" in answer.text
    assert f'href="{office.sheet(5)}"' in answer.text
    assert len(responses(session)) == 1


def test_somebody_else_is_not_told_whether_the_answers_are_the_same(office, session):
    key(office, 5)
    same, other = (key(office, 5, scores, by=office.colleague) for scores in (GOOD, "111111111"))
    assert same.status_code == other.status_code == 422
    assert same.text.count("sudah pernah dimasukkan") == other.text.count("sudah pernah dimasukkan") > 0
    assert len(responses(session)) == 1


def test_another_office_has_its_own_numbers(office, session, client):
    other = open_office(session, client)
    assert key(office, 1).status_code == key(other, 1).status_code == 200
    assert len(session.scalars(select(Sheet)).all()) == 2


FAULTS = {
    "a digit that no answer has": ({"jawaban-waktu": "5"}, "jawaban-waktu", "Isi dengan angka 1 sampai 4."),
    "a missing digit": ({"jawaban-waktu": ""}, "jawaban-waktu", "Isian ini perlu diisi."),
    "no number": ({"nomor": ""}, "nomor", "Isian ini perlu diisi."),
    "number nought": ({"nomor": "0"}, "nomor", "Isi dengan angka dari 1 sampai 999999."),
    "a number too long": ({"nomor": "1000000"}, "nomor", "Isi dengan angka dari 1 sampai 999999."),
    "a word for a number": ({"nomor": "satu"}, "nomor", "Isi dengan bilangan bulat."),
    "no service": ({"layanan": ""}, "layanan", "Isian ini perlu diisi."),
    "a foreign service": ({"layanan": "lain"}, "layanan", "Pilih salah satu dari daftar."),
    "no word about one's own counter": ({"bukan": ""}, "bukan", "Isian ini perlu diisi."),
    "a long comment": ({"komentar": "a" * 1001}, "komentar", "Paling banyak 1000 huruf."),
}


@pytest.mark.parametrize(("change", "field", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_at_its_field_and_the_rest_kept(office, session, change, field, fault):
    kept = {"komentar": "Cepat sekali.", "profil-sex": "P", "sudah": "3 4"}
    answer = key(office, 5, **{**kept, **change})
    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}-fault">{fault}' in answer.text
    assert responses(session) == []
    page = answer.text
    assert "Cepat sekali." in page or field == "komentar"
    assert '<option selected value="P">' in page
    assert "<b>4</b> <b>3</b>" in page
    assert page.count('value="3"') + page.count('value="4"') >= 8
    assert f'id="{field}"' in page


def test_a_forged_form_is_refused(office, session):
    assert key(office, 1, csrf_token="x").status_code == 422
    assert responses(session) == []


def test_profile_and_comment_are_optional_and_stored_apart(office, session):
    key(office, 1, **{"komentar": "Ramah.\r\nCepat.", "profil-sex": "P", "profil-age": ""})
    (response,) = responses(session)
    assert (response.sex, response.age) == ("P", None)
    comment = session.scalars(select(Comment)).one()
    assert comment.text == "Ramah.\nCepat."
    assert comment.handle not in {response.id, the_sheet(session).response_id}


def test_a_closed_counter_takes_nothing_and_keeps_what_was_typed(office, session):
    session.get(Counter, office.counter.id).closed_on = date(2026, 1, 1)
    session.commit()
    answer = key(office, 1, komentar="Ramah.")
    assert answer.status_code == 422
    assert "Loket ini sudah ditutup." in answer.text
    assert "Ramah." in answer.text
    assert responses(session) == []


def test_nobody_keys_for_the_own_counter(office, session):
    session.add(Desk(account_id=office.clerk_account.id, counter_id=office.counter.id))
    session.commit()
    assert office.clerk.get(office.address).status_code == 403
    token = token_in(office.colleague.get(office.address).text)
    refused = office.clerk.post(office.address, data={"csrf_token": token})
    assert refused.status_code in {403, 422}
    assert responses(session) == []
    assert key(office, 1, by=office.colleague).status_code == 200


def test_a_desk_given_meanwhile_refuses_a_grid_that_is_open(office, session):
    page = office.clerk.get(office.address).text
    session.add(Desk(account_id=office.clerk_account.id, counter_id=office.counter.id))
    session.commit()
    fields = {"csrf_token": token_in(page), "bukan": "y", "nomor": "1", "layanan": office.services[0]}
    answer = office.clerk.post(office.address, data={**fields, **digits(GOOD)})
    assert answer.status_code == 403
    assert responses(session) == []


def test_the_surveys_owner_says_who_serves_at_a_counter(office, session):
    owner = StaffClient(office.clerk.application)
    sign_in(owner, make_account(session, role=Role.OWNER))
    address = f"{office.address}/petugas"
    page = owner.get(address).text
    assert office.clerk_account.email in page
    ticked = {"csrf_token": token_in(page), "petugas": str(office.clerk_account.id)}
    assert owner.post(address, data=ticked).status_code == 303
    assert [desk.account_id for desk in session.scalars(select(Desk))] == [office.clerk_account.id]
    assert office.clerk.get(office.address).status_code == 403
    assert owner.post(address, data={"csrf_token": ticked["csrf_token"], "petugas": "999"}).status_code == 422
    assert owner.post(address, data={"csrf_token": ticked["csrf_token"]}).status_code == 303
    assert office.clerk.get(office.address).status_code == 200
    assert office.clerk.get(address).status_code == 403


def test_a_clerk_stays_within_the_own_offices(office, session, client):
    other = open_office(session, client)
    for path in (other.address, f"/staf/entri/{other.unit.slug}", other.sheet(1)):
        assert office.clerk.get(path).status_code == 403
    assert office.clerk.post(other.address).status_code == 403
    assert office.clerk.get(f"/staf/entri/{office.unit.slug}/{other.counter.code}").status_code == 404
    assert office.clerk.get(f"/staf/entri/{office.unit.slug}/XXXXXX").status_code == 404
    listed = office.clerk.get("/staf/entri").text
    assert office.unit.slug in listed
    assert other.unit.slug not in listed


def test_nothing_puts_a_day_beside_a_keyed_answer(office, session):
    key(office, 1)
    before = rows(session)
    assert key(office, 2, komentar="Ramah.").status_code == 200
    after = rows(session)
    added = {name: [row for row in after[name] if row not in before[name]] for name in after}
    changed = {name: new for name, new in added.items() if new}
    answer = ("sealed_responses", "sealed_handles", "sealed_sheets", "sealed_comments")
    assert set(changed) <= {*answer, "personnel_sessions"}
    for name in answer:
        assert not [value for row in changed[name] for value in row if isinstance(value, date)], name
    kept = [row.data for row in session.scalars(select(StaffSession))]
    assert not [data for data in kept if "_flashes" in data or "lembar" in str(data).lower()]


def test_no_value_joins_a_keyed_comment_to_its_scores(office, session):
    key(office, 1, komentar="Ramah.")
    comment = session.execute(select(Comment.__table__)).mappings().one()
    response = session.execute(select(Response.__table__)).mappings().one()
    handles = {row.handle for row in session.execute(select(Model.metadata.tables["sealed_handles"]))}
    shared = {value for value in comment.values() if isinstance(value, bytes)}
    assert not shared & ({value for value in response.values() if isinstance(value, bytes)} | handles)


def test_a_list_of_many_offices_stays_cheap(office, session, client):
    factories.make_counter(session, factories.make_unit(session))
    everywhere = StaffClient(client.application)
    sign_in(everywhere, make_account(session, role=Role.CLERK))
    table = everywhere.get("/staf/entri?format=csv")
    assert table.mimetype == "text/csv"
    assert len(table.text.splitlines()) == 3
