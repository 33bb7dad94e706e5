"""What an evaluation covers, who reads it, what it rests on, and what it needs to be given."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.behaviours import BEHAVIOUR_KEYS
from portal.domain.evaluations import (
    UNWRITTEN,
    Missing,
    NoEvidenceError,
    Parties,
    Readiness,
    ReasonTooShortError,
    Side,
    Subject,
    Term,
    TwoAnswersError,
    UnknownEvidenceError,
    check_evidence,
    check_reason,
    citable_elements,
    may_cite,
    reads_all,
    side_of,
    term_of,
    uniform_rating,
)
from portal.domain.figures import EditionLine, ElementFigure
from portal.domain.permissions import HeldPost, Role, Staff
from portal.domain.predicate import Rating
from portal.domain.skm import ELEMENTS

EDITION = EditionLine(
    id="kantor-2026-s1", hash="a" * 64, scope="kantor", kind="semester", sequence=4052, revision=0,
    cutoff=date(2026, 6, 30), closed_on=date(2026, 7, 1), has_figure=True,
)  # fmt: skip
FIGURES = tuple(
    ElementFigure(key=element.key, total=30, nrr=300, weighted=333, value=7500, grade="C") for element in ELEMENTS
)
PARTIES = Parties(employee_id=1, supervisor_id=2, decider_id=3, unit_id=7)
READY = Readiness(
    term=Term(year=2026, quarter=3), today=date(2026, 10, 1), plan=True, goals=3, rated_goals=3, behaviours=7,
    rated_behaviours=7, dialogue=True, results=True, overall_behaviours=True,
)  # fmt: skip


def staff(*posts: tuple[Role, frozenset[int] | None]) -> Staff:
    return Staff(account_id=90, name="", posts=tuple(HeldPost(role=role, units=units) for role, units in posts))


@pytest.mark.parametrize(
    ("quarter", "first", "last"),
    [
        (0, "2026-01-01", "2026-12-31"), (1, "2026-01-01", "2026-03-31"), (2, "2026-04-01", "2026-06-30"),
        (3, "2026-07-01", "2026-09-30"), (4, "2026-10-01", "2026-12-31"),
    ],
)  # fmt: skip
def test_a_term_begins_and_ends_with_its_quarter_or_year(quarter, first, last):
    term = Term(year=2026, quarter=quarter)
    assert (term.first_day, term.last_day) == (date.fromisoformat(first), date.fromisoformat(last))


@given(st.dates(date(2022, 1, 1), date(2035, 12, 31)))
def test_every_day_is_in_its_quarter(day):
    assert term_of(day).first_day <= day <= term_of(day).last_day


@given(st.integers(2022, 2035), st.integers(0, 4))
def test_an_evaluation_is_given_in_the_last_ten_days_of_its_term_or_later(year, quarter):
    term = Term(year=year, quarter=quarter)
    assert (term.last_day - term.given_from).days + 1 == 10
    for day, too_early in ((term.given_from, False), (term.given_from - timedelta(days=1), True)):
        assert (Missing.TIME in replace(READY, term=term, today=day).missing) is too_early


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


def test_where_few_officers_serve_no_element_leads_to_one_persons_conduct():
    shown = {figure.key for figure in citable_elements(FIGURES, few_officers=True)}
    assert not shown & {"kompetensi", "perilaku"}
    # With seven of nine the index would give away the mean of the two that are left out.
    assert len(shown) < len(FIGURES) - 2
    assert citable_elements(FIGURES, few_officers=False) == FIGURES


@pytest.mark.parametrize(
    ("me", "posts", "side"),
    [
        (1, [(Role.EMPLOYEE, frozenset({7}))], Side.OFFICER),
        (2, [(Role.SUPERVISOR, frozenset({8}))], Side.SUPERVISOR),
        (3, [(Role.SUPERVISOR, frozenset({8}))], Side.DECIDER),
        (None, [(Role.AUDITOR, None)], Side.AUDITOR),
        (None, [(Role.AUDITOR, frozenset({7}))], Side.AUDITOR),
        (1, [(Role.EMPLOYEE, frozenset({7})), (Role.AUDITOR, None)], Side.OFFICER),
        (None, [(Role.AUDITOR, frozenset({8}))], None),
        (4, [(Role.EMPLOYEE, frozenset({7}))], None),  # A colleague.
        (4, [(Role.SUPERVISOR, None)], None),  # Another supervisor.
        (None, [(Role.SUPERVISOR, None)], None),  # An account without an officer.
        (1, [(Role.OWNER, None)], None),  # The permission is the outer gate.
        (1, [(Role.HEAD, frozenset({7}))], None),
    ],
)
def test_an_evaluation_is_open_to_its_persons_and_the_auditor_and_to_nobody_else(me, posts, side):
    assert side_of(staff(*posts), me, PARTIES) is side


def test_the_superiors_superior_reads_it_only_once_there_is_an_objection():
    above = staff((Role.SUPERVISOR, None))
    assert side_of(above, 3, replace(PARTIES, decider_id=None)) is None
    assert reads_all(above) == frozenset()


def test_a_reason_is_a_sentence():
    check_reason("Empat puluh berkas selesai tepat waktu.")
    for reason in ("", "Baik.", " " * 40):
        with pytest.raises(ReasonTooShortError):
            check_reason(reason)


def test_a_behaviour_rests_on_evidence_or_says_that_there_is_none():
    known = {"entry:1", "note:2"}
    check_evidence(Subject.BEHAVIOUR, ["entry:1"], known)
    check_evidence(Subject.BEHAVIOUR, [UNWRITTEN], known)
    check_evidence(Subject.GOAL, [], known)  # Its realisation stands above it.
    for evidence, error in (
        ([], NoEvidenceError),
        ([UNWRITTEN, "entry:1"], TwoAnswersError),
        (["entry:1", "entry:9"], UnknownEvidenceError),
    ):
        with pytest.raises(error):
            check_evidence(Subject.BEHAVIOUR, evidence, known)


ratings = st.dictionaries(st.sampled_from(BEHAVIOUR_KEYS), st.sampled_from(Rating))


@given(ratings)
def test_only_seven_equal_ratings_are_called_uniform(rated):
    found = uniform_rating(rated)
    assert (found is not None) == (len(rated) == 7 and len(set(rated.values())) == 1)
    assert found is None or set(rated.values()) == {found}


@pytest.mark.parametrize(
    ("lacking", "missing"),
    [
        ({"plan": False}, Missing.PLAN),
        ({"rated_goals": 2}, Missing.GOALS),
        ({"rated_behaviours": 6}, Missing.BEHAVIOURS),
        ({"dialogue": False}, Missing.DIALOGUE),
        ({"results": False}, Missing.OVERALL_RESULTS),
        ({"overall_behaviours": False}, Missing.OVERALL_BEHAVIOURS),
    ],
)
def test_each_thing_that_lacks_is_named(lacking, missing):
    assert READY.missing == ()
    assert replace(READY, **lacking).missing == (missing,)


def test_whoever_has_left_keeps_only_their_own_evaluation():
    sides = [
        side_of(staff((Role.SUPERVISOR, None), (Role.EMPLOYEE, None)), number, PARTIES, here=False)
        for number in (1, 2, 3)
    ]
    assert sides == [Side.OFFICER, None, None]
