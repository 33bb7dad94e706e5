"""Empty databases of a test's own, on both engines."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text


@contextmanager
def empty_database(engine: str, folder: Path, postgresql_url: str | None) -> Iterator[str]:
    """Make an empty database and yield its address; the one on a server goes afterwards."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'empty.sqlite3'}"
        return
    name = f"empty_{uuid4().hex[:12]}"
    server = create_engine(make_url(postgresql_url or ""), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(postgresql_url or "").set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}"))
    server.dispose()
