"""Reads about the questionnaire's versions."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, false, func, select
from sqlalchemy.orm import Session

from portal.admin import lists
from portal.domain.questionnaire import Version, from_document
from portal.domain.questionnaire_editing import earliest_start, untranslated
from portal.domain.skm_form import INSTRUMENT
from portal.models.batches import Batch
from portal.models.questionnaires import Questionnaire, QuestionnaireVersion
from portal.models.responses import Response


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """A stored version. id changes with every edit, so addresses name the number."""

    id: int
    number: int
    starts_month: int
    frozen: bool
    version: Version


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionLine:
    """A version in the list. state: `frozen`, `running` (in force, nobody answered yet) or `planned`."""

    number: int
    starts_month: int
    state: str
    answered: bool
    questions: int
    untranslated: int


_OF_SKM = select(Questionnaire.id).where(Questionnaire.instrument == INSTRUMENT).scalar_subquery()
_IS_SKM = QuestionnaireVersion.questionnaire_id == _OF_SKM


def list_versions(session: Session, wanted: lists.Asked, *, this_month: int) -> lists.Page[VersionLine]:
    """Return a page of the versions, the newest first."""
    started = QuestionnaireVersion.starts_month <= this_month
    state = case((QuestionnaireVersion.frozen, "frozen"), (started, "running"), else_="planned")
    # Only a frozen version can have answers; looking for them in all others would read every response.
    answered = case(
        (QuestionnaireVersion.frozen, exists().where(Response.version_id == QuestionnaireVersion.id)),
        else_=false(),
    )
    statement = select(QuestionnaireVersion, state.label("state"), answered.label("answered")).where(_IS_SKM)
    if wanted.filters.get("state"):
        statement = statement.where(state == wanted.filters["state"])
    return lists.page(
        session,
        statement,
        wanted,
        search=[cast(QuestionnaireVersion.number, String)],
        sorts={
            "newest": (-QuestionnaireVersion.number,),
            "number": (QuestionnaireVersion.number,),
            "start": (QuestionnaireVersion.starts_month, QuestionnaireVersion.number),
        },
        make=_line,
    )


def _line(row: Any) -> VersionLine:
    stored: QuestionnaireVersion = row.QuestionnaireVersion
    version = from_document(stored.content)
    return VersionLine(
        number=stored.number,
        starts_month=stored.starts_month,
        state=row.state,
        answered=bool(row.answered),
        questions=len(version.questions),
        untranslated=len(untranslated(version)),
    )


_LARGEST = 2**31 - 1
"""The largest number that a database would look for."""


def find_version(session: Session, number: int) -> Stored | None:
    """Find a version by its number."""
    if not 0 < number <= _LARGEST:
        return None
    return _find(session, QuestionnaireVersion.number == number)


def find_latest(session: Session) -> Stored | None:
    """Find the version with the highest number."""
    newest = select(func.max(QuestionnaireVersion.number)).where(_IS_SKM).scalar_subquery()
    return _find(session, QuestionnaireVersion.number == newest)


def _find(session: Session, condition: ColumnElement[bool]) -> Stored | None:
    row = session.scalar(select(QuestionnaireVersion).where(and_(_IS_SKM, condition)))
    return None if row is None else stored(row)


def stored(row: QuestionnaireVersion) -> Stored:
    """Return a row as a value."""
    return Stored(
        id=row.id,
        number=row.number,
        starts_month=row.starts_month,
        frozen=row.frozen,
        version=from_document(row.content),
    )


def list_numbers(session: Session) -> list[int]:
    """Return the numbers of all versions, oldest first."""
    numbers = select(QuestionnaireVersion.number).where(_IS_SKM).order_by(QuestionnaireVersion.number)
    return list(session.scalars(numbers))


def first_free_month(session: Session, this_month: int, *, but: int | None = None) -> int:
    """Return the first month in which a version may start. but: a version's id that is not counted."""
    others = select(func.max(QuestionnaireVersion.starts_month)).where(_IS_SKM)
    if but is not None:
        others = others.where(QuestionnaireVersion.id != but)
    last_batch = select(func.max(Batch.last_month)).where(Batch.instrument == INSTRUMENT)
    return earliest_start(this_month, [session.scalar(others), session.scalar(last_batch)])
