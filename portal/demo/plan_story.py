"""The follow-up plans of the demo's offices, each step on the day on which it was taken."""

from datetime import date

from portal.admin.follow_up import actions
from portal.admin.follow_up.queries import baselines, read_baseline
from portal.demo.stage import Stage
from portal.demo.words_of_staff import PLANS, DemoPlan
from portal.domain.figures import EditionLine
from portal.domain.follow_up import Status
from portal.domain.words import Words
from portal.domain.workdays import add_workdays

_HEADS = {"dpmptsp": "kepala-dpmptsp", "disdukcapil": "kepala-disdukcapil"}
"""Office -> who plans there; elsewhere the owner does."""
_PLANNED, _STARTED, _ENDED, _DUE = 7, 14, 17, 20
"""Days of a month after which steps are taken, or due."""
_SOON = 3
"""Working days until those are due that have no month."""


def plan_follow_up(stage: Stage) -> None:
    """Make the plans and carry them out as far as they got."""
    for plan in PLANS:
        stage.enter(_HEADS.get(plan.office, "organisasi"))
        edition = _baseline(stage, plan)
        if edition is not None:
            _follow(stage, plan, edition)


def _baseline(stage: Stage, plan: DemoPlan) -> EditionLine | None:
    """Return the newest official edition of the day of planning; None if there was none with a figure yet."""
    day = stage.workday(plan.planned, _PLANNED)
    lines = baselines(stage.session, plan.office)
    return next((line for line in lines if line.kind == stage.kind and line.closed_on <= day), None)


def _follow(stage: Stage, plan: DemoPlan, edition: EditionLine) -> None:
    stated = actions.Plan(
        program=plan.program, owner=plan.owner, due_on=_due_on(stage, plan), wording=plan.wording
    )
    action = actions.add(
        stage.session,
        stage.units[plan.office].id,
        stated,
        edition=read_baseline(stage.session, edition),
        element=plan.element,
        subject=stage.rng.randbytes(8).hex(),
        today=stage.workday(plan.planned, _PLANNED),
    )
    nothing = Words("", "")
    if plan.status is not Status.PLANNED:
        started = stage.workday(plan.planned, _STARTED)
        actions.set_status(stage.session, action, Status.STARTED, reason=nothing, today=started)
    if plan.ended is not None:
        ended = stage.workday(plan.ended, _ENDED)
        actions.change(stage.session, action, stated, evidence=plan.evidence, evidence_link="", today=ended)
        actions.set_status(stage.session, action, plan.status, reason=plan.reason, today=ended)


def _due_on(stage: Stage, plan: DemoPlan) -> date:
    if plan.due is None:
        return add_workdays(stage.today, _SOON)
    return stage.workday(plan.due, _DUE)
