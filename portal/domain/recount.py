"""Compute an index again from a table that anyone holds: raw scores, or the printed element means.

The table is CSV text, with comma or semicolon. Its header names the nine elements by key, or as U1 to U9
together with the order meant, since published tables number pengaduan and sarana both ways. One wrong cell
refuses the whole table, and every fault is named, in Indonesian, by line and column.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeVar

from portal.domain import skm
from portal.domain.skm import DEFINITION_ORDER, QUESTIONNAIRE_ORDER, REGULATION_WEIGHT

Value = TypeVar("Value", int, Fraction)
Order = Literal["definition", "questionnaire"]
ORDERS: Mapping[Order, tuple[str, ...]] = {
    "definition": DEFINITION_ORDER,
    "questionnaire": QUESTIONNAIRE_ORDER,
}

# Longer digit strings are no scores, and int() refuses them from some length on.
_WHOLE = re.compile(r"-?[0-9]{1,40}")
_DECIMAL = re.compile(r"-?[0-9]{1,40}([.,][0-9]{1,40})?")
_WEIGHT = re.compile(r"[0-9]{1,9}([.,][0-9]{1,9}|/[1-9][0-9]{0,8})?")
_NUMBERED = re.compile(r"U[1-9]", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One thing wrong with a table; `line` counts from 1, `column` is the header's own word."""

    reason: str
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        line = f"baris {self.line}" if self.line is not None else ""
        column = f"kolom {self.column}" if self.column is not None else ""
        place = ", ".join(filter(None, (line, column)))
        return f"{place}: {self.reason}" if place else self.reason


class RecountError(ValueError):
    """A table cannot be counted; `faults` says why, in the order of the file."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


class EmptyTableError(RecountError):
    """There is no header, or no row below it."""


class BadHeaderError(RecountError):
    """The header has unknown, missing or repeated columns."""


class OrderNeededError(RecountError):
    """The header says U1 to U9 and nobody said in which order."""


class BadRowsError(RecountError):
    """Some rows are not nine valid answers."""


class BadWeightError(ValueError):
    """A weight is not a number above 0 and up to 1/2; the message is for the reader."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recount:
    """What a table gives. Means are exact, `ikm` is in hundredths.

    `n` and `totals` are None when the table held means instead of answers; `grade` is None when the weight
    carries the index off the scale of 25 to 100.
    """

    n: int | None
    totals: dict[str, int] | None
    nrr: dict[str, Fraction]
    weighted: dict[str, Fraction]
    index: Fraction
    ikm: int
    grade: str | None

    def with_weight(self, weight: Fraction) -> "Recount":
        """Return the same answers counted with another weight."""
        return _weigh(self.nrr, weight, n=self.n, totals=self.totals)

    def as_dict(self) -> dict[str, object]:
        """Return the figures as JSON takes them: means with four decimals, the index with two."""
        return {
            "n": self.n,
            "totals": self.totals,
            "nrr": {key: skm.half_up(value, 4) / 10_000 for key, value in self.nrr.items()},
            "weighted": {key: skm.half_up(value, 4) / 10_000 for key, value in self.weighted.items()},
            "ikm": self.ikm / 100,
            "grade": self.grade,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    line: int
    cells: list[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Table:
    header: _Row
    rows: list[_Row]


def parse_weight(text: str) -> Fraction:
    """Return the weight of one element from `1/9`, `0.11` or `0,11`; raise BadWeightError otherwise."""
    text = text.strip()
    if not _WEIGHT.fullmatch(text):
        raise BadWeightError(f"bobot {_shown(text)} bukan pecahan atau desimal, misalnya 1/9 atau 0.11")
    weight = Fraction(text.replace(",", "."))
    if not 0 < weight <= Fraction(1, 2):
        raise BadWeightError(f"bobot {text} harus lebih dari 0 dan paling besar 1/2")
    return weight


def recount(
    text: str, *, order: Order | None = None, nrr: bool = False, weight: Fraction = REGULATION_WEIGHT
) -> Recount:
    """Count a table of one respondent a row, nine whole scores of 1 to 4 each.

    With `nrr` the table holds a single row of the nine element means instead, kept exactly as written; a
    decimal comma is understood there. Printed means are rounded, so their index may differ in its decimals
    from the one that the answers gave. `order` says what U1 to U9 mean; a header of element keys needs none.
    Raises a RecountError with every fault of the table.
    """
    table = _read(text)
    keys = _keys(table.header, order)
    if nrr:
        return _weigh(_by_definition(zip(keys, _only_row(table), strict=True)), weight)
    rows = _values(table, _score)
    totals = _by_definition(zip(keys, map(sum, zip(*rows, strict=True)), strict=True))
    means = {key: skm.nrr(total, len(rows)) for key, total in totals.items()}
    return _weigh(means, weight, n=len(rows), totals=totals)


def _only_row(table: _Table) -> list[Fraction]:
    """Return the one row of means, or raise BadRowsError."""
    extra = [Fault(line=row.line, reason="tabel NRR hanya berisi satu baris nilai") for row in table.rows[1:]]
    if extra:
        raise BadRowsError(*extra)
    return _values(table, _mean)[0]


def _weigh(
    nrrs: dict[str, Fraction],
    weight: Fraction,
    *,
    n: int | None = None,
    totals: dict[str, int] | None = None,
) -> Recount:
    index = skm.index_of_nrr(nrrs, weight)
    ikm = skm.hundredths(index)
    return Recount(
        n=n,
        totals=totals,
        nrr=nrrs,
        weighted={key: value * weight for key, value in nrrs.items()},
        index=index,
        ikm=ikm,
        grade=_letter(ikm),
    )


def _letter(ikm: int) -> str | None:
    try:
        return skm.grade(ikm, skm.CURRENT_RULE).letter
    except skm.IndexOutOfRangeError:
        return None


def _by_definition(values: Iterator[tuple[str, Value]]) -> dict[str, Value]:
    by_key = dict(values)
    return {key: by_key[key] for key in DEFINITION_ORDER}


def _read(text: str) -> _Table:
    text = text.removeprefix("\ufeff")
    first_line = next(iter(text.lstrip().splitlines()), "")
    rows = _split(text, next((mark for mark in ";\t" if mark in first_line), ","))
    if not rows:
        raise EmptyTableError(Fault(reason="berkas kosong"))
    if len(rows) == 1:
        raise EmptyTableError(Fault(reason="tidak ada baris di bawah judul kolom"))
    return _Table(header=rows[0], rows=rows[1:])


def _split(text: str, delimiter: str) -> list[_Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [_Row(line=reader.line_num, cells=[cell.strip() for cell in cells]) for cells in reader]
    except csv.Error:
        reason = "tidak terbaca sebagai CSV; periksa tanda kutipnya"
        raise BadRowsError(Fault(line=reader.line_num, reason=reason)) from None
    # A line of delimiters alone is not blank: it is a respondent without a single answer. Only at the very end it
    # is what a spreadsheet leaves behind.
    while len(rows) > 2 and not any(rows[-1].cells):
        rows.pop()
    return [row for row in rows if row.cells not in ([], [""])]


def _keys(header: _Row, order: Order | None) -> Sequence[str]:
    """Return the element key of each column, or raise BadHeaderError or OrderNeededError."""
    numbered = any(map(_NUMBERED.fullmatch, header.cells))
    if numbered and order is None:
        raise OrderNeededError(
            Fault(
                line=header.line,
                reason="judul U1–U9 perlu keterangan urutan: definition (U8 pengaduan, U9 sarana)"
                " atau questionnaire (U8 sarana, U9 pengaduan)",
            )
        )
    if numbered and order is not None:
        known = {f"U{number}": key for number, key in enumerate(ORDERS[order], start=1)}
    else:
        known = {key: key for key in DEFINITION_ORDER}
    names = [cell.upper() if _NUMBERED.fullmatch(cell) else cell.lower() for cell in header.cells]
    faults = [Fault(line=header.line, reason=reason) for reason in _header_faults(names, known)]
    if faults:
        raise BadHeaderError(*faults)
    return [known[name] for name in names]


def _header_faults(names: Sequence[str], known: Mapping[str, str]) -> Iterator[str]:
    found = Counter(names)
    problems = {
        "tidak dikenal": [_shown(name) for name in found if name not in known],
        "berulang": [name for name in known if found[name] > 1],
        "tidak ada": [name for name in known if found[name] == 0],
    }
    for problem, columns in problems.items():
        if columns:
            yield f"kolom {problem}: {', '.join(columns)}"


class _BadCellError(ValueError):
    """The reason why one cell is refused."""


def _values(table: _Table, parse: Callable[[str], Value]) -> list[list[Value]]:
    """Return the parsed cells of every row, or raise BadRowsError with the faults of all rows."""
    titles = table.header.cells
    faults: list[Fault] = []
    values: list[list[Value]] = []
    for row in table.rows:
        if len(row.cells) != len(titles):
            reason = f"berisi {len(row.cells)} sel, seharusnya {len(titles)}"
            faults.append(Fault(line=row.line, reason=reason))
            continue
        values.append([])
        for title, cell in zip(titles, row.cells, strict=True):
            try:
                values[-1].append(parse(cell))
            except _BadCellError as error:
                faults.append(Fault(line=row.line, column=title, reason=str(error)))
    if faults:
        raise BadRowsError(*faults)
    return values


def _score(cell: str) -> int:
    if not cell:
        raise _BadCellError("kosong")
    if not _WHOLE.fullmatch(cell):
        raise _BadCellError(f"{_shown(cell)} bukan bilangan bulat")
    if not 1 <= int(cell) <= 4:
        raise _BadCellError(f"{_shown(cell)} berada di luar 1-4")
    return int(cell)


def _mean(cell: str) -> Fraction:
    if not cell:
        raise _BadCellError("kosong")
    if not _DECIMAL.fullmatch(cell):
        raise _BadCellError(f"{_shown(cell)} bukan bilangan")
    value = Fraction(cell.replace(",", "."))
    if not 1 <= value <= 4:
        raise _BadCellError(f"{_shown(cell)} berada di luar 1-4")
    return value


def _shown(text: str) -> str:
    """Return a stranger's text fit for one line of a terminal: short, and without control characters."""
    text = text if len(text) <= 30 else f"{text[:29]}…"
    return "".join(mark if mark.isprintable() else "?" for mark in text) or "(tanpa nama)"
