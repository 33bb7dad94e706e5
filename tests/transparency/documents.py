"""Editions for the public side's tests, built from answer sheets by the portal's own rules."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from portal.domain import editions, skm
from portal.domain.editions import GOVERNMENT
from portal.domain.periods import Period, iso_month, last_day
from portal.domain.words import Words
from portal.models import Edition, Unit
from portal.site import forget_site

GOOD = ["444444444", "343434343", "444344434", "333333333", "444444443"]
BAD = ["121212121", "222222222", "111111111", "222122212", "111111112"]
SEMESTER_1_2026 = Period(kind="semester", sequence=4052)


def make_edition(
    session: Session,
    unit: Unit | None,
    *,
    kind: str = "semester",
    sequence: int = SEMESTER_1_2026.sequence,
    month: int | None = None,
    sheets: list[str] | None = None,
    elements: bool = True,
    **changes: Any,
) -> Edition:
    """Add an edition. month: the last one covered, needed for interim ones. sheets: none means not enough."""
    made = document(unit, kind=kind, sequence=sequence, month=month, sheets=sheets, elements=elements) | changes
    made["id"] = editions.edition_id(made["scope"]["slug"], kind, sequence, made["revision"])
    encoded = editions.canonical(made)
    edition = Edition(
        id=made["id"],
        scope=made["scope"]["slug"],
        unit_id=unit.id if unit else None,
        kind=kind,
        sequence=sequence,
        revision=made["revision"],
        cutoff=date.fromisoformat(made["cutoff"]),
        closed_on=date.fromisoformat(made["closed_on"]),
        hash=editions.digest(encoded),
        has_figure=made["figure"] is not None,
        document=encoded.decode(),
    )
    session.add(edition)
    session.commit()
    forget_site()
    return edition


def document(
    unit: Unit | None,
    *,
    kind: str = "semester",
    sequence: int = SEMESTER_1_2026.sequence,
    month: int | None = None,
    sheets: list[str] | None = None,
    elements: bool = True,
) -> dict[str, Any]:
    """Return an edition's document, revision 0."""
    period = None if kind == "interim" else Period(kind=kind, sequence=sequence)
    last = month if month is not None else period.last_month
    cutoff = last_day(last)
    span = {"first": iso_month(period.first_month if period else last), "last": iso_month(last)}
    name = unit.name if unit else Words("Pemerintah Uji", "Test Government")
    return {
        "format": 1,
        "id": editions.edition_id(unit.slug if unit else GOVERNMENT, kind, sequence, 0),
        "demo": False,
        "revision": 0,
        "replaces": None,
        "scope": {"slug": unit.slug if unit else GOVERNMENT, "name": name.as_dict()},
        "kind": kind,
        "sequence": sequence,
        "period": {**span, "label": period.label} if period else None,
        "answers": span if sheets else None,
        "cutoff": cutoff.isoformat(),
        "closed_on": date.fromordinal(cutoff.toordinal() + 1).isoformat(),
        "rules": {"skm": skm.CURRENT_RULE.id, "interval": "pseudo-value/1", "batches": "batches/1"},
        "questionnaires": ["skm/1"],
        "batches": [],
        "units": None,
        "few_officers": False,
        "status": "published" if sheets else "insufficient",
        "late_follow": False,
        "figure": figure(sheets, elements=elements) if sheets else None,
    }


def figure(sheets: list[str], *, elements: bool = True) -> dict[str, Any]:
    """Count answer sheets whose digits stand in the order of the definitions."""
    totals = [sum(map(int, sheet)) for sheet in sheets]
    columns = {
        key: tuple(sum(sheet[place] == score for sheet in sheets) for score in "1234")
        for place, key in enumerate(skm.DEFINITION_ORDER)
    }
    pooled = editions.Pool(
        n=len(sheets), total=sum(totals), squares=sum(total**2 for total in totals), elements=columns
    )
    detailed = elements and len(sheets) >= 30
    return {
        **editions.headline(pooled, skm.CURRENT_RULE),
        "elements": editions.elements(pooled, skm.CURRENT_RULE) if elements else None,
        "distribution": editions.distribution(pooled) if detailed else None,
        "services": None,
        "provenance": None,
        "not_counted": None,
    }
