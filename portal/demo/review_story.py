"""Evaluations and objections of the demo that are told step by step, each on the day on which it was taken."""

from datetime import date

from sqlalchemy import select

from portal.admin.evaluations import actions as evaluations
from portal.admin.evaluations.queries import EvaluationView, citable_editions, find_evaluation
from portal.admin.feedback.actions import DialogueDraft, confirm_dialogue, record_dialogue
from portal.admin.objections import actions as objections
from portal.demo.cast import Actor, Cast
from portal.demo.performance_reviews import OBJECTION_DAYS, newest_quarters
from portal.demo.review_sheets import SEEN_IN_ENTRIES
from portal.demo.words_of_reviews import REASONS_OF_BEHAVIOURS
from portal.demo.words_of_the_team import (
    OBJECTIONS,
    QUIET_OBJECTIONS,
    QUIET_REVIEWS,
    REVIEWS,
    DemoObjection,
    DemoReview,
)
from portal.domain.behaviours import BEHAVIOUR_KEYS
from portal.domain.evaluation_sheet import GoalPart
from portal.domain.evaluations import UNWRITTEN, Side, Subject, Term, term_of
from portal.domain.periods import WITA
from portal.domain.workdays import add_workdays
from portal.models import Evaluation

_TALKED_AFTER, _GIVEN_AFTER = 2, 6
"""Working days after a quarter when its dialogue is held and its evaluation given."""
_DECIDED_AFTER = 8
"""Working days after an objection when it is decided."""
_CITED_FOR = "service"
"""The behaviour that an office's edition has something to say about."""
_OPEN = ("pegawai-1", "team-4")
"""Whose evaluation of the running quarter is open already."""


def told_reviews(cast: Cast) -> frozenset[tuple[int, Term]]:
    """Return the officers and terms of the evaluations that are told here."""
    quarters = newest_quarters(cast.stage.today)
    return frozenset(
        (cast.actors[told.officer].person.id, quarters[told.quarter]) for told in (*REVIEWS, *QUIET_REVIEWS)
    )


def tell_reviews(cast: Cast) -> None:
    """Tell the evaluations and objections, of those with accounts or quietly of the others."""
    for review in QUIET_REVIEWS if cast.quiet else REVIEWS:
        _tell_review(cast, review)
    for objection in QUIET_OBJECTIONS if cast.quiet else OBJECTIONS:
        _tell_objection(cast, objection)


def open_running_quarter(cast: Cast) -> None:
    """Open the evaluations of the running quarter of some, for the others to be opened by whoever looks."""
    leader = cast.enter("kabid-dpmptsp")
    for key in _OPEN:
        officer, term = cast.actors[key].person, term_of(cast.stage.today)
        evaluations.open_evaluation(cast.stage.session, leader.person, officer, term, cast.stage.now)


def _tell_review(cast: Cast, told: DemoReview) -> None:
    stage = cast.stage
    term = newest_quarters(stage.today)[told.quarter]
    given_on = add_workdays(term.last_day, _GIVEN_AFTER) if told.ago is None else stage.ago(told.ago)
    talked_on = add_workdays(term.last_day, _TALKED_AFTER)
    _talk(cast, told, term, talked_on)
    leader, officer = cast.enter(told.leader), cast.actors[told.officer]
    number = evaluations.open_evaluation(
        stage.session, leader.person, officer.person, term, stage.at(talked_on, 15)
    )
    _cite(cast, told, number, given_on)
    _rate(cast, told, _find(cast, number, leader))
    evaluations.give(stage.session, _find(cast, number, leader), now=stage.at(given_on))
    _answer(cast, told, number, given_on)


def _find(cast: Cast, number: int, actor: Actor) -> EvaluationView:
    found = find_evaluation(cast.stage.session, number, actor.staff, actor.person, demo=True)
    if found is None:
        raise LookupError(number)
    return found


def _talk(cast: Cast, told: DemoReview, term: Term, on: date) -> None:
    session, at = cast.stage.session, cast.stage.at(on, 13)
    leader = cast.enter(told.leader)
    officer = cast.actors[told.officer].person
    draft = DialogueDraft(term=term, held_on=on, discussed=told.discussed, agreed=told.agreed)
    number = record_dialogue(session, leader.person, officer, draft, today=on, now=at)
    cast.enter(told.officer)
    confirm_dialogue(session, officer, number, "", cast.stage.at(on, 14))


def _cite(cast: Cast, told: DemoReview, number: int, on: date) -> None:
    """Cite the newest edition that may be cited, of a month or of a whole period."""
    leader = cast.enter(told.leader)
    view = _find(cast, number, leader)
    editions = citable_editions(cast.stage.session, view)
    edition = next((line for line in editions if line.interim == told.interim), editions[0])
    evaluations.cite(
        cast.stage.session, view, edition_id=edition.id, reading=told.reading, now=cast.stage.at(on, 8)
    )


def _rate(cast: Cast, told: DemoReview, view: EvaluationView) -> None:
    session = cast.stage.session
    for goal, (rating, reason) in zip(view.sheet.goals, told.goals, strict=True):
        evaluations.rate_item(
            session, view, subject=Subject.GOAL, key=str(goal.id), rating=rating, reason=reason,
            evidence=_entries_of(goal, view)[:2],
        )  # fmt: skip
    for key in BEHAVIOUR_KEYS:
        rating = told.rating_of(key)
        evaluations.rate_item(
            session, view, subject=Subject.BEHAVIOUR, key=key, rating=rating,
            reason=REASONS_OF_BEHAVIOURS[key][rating], evidence=[_evidence(key, view)],
        )  # fmt: skip
    for subject, (rating, reason) in ((Subject.GOAL, told.results), (Subject.BEHAVIOUR, told.conduct)):
        evaluations.rate_overall(session, view, subject=subject, rating=rating, reason=reason)


def _entries_of(goal: GoalPart, view: EvaluationView) -> list[str]:
    return [entry.reference for entry in view.sheet.entries if entry.measure in goal.measures]


def _evidence(key: str, view: EvaluationView) -> str:
    """Return what a behaviour's rating rests on: a note, for service the edition, an entry, or nothing written."""
    for note in view.sheet.notes:
        if note.behaviour == key:
            return note.reference
    if key == _CITED_FOR:
        return view.sheet.citations[0].reference
    entries = view.sheet.entries
    if key in SEEN_IN_ENTRIES and entries:
        return entries[SEEN_IN_ENTRIES.index(key) % len(entries)].reference
    return UNWRITTEN


def _answer(cast: Cast, told: DemoReview, number: int, given_on: date) -> None:
    session, officer = cast.stage.session, cast.enter(told.officer)
    view, at = _find(cast, number, officer), cast.stage.at(add_workdays(given_on, 1), 11)
    if told.reply:
        evaluations.reply(session, view, citation_id=view.sheet.citations[0].id, text=told.reply, now=at)
    if told.comment is not None:
        evaluations.receive(session, view, comment=told.comment, objection_days=OBJECTION_DAYS, now=at)


def _tell_objection(cast: Cast, told: DemoObjection) -> None:
    session, officer = cast.stage.session, cast.enter(told.officer)
    term = newest_quarters(cast.stage.today)[told.quarter]
    number = session.scalars(
        select(Evaluation.id).where(
            Evaluation.employee_id == officer.person.id,
            Evaluation.year == term.year,
            Evaluation.quarter == term.quarter,
        )
    ).one()
    view = _find(cast, number, officer)
    if view.given_at is None:
        raise LookupError(number)
    filed_on = add_workdays(view.given_at.astimezone(WITA).date(), told.after)
    objections.file_objection(
        session, view, reasons=told.reasons, days=OBJECTION_DAYS, now=cast.stage.at(filed_on)
    )
    if told.decider:
        _decide(cast, told, number, add_workdays(filed_on, _DECIDED_AFTER))


def _decide(cast: Cast, told: DemoObjection, number: int, on: date) -> None:
    """Hear whoever was heard, and decide if it is decided."""
    session, decider = cast.stage.session, cast.enter(told.decider)
    for side, text in ((Side.OFFICER, told.officer_heard), (Side.SUPERVISOR, told.supervisor_heard)):
        if text:
            objections.hear(session, _find(cast, number, decider), side=side, text=text)
    if told.decision is None:
        return
    view, at = _find(cast, number, decider), cast.stage.at(on)
    objections.decide(session, view, decision=told.decision, reason=told.reason, ratings=told.ratings, now=at)
