"""RECORD: what is said in public about an office, and consultations (Forum Konsultasi Publik).

A post stays; its writer may take the words back or the name off, and a moderator may take the words away with a
reason. What an office said stays as it was said.
"""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Model
from portal.models.units import Unit


class Topic(Model):
    """A conversation about an office.

    origin: citizen, office or consultation. edition_id: the figure it is about. title: empty once its writer took
    it back. state: open (nobody owes an answer), waiting (for the office, until due_on), answered, solved (says
    the writer) or closed. reopened: how often the writer said that it is not solved. posts, last_on: of all that
    were added, so that lists need not count.
    """

    __tablename__ = "record_topics"
    __table_args__ = (
        CheckConstraint("origin IN ('citizen', 'office', 'consultation')", name="origin"),
        CheckConstraint("state IN ('open', 'waiting', 'answered', 'solved', 'closed')", name="state"),
        CheckConstraint("(state = 'waiting') = (due_on IS NOT NULL)", name="due_on"),
        Index("ix_record_topics_last", "last_on", "id"),
        Index("ix_record_topics_unit", "unit_id", "last_on", "id"),
        Index("ix_record_topics_state", "state", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"))
    edition_id: Mapped[str | None] = mapped_column(ForeignKey("record_editions.id"), index=True)
    origin: Mapped[str]
    title: Mapped[str]
    opened_on: Mapped[date]
    state: Mapped[str] = mapped_column(default="open")
    due_on: Mapped[date | None]
    reopened: Mapped[int] = mapped_column(default=0)
    posts: Mapped[int] = mapped_column(default=0)
    last_on: Mapped[date]

    unit: Mapped[Unit] = relationship()


class TopicPost(Model):
    """One entry of a topic. number: its place, from 1, and the name of its permanent address.

    kind: citizen, official, summary (the office's last word), hall (said in the room of a consultation and noted
    down), solved or unsolved (what the writer of the topic said of the office's answer; without words).
    nickname: empty for the nameless; for an office the post of whoever answers, never a person. party: of a
    speaker in the hall, a key of `portal.domain.consultations`. heading: the topic's title, on its first post
    only, for the search. due_on: until when an official answer was due. state: shown, withdrawn (by its writer)
    or removed (by a moderator, for `reason`).
    """

    __tablename__ = "record_topic_posts"
    __table_args__ = (
        UniqueConstraint("topic_id", "number"),
        CheckConstraint("kind IN ('citizen', 'official', 'summary', 'hall', 'solved', 'unsolved')", name="kind"),
        CheckConstraint("state IN ('shown', 'withdrawn', 'removed')", name="state"),
        CheckConstraint("state = 'shown' OR (text = '' AND heading = '' AND nickname = '')", name="gone"),
        CheckConstraint("(state = 'removed') = (reason <> '')", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("record_topics.id"))
    number: Mapped[int]
    kind: Mapped[str]
    nickname: Mapped[str] = mapped_column(default="")
    party: Mapped[str] = mapped_column(default="")
    heading: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    posted_on: Mapped[date]
    due_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(default="shown")
    reason: Mapped[str] = mapped_column(default="")

    topic: Mapped[Topic] = relationship()


class ModerationCount(Model):
    """How often moderators did something about an office's topics in a year: act and reason, and nothing else.

    act: published, declined or removed. reason: a key of `portal.domain.moderation`, empty for published.
    """

    __tablename__ = "record_moderation_counts"
    __table_args__ = (CheckConstraint("act IN ('published', 'declined', 'removed')", name="act"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(primary_key=True, default="")
    n: Mapped[int]


class ThemeReport(Model):
    """What the comments of an official period were about, published once and never again.

    content: `themes`, each with slug, name in both languages and count; only counts of at least ten are in it.
    """

    __tablename__ = "record_theme_reports"
    __table_args__ = (UniqueConstraint("unit_id", "kind", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"))
    kind: Mapped[str]
    sequence: Mapped[int]
    published_on: Mapped[date]
    content: Mapped[dict[str, list[dict[str, object]]]] = mapped_column(JSON)
