"""The daily job: make the digests and send them, each in a transaction of its own.

It can be killed at any moment and run again. Killed between the mail server's yes and the note of it, it sends
that one digest twice, with the same Message-ID. Two runs at once share the digests between them.
"""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.admin.accounts.queries import find_staff
from portal.admin.home.queries import list_due
from portal.admin.notices import actions, wording
from portal.admin.notices.queries import Waiting, list_receivers, list_waiting
from portal.db import begin_write
from portal.domain.digests import Digest, is_too_old
from portal.domain.periods import WITA, month_of, period_of
from portal.mail import Letter, LetterRefusedError, Mailbox, MailDownError
from portal.site import SiteView


def make(session: Session, site: SiteView, today: date) -> int:
    """Put a digest of today into the outbox of everybody for whom something waits; return how many were new."""
    made = 0
    for account_id, digest in _digests(session, site, today):
        _begin(session)
        made += actions.put_out(session, account_id, digest, today)
        session.commit()
    return made


def _digests(session: Session, site: SiteView, today: date) -> Iterator[tuple[int, Digest]]:
    period = period_of(month_of(today), site.period)
    for receiver in list_receivers(session, today, demo=site.demo):
        staff = find_staff(session, receiver.key)
        due = list_due(session, staff, period, today) if staff else []
        digest = wording.write(due, today, sample=site.demo)
        if digest is not None:
            yield receiver.account_id, digest


def pick(session: Session, today: date) -> list[Waiting]:
    """Return the digests to send, and give up those that nobody wants any more or that are too old."""
    worth_it = []
    for notice in list_waiting(session):
        fault = _fault(notice, today)
        if not fault:
            worth_it.append(notice)
            continue
        _begin(session)
        actions.give_up(session, notice.id, fault)
        session.commit()
    return worth_it


def _fault(notice: Waiting, today: date) -> str:
    if not notice.wanted:
        return wording.UNWANTED
    if not notice.newest:
        return wording.SUPERSEDED
    return wording.TOO_OLD if is_too_old(notice.made_on, today) else ""


def send(session: Session, mailbox: Mailbox, notice: Waiting, *, host: str) -> bool:
    """Send a digest and tell whether it was taken; one that was refused is tried again by the next run.

    One that another run has begun to send is left to it. host: of the portal, for Message-ID. Raises
    `MailDownError` when no digest can be sent now.
    """
    _begin(session)
    if not actions.claim(session, notice.id, notice.attempts):
        session.rollback()
        return False
    session.commit()
    now = datetime.now(WITA)
    letter = Letter(
        id=f"ringkasan-{notice.made_on}-{notice.id}@{host}",
        to=notice.to,
        subject=notice.subject,
        body=notice.body,
        written_at=now,
        leave=wording.leaving_address(),
    )
    try:
        refusal = _hand_over(mailbox, letter)
    except MailDownError as fault:  # It may have taken this letter, and may stumble over it again.
        _begin(session)
        actions.mark_refused(session, notice.id, str(fault))
        session.commit()
        raise
    _begin(session)
    if refusal is None:
        actions.mark_sent(session, notice.id, now)
    else:
        actions.mark_refused(session, notice.id, str(refusal))
    session.commit()
    return refusal is None


def _hand_over(mailbox: Mailbox, letter: Letter) -> LetterRefusedError | None:
    try:
        mailbox.send(letter)
    except LetterRefusedError as refusal:
        return refusal
    return None


def _begin(session: Session) -> None:
    """Begin to write, in a transaction that did not begin by reading."""
    session.rollback()
    begin_write(session)
