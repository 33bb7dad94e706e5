"""Triggers that guard tables and count changes, in each engine's own language; shared by the migrations."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

Rule = tuple[str, str, str, str]
"""Table, operation, the condition under which it is allowed, and what the refusal says."""

Shown = tuple[str, str]
"""Table and operation that raise the site's revision."""

_BUMP = "UPDATE register_site SET revision = revision + 1;"


def same(columns: Sequence[str]) -> str:
    """Return the condition that an update leaves these columns as they are."""
    return " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in columns)


def create(rules: Sequence[Rule], shown: Sequence[Shown]) -> None:
    """Create the triggers."""
    make = _postgresql if op.get_bind().dialect.name == "postgresql" else _sqlite
    make(rules, shown)


def drop(rules: Sequence[Rule], shown: Sequence[Shown]) -> None:
    """Drop the triggers, and on PostgreSQL the functions of the rules."""
    if op.get_bind().dialect.name != "postgresql":
        for table, operation, *_ in rules:
            op.execute(f"DROP TRIGGER {_guard_name(table, operation)}")
        for table, operation in shown:
            op.execute(f"DROP TRIGGER {_bump_name(table, operation)}")
        return
    for table, operation, *_ in rules:
        op.execute(f"DROP FUNCTION {_guard_name(table, operation)}() CASCADE")
    for table in _tables(rules):
        op.execute(f"DROP TRIGGER IF EXISTS guard_truncate ON {table}")
    for table, operation in shown:
        op.execute(f"DROP TRIGGER {_bump_name(table, operation)} ON {table}")


def create_functions() -> None:
    """Create the functions that all PostgreSQL triggers share."""
    if op.get_bind().dialect.name != "postgresql":
        return
    _execute(
        "CREATE FUNCTION guard_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION 'this table is never emptied' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    _execute(
        "CREATE FUNCTION bump_revision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
        f" SET search_path FROM CURRENT AS $$ BEGIN {_BUMP} RETURN NULL; END $$"
    )


def drop_functions() -> None:
    """Drop the shared functions with whatever still uses them."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION guard_truncate() CASCADE")
        op.execute("DROP FUNCTION bump_revision() CASCADE")


def _guard_name(table: str, operation: str) -> str:
    return f"guard_{table}_{operation.lower()}"


def _bump_name(table: str, operation: str) -> str:
    return f"bump_{table}_{operation.split(maxsplit=1)[0].lower()}"


def _tables(rules: Sequence[Rule]) -> list[str]:
    return sorted({table for table, *_ in rules})


def _execute(sql: str) -> None:
    op.execute(sa.text(sql.replace(":", r"\:")))


def _sqlite(rules: Sequence[Rule], shown: Sequence[Shown]) -> None:
    for table, operation, allowed, refusal in rules:
        condition = allowed.replace("IS NOT DISTINCT FROM", "IS")
        _execute(
            f"CREATE TRIGGER {_guard_name(table, operation)} BEFORE {operation} ON {table}"
            f" WHEN NOT ({condition}) BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )
    for table, operation in shown:
        _execute(f"CREATE TRIGGER {_bump_name(table, operation)} AFTER {operation} ON {table} BEGIN {_BUMP} END")


def _postgresql(rules: Sequence[Rule], shown: Sequence[Shown]) -> None:
    for table, operation, allowed, refusal in rules:
        name = _guard_name(table, operation)
        returned = "OLD" if operation == "DELETE" else "NEW"
        _execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF NOT ({allowed}) THEN RAISE EXCEPTION '{refusal}'"
            f" USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {returned}; END $$"
        )
        _execute(f"CREATE TRIGGER {name} BEFORE {operation} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    for table in _tables(rules):
        _execute(f"CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION guard_truncate()")
    for table, operation in shown:
        _execute(
            f"CREATE TRIGGER {_bump_name(table, operation)} AFTER {operation} ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION bump_revision()"
        )
