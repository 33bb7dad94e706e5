"""Counting what a page asks of the database."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine


@pytest.fixture
def statements() -> Iterator[Callable[[Callable[[], object]], int]]:
    """Return a function that tells how many statements an act takes; savepoints of the tests are not counted."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "SAVEPOINT" not in statement:
            seen.append(statement)

    def count(act: Callable[[], object]) -> int:
        seen.clear()
        act()
        return len(seen)

    event.listen(Engine, "before_cursor_execute", note)
    yield count
    event.remove(Engine, "before_cursor_execute", note)
