"""The demo's two years of performance: every state to look at, and nothing that a rule would forbid."""

from collections import Counter as Counted
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import func, select

from portal.admin.evaluations.material import gather, with_replies
from portal.admin.progress.queries import list_steps
from portal.db import db
from portal.demo.answers import working_days
from portal.demo.performance_figures import own_target, steps_of_year
from portal.demo.performance_reviews import finished_terms, newest_quarters
from portal.demo.words_of_performance import TEMPLATES
from portal.demo.words_of_the_team import OBJECTIONS, PROJECTS, QUIET_OBJECTIONS, QUIET_REVIEWS, REVIEWS
from portal.domain.behaviours import BEHAVIOUR_KEYS
from portal.domain.editions import digest
from portal.domain.evaluation_sheet import overall_ratings, parse
from portal.domain.evaluations import SHORTEST_READING, SHORTEST_REASON, Term
from portal.domain.objections import SHORTEST_OBJECTION, Decision
from portal.domain.periods import WITA, month_of
from portal.domain.plans import Gathering, PlanState
from portal.domain.predicate import Predicate, predicate
from portal.domain.progress import position
from portal.models import (
    Achievement,
    Dialogue,
    Employee,
    Entry,
    Evaluation,
    FeedbackNote,
    Indicator,
    Measure,
    Objection,
    Plan,
    Project,
    UnitLevel,
)

TODAY = datetime.now(WITA).date()
YEARS = (TODAY.year - 1, TODAY.year)
SOME = 40


@pytest.fixture
def told(demo_app):
    """Return a session of the demo."""
    with demo_app.app_context():
        yield db.session
        db.session.rollback()


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2027, 1, 15), date(2027, 4, 2), date(2026, 12, 31)])
def test_at_any_time_of_the_year_three_quarters_are_evaluated(day):
    quarters = newest_quarters(day)
    assert len(quarters) >= 3
    assert quarters == sorted(quarters, reverse=True)
    assert all(term.last_day < day for term in finished_terms(day))


def test_a_year_is_not_evaluated_before_its_last_quarter():
    assert Term(year=2026, quarter=0) not in finished_terms(date(2027, 1, 10))
    assert Term(year=2026, quarter=0) in finished_terms(date(2027, 2, 10))


@pytest.mark.parametrize("day", [date(2027, 1, 3), date(2026, 11, 24)])
def test_entries_are_reproducible_and_never_of_the_running_month_or_later(day):
    for goal in TEMPLATES["counter"]:
        for indicator in goal.indicators:
            drawn = [own_target(indicator, Random(seed)) for seed in (5, 5)]
            years = [
                steps_of_year(indicator, drawn[0], day.year, today=day, rng=Random(seed)) for seed in (5, 5, 6)
            ]
            assert drawn[0] == drawn[1]
            assert years[0] == years[1]
            assert all(step.on < day.replace(day=1) and step.value >= 0 for step in years[0])
            assert (years[0] != years[2]) == bool(years[0])


def test_words_are_long_enough_for_the_rules():
    for review in (*REVIEWS, *QUIET_REVIEWS):
        assert len(review.reading) >= SHORTEST_READING
        reasons = [reason for _, reason in (*review.goals, review.results, review.conduct)]
        assert all(len(reason) >= SHORTEST_REASON for reason in reasons)
        assert {key for key, _ in review.behaviours} <= set(BEHAVIOUR_KEYS)
    assert all(len(objection.reasons) >= SHORTEST_OBJECTION for objection in (*OBJECTIONS, *QUIET_OBJECTIONS))


@pytest.mark.parametrize("project", PROJECTS)
def test_a_project_adds_up(project):
    first, last = project.months
    assert len(project.done) == len(project.spent) == last - first + 1
    assert [sum(step[place] for step in project.steps) for place in (2, 3)] == [100, 100]
    assert sorted(project.done) == list(project.done)
    assert sorted(project.spent) == list(project.spent)
    assert project.done[-1] == 100


def test_everybody_with_a_superior_has_a_plan_for_both_years(told):
    led = set(told.scalars(select(Employee.id).where(Employee.supervisor_id.is_not(None))))
    for year in YEARS:
        assert set(told.scalars(select(Plan.employee_id).where(Plan.year == year))) == led


def test_plans_of_each_state_are_there_once_the_year_is_under_way(told):
    states = Counted(told.scalars(select(Plan.state)))
    assert states[PlanState.APPROVED] > 140
    if TODAY.month > 2:
        assert set(states) == set(PlanState)
        assert told.scalars(select(Plan.returned).where(Plan.returned != "")).one()


def test_the_standing_of_measures_is_what_the_room_computes(told):
    gathering = {row.measure_id: row.gathering for row in told.scalars(select(Indicator))}
    measures = told.scalars(select(Measure).where(Measure.entries > 0).order_by(Measure.id.desc())).all()
    for measure in (*measures[:SOME], *measures[-SOME:]):
        expected = position(list_steps(told, measure.id), Gathering(gathering.get(measure.id, Gathering.LATEST)))
        found = (measure.realised, measure.spent, measure.entries, measure.with_evidence, measure.last_on)
        assert found == (
            expected.realised,
            expected.spent,
            expected.entries,
            expected.with_evidence,
            expected.last_on,
        )


def test_projects_are_reported_with_money_and_an_entry_was_corrected(told):
    measures = told.scalars(select(Measure).join(Project, Project.measure_id == Measure.id)).all()
    assert {measure.year for measure in measures} == set(YEARS)
    assert any(measure.realised == 100_000 and measure.spent for measure in measures)
    corrected = told.scalar(select(func.count()).where(Entry.corrects_id.is_not(None)))
    if TODAY.month > 1:  # In January this year's plans are not in force yet.
        assert corrected == bool(working_days(month_of(TODAY), TODAY))


def test_evaluations_are_in_every_state(told):
    evaluations = told.scalars(select(Evaluation)).all()
    given = [row for row in evaluations if row.given_at]
    assert len(given) > 3 * 140
    assert len(evaluations) - len(given) == 2, "two are still open"
    assert any(row.received_at is None for row in given)
    assert all((row.received_at is None) == (row.objection_until is None) for row in given)
    assert sum(row.received_at is not None for row in given) > len(given) * 0.8
    assert {Predicate.VERY_GOOD, Predicate.GOOD, Predicate.NEEDS_WORK} <= {row.predicate for row in given}


def test_objections_were_decided_either_way_and_others_wait(told):
    objections = told.scalars(select(Objection)).all()
    decided = {row.decision: row for row in objections if row.decision}
    assert set(decided) == set(Decision)
    assert sum(row.decision is None for row in objections) == 2
    changed = decided[Decision.CHANGED]
    assert changed.results != parse(changed.evaluation.document).results.rating
    assert all(row.decide_by >= TODAY for row in objections if row.decision is None)


def test_signed_documents_are_what_the_room_would_have_signed(told):
    given = select(Evaluation).where(Evaluation.given_at.is_not(None)).order_by(Evaluation.id)
    rows = told.scalars(given).all()
    assert all(row.hash == digest(row.document.encode()) for row in rows)
    for row in (*rows[:3], *rows[-12:]):
        signed = with_replies(parse(row.document), row.citations)
        assert (signed.id, signed.predicate) == (row.id, predicate(*overall_ratings(signed)))
        gathered = gather(told, row, demo=True)
        assert signed == replace(
            gathered,
            plan_version=signed.plan_version,
            predicate=signed.predicate,
            given_at=signed.given_at,
        )


def test_citations_have_readings_and_some_were_answered(told):
    given = select(Evaluation).where(Evaluation.citations.any())
    citations = [citation for row in told.scalars(given) for citation in row.citations]
    assert len(citations) == len(REVIEWS) + len(QUIET_REVIEWS)
    assert {citation.reply is None for citation in citations} == {True, False}


def test_notes_are_of_every_kind_and_some_are_new(told):
    notes = told.scalars(select(FeedbackNote)).all()
    assert {note.kind for note in notes} == {"supervisor", "peer", "self"}
    assert {note.seen_at is None for note in notes} == {True, False}
    assert any(note.entry_id for note in notes)


def test_every_quarter_that_is_evaluated_was_talked_about(told):
    talked = select(Dialogue.employee_id, Dialogue.year, Dialogue.quarter)
    evaluated = select(Evaluation.employee_id, Evaluation.year, Evaluation.quarter).where(
        Evaluation.given_at.is_not(None), Evaluation.quarter > 0
    )
    assert set(told.execute(evaluated)) <= set(told.execute(talked))


def test_achievements_of_finished_quarters_are_published_without_a_name(told):
    published = told.scalars(select(Achievement)).all()
    quarters = {Term(year=row.year, quarter=row.quarter) for row in published}
    assert quarters == {term for term in finished_terms(TODAY) if term.quarter}
    assert "kelurahan-tanjung-selor-hilir" not in {row.scope for row in published}, "its few people count above"
    names = told.scalars(select(Employee.name)).all()
    assert not [name for name in names for row in published if name in row.document]


def test_offices_have_levels_with_reasons(told):
    levels = told.scalars(select(UnitLevel)).all()
    assert len(levels) == 14 * len(finished_terms(TODAY))
    assert all(row.reason for row in levels)


def test_nothing_is_dated_after_today(told):
    end = datetime.combine(TODAY + timedelta(days=1), datetime.min.time(), WITA)
    for column in (Entry.recorded_at, Evaluation.given_at, Plan.approved_at, FeedbackNote.written_at):
        assert told.scalar(select(func.max(column))) < end
