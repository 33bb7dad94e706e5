"""What staff do with a comment: note that it was read, sort it, answer its writer."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin.people import staff_names
from portal.domain.comments import Cover, found_covers
from portal.models.comment_desk import Handling, Reply
from portal.models.comments import Comment


class GoneError(LookupError):
    """The comment was taken back or erased."""


class RepliedError(ValueError):
    """The comment has its one reply already."""


def mark_read(session: Session, unit_id: int, comment_id: bytes) -> Handling:
    """Note that the comment was dealt with; from then on its redactions are kept beside it."""
    row = hold(session, unit_id, comment_id)
    handling = session.get(Handling, (unit_id, comment_id), with_for_update=True)
    if handling is None:
        found = found_covers(row.text, staff_names(session))
        handling = Handling(
            unit_id=unit_id, comment_id=comment_id, state="read", redactions=stored(found), themes=[], note=""
        )
        session.add(handling)
        session.flush()
    return handling


def set_themes(session: Session, unit_id: int, comment_id: bytes, themes: Sequence[str]) -> None:
    """Sort a comment under themes, given by their slugs; for who publishes the counts of themes."""
    mark_read(session, unit_id, comment_id).themes = list(themes)
    session.flush()


def add_themes(session: Session, unit_id: int, comment_id: bytes, themes: Collection[str]) -> None:
    """Sort a comment under more themes; for who publishes the counts of themes."""
    handling = mark_read(session, unit_id, comment_id)
    handling.themes = list(dict.fromkeys([*handling.themes, *themes]))
    session.flush()


def reply(session: Session, unit_id: int, comment_id: bytes, text: str, *, by: int, today: date) -> None:
    """Answer the writer, once; they read it with their receipt. Raises `GoneError` or `RepliedError`."""
    if session.get(Reply, (unit_id, comment_id, "unit")) is not None:
        raise RepliedError
    mark_read(session, unit_id, comment_id)
    session.add(
        Reply(unit_id=unit_id, comment_id=comment_id, side="unit", text=text, author_id=by, posted_on=today)
    )
    session.flush()


def hold(session: Session, unit_id: int, comment_id: bytes) -> Any:
    """Return a comment's month and text, locked against its being taken back; or raise `GoneError`."""
    found = session.execute(
        select(Comment.month, Comment.text)
        .where(Comment.unit_id == unit_id, Comment.id == comment_id, Comment.state == "waiting")
        .with_for_update()
    ).one_or_none()
    if found is None:
        raise GoneError
    return found


def stored(covers: Sequence[Cover]) -> list[list[int | str]]:
    """Return covers as they are kept in a row."""
    return [[cover.start, cover.end, cover.kind] for cover in covers]
