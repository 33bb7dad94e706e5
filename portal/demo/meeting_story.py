"""The demo's consultations: one that ended with promises, one that is announced."""

from datetime import date

from portal.admin.consultations import actions, queries
from portal.demo.stage import Stage
from portal.demo.words_of_the_meeting import (
    AGREED,
    ATTENDANCE,
    CHAIR,
    COMING_PURPOSE,
    COMING_TITLE,
    HALL,
    MINUTES,
    ONLINE,
    PAST_PURPOSE,
    PAST_TITLE,
    PLACE,
    SECRETARY,
)
from portal.domain.consultations import Agreed, Schedule
from portal.domain.forum import REPLY_DAYS, Kind
from portal.domain.words import Words
from portal.domain.workdays import add_workdays
from portal.models.consultations import Consultation
from portal.posting import add_post, clock, hold_topic

_ANNOUNCED, _ONLINE, _HELD, _CONCLUDED = 44, 38, 30, 28
"""Working days ago."""
_COMING_IN = 9
_SHORTEST_PROMISE = 15
"""Working days from the consultation to the first due day."""


def hold_consultations(stage: Stage) -> None:
    """Tell the one that is over, then invite to the next."""
    stage.enter("organisasi")
    past = _announce(
        stage, "disdukcapil", PAST_TITLE, PAST_PURPOSE, held_on=stage.ago(_HELD), today=stage.ago(_ANNOUNCED)
    )
    topic = hold_topic(stage.session, past.topic_id)
    assert topic is not None  # noqa: S101 - it was opened with the consultation.
    for nickname, words in ONLINE:
        add_post(stage.session, topic, Kind.CITIZEN, words, today=stage.ago(_ONLINE), nickname=nickname)
    _meet(stage, past)
    _announce(
        stage,
        "dpmptsp",
        COMING_TITLE,
        COMING_PURPOSE,
        held_on=add_workdays(stage.today, _COMING_IN),
        today=stage.ago(2),
    )


def _announce(
    stage: Stage, office: str, title: Words, purpose: Words, *, held_on: date, today: date
) -> Consultation:
    invitation = actions.Invitation(
        purpose=purpose, schedule=Schedule(held_on=held_on, starts="09:00", ends="12:00"), place=PLACE
    )
    hours = clock(stage.session, REPLY_DAYS)
    return actions.announce(stage.session, stage.units[office].id, title, invitation, clock=hours, today=today)


def _meet(stage: Stage, consultation: Consultation) -> None:
    session, held, concluded = stage.session, stage.ago(_HELD), stage.ago(_CONCLUDED)
    actions.begin(session, consultation, held)
    for party, words in HALL:
        actions.note_hall(session, consultation, party, words, held)
    actions.count_attendance(session, consultation, ATTENDANCE)
    actions.write_minutes(session, consultation, MINUTES, chair=CHAIR, secretary=SECRETARY)
    for wording, owner, due_in, element in AGREED:
        due_on = add_workdays(stage.today, due_in) if due_in > 0 else add_workdays(held, _SHORTEST_PROMISE)
        actions.agree(
            session, consultation, Agreed(wording=wording, owner=owner, due_on=due_on, element=element), held
        )
    seen = queries.get_consultation(session, consultation.id).proceedings.digest
    names = iter(stage.rng.randbytes(8).hex() for _ in AGREED)
    actions.conclude(session, consultation, seen=seen, draw=lambda: next(names), today=concluded)
