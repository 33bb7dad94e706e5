"""An office's edition enters an evaluation by hash, with a reading and a reply, and only its persons see it."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.domain.periods import first_day, month_of
from portal.domain.permissions import Role
from portal.models import AuditEntry, Citation, Edition
from portal.publishing.job import publish
from tests import factories
from tests.admin.forms import submit
from tests.staff import make_account, sign_in

MONTH = month_of(date(2024, 3, 1))
EDITION = "{}-2024-s1"
READING = "Ia melayani di loket ini dua dari enam bulan; antrean bukan tanggung jawabnya seorang."


@pytest.fixture
def people(app, session):
    """Return the office and clients of its supervisor, its officer, a colleague and the auditor."""
    factories.make_site(session)
    unit = factories.make_unit(session)
    counter = factories.make_counter(session, unit)
    factories.make_responses(session, counter, ["3" * 9] * 12, month=MONTH)
    publish(session, first_day(MONTH + 5))
    clients = {"unit": unit.slug}
    for name, role, where in (
        ("supervisor", Role.SUPERVISOR, unit),
        ("officer", Role.EMPLOYEE, unit),
        ("colleague", Role.EMPLOYEE, unit),
        ("auditor", Role.AUDITOR, None),
        ("owner", Role.OWNER, None),
    ):
        account = make_account(session, role=role, unit=where, name=name.title())
        clients[name] = app.test_client()
        sign_in(clients[name], account)
        clients[f"{name}_key"] = f"{account.id}-{unit.id}"
    return clients


def open_one(people, quarter: str = "2") -> str:
    form = {"officer": people["officer_key"], "year": "2024", "quarter": quarter}
    opened = submit(people["supervisor"], "/staf/evaluasi/baru", form)
    assert opened.status_code == 303, opened.text
    return opened.location


def cite(people, page: str, reading: str = READING):
    form = {"edition": EDITION.format(people["unit"]), "reading": reading}
    return submit(people["supervisor"], page, form, to=f"{page}/edisi")


def test_a_supervisor_cites_an_edition_and_the_officer_replies_once(people, session):
    page = open_one(people)
    assert cite(people, page).status_code == 303
    citation = session.scalars(select(Citation)).one()
    assert citation.hash == session.get_one(Edition, citation.edition_id).hash
    answer = f"{page}/edisi/{citation.id}/tanggapan"
    replied = submit(people["officer"], page, {"text": "Setuju, dengan catatan."}, to=answer)
    assert replied.status_code == 303
    shown = people["auditor"].get(page).text
    assert READING in shown
    assert "Setuju, dengan catatan." in shown
    assert citation.hash[:16] in shown
    again = submit(people["officer"], page, {"text": "Berubah pikiran."}, to=answer, token_from="/staf/saya")
    assert again.status_code == 409
    session.expire_all()
    assert session.scalars(select(Citation.reply)).one() == "Setuju, dengan catatan."


def test_nobody_but_its_persons_and_the_auditor_sees_an_evaluation(people):
    page = open_one(people)
    cite(people, page)
    for name in ("supervisor", "officer", "auditor"):
        assert people[name].get(page).status_code == 200
        assert "Officer" in people[name].get("/staf/evaluasi/").text
    assert people["colleague"].get(page).status_code == 404
    assert 'href="' + page not in people["colleague"].get("/staf/evaluasi/").text
    assert people["owner"].get(page).status_code == 403


def test_every_look_is_noted(people, session):
    page = open_one(people)
    people["auditor"].get(page)
    looks = session.scalars(
        select(AuditEntry).where(AuditEntry.verb == "saw", AuditEntry.subject == "evaluations")
    )
    assert [entry.who for entry in looks] == ["Auditor"]


def test_a_reading_is_a_reason_and_not_a_word(people):
    page = open_one(people)
    refused = cite(people, page, "Bagus.")
    assert refused.status_code == 422
    assert "Bagus." in refused.text


def test_no_edition_of_later_than_the_term_is_cited(people, session):
    page = open_one(people, quarter="1")
    assert EDITION.format(people["unit"]) not in people["supervisor"].get(page).text
    assert cite(people, page).status_code == 422
    assert session.scalars(select(Citation)).all() == []


def test_an_officer_has_one_evaluation_a_term(people):
    open_one(people)
    form = {"officer": people["officer_key"], "year": "2024", "quarter": "2"}
    assert submit(people["supervisor"], "/staf/evaluasi/baru", form).status_code == 422


def test_the_list_is_a_table_to_keep(people):
    open_one(people)
    table = people["auditor"].get("/staf/evaluasi/?format=csv")
    assert table.mimetype == "text/csv"
    assert "Officer,Supervisor," in table.text
