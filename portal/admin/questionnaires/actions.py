"""What a survey owner can do with questionnaires."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin.questionnaires import queries
from portal.domain import skm
from portal.domain.questionnaire import FrozenVersionError, Version, check_version, to_document
from portal.models.questionnaires import Questionnaire, QuestionnaireVersion


class StartsTooEarlyError(ValueError):
    """A version would start before `earliest`, in the middle of a batch or before an older version."""

    def __init__(self, earliest: int) -> None:
        super().__init__(f"the first free month is {earliest}")
        self.earliest = earliest


class OnlyVersionError(ValueError):
    """Without this version, in its months, there would be no questionnaire to answer."""


def add_version(session: Session, version: Version, *, starts_month: int) -> QuestionnaireVersion:
    """Add a version of an instrument, in force from a month on; the instrument is made with its first."""
    check_version(version, skm.RULES[version.rule].shares)
    questionnaire = session.scalar(select(Questionnaire).where(Questionnaire.instrument == version.instrument))
    if questionnaire is None:
        questionnaire = Questionnaire(instrument=version.instrument)
        session.add(questionnaire)
    row = QuestionnaireVersion(
        questionnaire=questionnaire,
        number=version.number,
        starts_month=starts_month,
        content=to_document(version),
    )
    session.add(row)
    session.flush()
    return row


def copy_version(
    session: Session, latest: queries.Stored, *, starts_month: int, this_month: int
) -> QuestionnaireVersion:
    """Add the next version as a copy of the latest one; raise StartsTooEarlyError."""
    _check_start(session, starts_month, this_month)
    return add_version(session, replace(latest.version, number=latest.number + 1), starts_month=starts_month)


def _check_start(session: Session, starts_month: int, this_month: int, *, but: int | None = None) -> None:
    earliest = queries.first_free_month(session, this_month, but=but)
    if starts_month < earliest:
        raise StartsTooEarlyError(earliest)


def edit_version(session: Session, version_id: int, version: Version) -> None:
    """Replace a version nobody has answered; raise `FrozenVersionError` for any other.

    The row is replaced, not changed: whoever answers the old wording meanwhile is told that the form changed,
    instead of having the answer read by the new one.
    """
    check_version(version, skm.RULES[version.rule].shares)
    row = _unfrozen(session, version_id)
    starts_month = row.starts_month
    session.delete(row)
    session.flush()
    add_version(session, version, starts_month=starts_month)


def _unfrozen(session: Session, version_id: int) -> QuestionnaireVersion:
    """Return a version's row, kept from freezing until the transaction ends; raise FrozenVersionError."""
    row = session.get_one(QuestionnaireVersion, version_id, populate_existing=True, with_for_update=True)
    if row.frozen:
        raise FrozenVersionError
    return row


def move_start(session: Session, version_id: int, *, starts_month: int, this_month: int) -> None:
    """Let a version nobody has answered start in another month.

    Raises FrozenVersionError, StartsTooEarlyError, or OnlyVersionError for the first one.
    """
    row = _unfrozen(session, version_id)
    if starts_month == row.starts_month:
        return
    _check_replaceable(session, row)
    _check_start(session, starts_month, this_month, but=version_id)
    row.starts_month = starts_month
    session.flush()


def _check_replaceable(session: Session, row: QuestionnaireVersion) -> None:
    """Refuse to take a version out of its months when no older one would be asked in them."""
    older = select(QuestionnaireVersion.id).where(
        QuestionnaireVersion.questionnaire_id == row.questionnaire_id,
        QuestionnaireVersion.starts_month <= row.starts_month,
        QuestionnaireVersion.id != row.id,
    )
    if session.scalar(older.limit(1)) is None:
        raise OnlyVersionError


def freeze_version(session: Session, version_id: int) -> None:
    """Lock a version for good, before its first response would; a second time changes nothing."""
    session.get_one(QuestionnaireVersion, version_id).frozen = True
    session.flush()


def delete_version(session: Session, version_id: int) -> None:
    """Delete a version nobody has answered; raise FrozenVersionError, or OnlyVersionError for the first one."""
    row = _unfrozen(session, version_id)
    _check_replaceable(session, row)
    session.delete(row)
    session.flush()
