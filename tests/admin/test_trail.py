"""The trail: no change by staff goes unnoted, and it leads to no answer and no secret."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from portal.admin.audit import trail
from portal.domain.permissions import HeldPost, Role, Staff
from portal.domain.retention import KEYS
from portal.models import Account, AuditEntry, Comment, FeedbackNote, Response, Unit
from tests import factories
from tests.admin.forms import submit
from tests.performance import make_employee, make_plan
from tests.staff import make_account, sign_in


@pytest.fixture
def siti(session):
    """Let the session work for a member of staff."""
    account = make_account(session, name="Siti")
    trail.follow(
        session, Staff(account_id=account.id, name="Siti", posts=(HeldPost(role=Role.OWNER, units=None),))
    )
    return account


def entries(session) -> list[AuditEntry]:
    return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def test_what_is_added_changed_and_removed_is_noted_with_before_and_after(session, siti):
    unit = factories.make_unit(session, name_id="Lama", slug="lama")
    session.refresh(unit)
    unit.name_id = "Baru"
    session.commit()
    added, changed = entries(session)
    assert (added.verb, added.subject, added.who, added.unit_id) == ("added", "units", "Siti", unit.id)
    assert added.detail["name_id"] == [None, "Lama"]
    assert (changed.verb, changed.subject_id) == ("changed", str(unit.id))
    assert changed.detail == {"name_id": ["Lama", "Baru"]}


def test_a_change_that_changes_nothing_leaves_no_entry(session, siti):
    unit = factories.make_unit(session)
    before = len(entries(session))
    unit.name_id = str(unit.name_id)
    session.commit()
    assert len(entries(session)) == before


def test_an_entry_goes_with_its_change(session, siti):
    session.add(Unit(slug="x", name_id="X", name_en="X", officers=1, opened_on=date(2024, 1, 1)))
    session.flush()
    assert len(entries(session)) == 1
    session.rollback()
    assert entries(session) == []


def test_how_somebody_works_is_not_told(session, siti):
    officer = make_employee(
        session, factories.make_unit(session), make_employee(session, factories.make_unit(session))
    )
    session.add(
        FeedbackNote(
            employee_id=officer.id, author_id=officer.supervisor_id, kind="supervisor", text="Sering terlambat.",
            written_at=datetime.now(UTC),
        )
    )  # fmt: skip
    make_plan(session, officer)
    told = [entry for entry in entries(session) if entry.subject in {"feedback_notes", "plans", "indicators"}]
    assert {entry.subject for entry in told} == {"feedback_notes", "plans", "indicators"}
    assert "terlambat" not in str([entry.detail for entry in told])
    assert "Dokumen" not in str([entry.detail for entry in told])
    assert ["draft", "approved"] in [entry.detail.get("state") for entry in told]


def test_secrets_are_hidden(session, siti):
    account = session.get_one(Account, siti.id)
    account.password = "$argon2id$geheim"
    account.tf_totp_secret = "JBSWY3DP"
    account.totp_counter = 7
    session.commit()
    (entry,) = entries(session)
    assert entry.detail == {"password": [None, trail.HIDDEN], "tf_totp_secret": [None, trail.HIDDEN]}


def test_no_entry_leads_to_an_answer_or_a_comment(session, siti):
    factories.make_site(session)
    counter = factories.make_counter(session, factories.make_unit(session))
    factories.make_responses(session, counter, ["3" * 9], month=24_300)
    session.add(Comment(unit_id=counter.unit_id, id=bytes(16), month=24_300, text="Ramah", handle=bytes(32)))
    session.commit()
    assert session.scalars(select(Response)).all()
    assert {entry.subject for entry in entries(session)}.isdisjoint({"responses", "comments", "days", "handles"})


def test_what_the_public_and_the_jobs_do_leaves_no_entry(session):
    factories.make_unit(session)
    assert entries(session) == []


def test_the_auditor_finds_entries_by_what_when_and_who(app, session):
    factories.make_site(session)
    administrator, auditor = app.test_client(), app.test_client()
    sign_in(administrator, make_account(session, role=Role.ADMINISTRATOR, name="Admin"))
    sign_in(auditor, make_account(session, role=Role.AUDITOR, name="Inspektur"))
    months = dict.fromkeys(KEYS, "24") | {"comments": "12"}
    assert submit(administrator, "/staf/masa-simpan/", months).status_code == 303
    assert "Admin" in auditor.get("/staf/jejak/").text
    assert "Admin" in auditor.get("/staf/jejak/?subject=retention&verb=added").text
    assert "Admin" not in auditor.get("/staf/jejak/?subject=units").text
    assert "Admin" not in auditor.get("/staf/jejak/?until=2020-01-01").text
    assert "Admin" in auditor.get("/staf/jejak/?since=2020-01-01&until=kapan").text
    table = auditor.get("/staf/jejak/?format=csv&subject=retention").text
    assert table.startswith("\ufeffat,who,verb")
    assert '""months"": [null, 12]' in table
