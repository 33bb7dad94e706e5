"""REGISTER: questionnaires and their versions, frozen at the first response."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Model


class Questionnaire(Model):
    """An instrument such as `skm`; what people answer is one of its versions."""

    __tablename__ = "register_questionnaires"

    id: Mapped[int] = mapped_column(primary_key=True)
    instrument: Mapped[str] = mapped_column(unique=True)


class QuestionnaireVersion(Model):
    """One version. content: see `portal.domain.questionnaire.to_document`; a trigger guards it once frozen."""

    __tablename__ = "register_questionnaire_versions"
    # A new version must never take the id of one that was replaced while somebody was answering it.
    __table_args__ = (UniqueConstraint("questionnaire_id", "number"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("register_questionnaires.id"))
    number: Mapped[int]
    starts_month: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    frozen: Mapped[bool] = mapped_column(default=False)

    questionnaire: Mapped[Questionnaire] = relationship()
