"""SEALED: what staff do with comments, and the one question and answer that may follow.

REGISTER: the themes that comments are sorted by.
"""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model
from portal.domain.words import Words
from portal.models.responses import Bytes


class Theme(Model):
    """A subject that comments are sorted by. keywords: lower-case words that suggest it."""

    __tablename__ = "register_themes"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name_id: Mapped[str]
    name_en: Mapped[str]
    keywords: Mapped[list[str]] = mapped_column(JSON, default=list)
    closed_on: Mapped[date | None]

    @property
    def name(self) -> Words:
        """Return the theme's name."""
        return Words(self.name_id, self.name_en)


class Handling(Model):
    """How far a comment has come at the desk. It has a row once staff have done something with it.

    state: read, proposed (for publication), published or declined. themes: their slugs. redactions: [start,
    end, kind] in the comment's text. statement: the subject under which it was published.
    """

    __tablename__ = "sealed_handlings"
    __table_args__ = (
        ForeignKeyConstraint(["unit_id", "comment_id"], ["sealed_comments.unit_id", "sealed_comments.id"]),
        CheckConstraint("state IN ('read', 'proposed', 'published', 'declined')", name="state"),
        CheckConstraint(
            "state <> 'published' OR (decided_by IS NOT NULL AND decided_by <> proposed_by)", name="two_persons"
        ),
        {"sqlite_with_rowid": False},
    )

    unit_id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[bytes] = mapped_column(Bytes(16), primary_key=True)
    state: Mapped[str] = mapped_column(default="read")
    themes: Mapped[list[str]] = mapped_column(JSON, default=list)
    redactions: Mapped[list[list[int | str]]] = mapped_column(JSON, default=list)
    statement: Mapped[str | None]
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("personnel_accounts.id"))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("personnel_accounts.id"))
    note: Mapped[str] = mapped_column(default="")


class Reply(Model):
    """What the office answered to a comment (side `unit`), and what its writer said to that (side `writer`).

    One of each at most. posted_on: null for the writer, whose days are nobody's business.
    """

    __tablename__ = "sealed_replies"
    __table_args__ = (
        ForeignKeyConstraint(["unit_id", "comment_id"], ["sealed_comments.unit_id", "sealed_comments.id"]),
        CheckConstraint("side IN ('unit', 'writer')", name="side"),
        CheckConstraint(
            "(side = 'writer') = (author_id IS NULL) AND (side = 'writer') = (posted_on IS NULL)", name="author"
        ),
        {"sqlite_with_rowid": False},
    )

    unit_id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[bytes] = mapped_column(Bytes(16), primary_key=True)
    side: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("personnel_accounts.id"))
    posted_on: Mapped[date | None]
