"""What a survey owner can do with questionnaires."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import skm
from portal.domain.questionnaire import FrozenVersionError, Version, check_version, to_document
from portal.models.questionnaires import Questionnaire, QuestionnaireVersion


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


def edit_version(session: Session, version_id: int, version: Version) -> None:
    """Replace a version nobody has answered; raise `FrozenVersionError` for any other.

    The row is replaced, not changed: whoever answers the old wording meanwhile is told that the form changed,
    instead of having the answer read by the new one.
    """
    check_version(version, skm.RULES[version.rule].shares)
    row = session.get_one(QuestionnaireVersion, version_id)
    if row.frozen:
        raise FrozenVersionError
    starts_month = row.starts_month
    session.delete(row)
    session.flush()
    add_version(session, version, starts_month=starts_month)
