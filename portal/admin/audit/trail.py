"""The trail that staff leave: every row that they add, change or remove, and what they looked at.

It is written by the database session itself, in the transaction of the change, so that no action can forget it.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import Session

from portal.db import Model
from portal.domain.permissions import Staff
from portal.models.audit import AuditEntry
from portal.models.units import Unit

_STAFF = "portal.staff"

SILENT = frozenset({"personnel_audit", "personnel_sessions"})
"""Tables whose rows come and go by themselves."""

FOLLOWED_SEALED = frozenset({"sealed_handlings", "sealed_replies"})
"""The sealed tables in which staff act. The others hold answers, which no trail may lead to."""

UNTOLD = frozenset({"signed_in_at", "totp_counter"})
"""Columns that change with every sign-in, which has an entry of its own."""

SECRETS = frozenset({"password", "fs_uniquifier", "tf_totp_secret", "mf_recovery_codes"})
HIDDEN = "•••"

CONFIDENTIAL = frozenset(
    {
        "sealed_replies.text", "sealed_handlings.note", "personnel_employments.reason",
        "personnel_employments.nip", "personnel_employees.nip", "personnel_notices.body", "record_topics.title",
        "record_topic_posts.text", "record_topic_posts.heading", "record_topic_posts.nickname",
    }
)  # fmt: skip
"""Words that not everybody who reads the trail may read, and that may be erased: only their length is noted."""

PERSONAL = frozenset(
    {
        "personnel_plans", "personnel_plan_rows", "personnel_indicators", "personnel_projects",
        "personnel_milestones", "personnel_expectations", "personnel_measures", "personnel_entries",
        "personnel_evidence", "personnel_feedback_notes", "personnel_dialogues", "personnel_evaluations",
        "personnel_citations", "personnel_item_ratings", "personnel_objections", "personnel_development_items",
        "personnel_enrolments",
    }
)  # fmt: skip
"""Tables about how somebody works: the trail says what was changed and when, not what was said or judged."""

_NOT_TELLING = frozenset({"state", "year", "quarter", "version"})
_ENDS_NOT_TELLING = ("_id", "_at", "_by", "_until")

_TEXT_LENGTH = 300


def follow(session: Session, staff: Staff) -> None:
    """Write down, from now on, what is changed through this session."""
    session.info[_STAFF] = staff


def note(
    session: Session,
    verb: str,
    subject: str,
    *,
    subject_id: str = "",
    unit_id: int | None = None,
    staff: Staff | None = None,
    **detail: Any,
) -> None:
    """Add an entry for a named act, such as `saw` the comments of an office; the caller commits.

    staff: needed only where nobody is signed in yet.
    """
    who: Staff | None = staff or session.info.get(_STAFF)
    session.add(
        AuditEntry(
            at=datetime.now(UTC),
            account_id=who.account_id if who else None,
            who=who.name if who else "",
            verb=verb,
            subject=subject,
            subject_id=subject_id,
            unit_id=unit_id,
            detail=detail,
        )
    )


@event.listens_for(Session, "after_flush")
def _write_down(session: Session, _context: object) -> None:
    staff: Staff | None = session.info.get(_STAFF)
    if staff is None:
        return
    who = {"at": datetime.now(UTC), "account_id": staff.account_id, "who": staff.name}
    rows = [who | entry for entry in _entries(session)]
    if rows:
        session.connection().execute(insert(AuditEntry), rows)


def _entries(session: Session) -> Iterator[dict[str, Any]]:
    for verb, changed in (("added", session.new), ("changed", session.dirty), ("removed", session.deleted)):
        for row in changed:
            if not _is_followed(row):
                continue
            detail = _differences(row, verb)
            if detail or verb != "changed":
                yield {
                    "verb": verb,
                    "subject": row.__tablename__.partition("_")[2],
                    "subject_id": _identity(row),
                    "unit_id": row.id if isinstance(row, Unit) else getattr(row, "unit_id", None),
                    "detail": detail,
                }


def _is_followed(row: Model) -> bool:
    table = str(row.__tablename__)
    return table not in SILENT and (not table.startswith("sealed_") or table in FOLLOWED_SEALED)


def _identity(row: Model) -> str:
    values = inspect(row).mapper.primary_key_from_instance(row)  # A row that was just added has no identity yet.
    return "/".join(value.hex() if isinstance(value, bytes) else str(value) for value in values)


def _differences(row: Model, verb: str) -> dict[str, list[Any]]:
    """Return column -> [before, after]; for a row that came or went only the side there is."""
    found = {}
    table = str(row.__tablename__)
    for column in inspect(row).mapper.column_attrs:
        history = inspect(row).attrs[column.key].history
        before, after = (values[0] if values else None for values in (history.deleted, history.added))
        if verb == "removed":
            before, after = getattr(row, column.key), None
        if before != after and column.key not in UNTOLD:
            name = f"{table}.{column.key}"
            found[column.key] = [_told(name, before), _told(name, after)]
    return found


def _told(column: str, value: Any) -> Any:
    """Return a value as the trail tells it: a secret hidden, words for one reader only counted."""
    if value is None:
        return None
    if _is_hidden(*column.split(".")):
        return HIDDEN
    if column in CONFIDENTIAL:
        return f"({len(value)})"
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, date):  # A moment is a date, too.
        return value.isoformat()
    return value[:_TEXT_LENGTH] if isinstance(value, str) else value


def _is_hidden(table: str, name: str) -> bool:
    if name in SECRETS:
        return True
    return table in PERSONAL and name not in _NOT_TELLING and not name.endswith(_ENDS_NOT_TELLING)
