"""What one team of the demo did lately: changed plans, this month's entries, and notes of feedback."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from random import Random

from sqlalchemy import select

from portal.admin.feedback.actions import NoteDraft, mark_seen, write_note
from portal.admin.plans import actions as plans
from portal.admin.plans import editing
from portal.admin.plans.queries import list_measures
from portal.admin.progress.actions import Proof, Said, correct_entry, record_entry
from portal.demo.answers import working_days
from portal.demo.cast import LEADER, Cast
from portal.demo.performance_reviews import newest_quarters
from portal.demo.words_of_performance import EVIDENCE_LINK
from portal.demo.words_of_the_team import (
    CHANGED_PLAN,
    NOTES,
    NOTES_OF_MONTH,
    PROOF_OF_MONTH,
    RETURNED_PLAN,
    WAITING_PLAN,
    WHY_CORRECTED,
    WHY_RETURNED,
    DemoNote,
)
from portal.domain.plans import THOUSAND, Gathering, IndicatorTerms, PlanIndicator, PlanState
from portal.domain.workdays import add_workdays
from portal.models import Entry, Plan

_ENTER = ("pegawai-1", "pegawai-2")
_CHANGED, _WAITS, _RETURNED = "pegawai-2", "team-4", "team-5"
_CHANGED_AGO, _SUBMITTED_AGO = 15, 2
"""Working days before today when a plan was changed and others were submitted."""
_EASIER = 0.9
_LATEST_DAYS = 3
_WORKDAYS = 240
"""Of a year, more or less."""
_MOST_MORE, _TOO_MANY = 3, 2
_TENTH = THOUSAND // 10


def submit_changes(cast: Cast) -> None:
    """Let two of the team put a changed plan before their superior; they have no account."""
    for key, reason in ((_WAITS, WAITING_PLAN), (_RETURNED, RETURNED_PLAN)):
        _submit_change(cast, key, reason, cast.stage.ago(_SUBMITTED_AGO))


def decide_changes(cast: Cast) -> None:
    """Approve one changed plan, return another, and leave the third waiting."""
    changed = _submit_change(cast, _CHANGED, CHANGED_PLAN, cast.stage.ago(_CHANGED_AGO))
    cast.enter(LEADER)
    if changed is not None:
        plans.approve(cast.stage.session, changed, cast.stage.at(cast.stage.ago(_CHANGED_AGO - 1)))
    returned = _find_plan(cast, _RETURNED, PlanState.SUBMITTED)
    if returned is not None and returned.version > 1:
        plans.give_back(cast.stage.session, returned, WHY_RETURNED)


def _submit_change(cast: Cast, key: str, reason: str, on: date) -> Plan | None:
    """Make a version with a lower target and submit it; None while this year's plan is not in force."""
    session = cast.stage.session
    plan = _find_plan(cast, key, PlanState.APPROVED)
    if plan is None or plan.approved_at is None or plan.approved_at >= cast.stage.at(on):
        return None
    cast.enter(key)
    draft = plans.make_version(session, plan, reason)
    indicator = draft.rows[0].indicators[0]
    terms = IndicatorTerms(**{item.name: getattr(indicator, item.name) for item in fields(IndicatorTerms)})
    lower = round(terms.target * _EASIER / THOUSAND) * THOUSAND
    editing.change_indicator(session, indicator, replace(terms, target=lower))
    plans.submit(session, draft, cast.stage.at(on, 11))
    return draft


def _find_plan(cast: Cast, key: str, state: PlanState) -> Plan | None:
    found = select(Plan).where(
        Plan.employee_id == cast.actors[key].person.id,
        Plan.year == cast.stage.today.year,
        Plan.state == state,
    )
    return cast.stage.session.scalar(found)


def enter_this_month(cast: Cast) -> None:
    """Enter the newest progress of two officers, one of whom mistyped something and mended it."""
    for key in _ENTER:
        entries = list(_enter(cast, key))
    if entries:
        _mend(cast, _ENTER[-1], entries[0])


def _enter(cast: Cast, key: str) -> Iterator[Entry]:
    stage, person = cast.stage, cast.enter(key).person
    days = working_days(stage.month, stage.today)[-_LATEST_DAYS:]
    for measure in list_measures(stage.session, person.id, stage.today.year):
        if not isinstance(measure, PlanIndicator):
            continue
        for day, note in zip(days, NOTES_OF_MONTH, strict=False):
            link = EVIDENCE_LINK.format(year=day.year, month=day.month, number=day.day)
            said = Said(
                on_day=day,
                value=_value(measure, stage.rng),
                spent=None,
                note=note,
                evidence=(Proof(name=PROOF_OF_MONTH, link=link),),
            )
            yield record_entry(stage.session, measure.measure_id, person.id, said, now=stage.at(day, 9))


def _value(measure: PlanIndicator, rng: Random) -> int:
    """Return a day's pieces of work, or a level near its target."""
    if measure.gathering is Gathering.SUM:
        a_day = measure.target // THOUSAND // _WORKDAYS
        return (a_day + rng.randint(1, _MOST_MORE)) * THOUSAND
    return round(measure.target * rng.uniform(0.94, 1.03) / _TENTH) * _TENTH


def _mend(cast: Cast, key: str, entry: Entry) -> None:
    person = cast.enter(key).person
    said = Said(
        on_day=entry.on_day, value=(entry.value or 0) - _TOO_MANY * THOUSAND, spent=None, note=WHY_CORRECTED
    )
    correct_entry(cast.stage.session, entry.id, person.id, said, now=cast.stage.now)


def write_notes(cast: Cast) -> None:
    """Write the notes of feedback, and let their officers see the older ones."""
    seen: dict[str, list[int]] = {}
    for note in NOTES:
        number = _write_note(cast, note)
        if note.seen:
            seen.setdefault(note.officer, []).append(number)
    for key, numbers in seen.items():
        officer = cast.enter(key)
        mark_seen(cast.stage.session, officer.person, numbers, cast.stage.at(cast.stage.ago(1), 8))


def _write_note(cast: Cast, note: DemoNote) -> int:
    session, stage = cast.stage.session, cast.stage
    author, officer = cast.enter(note.author).person, cast.actors[note.officer].person
    first_day = newest_quarters(stage.today)[0].first_day
    on = add_workdays(first_day, note.after) if note.ago is None else stage.ago(note.ago)
    newest = (
        select(Entry.id)
        .where(Entry.employee_id == officer.id, Entry.on_day <= on)
        .order_by(Entry.on_day.desc(), Entry.id)
        .limit(1)
    )
    draft = NoteDraft(
        text=note.text,
        behaviour=note.behaviour,
        entry_id=session.scalar(newest) if note.on_entry else None,
    )
    return write_note(session, author, officer, draft, stage.at(on, 10))
