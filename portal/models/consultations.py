"""RECORD: consultations (Forum Konsultasi Publik, Permenpan RB 16/2017) before, during and after."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Model
from portal.domain.words import Words
from portal.models.forum import Topic


class Consultation(Model):
    """A consultation of an office with the public. What is said, online and in the hall, is in its topic.

    title_*, purpose_*: what the invitation says. starts, ends: WITA, such as 09:00. link: of an online meeting, or
    empty. state: announced, held (minutes are being written), concluded or cancelled (for `reason`); then
    nothing changes any more.
    minutes: what was discussed, in words. chair, secretary: posts of who signs the berita acara, never persons.
    """

    __tablename__ = "record_consultations"
    __table_args__ = (
        CheckConstraint("state IN ('announced', 'held', 'concluded', 'cancelled')", name="state"),
        CheckConstraint("(state = 'concluded') = (concluded_on IS NOT NULL)", name="concluded_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"), index=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("record_topics.id"), unique=True)
    title_id: Mapped[str]
    title_en: Mapped[str]
    purpose_id: Mapped[str]
    purpose_en: Mapped[str]
    held_on: Mapped[date]
    starts: Mapped[str]
    ends: Mapped[str]
    place: Mapped[str]
    link: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="announced")
    announced_on: Mapped[date]
    concluded_on: Mapped[date | None]
    minutes: Mapped[str] = mapped_column(default="")
    chair: Mapped[str] = mapped_column(default="")
    secretary: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")

    topic: Mapped[Topic] = relationship()

    @property
    def title(self) -> Words:
        """Return what the consultation is called."""
        return Words(self.title_id, self.title_en)

    @property
    def purpose(self) -> Words:
        """Return what it is for."""
        return Words(self.purpose_id, self.purpose_en)


class ConsultationFile(Model):
    """A document for a consultation, made anew from what was sent. stored: its name among the kept files."""

    __tablename__ = "record_consultation_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("record_consultations.id"), index=True)
    title: Mapped[str]
    kind: Mapped[str]
    stored: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str]
    added_on: Mapped[date]


class Attendance(Model):
    """How many of a party were there, counted without names. party: a key of `portal.domain.consultations`."""

    __tablename__ = "record_attendance"
    __table_args__ = (CheckConstraint("n > 0", name="n"),)

    consultation_id: Mapped[int] = mapped_column(ForeignKey("record_consultations.id"), primary_key=True)
    party: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int]


class Agreement(Model):
    """What was agreed at a consultation: it becomes an action with an owner (a post) and a due day.

    element: one of the nine or `ikm`. subject: of the action's statement, once the consultation is concluded.
    """

    __tablename__ = "record_agreements"
    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("record_consultations.id"))
    number: Mapped[int]
    wording_id: Mapped[str]
    wording_en: Mapped[str]
    owner: Mapped[str]
    due_on: Mapped[date]
    element: Mapped[str] = mapped_column(default="ikm")
    subject: Mapped[str | None]

    @property
    def wording(self) -> Words:
        """Return what was agreed."""
        return Words(self.wording_id, self.wording_en)
