"""Tables as spreadsheets save them: read against the columns they should have, with a fault wherever they do not.

The reader takes commas, semicolons or tabs, headings in either language, and what the portal's own CSV files add
(a byte order mark, an apostrophe before what looks like a formula).
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from io import StringIO

from portal.domain.periods import MONTHS_IN, Period, PeriodKind
from portal.domain.words import Words

MOST_ROWS = 5_000
_FIRST_YEAR = 1900
_DELIMITERS = (",", ";", "\t")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ZIP = b"PK\x03\x04"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = "\ufeff"


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column of a table. key: what the portal calls it. also: other headings that mean the same."""

    key: str
    name: Words
    hint: Words
    required: bool = False
    also: tuple[str, ...] = ()

    @property
    def headings(self) -> frozenset[str]:
        """Return every heading that means this column, as they are compared."""
        return frozenset(map(_compared, (self.key, self.name.id, self.name.en, *self.also)))


class Problem(StrEnum):
    """Why a table or one of its rows cannot be read."""

    EMPTY = "empty"
    BROKEN = "broken"
    TOO_MANY_ROWS = "too-many-rows"
    NO_COLUMN = "no-column"
    TWO_COLUMNS = "two-columns"
    WRONG_WIDTH = "wrong-width"


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """A problem of the table, or of one row. columns: those that it is about. cells: how many the row has."""

    problem: Problem
    line: int | None = None
    columns: tuple[Column, ...] = ()
    cells: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row. line: its number as spreadsheets count, empty ones too. cells: column key -> trimmed text."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """What was read. faults: without a line they are about the table, which then has no rows.

    ignored: headings that mean none of the columns. width: cells of the heading.
    """

    rows: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()
    ignored: tuple[str, ...] = ()
    width: int = 0

    @property
    def broken(self) -> tuple[Fault, ...]:
        """Return the faults that leave nothing of the table to be used."""
        return tuple(fault for fault in self.faults if fault.line is None)


class WrongValueError(ValueError):
    """A cell's text is not what its column holds."""


class NotCsvError(ValueError):
    """The file is a spreadsheet, not a table in plain text."""


def decode(content: bytes) -> str:
    """Return a file's text: UTF-8, UTF-16 with its mark, or else Windows-1252, in which Excel saves.

    Raises `NotCsvError` for a zipped spreadsheet.
    """
    if content.startswith(_ZIP):
        raise NotCsvError
    if content.startswith(_UTF16):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    return plain(text.removeprefix(_UTF8_MARK))


def plain(text: str) -> str:
    """Return a text with one sort of line ends and of spaces."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")


def read(text: str, columns: Sequence[Column]) -> Table:
    """Read a CSV text, of which at most `MOST_ROWS` rows below the heading may be filled."""
    text = text.removeprefix(_UTF8_MARK).replace("\x00", "")
    try:
        return _read(text, _delimiter(text, columns), columns)
    except csv.Error:
        return Table(faults=(Fault(problem=Problem.BROKEN),))


@dataclass(kw_only=True, slots=True)
class _Found:
    """What has been read so far."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def _read(text: str, delimiter: str, columns: Sequence[Column]) -> Table:
    lines = _filled_lines(text, delimiter)
    _number, heading = next(lines, (0, []))
    if not heading:
        return Table(faults=(Fault(problem=Problem.EMPTY),))
    order = [_meaning(cell, columns) for cell in heading]
    faults = _heading_faults(order, columns)
    if faults:
        return Table(faults=faults)
    found = _Found()
    for line, cells in lines:
        if len(found.rows) + len(found.faults) == MOST_ROWS:
            return Table(faults=(Fault(problem=Problem.TOO_MANY_ROWS),))
        _take_row(found, line, cells, order)
    if not found.rows and not found.faults:
        return Table(faults=(Fault(problem=Problem.EMPTY),))
    ignored = tuple(cell for cell, column in zip(heading, order, strict=True) if cell and column is None)
    return Table(rows=tuple(found.rows), faults=tuple(found.faults), ignored=ignored, width=len(order))


def _take_row(found: _Found, line: int, cells: list[str], order: Sequence[Column | None]) -> None:
    """Put a row's cells under their columns; empty ones beyond the heading do no harm."""
    if len(cells) < len(order) or any(cells[len(order) :]):
        found.faults.append(Fault(problem=Problem.WRONG_WIDTH, line=line, cells=len(cells)))
        return
    pairs = zip(order, cells, strict=False)
    found.rows.append(Row(line=line, cells={column.key: cell for column, cell in pairs if column is not None}))


def _filled_lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, numbered from 1, without Excel's line that names the delimiter."""
    for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter), 1):
        cleaned = [_unguarded(cell.strip()) for cell in cells]
        if any(cleaned) and not (number == 1 and cleaned[0].startswith("sep=")):
            yield number, cleaned


def _unguarded(cell: str) -> str:
    """Take off the apostrophe that keeps spreadsheets from running a cell."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_STARTS) else cell


def _delimiter(text: str, columns: Sequence[Column]) -> str:
    """Return the delimiter under which the heading has the most columns that are known."""

    def known(delimiter: str) -> int:
        _number, heading = next(_filled_lines(text, delimiter), (0, []))
        return sum(_meaning(cell, columns) is not None for cell in heading)

    return max(_DELIMITERS, key=known)


def _meaning(cell: str, columns: Sequence[Column]) -> Column | None:
    return next((column for column in columns if _compared(cell) in column.headings), None)


def _compared(heading: str) -> str:
    return " ".join(heading.casefold().split())


def _heading_faults(order: Sequence[Column | None], columns: Sequence[Column]) -> tuple[Fault, ...]:
    times = Counter(column.key for column in order if column is not None)
    missing = tuple(column for column in columns if column.required and not times[column.key])
    twice = tuple(column for column in columns if times[column.key] > 1)
    found = []
    if missing:
        found.append(Fault(problem=Problem.NO_COLUMN, columns=missing))
    if twice:
        found.append(Fault(problem=Problem.TWO_COLUMNS, columns=twice))
    return tuple(found)


_PARTS: Mapping[str, PeriodKind] = {"s": "semester", "q": "quarter", "tw": "quarter"}


def read_period(text: str) -> Period:
    """Read `2024-S1`, `2024-Q3`, `2024-TW3` or `2024`; raises `WrongValueError`."""
    year, dash, part = text.strip().lower().partition("-")
    if not dash:
        return Period(kind="year", sequence=_year(year))
    kind = _PARTS.get(part[:-1])
    if kind is None:
        raise WrongValueError(text)
    in_year = 12 // MONTHS_IN[kind]
    number = _digits(part[-1], 1)
    if not 1 <= number <= in_year:
        raise WrongValueError(text)
    return Period(kind=kind, sequence=_year(year) * in_year + number - 1)


def read_month(text: str) -> int:
    """Read `2026-06` as a month integer; raises `WrongValueError`."""
    year, _dash, number = text.strip().partition("-")
    month = _digits(number, 2)
    if not 1 <= month <= 12:
        raise WrongValueError(text)
    return 12 * _year(year) + month - 1


def read_hundredths(text: str) -> int:
    """Read a number with at most two decimals (`87,65`, `87.65`) as hundredths; raises `WrongValueError`."""
    whole, _point, decimals = text.strip().replace(",", ".").partition(".")
    if len(whole) > 3 or len(decimals) > 2:
        raise WrongValueError(text)
    return 100 * _digits(whole, len(whole)) + _digits(decimals.ljust(2, "0"), 2)


def _year(text: str) -> int:
    year = _digits(text, 4)
    if year < _FIRST_YEAR:
        raise WrongValueError(text)
    return year


def _digits(text: str, length: int) -> int:
    if len(text) != length or not (text.isascii() and text.isdigit()):
        raise WrongValueError(text)
    return int(text)
