"""The evaluations of all officers of the demo in the terms that are over: given, and received by nearly all.

They are stored directly, with the same signed document that the room would have made. Some evaluations are left to
the story.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session, joinedload

from portal.demo.performance_plans import Books
from portal.demo.review_sheets import Judge, write_sheet
from portal.demo.stage import Stage
from portal.demo.words_of_reviews import AGREED, COMMENTS, CONFIRMED, DISCUSSED
from portal.domain.editions import canonical, digest
from portal.domain.evaluation_sheet import DialoguePart, Rated, Sheet, as_document, overall_ratings
from portal.domain.evaluations import Subject, Term
from portal.domain.objections import objection_until
from portal.domain.periods import WITA
from portal.domain.plans import PlanState
from portal.domain.predicate import Rating, predicate
from portal.domain.workdays import add_workdays
from portal.models import Dialogue, Employee, Evaluation, ItemRating, Plan

OBJECTION_DAYS = 14
"""Working days, as a portal without a setting of its own gives them."""

_SOONEST, _LATEST = 4, 12
"""Working days after a term's end when its evaluations are given."""
_KINDNESS = 0.4
"""How far apart supervisors are in what they expect, in spreads of how able people are."""
_LEAST_ABLE = -1.3
_NOT_RECEIVED = 0.08


def finished_terms(today: date) -> tuple[Term, ...]:
    """Return the terms of last year and this one whose evaluations are given by now, in order."""
    years = (today.year - 1, today.year)
    terms = [Term(year=year, quarter=quarter) for year in years for quarter in (1, 2, 3, 4, 0)]
    return tuple(term for term in terms if add_workdays(term.last_day, _LATEST) < today)


def newest_quarters(today: date) -> list[Term]:
    """Return the quarters whose evaluations are given, the newest first; there are always three."""
    return [term for term in reversed(finished_terms(today)) if term.quarter]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Review:
    """An evaluation to be. sheet: as it is signed, but for its number."""

    plan: Plan
    sheet: Sheet
    given_at: datetime
    received_at: datetime | None
    comment: str


@dataclass(kw_only=True, slots=True)
class _Desk:
    """Where evaluations are written: who is how able, who judges how kindly, and what was talked about."""

    stage: Stage
    books: Books
    people: dict[int, Employee]
    able: dict[int, float]
    kind: dict[int, float]
    talks: dict[tuple[int, int], list[DialoguePart]] = field(default_factory=dict)
    talk_rows: list[dict[str, Any]] = field(default_factory=list)


def review_the_years(stage: Stage, books: Books, *, told: Collection[tuple[int, Term]]) -> None:
    """Give everybody the evaluations of the terms that are over, with the dialogues these need.

    told: officers' ids and terms that are left to the story. Nobody is followed yet, see `plan_the_years`.
    """
    desk = _open_desk(stage, books)
    reviews = [
        _review(desk, plan, term)
        for term in finished_terms(stage.today)
        for (officer_id, year), plan in books.plans.items()
        if year == term.year and plan.state == PlanState.APPROVED and (officer_id, term) not in told
    ]
    stage.session.execute(insert(Dialogue.__table__), desk.talk_rows)
    _store(stage.session, reviews)


def _open_desk(stage: Stage, books: Books) -> _Desk:
    query = select(Employee).options(joinedload(Employee.unit)).order_by(Employee.id)
    people = {person.id: person for person in stage.session.scalars(query)}
    return _Desk(
        stage=stage,
        books=books,
        people=people,
        able={number: max(_LEAST_ABLE, stage.rng.gauss(0, 1)) for number in people},
        kind={number: stage.rng.gauss(0, _KINDNESS) for number in people},
    )


def _review(desk: _Desk, plan: Plan, term: Term) -> _Review:
    rng = desk.stage.rng
    given_on = add_workdays(term.last_day, rng.randint(_SOONEST, _LATEST))
    given_at = datetime.combine(given_on, time(9), WITA)
    received = datetime.combine(add_workdays(given_on, rng.randint(1, 4)), time(11), WITA)
    is_received = received <= desk.stage.now and rng.random() >= _NOT_RECEIVED
    talks = _talks(desk, plan, term)
    sheet = write_sheet(
        desk.people[plan.employee_id],
        desk.people[plan.supervisor_id],
        plan,
        term,
        books=desk.books,
        talks=talks,
        judge=Judge(able=desk.able[plan.employee_id] + desk.kind[plan.supervisor_id], rng=rng),
    )
    return _Review(
        plan=plan,
        sheet=_signed(sheet, given_at),
        given_at=given_at,
        received_at=received if is_received else None,
        comment=rng.choice(COMMENTS) if is_received else "",
    )


def _signed(sheet: Sheet, given_at: datetime) -> Sheet:
    cell = predicate(*_overall(sheet))
    return replace(sheet, predicate=cell, given_at=given_at.isoformat(timespec="seconds"))


def _overall(sheet: Sheet) -> tuple[Rating, Rating]:
    ratings = overall_ratings(sheet)
    if ratings is None:
        raise LookupError(sheet.officer.name)
    return ratings


def _talks(desk: _Desk, plan: Plan, term: Term) -> list[DialoguePart]:
    """Return the dialogues that a term rests on: a quarter's own, which is held now, or all of the year."""
    talks = desk.talks.setdefault((plan.employee_id, term.year), [])
    if not term.quarter:
        return talks
    rng = desk.stage.rng
    held_on = add_workdays(term.last_day, rng.randint(1, _SOONEST - 1))
    discussed, agreed, reply = rng.choice(DISCUSSED), rng.choice(AGREED), rng.choice(CONFIRMED)
    talk = DialoguePart(
        quarter=term.quarter,
        held_on=held_on.isoformat(),
        discussed=discussed,
        agreed=agreed,
        reply=reply,
        confirmed_on=held_on.isoformat(),
    )
    talks.append(talk)
    desk.talk_rows.append(
        {
            "employee_id": plan.employee_id,
            "supervisor_id": plan.supervisor_id,
            "year": term.year,
            "quarter": term.quarter,
            "held_on": held_on,
            "discussed": discussed,
            "agreed": agreed,
            "recorded_at": datetime.combine(held_on, time(13), WITA),
            "reply": reply,
            "confirmed_at": datetime.combine(held_on, time(14), WITA),
        }
    )
    return [talk]


def _store(session: Session, reviews: Sequence[_Review]) -> None:
    """Store the evaluations: open at first, for a given one takes no ratings any more."""
    statement = insert(Evaluation).returning(Evaluation.id, sort_by_parameter_order=True)
    numbers = session.scalars(statement, [_open_row(review) for review in reviews]).all()
    numbered = list(zip(numbers, reviews, strict=True))
    ratings = [row for number, review in numbered for row in _rating_rows(number, review.sheet)]
    session.execute(insert(ItemRating.__table__), ratings)
    session.execute(update(Evaluation), [_given_row(number, review) for number, review in numbered])


def _open_row(review: _Review) -> dict[str, Any]:
    return {
        "employee_id": review.plan.employee_id,
        "supervisor_id": review.plan.supervisor_id,
        "unit_id": review.plan.unit_id,
        "year": review.sheet.year,
        "quarter": review.sheet.quarter,
        "created_at": review.given_at,
    }


def _rating_rows(number: int, sheet: Sheet) -> Iterator[dict[str, Any]]:
    goals = ((Subject.GOAL, str(goal.id), goal.rated) for goal in sheet.goals)
    behaviours = ((Subject.BEHAVIOUR, part.key, part.rated) for part in sheet.behaviours)
    for subject, key, rated in (*goals, *behaviours):
        if rated is not None:
            yield {"evaluation_id": number, "subject": subject, "key": key, **_rated_columns(rated)}


def _rated_columns(rated: Rated) -> dict[str, Any]:
    return {"rating": rated.rating, "reason": rated.reason, "evidence": list(rated.evidence)}


def _given_row(number: int, review: _Review) -> dict[str, Any]:
    sheet = replace(review.sheet, id=number)
    encoded = canonical(as_document(sheet))
    results, behaviours = _overall(sheet)
    received = review.received_at
    return {
        "id": number,
        "plan_id": review.plan.id,
        "results": results,
        "results_reason": sheet.results.reason if sheet.results else "",
        "behaviours": behaviours,
        "behaviours_reason": sheet.overall_behaviours.reason if sheet.overall_behaviours else "",
        "predicate": sheet.predicate,
        "given_at": review.given_at,
        "document": encoded.decode(),
        "hash": digest(encoded),
        "comment": review.comment,
        "received_at": received,
        "objection_until": objection_until(received, OBJECTION_DAYS) if received else None,
    }
