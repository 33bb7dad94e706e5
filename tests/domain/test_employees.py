"""What a NIP says and may say, the grades, and who may lead whom."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.employees import GRADES, YOUNGEST, NipFault, Status, hidden_nip, nip_fault, would_circle

TODAY = date(2026, 6, 15)
BORN = st.dates(date(1961, 1, 1), date(1990, 12, 31))


@given(BORN, st.integers(0, 35), st.integers(1, 12), st.sampled_from("12"), st.integers(0, 999))
def test_whatever_the_rule_makes_is_a_good_number(born, later, month, sex, serial):
    year = born.year + YOUNGEST + later
    appointed = min((year, month), (TODAY.year, TODAY.month))
    nip = f"{born:%Y%m%d}{appointed[0]}{appointed[1]:02}{sex}{serial:03}"
    young = appointed < (born.year + YOUNGEST, born.month)
    assert nip_fault(nip, Status.PNS, TODAY) == (NipFault.AGE if young else None)


@pytest.mark.parametrize(
    ("nip", "fault"),
    [
        ("198501012010011001", None),
        ("198501012026061001", None),  # this month
        ("198501012001011001", None),  # sixteen in the month of appointment
        ("19850101201001100", NipFault.LENGTH),
        ("1985010120100110011", NipFault.LENGTH),
        ("19850101201001100A", NipFault.LENGTH),
        ("19850101201001100\u0661", NipFault.LENGTH),
        ("198502302010011001", NipFault.BIRTH),
        ("000001012010011001", NipFault.BIRTH),
        ("198501012010001001", NipFault.APPOINTMENT),
        ("198501012010131001", NipFault.APPOINTMENT),
        ("198501012026071001", NipFault.FUTURE),
        ("198501012000121001", NipFault.AGE),
        ("198501011984121001", NipFault.AGE),
        ("198501012010010001", NipFault.SEX),
        ("198501012010013001", NipFault.SEX),
    ],
)
def test_a_number_of_a_civil_servant_says_what_is_wrong_with_it(nip, fault):
    assert nip_fault(nip, Status.PNS, TODAY) == fault


@pytest.mark.parametrize(
    ("nip", "fault"),
    [
        ("199001152023212001", None),  # 21 is no month but the code of the contract
        ("199001152026212001", None),
        ("199001152027212001", NipFault.FUTURE),
        ("201501152023212001", NipFault.AGE),
        ("199001152023214001", NipFault.SEX),
    ],
)
def test_a_number_on_contract_has_a_code_where_the_month_would_be(nip, fault):
    assert nip_fault(nip, Status.PPPK, TODAY) == fault


@given(st.text())
def test_any_text_is_answered(text):
    assert nip_fault(text, Status.PNS, TODAY) in {None, *NipFault}


def test_the_list_hides_the_day_of_birth():
    assert hidden_nip("198501012010011001") == "••••••••2010011001"
    assert hidden_nip(None) == ""


def test_the_grades_are_those_of_the_regulations():
    assert (GRADES[Status.PNS][0], GRADES[Status.PNS][-1], len(GRADES[Status.PNS])) == ("I/a", "IV/e", 17)
    assert (GRADES[Status.PPPK][0], GRADES[Status.PPPK][-1], len(GRADES[Status.PPPK])) == ("I", "XVII", 17)


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=40))
def test_whoever_is_added_step_by_step_ends_up_in_no_circle(wishes):
    supervisors: dict[int, int | None] = dict.fromkeys(range(1, 13))
    for employee, supervisor in wishes:
        if not would_circle(employee, supervisor, supervisors):
            supervisors[employee] = supervisor
    for supervisor in supervisors.values():
        above, steps = supervisor, 0
        while above is not None:
            above, steps = supervisors[above], steps + 1
            assert steps <= len(supervisors)


def test_nobody_leads_themselves_near_or_far():
    supervisors = {1: None, 2: 1, 3: 2}
    assert would_circle(1, 1, supervisors)
    assert would_circle(1, 3, supervisors)
    assert not would_circle(3, 1, supervisors)
