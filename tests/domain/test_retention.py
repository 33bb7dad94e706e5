"""How long data are kept."""

from datetime import date

from portal.domain.periods import month_of
from portal.domain.retention import KINDS, in_force, last_erased_month


def test_data_are_kept_for_whole_months_after_the_month_they_came_in():
    assert last_erased_month(month_of_year(2026, 11), 24) == month_of_year(2024, 10)
    assert last_erased_month(month_of_year(2026, 1), 1) == month_of_year(2025, 11)


def month_of_year(year: int, number: int) -> int:
    return month_of(date(year, number, 1))


def test_what_nobody_decided_has_its_default():
    assert in_force([]) == {kind.key: kind.default for kind in KINDS}
    assert in_force([("comments", 6)])["comments"] == 6
    assert in_force([("comments", 6)])["profiles"] == 24


def test_every_default_is_within_its_limits():
    assert all(kind.least <= kind.default <= kind.most for kind in KINDS)
