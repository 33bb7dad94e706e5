"""File an objection to an evaluation, hear both sides, decide."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.admin.evaluations.queries import EvaluationView, find_decider
from portal.domain.evaluation_sheet import overall_ratings
from portal.domain.evaluations import Side
from portal.domain.objections import Decision, Ratings, check_decision, decide_by, may_object
from portal.domain.periods import WITA
from portal.domain.predicate import predicate
from portal.holidays import added_holidays
from portal.models.evaluations import Evaluation, Objection


class NotYoursError(PermissionError):
    """Only the officer objects, and only the supervisor's superior decides."""


class NotGivenError(ValueError):
    """There is no given evaluation to object to."""


class AlreadyFiledError(ValueError):
    """The officer has objected; that is done once."""


class TooLateError(ValueError):
    """The time to object is over."""


class NobodyAboveError(LookupError):
    """The supervisor has no superior in the officers' data, whom the administrator must add."""


class AlreadyDecidedError(ValueError):
    """The objection is decided, and the decision is final."""


def file_objection(session: Session, evaluation: EvaluationView, *, reasons: str, days: int, now: datetime) -> int:
    """Object to a given evaluation and return the objection's id. days: working days until a decision is due.

    Raises NotYoursError, NotGivenError, AlreadyFiledError, TooLateError, NobodyAboveError.
    """
    if evaluation.side is not Side.OFFICER:
        raise NotYoursError
    if evaluation.given_at is None:
        raise NotGivenError
    if evaluation.objection is not None:
        raise AlreadyFiledError
    today = now.astimezone(WITA).date()
    if not may_object(today, evaluation.objection_until):
        raise TooLateError
    decider = find_decider(session, evaluation.supervisor_id)
    if decider is None or decider.id == evaluation.employee_id:
        raise NobodyAboveError
    row = Objection(
        evaluation_id=evaluation.id,
        decider_id=decider.id,
        reasons=reasons,
        filed_at=now,
        decide_by=decide_by(today, days, added_holidays(session)),
    )
    session.add(row)
    session.flush()
    return row.id


def hear(session: Session, evaluation: EvaluationView, *, side: Side, text: str) -> None:
    """Record what the officer or the supervisor said when heard. Raises NotYoursError, AlreadyDecidedError."""
    row = _to_decide(session, evaluation)
    if side is Side.OFFICER:
        row.officer_heard = text
    else:
        row.supervisor_heard = text
    session.flush()


def decide(
    session: Session,
    evaluation: EvaluationView,
    *,
    decision: Decision,
    reason: str,
    ratings: Ratings | None,
    now: datetime,
) -> None:
    """Keep an evaluation's overall ratings or replace them; the predicate follows, and the decision is final.

    ratings: the new ones of results and behaviours, None where the old ones stay.
    Raises NotYoursError, AlreadyDecidedError, NotHeardError, NewRatingsError, NothingChangedError.
    """
    row = _to_decide(session, evaluation)
    before = overall_ratings(evaluation.sheet)
    if before is None:  # A given evaluation has both.
        raise LookupError(evaluation.id)
    heard = (row.officer_heard, row.supervisor_heard)
    after = check_decision(decision, heard=heard, before=before, after=ratings)
    row.decision, row.decision_reason, row.decided_at = decision, reason, now
    if decision is Decision.CHANGED:
        row.results, row.behaviours = after
        session.flush()  # The predicate of a given evaluation only changes once there is such a decision.
        session.get_one(Evaluation, evaluation.id).predicate = predicate(*after)
    session.flush()


def _to_decide(session: Session, evaluation: EvaluationView) -> Objection:
    if evaluation.side is not Side.DECIDER or evaluation.objection is None:
        raise NotYoursError
    if evaluation.objection.decision is not None:
        raise AlreadyDecidedError
    row = session.get_one(Objection, evaluation.objection.id)
    row.decider_id = evaluation.objection.decider_id  # Whoever followed a decider who left takes it over.
    return row
