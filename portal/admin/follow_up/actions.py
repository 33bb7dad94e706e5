"""What staff do with a follow-up action. What the public may know of it is published in the same step."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import promises
from portal.domain.figures import Published
from portal.domain.follow_up import Status
from portal.domain.promises import Baseline, Promise
from portal.domain.words import Words
from portal.domain.workdays import NO_HOLIDAYS, add_workdays, is_workday
from portal.holidays import added_holidays
from portal.models.actions import Action
from portal.models.consultations import Agreement
from portal.models.statements import Statement
from portal.posting import take_turn

FURTHEST = timedelta(days=730)
"""A promise for more than two years on is none."""

NEXT: dict[Status, tuple[Status, ...]] = {
    Status.PLANNED: (Status.STARTED, Status.DONE, Status.DROPPED),
    Status.STARTED: (Status.DONE, Status.DROPPED),
    Status.DONE: (Status.STARTED,),
    Status.DROPPED: (Status.STARTED,),
}
"""Where an action can go from where it stands; what ended can be taken up again, and the page tells so."""

_ENDED = (Status.DONE, Status.DROPPED)


class NotShownError(ValueError):
    """The chosen edition does not show the chosen element."""


class DueError(ValueError):
    """The due day lies in the past, or too far ahead."""


class DayOffError(ValueError):
    """The due day is no working day. proposed: the next one."""

    def __init__(self, proposed: date) -> None:
        super().__init__(str(proposed))
        self.proposed = proposed


class AgreedError(ValueError):
    """What was agreed at a consultation keeps its wording, owner and due day."""


class StatusError(ValueError):
    """The action cannot go there from where it stands."""


class NoReasonError(ValueError):
    """An action is dropped only with a reason that the public can read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is to be done, by whom and until when, and how the public reads it."""

    program: str
    owner: str
    due_on: date
    wording: Words


def add(
    session: Session,
    unit_id: int,
    plan: Plan,
    *,
    edition: Published | None,
    element: str,
    subject: str,
    today: date,
) -> Action:
    """Add an action of an office and publish its promise; the same one sent twice a day is one.

    edition: an official one of that office; None for what was agreed before there was a figure. subject: a fresh
    random name. Raises `NotShownError`, `DueError` or `DayOffError`.
    """
    baseline = _baseline(edition, element) if edition else None
    check_due(plan.due_on, today, added_holidays(session))
    take_turn(session, unit_id)
    if (same := _added_today(session, unit_id, plan, element, today)) is not None:
        return same
    action = Action(
        unit_id=unit_id,
        edition_id=edition.id if edition else None,
        element=element,
        program=plan.program,
        owner=plan.owner,
        due_on=plan.due_on,
        status=Status.PLANNED,
        wording_id=plan.wording.id,
        wording_en=plan.wording.en,
        reason_id="",
        reason_en="",
        subject=subject,
        created_on=today,
    )
    session.add(action)
    session.flush()
    _publish(session, action, baseline, 0, today)
    return action


def _added_today(session: Session, unit_id: int, plan: Plan, element: str, today: date) -> Action | None:
    same = select(Action).where(
        Action.unit_id == unit_id,
        Action.created_on == today,
        Action.element == element,
        Action.program == plan.program,
        Action.owner == plan.owner,
        Action.due_on == plan.due_on,
        Action.wording_id == plan.wording.id,
        Action.status == Status.PLANNED,
    )
    return session.scalar(same.order_by(Action.id).limit(1))


def _baseline(edition: Published, element: str) -> Baseline:
    reading = promises.read(edition, element)
    if reading is None:
        raise NotShownError
    return promises.baseline_of(reading)


def change(
    session: Session, action: Action, plan: Plan, *, evidence: str, evidence_link: str, today: date
) -> bool:
    """Change an action, and tell whether that changed what is public.

    Raises `AgreedError`, `DueError` or `DayOffError`.
    """
    public = (action.owner, action.due_on, Words(action.wording_id, action.wording_en))
    if (plan.owner, plan.due_on, plan.wording) != public and _was_agreed(session, action):
        raise AgreedError
    if plan.due_on != action.due_on:
        check_due(plan.due_on, today, added_holidays(session))
    action.program, action.owner, action.due_on = plan.program, plan.owner, plan.due_on
    action.wording_id, action.wording_en = plan.wording.id, plan.wording.en
    action.evidence, action.evidence_link = evidence, evidence_link
    return _publish_change(session, action, today)


def _was_agreed(session: Session, action: Action) -> bool:
    return session.scalar(select(Agreement.id).where(Agreement.subject == action.subject)) is not None


def set_status(session: Session, action: Action, status: Status, *, reason: Words, today: date) -> None:
    """Say how far an action got; it ends today or goes on. Raises `StatusError` or `NoReasonError`."""
    if status not in NEXT[Status(action.status)]:
        raise StatusError
    if status is not Status.DROPPED:
        reason = Words("", "")
    elif not (reason.id and reason.en):
        raise NoReasonError
    action.status, action.ended_on = status, today if status in _ENDED else None
    action.reason_id, action.reason_en = reason.id, reason.en
    _publish_change(session, action, today)


def hold(session: Session, unit_id: int, number: int) -> Action | None:
    """Return an action of an office, locked until the transaction ends."""
    query = select(Action).where(Action.unit_id == unit_id, Action.id == number)
    return session.scalar(query.with_for_update())


def check_due(due_on: date, today: date, holidays: frozenset[date] = NO_HOLIDAYS) -> None:
    """Check until when something is promised. holidays: days off that were added here.

    Raises `DueError` or `DayOffError`.
    """
    if not today <= due_on <= today + FURTHEST:
        raise DueError
    if not is_workday(due_on, holidays):
        raise DayOffError(add_workdays(due_on, 1, holidays))


def _publish(session: Session, action: Action, baseline: Baseline | None, revision: int, today: date) -> None:
    session.add(
        Statement(
            unit_id=action.unit_id,
            kind=promises.KIND,
            subject=action.subject,
            revision=revision,
            published_on=today,
            content=promises.as_content(_promise(action, baseline)),
        )
    )
    session.flush()


def _publish_change(session: Session, action: Action, today: date) -> bool:
    """Publish an action's promise unless that is what is public already; tell whether it was published.

    The baseline is read off its edition once. Later revisions repeat it, so that a change of the portal's own
    rules never moves a figure that was promised against.
    """
    session.flush()
    last = _last_said(session, action.subject)
    said = promises.from_content(last.content)
    if said == _promise(action, said.baseline):
        return False
    _publish(session, action, said.baseline, last.revision + 1, today)
    return True


def _last_said(session: Session, subject: str) -> Statement:
    return session.scalars(
        select(Statement)
        .where(Statement.kind == promises.KIND, Statement.subject == subject)
        .order_by(Statement.revision.desc())
        .limit(1)
    ).one()


def _promise(action: Action, baseline: Baseline | None) -> Promise:
    return Promise(
        element=action.element,
        wording=Words(action.wording_id, action.wording_en),
        owner=action.owner,
        due=action.due_on,
        status=Status(action.status),
        ended_on=action.ended_on,
        reason=Words(action.reason_id, action.reason_en) if action.reason_id else None,
        baseline=baseline,
    )
