"""How every page about a plan opens it, and for whom."""

from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Blueprint, Response, abort, render_template, request

from portal.access import access
from portal.admin import people
from portal.admin.guard import the_staff
from portal.admin.leaving import require_here
from portal.admin.people import Person
from portal.admin.plans import actions, queries
from portal.admin.plans.editing import NotDraftError
from portal.admin.plans.queries import PlanView
from portal.db import db
from portal.domain.permissions import Permission
from portal.domain.plans import PlanState
from portal.models import Indicator, Milestone, Plan, PlanRow, Project

Row = TypeVar("Row")

blueprint = Blueprint("plans", __name__, url_prefix="/skp")

reads = access(Permission.READ_PLANS)
edits = access(Permission.EDIT_OWN_PLAN)
leads = access(Permission.LEAD_TEAM)


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A plan and what whoever opened it is to it. is_superior: the direct superior its officer has now.

    officer: whose it is.
    """

    plan: PlanView
    officer: Person
    is_mine: bool
    is_superior: bool

    @property
    def may_write(self) -> bool:
        """Tell whether the reader may do anything with it: it is theirs, and they have not left."""
        return self.is_mine and self.officer.here

    @property
    def is_draft(self) -> bool:
        """Tell whether it is still being written."""
        return self.plan.line.state is PlanState.DRAFT

    @property
    def may_edit(self) -> bool:
        """Tell whether the reader writes it."""
        return self.may_write and self.is_draft

    @property
    def may_expect(self) -> bool:
        """Tell whether the reader writes what is expected of the behaviours."""
        return self.is_draft and (self.may_write or self.is_superior)

    @property
    def waits_for_reader(self) -> bool:
        """Tell whether the reader is to approve it."""
        return self.is_superior and self.plan.line.state is PlanState.SUBMITTED


def the_officer() -> Person | None:
    """Return the officer that whoever asks is, if their account is linked to one."""
    return people.find_me(db.session, the_staff())


def html(name: str, status: int = 200, **values: Any) -> Response:
    """Answer with a page of this room."""
    return Response(render_template(f"staff/plans/{name}.html", **values), status, mimetype="text/html")


def open_plan(number: int) -> Opened:
    """Return the plan of an address; 404 unless it is open to whoever asks."""
    found = queries.find_plan(db.session, number)
    if found is None:
        abort(404)
    staff, me = the_staff(), the_officer()
    officer = people.find_person(db.session, found.line.employee_id)
    if officer is None or not people.may_see_work(staff, me, officer):
        abort(404)
    return Opened(
        plan=found,
        officer=officer,
        is_mine=me is not None and me.id == officer.id and staff.may(Permission.EDIT_OWN_PLAN),
        is_superior=people.leads(me, officer) and staff.may(Permission.LEAD_TEAM),
    )


def hold_plan(number: int) -> tuple[Opened, Plan]:
    """Return the plan of an address with its row, locked until the transaction ends; 404 as `open_plan`."""
    row = actions.hold(db.session, number)
    if row is None:
        abort(404)
    return open_plan(number), row


def hold_own(number: int) -> Plan:
    """Return the row of the reader's own plan, locked; 404 for anybody else's, and nothing for who has left."""
    opened, row = hold_plan(number)
    if not opened.is_mine:
        abort(404)
    require_here(opened.officer)
    return row


def hold_decided(number: int) -> Plan:
    """Return the row of a plan of the reader's team, locked; 404 for any other."""
    opened, row = hold_plan(number)
    if not opened.is_superior:
        abort(404)
    return row


def own_draft(number: int) -> Plan:
    """Return the row of the reader's own draft, locked; raise `NotDraftError` once it is none any more."""
    row = hold_own(number)
    if row.state != PlanState.DRAFT:
        raise NotDraftError
    return row


def own_goal(number: int, goal: int) -> PlanRow:
    """Return a goal of the reader's own draft."""
    return _or_404(next((row for row in own_draft(number).rows if row.goal_id == goal), None))


def own_indicator(number: int, measure: int) -> Indicator:
    """Return an indicator of the reader's own draft."""
    rows = (item for row in own_draft(number).rows for item in row.indicators)
    return _or_404(next((item for item in rows if item.measure_id == measure), None))


def own_project(number: int, measure: int) -> Project:
    """Return a project of the reader's own draft."""
    rows = (item for row in own_draft(number).rows for item in row.projects)
    return _or_404(next((item for item in rows if item.measure_id == measure), None))


def own_milestone(number: int, measure: int, step: int) -> tuple[Project, Milestone]:
    """Return a step of a project of the reader's own draft, after its project."""
    project = own_project(number, measure)
    return project, _or_404(next((item for item in project.milestones if item.id == step), None))


def _or_404(row: Row | None) -> Row:
    if row is None:
        abort(404)
    return row


@blueprint.errorhandler(NotDraftError)
@blueprint.errorhandler(actions.NotSubmittedError)
@blueprint.errorhandler(actions.NotApprovedError)
@blueprint.errorhandler(actions.AlreadyStartedError)
def say_moved_on(_error: ValueError) -> Response:
    """Say that a plan is elsewhere by now, and lead back to it."""
    db.session.rollback()
    return html("moved_on", 409, number=(request.view_args or {}).get("plan"))
