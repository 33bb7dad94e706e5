"""Editions: turn a scope's released batches into canonical documents, one for each cutoff and kind."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from portal.domain import batches, editions, extras, interval, skm
from portal.domain.batches import Cutoff
from portal.domain.periods import Period, iso_month, period_of
from portal.domain.words import Words
from portal.models.editions import Edition
from portal.models.units import Unit
from portal.publishing import queries
from portal.publishing.queries import Released
from portal.site import SiteView


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """Whom an edition is about: one unit, or the whole government (unit is None)."""

    slug: str
    name: Words
    unit: Unit | None

    @property
    def unit_id(self) -> int | None:
        """Return the unit's id, or None for the government."""
        return self.unit.id if self.unit else None

    @property
    def few_officers(self) -> bool:
        """Tell whether an element's score would nearly be a person's score."""
        return self.unit is not None and self.unit.officers < batches.FEW_OFFICERS


def scope_of(unit: Unit) -> Scope:
    """Return a unit as a scope."""
    return Scope(slug=unit.slug, name=unit.name, unit=unit)


def whole_government(site: SiteView) -> Scope:
    """Return the whole government as a scope."""
    return Scope(slug=editions.GOVERNMENT, name=site.government, unit=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """An edition that is public already, with its parsed document."""

    row: Edition
    document: dict[str, Any]

    @property
    def batches(self) -> frozenset[str]:
        """Return the batches it covers, as `slug/number`."""
        return frozenset(self.document["batches"])

    @property
    def early(self) -> bool:
        """Tell whether it was made before its period was over."""
        return self.row.closed_on <= self.row.cutoff

    @property
    def n_with_distribution(self) -> int:
        """Return how many answers it shows one by one; 0 if it does not."""
        figure = self.document["figure"]
        return figure["n"] if figure and figure["distribution"] else 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Issue:
    """What one edition is to be made from. period: null for an interim edition."""

    scope: Scope
    period: Period | None
    released: Released | None
    cutoff: Cutoff
    site: SiteView
    late_follow: bool
    known: tuple[Known, ...]

    @property
    def kind(self) -> str:
        """Return the edition's kind."""
        return self.period.kind if self.period else "interim"

    @property
    def sequence(self) -> int:
        """Return the period's sequence, or the next running number of an interim edition."""
        if self.period:
            return self.period.sequence
        return 1 + sum(item.row.kind == "interim" for item in self.known)

    @property
    def earlier(self) -> Known | None:
        """Return the newest revision of the same edition, if there is one."""
        same = [k for k in self.known if (k.row.kind, k.row.sequence) == (self.kind, self.sequence)]
        return max(same, key=lambda item: item.row.revision, default=None)


def build_editions(
    session: Session, scope: Scope, cutoff: Cutoff, site: SiteView, *, late_follow: bool = False
) -> list[Edition]:
    """Add the editions that a cutoff gives a scope; a second time it adds nothing.

    An interim edition if anything was released since the last one; at the end of the official period its
    edition, and at the end of December the year's, both also when they can only say that there is not enough.
    """
    made = []
    known = _known(session, scope)
    for period in (None, *_ending(cutoff)):
        released = _released_for(session, scope, cutoff, period, known)
        if period is None and released is None:
            continue
        issue = Issue(
            scope=scope,
            period=period,
            released=released,
            cutoff=cutoff,
            site=site,
            late_follow=late_follow,
            known=known,
        )
        if not _is_published(issue):
            made.append(_publish(session, issue))
            known = _known(session, scope)
    return made


def _known(session: Session, scope: Scope) -> tuple[Known, ...]:
    rows = queries.list_editions(session, scope.slug)
    return tuple(Known(row=row, document=json.loads(row.document)) for row in rows)


def _ending(cutoff: Cutoff) -> list[Period]:
    """Return the periods that end with a cutoff: the official one, and the year."""
    if not cutoff.period_ends:
        return []
    december = cutoff.day.month == 12 and cutoff.period.kind != "year"
    return [cutoff.period, period_of(cutoff.month, "year")] if december else [cutoff.period]


def _released_for(
    session: Session, scope: Scope, cutoff: Cutoff, period: Period | None, known: tuple[Known, ...]
) -> Released | None:
    until = queries.released_until(cutoff.instrument, scope.unit_id, cutoff.day)
    if period is not None:
        return queries.released_in(session, until, period)
    published = frozenset().union(*(k.batches for k in known if k.row.kind == "interim"))
    return queries.released_since(session, until, published)


def _is_published(issue: Issue) -> bool:
    """Tell whether the newest revision says just what a new one would say."""
    earlier = issue.earlier
    if earlier is None or (earlier.early and not issue.cutoff.early):
        return False
    batches_now = issue.released.batches if issue.released else ()
    return earlier.batches == frozenset(batches_now) and earlier.document["late_follow"] == issue.late_follow


def _publish(session: Session, issue: Issue) -> Edition:
    document = _document(session, issue)
    encoded = editions.canonical(document)
    edition = Edition(
        id=document["id"],
        scope=issue.scope.slug,
        unit_id=issue.scope.unit_id,
        kind=issue.kind,
        sequence=issue.sequence,
        revision=document["revision"],
        cutoff=issue.cutoff.day,
        closed_on=issue.cutoff.closed_on,
        hash=editions.digest(encoded),
        has_figure=document["figure"] is not None,
        document=encoded.decode(),
    )
    session.add(edition)
    session.flush()
    return edition


def _document(session: Session, issue: Issue) -> dict[str, Any]:
    """Return the whole document; the README names its fields."""
    earlier, released, period = issue.earlier, issue.released, issue.period
    revision = earlier.row.revision + 1 if earlier else 0
    rules = [skm.RULES[name] for name in released.rules] if released else [skm.CURRENT_RULE]
    rule = max(rules, key=lambda rule: rule.version)
    figure = _figure(session, issue, rule)
    return {
        "format": editions.FORMAT,
        "demo": issue.site.demo,
        "notice": editions.DEMO_NOTICE if issue.site.demo else None,
        "id": editions.edition_id(issue.scope.slug, issue.kind, issue.sequence, revision),
        "revision": revision,
        "replaces": {"id": earlier.row.id, "hash": earlier.row.hash} if earlier else None,
        "scope": {"slug": issue.scope.slug, "name": issue.scope.name.as_dict()},
        "kind": issue.kind,
        "sequence": issue.sequence,
        "period": _period(period) if period else None,
        "answers": _months(released) if figure and released else None,
        "cutoff": issue.cutoff.day.isoformat(),
        "closed_on": issue.cutoff.closed_on.isoformat(),
        "rules": {"skm": rule.id, "interval": interval.RULE_ID, "batches": batches.RULE},
        "questionnaires": list(released.questionnaires) if released else [],
        "batches": list(released.batches) if released else [],
        "units": list(released.units) if released and issue.scope.unit is None else None,
        "few_officers": issue.scope.few_officers,
        "status": "published" if figure else "insufficient",
        "late_follow": issue.late_follow,
        "figure": figure,
    }


def _period(period: Period) -> dict[str, str]:
    return {
        "first": iso_month(period.first_month),
        "last": iso_month(period.last_month),
        "label": period.label,
    }


def _months(released: Released) -> dict[str, str]:
    return {"first": iso_month(released.first_month), "last": iso_month(released.last_month)}


def _figure(session: Session, issue: Issue, rule: skm.Rule) -> dict[str, Any] | None:
    """Return the figure with just the parts that its kind and scope may show.

    Parts that could be had by subtracting two figures are shown once, when their period is over: the elements
    of a unit with few officers, tiers and what was not counted in the official period, services in the year.
    The government's interim editions carry no elements, since those of its one small office could be had by
    subtracting all the others.
    """
    if issue.released is None:
        return None
    pooled = editions.pool(issue.released.tallies)
    if pooled.n < batches.K:
        return None
    of_unit = issue.scope.unit is not None
    final = issue.period is not None and not issue.cutoff.early
    detailed = final or (of_unit and not issue.scope.few_officers)
    official = final and of_unit and issue.kind == issue.cutoff.period.kind
    yearly = final and of_unit and issue.kind == "year"
    distributed = detailed and of_unit and _may_distribute(issue, pooled.n)
    beyond = _beyond_the_nine(issue.released, rule, distributed=distributed) if detailed else {}
    return {
        **editions.headline(pooled, rule),
        "elements": editions.elements(pooled, rule) if detailed else None,
        "distribution": editions.distribution(pooled) if distributed else None,
        "services": _services(session, issue, rule) if yearly else None,
        "provenance": editions.provenance(issue.released.tallies) if official else None,
        "not_counted": _shown_or_none(issue.released.not_counted) if official else None,
        **beyond,
    }


def _beyond_the_nine(released: Released, rule: skm.Rule, *, distributed: bool) -> dict[str, Any]:
    """Return the field `extra`, which a figure has only where more than the nine was asked."""
    found = extras.beyond_the_nine(released.tallies, released.versions, rule.shares, distributed=distributed)
    return {} if found is None else {"extra": found}


def _may_distribute(issue: Issue, n: int) -> bool:
    """Tell whether counts of each score may be shown, given all that is public about the scope.

    Of two editions one lies inside the other or they share no batch, and the larger comes later. So what can
    be had by subtraction is smallest when the largest editions inside this one are all taken away.
    """
    mine = frozenset(issue.released.batches if issue.released else ())
    inside = (k for k in issue.known if k.n_with_distribution and k.batches <= mine)
    parts: list[int] = []
    covered: frozenset[str] = frozenset()
    for item in sorted(inside, key=lambda item: -len(item.batches)):
        if not covered & item.batches:
            covered |= item.batches
            parts.append(item.n_with_distribution)
    return batches.distribution_allowed(n, parts)


def _services(session: Session, issue: Issue, rule: skm.Rule) -> list[dict[str, Any]]:
    if issue.released is None or issue.scope.unit_id is None:
        return []
    names = queries.service_names(session, issue.scope.unit_id)
    return [{**row, "name": names[row["service"]]} for row in editions.services(issue.released.tallies, rule)]


def _shown_or_none(size: int) -> int | None:
    return size if size == 0 or size >= batches.K else None
