"""What periods and days are called in the documents."""

from datetime import date

import pytest

from portal.admin.reports.naming import day_words, days_words, period_short, period_words, read_label
from portal.domain.periods import Period, period_of


@pytest.mark.parametrize("kind", ["quarter", "semester", "year"])
def test_a_label_leads_back_to_its_period(kind):
    for month in range(12 * 2025, 12 * 2028):
        period = period_of(month, kind)
        assert read_label(period.label) == period


@pytest.mark.parametrize(
    "label", ["", "2026-s3", "2026-s0", "2026-x1", "26-s1", "2026-s1 ", "0999", "2026-q5", "٢٠٢٦"]
)
def test_anything_else_is_no_period(label):
    assert read_label(label) is None


def test_periods_and_days_in_words():
    period = Period(kind="semester", sequence=2 * 2026)
    assert (period_words(period), period_short(period)) == ("Semester I Tahun 2026", "Sem. I 2026")
    assert period_words(Period(kind="year", sequence=2026)) == "Tahun 2026"
    assert day_words(date(2026, 6, 30)) == "30 Juni 2026"
    assert days_words(date(2026, 1, 1), date(2026, 6, 30)) == "1 Januari–30 Juni 2026"
    assert days_words(date(2025, 12, 30), date(2026, 1, 2)) == "30 Desember 2025–2 Januari 2026"
