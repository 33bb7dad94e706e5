"""What each row of a table would do, found out before anything is written."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from portal.admin.counters.actions import Choose
from portal.domain.csv_import import MOST_ROWS, Column, Fault, Problem, Row, Table
from portal.domain.permissions import Reach
from portal.i18n import gettext as _
from portal.i18n import number, words

Write = Callable[[Session], object]


class Verdict(StrEnum):
    """What a row comes to."""

    WRONG = "wrong"
    ADD = "add"
    CHANGE = "change"
    SAME = "same"


@dataclass(frozen=True, kw_only=True, slots=True)
class Importer:
    """Who imports: the offices that the permission reaches, the day, and how codes are drawn."""

    reach: Reach
    today: date
    choose: Choose


@dataclass(frozen=True, kw_only=True, slots=True)
class Wrong:
    """What is wrong with a row, in the reader's language, and in which column."""

    message: str
    column: Column | None = None


class WrongRowError(ValueError):
    """The row cannot be imported."""

    def __init__(self, *faults: Wrong) -> None:
        super().__init__()
        self.faults = faults


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """What a row says. key: what it is about, which no other row may be about. label: what people call that.

    before: column key -> what the portal holds now, None when there is nothing yet. after: what it will hold.
    """

    key: Hashable
    label: str
    before: Mapping[str, str] | None
    after: Mapping[str, str]
    write: Write


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A cell that becomes something else."""

    column: Column
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What one row comes to. write: does it; None when there is nothing to do."""

    line: int
    verdict: Verdict
    label: str = ""
    changes: tuple[Change, ...] = ()
    faults: tuple[Wrong, ...] = ()
    write: Write | None = None


def make_steps(table: Table, columns: Sequence[Column], draft: Callable[[Row], Draft]) -> tuple[Step, ...]:
    """Return a step for each row, in the table's order. draft: raises `WrongRowError`."""
    steps = [
        Step(line=fault.line, verdict=Verdict.WRONG, faults=(Wrong(message=problem_text(fault, table)),))
        for fault in table.faults
        if fault.line is not None
    ]
    lines: dict[Hashable, int] = {}
    for row in table.rows:
        try:
            steps.append(_step(row, columns, draft(row), lines))
        except WrongRowError as error:
            first_cell = next(filter(None, row.cells.values()), "")
            steps.append(Step(line=row.line, verdict=Verdict.WRONG, label=first_cell, faults=error.faults))
    return tuple(sorted(steps, key=lambda step: step.line))


def _step(row: Row, columns: Sequence[Column], draft: Draft, lines: dict[Hashable, int]) -> Step:
    first = lines.setdefault(draft.key, row.line)
    if first != row.line:
        raise WrongRowError(Wrong(message=_("Baris %(line)s sudah tentang hal yang sama.", line=number(first))))
    if draft.before is None:
        return Step(line=row.line, verdict=Verdict.ADD, label=draft.label, write=draft.write)
    before, after = draft.before, draft.after
    changes = tuple(
        Change(column=column, before=before[column.key], after=after[column.key])
        for column in columns
        if before[column.key] != after[column.key]
    )
    if not changes:
        return Step(line=row.line, verdict=Verdict.SAME, label=draft.label)
    return Step(line=row.line, verdict=Verdict.CHANGE, label=draft.label, changes=changes, write=draft.write)


def problem_text(fault: Fault, table: Table) -> str:
    """Say what keeps a table or a row from being read."""
    return str(_problem_text(fault, table))


def _problem_text(fault: Fault, table: Table) -> Any:
    names = ", ".join(words(column.name) for column in fault.columns)
    match fault.problem:
        case Problem.EMPTY:
            return _("Tabel ini kosong. Baris pertama berisi nama kolom, baris berikutnya isinya.")
        case Problem.BROKEN:
            return _("Tabel ini tidak bisa dibaca. Mungkin ada tanda kutip yang tidak ditutup.")
        case Problem.TOO_MANY_ROWS:
            return _("Paling banyak %(most)s baris sekali impor. Bagi tabelnya.", most=number(MOST_ROWS))
        case Problem.NO_COLUMN:
            return _("Kolom ini belum ada: %(names)s.", names=names)
        case Problem.TWO_COLUMNS:
            return _("Kolom ini ada dua kali: %(names)s.", names=names)
        case Problem.WRONG_WIDTH:
            return _(
                "Baris ini berisi %(cells)s sel untuk %(width)s kolom. Sel yang berisi koma perlu tanda kutip.",
                cells=number(fault.cells),
                width=number(table.width),
            )
