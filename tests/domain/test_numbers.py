"""Numbers are read as they are written here, and what is written is read back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.numbers import LARGEST, read_thousandths, write_thousandths


@pytest.mark.parametrize(
    ("text", "thousandths"),
    [
        ("12", 12_000), ("2,5", 2_500), ("2.5", 2_500), ("1.500", 1_500_000), ("2.500.000,5", 2_500_000_500),
        ("0.500", 500), ("88,455", 88_455), ("-3", -3_000), (" 1 000 ", 1_000_000),
        ("", None), ("dua", None), ("1,2345", None), ("1.50.000", None), ("1e5", None), ("9" * 16, None),
        ("٣", None), ("nan", None),
    ],
)  # fmt: skip
def test_a_typed_number_is_read_as_it_is_meant_or_not_at_all(text, thousandths):
    assert read_thousandths(text) == thousandths


@given(st.integers(min_value=-LARGEST, max_value=LARGEST))
def test_what_is_written_is_read_back(value):
    assert read_thousandths(write_thousandths(value)) == value
