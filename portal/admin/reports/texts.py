"""The parts of a report that an office types, and how they are stored."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from portal.documents.report.values import Activity


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportTexts:
    """What an office typed; whatever is empty is filled in from what the portal knows, or left out.

    executor: who ran the survey. place_and_date: the line above the signature. media: where else the result was
    published, one address or name each. Empty lines part the paragraphs of method, analysis and closing.
    """

    executor: str = ""
    method: str = ""
    locations: tuple[str, ...] = ()
    activities: tuple[Activity, ...] = ()
    analysis: str = ""
    closing: str = ""
    place_and_date: str = ""
    media: tuple[str, ...] = ()


def to_stored(texts: ReportTexts) -> dict[str, Any]:
    """Return texts as JSON values."""
    lists = {"locations": list(texts.locations), "media": list(texts.media)}
    return {**asdict(texts), **lists, "activities": [asdict(row) for row in texts.activities]}


def from_stored(stored: Mapping[str, Any]) -> ReportTexts:
    """Return what `to_stored` made."""
    return ReportTexts(
        **{key: stored[key] for key in ("executor", "method", "analysis", "closing", "place_and_date")},
        locations=tuple(stored["locations"]),
        media=tuple(stored["media"]),
        activities=tuple(Activity(**row) for row in stored["activities"]),
    )
