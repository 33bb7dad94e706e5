"""The daily job: a digest for each account and day, sent once, tried again, and given up at last."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.admin.home.queries import _counts
from portal.admin.home.words import TASKS
from portal.admin.notices import job, queries
from portal.domain.periods import WITA, month_of
from portal.domain.permissions import HeldPost, Role, Staff
from portal.mail import open_mailbox
from portal.models import Comment, Notice
from portal.settings import MailServer
from portal.site import get_site
from tests import factories
from tests.smtp import sink
from tests.staff import make_account

TODAY = datetime.now(WITA).date()
WORDS = "Rahmat di loket 3 minta uang"


def receiver(session, **changes):
    return make_account(session, **({"password": "x"} | changes))


@pytest.fixture
def waiting_comment(session):
    """Add something that waits for every owner of the survey."""
    factories.make_site(session)
    unit = factories.make_unit(session)
    session.add(Comment(unit_id=unit.id, id=bytes(16), month=month_of(TODAY), text=WORDS, handle=bytes(32)))
    session.commit()


def make(session, today: date = TODAY) -> int:
    return job.make(session, get_site(session), today)


def deliver(session, server, today: date = TODAY) -> list[bool]:
    settings = MailServer(host="127.0.0.1", port=server.server_address[1], tls=False)
    with open_mailbox(settings, "portal@bulungan.go.id") as mailbox:
        return [job.send(session, mailbox, each, host="localhost") for each in job.pick(session, today)]


def states(session) -> list[tuple[str, int, str]]:
    rows = session.execute(select(Notice.state, Notice.attempts, Notice.fault).order_by(Notice.id))
    return [tuple(row) for row in rows]


@pytest.mark.usefixtures("waiting_comment")
def test_everybody_for_whom_something_waits_gets_one_letter_a_day(session):
    owner = receiver(session, name="Ani\r\nBcc: jahat@example.org")
    receiver(session, role=Role.EMPLOYEE)  # nothing waits
    receiver(session, active=False)
    receiver(session, wants_digest=False)
    make_account(session)  # has not accepted the invitation
    assert (make(session), make(session)) == (1, 0)
    with sink() as server:
        assert (deliver(session, server), deliver(session, server)) == ([True], [])
        ((to, message),) = server.taken
    assert to == [owner.email]
    assert message["Bcc"] is None
    body = message.get_content()
    assert "1 komentar belum dibaca\nhttp://localhost/staf/komentar/?state=new\n" in body
    assert not any(written in body for written in (WORDS, "Rahmat", "Ani", "jahat"))
    assert states(session) == [("sent", 1, "")]
    assert make(session, TODAY + timedelta(days=1)) == 1


@pytest.mark.usefixtures("waiting_comment")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_refused_letter_is_tried_five_times_and_holds_up_no_other(session):
    refused, other = receiver(session), receiver(session)
    make(session)
    with sink() as server:
        server.refused.add(refused.email)
        assert [deliver(session, server) for _ in range(6)] == [[False, True], *[[False]] * 4, []]
        assert server.receivers == [other.email]
    assert states(session) == [("failed", 5, "550 … tidak dikenal"), ("sent", 1, "")]


@pytest.mark.usefixtures("waiting_comment")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_nobody_wants_any_more_or_came_too_late_is_not_sent(session):
    late, gone = receiver(session), receiver(session)
    make(session, TODAY - timedelta(days=6))
    gone.active = False
    session.commit()
    with sink() as server:
        assert deliver(session, server) == []
    assert states(session) == [("failed", 0, "too-old"), ("failed", 0, "unwanted")]
    assert [each.account_id for each in queries.list_receivers(session, TODAY, demo=False)] == [late.id]


@pytest.mark.usefixtures("waiting_comment")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_after_days_without_a_mail_server_only_the_newest_digest_goes_out(session):
    receiver(session)
    days = [TODAY - timedelta(days=2), TODAY - timedelta(days=1), TODAY]
    assert [make(session, day) for day in days] == [1, 1, 1]
    with sink() as server:
        assert deliver(session, server) == [True]
    assert states(session) == [("failed", 0, "superseded")] * 2 + [("sent", 1, "")]


@pytest.mark.usefixtures("waiting_comment")
def test_two_runs_at_once_send_a_digest_once(session):
    receiver(session)
    make(session)
    settled = job.pick(session, TODAY)
    with sink() as server:
        assert deliver(session, server) == [True]
        settings = MailServer(host="127.0.0.1", port=server.server_address[1], tls=False)
        with open_mailbox(settings, "portal@bulungan.go.id") as mailbox:
            assert [job.send(session, mailbox, each, host="localhost") for each in settled] == [False]
        assert len(server.taken) == 1
    assert states(session) == [("sent", 1, "")]


def test_everything_that_can_be_due_has_words_and_a_page(app):
    everything = Staff(account_id=1, name="", posts=tuple(HeldPost(role=role, units=None) for role in Role))
    keys = {key for key, _ in _counts(everything, TODAY, frozenset())} | {"offices_short", "reports_unread"}
    assert keys == set(TASKS)
    with app.test_request_context():
        assert all(
            app.url_map.bind("localhost").build(task.leads_to, dict(task.filters)) for task in TASKS.values()
        )
    assert TASKS["comments_new"].indonesian(3) == "3 komentar belum dibaca"
