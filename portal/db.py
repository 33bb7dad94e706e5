"""The database: one engine, one session a request, and the durability each engine needs."""

import sqlite3
from typing import Any

from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import Connection, Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase, Session

BUSY_TIMEOUT_MS = 15_000

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Model(DeclarativeBase):
    """The base of every table; a table's zone is the prefix of its name (register_, sealed_, record_)."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy()


def begin_write(session: Session) -> None:
    """Start the session's transaction as a writer.

    SQLite refuses at once, whatever its busy timeout, when a transaction that began by reading wants to write
    after somebody else wrote. `BEGIN IMMEDIATE` waits for its turn instead. PostgreSQL needs nothing.
    """
    session.connection(execution_options={"sqlite_begin": "BEGIN IMMEDIATE"})


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
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))
