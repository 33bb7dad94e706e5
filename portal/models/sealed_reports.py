"""SEALED: reports of extortion and harassment, read by reviewers outside the offices and by nobody else.

Words are stored enciphered with a key made from the server's secret, so that neither a copy of the database nor a
query in it shows them.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model


class SealedReport(Model):
    """A report. It has nothing to do with any answer to a survey, and counts nowhere.

    handle: HMAC(receipt, "report"). kind: a key of `portal.domain.sealed_reports`. unit_id: the office it is
    about, if its writer named one. words: enciphered. may_hand_over: the writer lets it go on to SP4N-LAPOR!.
    state: received, reading, handed_over or closed. handover: to whom it went on and under which number,
    enciphered, too. closed_on: the day it was handed over or closed.
    """

    __tablename__ = "sealed_reports"
    __table_args__ = (
        CheckConstraint("state IN ('received', 'reading', 'handed_over', 'closed')", name="state"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    handle: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    body_seal: Mapped[bytes] = mapped_column(LargeBinary(32))
    kind: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("register_units.id"))
    words: Mapped[bytes] = mapped_column(LargeBinary)
    may_hand_over: Mapped[bool]
    received_on: Mapped[date]
    state: Mapped[str] = mapped_column(default="received")
    handover: Mapped[bytes | None] = mapped_column(LargeBinary)
    closed_on: Mapped[date | None]


class ReportMessage(Model):
    """A question of the reviewers (side `reviewer`) or what the writer adds (side `writer`), in order.

    words: enciphered. account_id: null for the writer, who has none.
    """

    __tablename__ = "sealed_report_messages"
    __table_args__ = (
        ForeignKeyConstraint(["report_id"], ["sealed_reports.id"]),
        CheckConstraint("(side = 'writer') = (account_id IS NULL)", name="account"),
        CheckConstraint("side IN ('reviewer', 'writer')", name="side"),
        {"sqlite_with_rowid": False},
    )

    report_id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    side: Mapped[str]
    words: Mapped[bytes] = mapped_column(LargeBinary)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("personnel_accounts.id"))
    written_on: Mapped[date]
