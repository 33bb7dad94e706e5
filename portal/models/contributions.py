"""SEALED: what citizens wrote for the forum and a moderator has not let through yet, or never did."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model


class Contribution(Model):
    """A topic proposed (topic_id null until it is published) or a reply, as it was sent.

    handle: HMAC(author key, "forum"), which only the writer can compute. body_seal: proof that a form sent twice
    is the same. state: waiting, published (as post_id), declined (for `reason`) or withdrawn (by the writer, words
    gone). Words also go by age, once it is decided. warned: the writer knew that parts would be covered.
    """

    __tablename__ = "sealed_contributions"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'published', 'declined', 'withdrawn')", name="state"),
        CheckConstraint("(state = 'declined') <= (reason <> '')", name="reason"),
        Index("ix_sealed_contributions_state", "state", "received_on"),
        Index("ix_sealed_contributions_post", "post_id"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    handle: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    body_seal: Mapped[bytes] = mapped_column(LargeBinary(32))
    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("record_topics.id"))
    edition_id: Mapped[str | None] = mapped_column(ForeignKey("record_editions.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("record_topic_posts.id"))
    nickname: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    language: Mapped[str]
    received_on: Mapped[date]
    warned: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default="waiting")
    reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("personnel_accounts.id"))
    decided_on: Mapped[date | None]
