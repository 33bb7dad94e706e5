"""How measures went so far and where they will probably end: what a row of the board shows of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from portal.admin.team.measures import MeasureLine
from portal.domain.indicators import most_possible
from portal.domain.outlook import Prospect, prospect
from portal.domain.series import Point, points
from portal.domain.trends import Signal, trend
from portal.models.progress import Entry

WIDTH, HEIGHT = 96, 24
"""Pixels of the small line."""
_EDGE = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Glimpse:
    """A measure's course in little. line: corners of a line through its steps, empty below two of them.

    signal: what is more than chance about the newest step, None where nothing is or too few steps allow no limits.
    """

    line: str
    end: tuple[int, int]
    signal: Signal | None
    ahead: Prospect | None


def glimpses(session: Session, lines: Iterable[MeasureLine], today: date) -> dict[int, Glimpse]:
    """Return measure -> its course in little, for indicators with entries; one statement for all."""
    shown = {line.id: line for line in lines if line.project is None and line.entries}
    found = _entries(session, list(shown)) if shown else {}
    return {number: _glimpse(shown[number], entries, today) for number, entries in found.items()}


def _entries(session: Session, measure_ids: Sequence[int]) -> dict[int, list[Point]]:
    """Return measure -> its entries that count, oldest first: none that was corrected or taken back."""
    later = aliased(Entry)
    query = (
        select(Entry.measure_id, Entry.on_day, Entry.value)
        .outerjoin(later, later.corrects_id == Entry.id)
        .where(Entry.measure_id.in_(measure_ids), later.id.is_(None))
        .order_by(Entry.on_day, Entry.id)
    )
    found: dict[int, list[Point]] = defaultdict(list)
    for measure_id, on, value in session.execute(query):
        if value is not None:
            found[measure_id].append(Point(on=on, value=value))
    return found


def _glimpse(line: MeasureLine, entries: Sequence[Point], today: date) -> Glimpse:
    most = most_possible(line.unit_name, [entry.value for entry in entries])
    series = points(entries, line.target, today)
    found = trend(series, most=most)
    corners = _corners([point.value for point in series])
    return Glimpse(
        line=" ".join(f"{x},{y}" for x, y in corners),
        end=corners[-1] if corners else (0, 0),
        signal=found.signals[-1] if found else None,
        ahead=prospect(entries, line.target, today, most=most),
    )


def _corners(values: Sequence[int]) -> list[tuple[int, int]]:
    """Return where a small line bends, the lowest value at the bottom; nothing for fewer than two values."""
    if len(values) < 2:
        return []
    low, span = min(values), max(values) - min(values)
    across, up = WIDTH - 2 * _EDGE, HEIGHT - 2 * _EDGE
    return [
        (
            _EDGE + across * number // (len(values) - 1),
            HEIGHT - _EDGE - (up * (value - low) // span if span else up // 2),
        )
        for number, value in enumerate(values)
    ]
