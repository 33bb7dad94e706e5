"""Work on an evaluation: open it, cite an edition, rate, give; then the officer's reply and receipt."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.admin.evaluations.material import approved_plan
from portal.admin.evaluations.queries import EvaluationView, citable_editions
from portal.admin.people import Person, leads
from portal.domain.editions import canonical, digest
from portal.domain.evaluation_sheet import Sheet, as_document, overall_ratings, readiness
from portal.domain.evaluations import Missing, Side, Subject, Term, check_evidence, check_reason
from portal.domain.objections import objection_until
from portal.domain.periods import WITA
from portal.domain.predicate import Rating, predicate
from portal.holidays import added_holidays
from portal.models.evaluations import Citation, Evaluation, ItemRating


class AlreadyOpenError(ValueError):
    """The officer has an evaluation for this term."""


class NotBegunError(ValueError):
    """The term has not begun."""


class NotYoursError(PermissionError):
    """Only the evaluation's supervisor works on it, and only its officer answers."""


class GivenError(ValueError):
    """The evaluation is given; nothing in it changes any more."""


class NotGivenError(ValueError):
    """The evaluation is not given yet."""


class NotCitableError(ValueError):
    """The edition is another office's, later than the term, replaced, or cited already."""


class NotInPlanError(ValueError):
    """What is to be rated is no goal of the plan and no behaviour."""


class AlreadyAnsweredError(ValueError):
    """The officer has replied to this citation, or signed for the evaluation; neither is done twice."""


class NotReadyError(ValueError):
    """The evaluation lacks something."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__(", ".join(missing))
        self.missing = tuple(missing)


def open_evaluation(session: Session, me: Person, officer: Person, term: Term, now: datetime) -> int:
    """Open the evaluation of somebody's direct report and return its id.

    One that an earlier superior opened and did not give goes over to the present one, without that one's ratings.
    Raises NotYoursError, NotBegunError, AlreadyOpenError.
    """
    if not leads(me, officer):
        raise NotYoursError
    if now.astimezone(WITA).date() < term.first_day:
        raise NotBegunError
    row = session.scalar(
        select(Evaluation).where(
            Evaluation.employee_id == officer.id, Evaluation.year == term.year, Evaluation.quarter == term.quarter
        )
    )
    if row is None:
        return _begin(session, me, officer, term, now)
    if row.given_at is not None or row.supervisor_id == me.id:
        raise AlreadyOpenError
    _take_over(session, row, me)
    return row.id


def _begin(session: Session, me: Person, officer: Person, term: Term, now: datetime) -> int:
    row = Evaluation(
        employee_id=officer.id,
        supervisor_id=me.id,
        unit_id=officer.unit_id,
        year=term.year,
        quarter=term.quarter,
        created_at=now,
    )
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        raise AlreadyOpenError from error
    return row.id


def _take_over(session: Session, row: Evaluation, me: Person) -> None:
    row.supervisor_id = me.id
    row.results = row.behaviours = None
    row.results_reason = row.behaviours_reason = ""
    for rating in row.ratings:
        session.delete(rating)
    session.flush()


def cite(session: Session, evaluation: EvaluationView, *, edition_id: str, reading: str, now: datetime) -> None:
    """Attach an edition, by the hash it has now, with what it means for this officer.

    Raises NotYoursError, GivenError, NotCitableError.
    """
    _require_in_work(evaluation)
    edition = next((line for line in citable_editions(session, evaluation) if line.id == edition_id), None)
    if edition is None:
        raise NotCitableError
    session.add(
        Citation(
            evaluation_id=evaluation.id, edition_id=edition.id, hash=edition.hash, reading=reading, cited_at=now
        )
    )
    session.flush()


def rate_item(
    session: Session,
    evaluation: EvaluationView,
    *,
    subject: Subject,
    key: str,
    rating: Rating,
    reason: str,
    evidence: Sequence[str],
) -> None:
    """Rate one goal (key: its id) or one behaviour, or change its rating; every other rating stays as it is.

    evidence: references, or `UNWRITTEN` alone. Raises NotYoursError, GivenError, NotInPlanError,
    ReasonTooShortError, NoEvidenceError, TwoAnswersError, UnknownEvidenceError.
    """
    _require_in_work(evaluation)
    _require_in_plan(evaluation.sheet, subject, key)
    check_reason(reason)
    check_evidence(subject, evidence, evaluation.sheet.references)
    row = _rating_of(session, evaluation.id, subject, key)
    row.rating, row.reason, row.evidence = rating, reason, list(evidence)
    session.add(row)
    session.flush()


def _rating_of(session: Session, evaluation_id: int, subject: Subject, key: str) -> ItemRating:
    """Return an item's rating, or a new one where it has none yet."""
    item = {"evaluation_id": evaluation_id, "subject": subject, "key": key}
    return session.scalar(select(ItemRating).filter_by(**item)) or ItemRating(**item)


def rate_overall(
    session: Session, evaluation: EvaluationView, *, subject: Subject, rating: Rating, reason: str
) -> None:
    """Choose the overall rating of the results (subject: goal) or of the behaviours, by judgement alone.

    Raises NotYoursError, GivenError, ReasonTooShortError.
    """
    _require_in_work(evaluation)
    check_reason(reason)
    row = session.get_one(Evaluation, evaluation.id)
    if subject is Subject.GOAL:
        row.results, row.results_reason = rating, reason
    else:
        row.behaviours, row.behaviours_reason = rating, reason
    session.flush()


def give(session: Session, evaluation: EvaluationView, *, now: datetime) -> None:
    """Sign an evaluation: its sheet becomes a canonical document with a hash, and nothing in it changes any more.

    Raises NotYoursError, GivenError, NotReadyError.
    """
    _require_in_work(evaluation)
    at = now.astimezone(WITA)
    lacking = readiness(evaluation.sheet, at.date()).missing
    ratings = overall_ratings(evaluation.sheet)
    if lacking or ratings is None:
        raise NotReadyError(lacking)
    cell = predicate(*ratings)
    signed = replace(evaluation.sheet, predicate=cell, given_at=at.isoformat(timespec="seconds"))
    encoded = canonical(as_document(signed))
    row = session.get_one(Evaluation, evaluation.id)
    row.plan = approved_plan(session, evaluation.employee_id, evaluation.sheet.year)
    row.predicate, row.given_at = cell, now
    row.document, row.hash = encoded.decode(), digest(encoded)
    session.flush()


def reply(session: Session, evaluation: EvaluationView, *, citation_id: int, text: str, now: datetime) -> None:
    """Answer a citation, once. Raises NotYoursError, AlreadyAnsweredError."""
    _require_officer(evaluation)
    row = session.scalars(
        select(Citation).where(Citation.id == citation_id, Citation.evaluation_id == evaluation.id)
    ).one()
    if row.reply is not None:
        raise AlreadyAnsweredError
    row.reply, row.replied_at = text, now
    session.flush()


def receive(
    session: Session, evaluation: EvaluationView, *, comment: str, objection_days: int, now: datetime
) -> None:
    """Sign for a given evaluation, with a comment or without one; that is no consent, and the clock starts.

    objection_days: working days in which the officer may object from now on.
    Raises NotYoursError, NotGivenError, AlreadyAnsweredError.
    """
    _require_officer(evaluation)
    if evaluation.given_at is None:
        raise NotGivenError
    if evaluation.received_at is not None:
        raise AlreadyAnsweredError
    row = session.get_one(Evaluation, evaluation.id)
    until = objection_until(now, objection_days, added_holidays(session))
    row.comment, row.received_at, row.objection_until = comment, now, until
    session.flush()


def _require_in_work(evaluation: EvaluationView) -> None:
    if evaluation.side is not Side.SUPERVISOR:
        raise NotYoursError
    if evaluation.given_at is not None:
        raise GivenError


def _require_in_plan(sheet: Sheet, subject: Subject, key: str) -> None:
    goals, behaviours = {str(goal.id) for goal in sheet.goals}, {part.key for part in sheet.behaviours}
    if key not in (goals if subject is Subject.GOAL else behaviours):
        raise NotInPlanError


def _require_officer(evaluation: EvaluationView) -> None:
    if evaluation.side is not Side.OFFICER:
        raise NotYoursError
