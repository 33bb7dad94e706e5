"""What the demo's staff did: enough of everything to look at, and nothing that a rule would forbid."""

from collections import Counter as Counted
from datetime import datetime
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from portal.admin.follow_up.queries import find_action
from portal.db import db
from portal.demo.answers import MONTHS, working_days
from portal.demo.office_story import VISITED_MONTHS
from portal.demo.offices import OFFICES
from portal.demo.staff import STAFF
from portal.demo.story import is_told
from portal.demo.words_of_citizens import DISPLEASED, PLEASED, REPLIES
from portal.demo.words_of_offices import HEADS
from portal.demo.words_of_staff import PLANS
from portal.domain.follow_up import Outcome, State
from portal.domain.periods import WITA, month_of, period_of
from portal.domain.promises import SUBJECTS
from portal.domain.redaction import REDACTED, find_personal_data
from portal.domain.standards import PARTS, missing_parts
from portal.models import (
    Account,
    AuditEntry,
    Comment,
    Counter,
    Edition,
    Handling,
    ImportedResult,
    Reply,
    Report,
    Response,
    Service,
    Sheet,
    Statement,
    Target,
    Unit,
    Visits,
)
from portal.models.actions import Action

TODAY = datetime.now(WITA).date()
RICH = ("dpmptsp", "disdukcapil", "rsd-soemarno")


@pytest.fixture
def told(demo_app):
    """Return a session of the demo."""
    with demo_app.app_context():
        yield db.session
        db.session.rollback()


def test_words_lead_to_each_other():
    offices = {office.slug for office in OFFICES}
    assert set(HEADS) == offices
    assert {plan.office for plan in PLANS} <= offices
    assert {plan.element for plan in PLANS} <= set(SUBJECTS)
    assert set(REPLIES) <= set(DISPLEASED)
    assert all(plan.planned <= (plan.ended or MONTHS) < MONTHS + 1 for plan in PLANS)


def test_some_comments_hold_personal_data_and_most_do_not():
    texts = (*PLEASED, *DISPLEASED)
    names = tuple(person.name for person in STAFF)
    found = [mark.kind for text in texts for mark in find_personal_data(text, staff_names=names)]
    assert set(found) >= {"name", "phone", "nik", "plate"}
    assert len(found) < len(texts) / 3


def test_every_office_says_who_leads_it(told):
    units = told.scalars(select(Unit)).all()
    assert all(unit.head_title and "(contoh)" in unit.head_name for unit in units)
    assert all(unit.contact.endswith("@contoh.example") and unit.charter_en for unit in units)


def test_the_village_is_below_its_district(told):
    by_slug = {unit.slug: unit for unit in told.scalars(select(Unit))}
    village, district = by_slug["kelurahan-tanjung-selor-hilir"], by_slug["kecamatan-tanjung-selor"]
    assert village.parent_id == district.id
    assert district.parent_id is None


def test_three_offices_wrote_down_nearly_all_of_their_standards(told):
    missing: dict[str, list[int]] = {}
    for service in told.scalars(select(Service)):
        missing.setdefault(service.unit.slug, []).append(len(missing_parts(service.standard)))
    assert all(sum(missing[slug]) == max(missing[slug]) == 2 for slug in RICH), "only one service lacks anything"
    assert all(set(found) == {len(PARTS) - 4} for slug, found in missing.items() if slug not in RICH)


def test_counters_have_hours_and_officers(told):
    assert all(counter.hours and counter.officers for counter in told.scalars(select(Counter)))


def test_visitors_are_as_many_as_such_counters_have_and_more_than_answers(told):
    answers: dict[tuple[int, int], int] = {
        (row[0], row[1]): row[2]
        for row in told.execute(
            select(Response.counter_id, Response.month, func.count()).group_by(Response.counter_id, Response.month)
        )
    }
    visits = told.scalars(select(Visits)).all()
    assert len(visits) == VISITED_MONTHS * told.scalar(select(func.count()).select_from(Counter))
    for row in visits:
        a_day = row.visitors / len(working_days(row.month))
        assert 1.9 <= a_day <= 8.1
        assert row.visitors >= answers.get((row.counter_id, row.month), 0)


def test_each_office_has_a_target_for_this_period_and_the_last(told):
    this = period_of(month_of(TODAY), "semester").sequence
    found = {(row.unit_id, row.sequence) for row in told.scalars(select(Target))}
    units = told.scalars(select(Unit.id)).all()
    assert found == {(unit, sequence) for unit in units for sequence in (this - 1, this)}
    assert told.scalar(select(func.count()).where(Target.survey_week.is_not(None))) == 1


def test_plans_are_in_every_state_and_tell_of_every_outcome_but_a_bad_one(told):
    actions = told.scalars(select(Action)).all()
    views = [find_action(told, action.unit_id, action.id, TODAY) for action in actions]
    assert {view.line.state for view in views} == set(State)
    assert {view.effect.outcome for view in views if view.effect} >= {
        Outcome.IMPROVED,
        Outcome.UNCLEAR,
        Outcome.TOO_EARLY,
    }
    assert all(view.evidence for view in views if view.line.state is State.DONE)
    assert 6 <= len({action.unit_id for action in actions}) <= 8


def test_an_action_answers_to_an_edition_that_was_out_when_it_was_planned(told):
    asked = select(Action.created_on, Edition.closed_on, Edition.unit_id, Action.unit_id).join(Edition)
    for created, closed, its_office, office in told.execute(asked):
        assert closed <= created
        assert its_office == office


def test_comments_are_in_every_state_and_some_are_new(told):
    states = Counted(told.scalars(select(Handling.state)))
    assert states["published"] >= 4
    assert states["proposed"] >= 2
    assert states["declined"] == 2, "one was sent back, one was retracted"
    assert states["read"] > sum(states.values()) / 2
    assert told.scalar(select(func.count()).select_from(Comment)) > sum(states.values()) + 5
    assert told.scalar(select(func.count()).select_from(Reply)) >= 6


def test_published_comments_show_no_personal_data_but_bars(told):
    statements = told.scalars(select(Statement).where(Statement.kind == "comment", ~Statement.retracted)).all()
    texts = [statement.content["text"] for statement in statements]
    assert any(REDACTED in text for text in texts)
    assert all(not find_personal_data(text) for text in texts)
    assert any(statement.content["reply"] for statement in statements)
    assert told.scalar(select(func.count()).where(Statement.retracted)) == 1


def test_paper_forms_are_of_the_running_month_and_one_was_read_differently(told):
    sheets = told.scalars(select(Sheet)).all()
    assert {sheet.month for sheet in sheets} <= {month_of(TODAY)}
    differing = [sheet for sheet in sheets if sheet.differing]
    begun = bool(working_days(month_of(TODAY), TODAY))
    assert [(sheet.number, sheet.settled_by) for sheet in differing] == [(1, None)] * begun
    keyed = told.scalars(select(Response).where(Response.keyed_by.is_not(None))).all()
    assert {response.id for response in keyed} == {sheet.response_id for sheet in sheets}


def test_earlier_results_lie_before_the_first_answers(told):
    results = told.scalars(select(ImportedResult).order_by(ImportedResult.unit_id, ImportedResult.sequence)).all()
    by_office: dict[int, list[int]] = {}
    for result in results:
        by_office.setdefault(result.unit_id, []).append(result.sequence)
        assert "(contoh)" in result.source
    first = period_of(month_of(TODAY) - MONTHS, "semester").sequence
    assert len(by_office) == 3
    for sequences in by_office.values():
        assert sequences[-1] < first
        assert all(later == earlier + 1 for earlier, later in pairwise(sequences))


def test_one_report_has_words_of_its_office(told):
    report = told.scalars(select(Report)).one()
    assert report.sequence == period_of(month_of(TODAY), "semester").sequence - 1
    assert report.texts["analysis"]


def test_the_trail_names_those_who_acted(told):
    who = set(told.scalars(select(AuditEntry.who).distinct()))
    assert who < set(told.scalars(select(Account.name)))
    assert {"Andi Pratama Wijaya (contoh)", "Moderator komentar (contoh)", "Auditor Inspektorat (contoh)"} <= who


def test_a_demo_knows_whether_its_story_was_told(told):
    assert is_told(told)


def test_an_empty_place_has_no_story(session):
    assert not is_told(session)
