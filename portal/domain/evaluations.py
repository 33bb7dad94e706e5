"""How an office's edition may enter an officer's evaluation: by hash, with a reading in words, never as a score.

Source: integrity rules, section 4. The default is evidence about the office; what it means for one officer is for
the supervisor to write and for the officer to answer.
"""

from dataclasses import dataclass
from datetime import date

from portal.domain.figures import EditionLine
from portal.domain.permissions import Permission, Reach, Role, Staff

SHORTEST_READING = 40
"""Letters: a reading is a reason, and a word or two is none."""

FEW_OFFICERS = 3
"""Below so many officers an element about conduct is nearly one person's figure."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Term:
    """The time that an evaluation covers: a quarter of a year, or the whole year when quarter is 0."""

    year: int
    quarter: int

    @property
    def last_day(self) -> date:
        """Return its last day."""
        month = 3 * self.quarter or 12
        return date(self.year, month, 31 if month in {3, 12} else 30)


def may_cite(edition: EditionLine, *, unit_slug: str, term: Term, cited: frozenset[str]) -> bool:
    """Tell whether an evaluation may cite an edition.

    It must be the office's own, have a figure, be replaced by none, cover no day after the term, and not be cited
    already. A later edition says nothing about the term; an earlier one may still be the newest that there is.
    """
    return (
        edition.scope == unit_slug
        and edition.has_figure
        and edition.current
        and edition.cutoff <= term.last_day
        and edition.id not in cited
    )


def reads_all(staff: Staff) -> Reach:
    """Return the offices whose evaluations somebody reads though being neither officer nor supervisor."""
    found: set[int] = set()
    for post in staff.posts:
        if post.role is Role.AUDITOR:
            if post.units is None:
                return None
            found |= post.units
    return frozenset(found)


def may_read(staff: Staff, *, employee_id: int, supervisor_id: int, unit_id: int) -> bool:
    """Tell whether an evaluation is open to somebody: its two persons and the auditor, nobody else."""
    if not staff.may(Permission.READ_EVALUATIONS):
        return False
    everyone = reads_all(staff)
    return staff.account_id in {employee_id, supervisor_id} or everyone is None or unit_id in everyone
