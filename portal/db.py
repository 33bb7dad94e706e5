"""The database: one engine, one session a request, and the durability each engine needs."""

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from inspect import iscoroutinefunction
from threading import Lock
from typing import Any, ClassVar

from flask import Flask
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    Insert,
    MetaData,
    Table,
    TypeDecorator,
    event,
    literal,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction

BUSY_TIMEOUT_MS = 15_000

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Model(DeclarativeBase):
    """The base of every table; its name's prefix is its zone (register_, sealed_, record_, personnel_)."""

    metadata = MetaData(naming_convention=NAMING)
    __table__: ClassVar[Table]


class UtcTime(TypeDecorator[datetime]):
    """A moment that knows its zone: SQLite keeps none, so it is stored and read back as UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store a moment as UTC without a zone."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give a stored moment its zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


db = SQLAlchemy()


def init_app(app: Flask) -> None:
    """Connect the app to its engine, with sessions that end with the request.

    The extension also closes asynchronous sessions, which needs an event loop at the end of every request; the
    portal opens none, so that step is left out.
    """
    db.init_app(app)
    ending = app.teardown_appcontext_funcs
    app.teardown_appcontext_funcs = [step for step in ending if not iscoroutinefunction(step)]


def begin_write(session: Session) -> None:
    """Start the session's transaction as a writer.

    SQLite refuses at once, whatever its busy timeout, when a transaction that began by reading wants to write
    after somebody else wrote. `BEGIN IMMEDIATE` waits for its turn instead. PostgreSQL needs nothing.
    """
    if session.get_bind().dialect.name == "sqlite":
        _take_turn(session)
    session.connection(execution_options={"sqlite_begin": "BEGIN IMMEDIATE"})


_turn = Lock()
_HAS_TURN = "portal.turn"


def _take_turn(session: Session) -> None:
    """Queue up with the other writers of this process before asking SQLite for its one lock.

    SQLite makes those who wait sleep and try again, longest for whoever has waited longest: with sixty writers
    some waited for seconds while others passed. Whoever gets no turn in time tries without one.
    """
    if not session.info.get(_HAS_TURN) and _turn.acquire(timeout=BUSY_TIMEOUT_MS / 1000):
        session.info[_HAS_TURN] = True


@event.listens_for(Session, "after_transaction_end")
def _give_turn(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None and session.info.pop(_HAS_TURN, False):
        _turn.release()


def empty_log(session: Session) -> None:
    """Write SQLite's log back into its file and empty it, so that erased words stand in neither."""
    if session.get_bind().dialect.name == "sqlite":
        session.rollback()
        session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        session.rollback()


def insert_if_new(session: Session, model: type[Model], row: Mapping[str, Any]) -> bool:
    """Insert a row unless its key is there; tell whether it was inserted.

    Two writers with the same key wait for each other: exactly one of them gets True.
    """
    statement = _insert_if_new(session.get_bind().dialect.name, model)
    return session.scalar(statement, row) is not None  # PostgreSQL's driver does not tell how many rows it was.


@cache
def _insert_if_new(dialect: str, model: type[Model]) -> Insert:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(model.__table__).on_conflict_do_nothing().returning(literal(True))


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Make every acknowledged row survive a power cut, and let readers go on while one writer writes."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # The "begin" listener below decides how a transaction starts.
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    # What was erased is overwritten in the file, too, and not only left out of its pages.
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.execute("PRAGMA journal_size_limit = 0")
    # Without it `INSERT OR REPLACE` deletes the old row past the triggers that refuse deletions.
    cursor.execute("PRAGMA recursive_triggers = ON")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))
