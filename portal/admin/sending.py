"""The same words sent twice: a button pressed again on a slow line."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.db import Model
from portal.models.employees import Employee

Row = TypeVar("Row", bound=Model)

ONE_TAP = timedelta(minutes=2)
"""The same thing once more within this time is the same button pressed again."""


def find_sent(
    session: Session,
    row: type[Row],
    sent: Mapping[str, Any],
    *,
    at: InstrumentedAttribute[datetime],
    now: datetime,
) -> Row | None:
    """Find what the same button made a moment ago; whatever else is sent about the officer meanwhile waits.

    sent: column -> value of all that was sent, `employee_id` among it. at: the column of when it was.
    """
    officer = select(Employee.id).where(Employee.id == sent["employee_id"])
    session.execute(officer.with_for_update(key_share=True))
    same = [getattr(row, name) == value for name, value in sent.items()]
    return session.scalar(select(row).where(*same, at >= now - ONE_TAP).order_by(at.desc()).limit(1))
