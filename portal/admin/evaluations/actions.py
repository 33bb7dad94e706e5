"""Open an evaluation, cite an edition in it, and answer a citation."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.admin.evaluations.queries import EvaluationView, Officer, citable_editions
from portal.domain.evaluations import Term
from portal.domain.permissions import Permission, Staff
from portal.models.evaluations import Citation, Evaluation


class AlreadyOpenError(ValueError):
    """The officer has an evaluation for this term."""


class NotYoursError(PermissionError):
    """Only the evaluation's supervisor cites, and only its officer replies."""


class NotCitableError(ValueError):
    """The edition is another office's, later than the term, replaced, or cited already."""


class AlreadyAnsweredError(ValueError):
    """The officer has replied to this citation; a reply is never changed."""


def open_evaluation(session: Session, staff: Staff, officer: Officer, term: Term, now: datetime) -> int:
    """Open an officer's evaluation, with whoever asks as its supervisor, and return its id."""
    row = Evaluation(
        employee_id=officer.account_id,
        supervisor_id=staff.account_id,
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


def cite(
    session: Session, staff: Staff, evaluation: EvaluationView, *, edition_id: str, reading: str, now: datetime
) -> None:
    """Attach an edition, by the hash it has now, with what it means for this officer."""
    if staff.account_id != evaluation.supervisor_id or not staff.may(Permission.EVALUATE, evaluation.unit_id):
        raise NotYoursError
    edition = next((line for line in citable_editions(session, evaluation) if line.id == edition_id), None)
    if edition is None:
        raise NotCitableError
    session.add(
        Citation(
            evaluation_id=evaluation.id, edition_id=edition.id, hash=edition.hash, reading=reading, cited_at=now
        )
    )
    session.flush()


def reply(
    session: Session, staff: Staff, evaluation: EvaluationView, *, citation_id: int, text: str, now: datetime
) -> None:
    """Answer a citation, once."""
    if staff.account_id != evaluation.employee_id:
        raise NotYoursError
    row = session.scalars(
        select(Citation).where(Citation.id == citation_id, Citation.evaluation_id == evaluation.id)
    ).one()
    if row.reply is not None:
        raise AlreadyAnsweredError
    row.reply, row.replied_at = text, now
    session.flush()
