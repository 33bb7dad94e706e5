"""What the demo's staff did so far: told through the rooms' own actions, so that every rule of theirs holds."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demo.actions import SEED
from portal.demo.comment_story import handle_comments
from portal.demo.forum_story import fill_forum
from portal.demo.meeting_story import hold_consultations
from portal.demo.office_story import count_visitors, describe_offices, record_earlier_results, set_targets
from portal.demo.performance_story import tell_of_everybody, tell_of_the_offices, tell_of_the_team
from portal.demo.plan_story import plan_follow_up
from portal.demo.report_story import report_in_confidence
from portal.demo.stage import set_stage
from portal.demo.work_story import key_sheets, write_report
from portal.models.statements import ImportedResult


def is_told(session: Session) -> bool:
    """Tell whether the story was told: its imported results are there, which nobody can remove."""
    return session.scalar(select(ImportedResult.id).limit(1)) is not None


def tell(session: Session, *, today: date, secret: bytes, seed: int = SEED) -> None:
    """Fill the staff's rooms of a demo whose editions are published.

    secret: the server's, which draws the sheets to be read twice. seed: fixes everything else. The caller begins
    the write and commits.
    """
    stage = set_stage(session, today=today, secret=secret, seed=seed)
    tell_of_everybody(stage)
    count_visitors(stage)
    describe_offices(stage)
    tell_of_the_offices(stage)
    record_earlier_results(stage)
    set_targets(stage)
    plan_follow_up(stage)
    key_sheets(stage)
    handle_comments(stage)
    write_report(stage)
    tell_of_the_team(stage)
    fill_forum(stage)
    hold_consultations(stage)
    report_in_confidence(stage)
