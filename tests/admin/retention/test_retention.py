"""Data are erased when their time is over, and nothing else is."""

from datetime import date

import pytest
from sqlalchemy import func, select

from portal.admin.retention.actions import erase_due
from portal.admin.sealed_reports.queries import count_unread
from portal.domain.periods import first_day, month_of
from portal.domain.permissions import Role
from portal.domain.retention import KINDS
from portal.models import (
    AuditEntry,
    Comment,
    Contribution,
    Handle,
    ReportMessage,
    Response,
    Retention,
    SealedReport,
)
from portal.publishing.job import publish
from tests import factories
from tests.staff import make_account, sign_in

MONTH = month_of(date(2024, 3, 1))
TODAY = first_day(MONTH + 25)
"""The first day on which what came in March 2024 is due."""


@pytest.fixture
def counter(session):
    """Return a counter with twelve answers and a comment of March 2024."""
    factories.make_site(session)
    counter = factories.make_counter(session, factories.make_unit(session))
    rows = factories.make_responses(session, counter, ["3" * 9] * 12, month=MONTH, sex="male", age="a2")
    key = {"unit_id": counter.unit_id, "month": MONTH}
    session.add_all(
        Handle(handle=bytes([n]) * 32, response_id=row.id, seed=bytes(32), **key) for n, row in enumerate(rows)
    )
    session.add(Comment(id=bytes(16), text="Antreannya panjang.", handle=bytes(32), **key))
    session.commit()
    return counter


def kept(session) -> tuple[int, int, int]:
    """Return how many comments, profiles and receipts are still there."""
    session.expire_all()
    return (
        session.scalar(select(func.count()).select_from(Comment).where(Comment.text != "")),
        session.scalar(select(func.count()).select_from(Response).where(Response.sex.is_not(None))),
        session.scalar(select(func.count()).select_from(Handle)),
    )


def test_what_is_due_is_erased_once_and_the_scores_stay(session, counter):
    publish(session, first_day(MONTH + 5))
    assert erase_due(session, date(2026, 3, 31)).total == 0
    assert kept(session) == (1, 12, 12)
    erased = erase_due(session, TODAY)
    assert (erased.comments, erased.profiles, erased.receipts) == (1, 12, 12)
    assert kept(session) == (0, 0, 0)
    assert session.scalar(select(func.count()).select_from(Response)) == 12
    assert session.scalars(select(Comment.state)).one() == "erased"
    assert erase_due(session, TODAY).total == 0
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.verb, entry.subject, entry.detail["comments"]) == ("erased", "retention", 1)


def test_answers_of_an_open_batch_lose_nothing(session, counter):
    erased = erase_due(session, TODAY)
    assert (erased.profiles, erased.receipts) == (0, 0)


def test_a_shorter_time_holds_from_the_next_run_on(session, counter):
    session.add(Retention(kind="comments", months=6))
    session.commit()
    assert erase_due(session, first_day(MONTH + 7)).comments == 1


def add_contribution(session, unit, number: int, state: str, received_on: date) -> None:
    values = {"nickname": "Sungai", "title": "Antrean", "text": "Antreannya panjang.", "language": "id"}
    values["note"] = "Pak Rahmat sudah ditegur." if state == "declined" else ""
    reason = "contoh" if state == "declined" else ""
    names = {"id": bytes([number]) * 16, "handle": bytes([number]) * 32, "body_seal": bytes(32)}
    when = {"unit_id": unit.id, "received_on": received_on, "state": state, "reason": reason}
    session.add(Contribution(**values, **names, **when))


def test_the_forum_forgets_what_was_decided_and_never_what_waits(session):
    factories.make_site(session)
    unit = factories.make_unit(session)
    old, fresh = date(2024, 3, 31), date(2024, 4, 1)
    for number, (state, received_on) in enumerate(
        [("published", old), ("declined", old), ("withdrawn", old), ("waiting", old), ("declined", fresh)]
    ):
        add_contribution(session, unit, number, state, received_on)
    session.commit()
    assert erase_due(session, first_day(MONTH + 13)).contributions == 3
    session.expire_all()
    rows = session.scalars(select(Contribution).order_by(Contribution.id)).all()
    assert [bool(row.text + row.title + row.nickname + row.note) for row in rows] == [
        False,
        False,
        False,
        True,
        True,
    ]
    assert [row.state for row in rows] == ["published", "declined", "withdrawn", "waiting", "declined"]
    assert erase_due(session, first_day(MONTH + 13)).contributions == 0


def add_report(session, number: int, state: str, closed_on: date | None) -> None:
    name = bytes([number]) * 16
    values = {"handle": name * 2, "body_seal": bytes(32), "kind": "money", "words": b"tersandi"}
    when = {"may_hand_over": False, "received_on": date(2024, 1, 2), "state": state, "closed_on": closed_on}
    values["handover"] = b"tersandi" if state == "handed_over" else None
    session.add(SealedReport(id=name, **values, **when))
    session.flush()
    said = {"side": "writer", "words": b"tersandi", "written_on": date(2024, 1, 3)}
    session.add(ReportMessage(report_id=name, number=1, **said))


def test_sealed_reports_are_emptied_so_long_after_they_were_ended(session):
    factories.make_site(session)
    ended, later = date(2024, 3, 31), date(2024, 4, 1)
    for number, (state, closed_on) in enumerate(
        [("closed", ended), ("handed_over", ended), ("closed", later), ("reading", None)]
    ):
        add_report(session, number, state, closed_on)
    session.commit()
    assert count_unread(session) == 2
    assert erase_due(session, TODAY).sealed_reports == 2
    assert count_unread(session) == 1
    assert session.scalars(select(SealedReport).where(SealedReport.handover.is_not(None))).all() == []
    session.expire_all()
    for model, name in ((SealedReport, SealedReport.id), (ReportMessage, ReportMessage.report_id)):
        assert [len(row.words) for row in session.scalars(select(model).order_by(name))] == [0, 0, 8, 8]
    assert erase_due(session, TODAY).sealed_reports == 0


def test_the_administrator_sets_the_times_and_the_public_reads_them(app, session):
    factories.make_site(session)
    client = app.test_client()
    sign_in(client, make_account(session, role=Role.ADMINISTRATOR))
    page = client.get("/staf/masa-simpan/")
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    months = {kind.key: str(kind.default) for kind in KINDS} | {"comments": "18", "csrf_token": token}
    wrong = client.post("/staf/masa-simpan/", data=months | {"comments": "2"})
    assert wrong.status_code == 422
    assert 'value="2"' in wrong.text
    assert client.post("/staf/masa-simpan/", data=months).status_code == 303
    assert "18 bulan" in client.get("/metode").text
    assert "18 months" in client.get("/en/metode").text
    changes = session.scalars(select(AuditEntry).where(AuditEntry.subject == "retention")).all()
    assert {entry.subject_id: entry.detail["months"] for entry in changes}["comments"] == [None, 18]
