"""How an office's edition may enter an evaluation."""

from dataclasses import replace
from datetime import date

import pytest

from portal.domain.evaluations import Term, may_cite, may_read, reads_all
from portal.domain.figures import EditionLine
from portal.domain.permissions import HeldPost, Role, Staff

EDITION = EditionLine(
    id="kantor-2026-s1", hash="a" * 64, scope="kantor", kind="semester", sequence=4052, revision=0,
    cutoff=date(2026, 6, 30), closed_on=date(2026, 7, 1), has_figure=True,
)  # fmt: skip


def staff(account_id: int, *posts: tuple[Role, frozenset[int] | None]) -> Staff:
    held = tuple(HeldPost(role=role, units=units) for role, units in posts)
    return Staff(account_id=account_id, name="", posts=held)


@pytest.mark.parametrize(
    ("quarter", "last"),
    [(0, "2026-12-31"), (1, "2026-03-31"), (2, "2026-06-30"), (3, "2026-09-30"), (4, "2026-12-31")],
)
def test_a_term_ends_with_its_quarter_or_year(quarter, last):
    assert Term(year=2026, quarter=quarter).last_day == date.fromisoformat(last)


def cites(edition: EditionLine = EDITION, *, quarter: int = 2, cited: frozenset[str] = frozenset()) -> bool:
    return may_cite(edition, unit_slug="kantor", term=Term(year=2026, quarter=quarter), cited=cited)


def test_an_evaluation_cites_its_own_offices_figures_of_its_time():
    assert cites()
    assert cites(quarter=0)
    assert not cites(quarter=1)  # It would judge by what came later.
    assert not cites(replace(EDITION, scope="kantor-lain"))
    assert not cites(replace(EDITION, has_figure=False))
    assert not cites(replace(EDITION, current=False))
    assert not cites(cited=frozenset({EDITION.id}))


def reads(who: Staff) -> bool:
    return may_read(who, employee_id=1, supervisor_id=2, unit_id=7)


def test_an_evaluation_is_open_to_its_two_persons_and_the_auditor_and_to_nobody_else():
    assert reads(staff(1, (Role.EMPLOYEE, frozenset({7}))))
    assert reads(staff(2, (Role.SUPERVISOR, frozenset({7}))))
    assert reads(staff(9, (Role.AUDITOR, None)))
    assert reads(staff(9, (Role.AUDITOR, frozenset({7}))))
    assert not reads(staff(9, (Role.AUDITOR, frozenset({8}))))
    assert not reads(staff(3, (Role.EMPLOYEE, frozenset({7}))))
    assert not reads(staff(3, (Role.SUPERVISOR, None)))
    assert not reads(staff(1, (Role.OWNER, None)))
    assert reads_all(staff(3, (Role.SUPERVISOR, None))) == frozenset()
