"""What waits for somebody in the forum, in consultations and behind the quiet door."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from portal.admin.forum.queries import overdue, waiting
from portal.admin.lists import within
from portal.admin.sealed_reports.queries import unread
from portal.db import Model
from portal.domain.permissions import Permission, Staff
from portal.models.consultations import Consultation
from portal.models.contributions import Contribution
from portal.models.forum import Topic

Count = Select[*tuple[Any, ...]]


def counts(staff: Staff, today: date) -> Iterator[tuple[str, Count]]:
    """Yield key -> the statement that counts what waits, for each part of somebody's work."""
    if staff.may(Permission.ANSWER_FORUM):
        reach = staff.reach(Permission.ANSWER_FORUM)
        yield "topics_overdue", within(_count(Topic, *overdue(today)), Topic.unit_id, reach)
        yield "topics_waiting", within(_count(Topic, *waiting(today)), Topic.unit_id, reach)
    if staff.may(Permission.MODERATE_FORUM):
        yield "contributions_waiting", _count(Contribution, Contribution.state == "waiting")
    if staff.may(Permission.READ_SEALED_REPORTS):
        yield "reports_unread", unread()
    if staff.may(Permission.RUN_CONSULTATIONS):
        reach = staff.reach(Permission.RUN_CONSULTATIONS)
        yield "consultations_to_conclude", within(_to_conclude(today), Consultation.unit_id, reach)


def _to_conclude(today: date) -> Count:
    """Return the statement that counts consultations that were held, or whose day is over, without minutes."""
    passed = and_(Consultation.state == "announced", Consultation.held_on < today)
    return _count(Consultation, or_(Consultation.state == "held", passed))


def _count(model: type[Model], *conditions: ColumnElement[bool]) -> Count:
    return select(func.count()).select_from(model).where(*conditions)
