"""What happens to a version of a plan: started, submitted, returned, approved, replaced by a later one."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.admin.plans import editing
from portal.admin.plans.content import content_of
from portal.admin.plans.queries import list_superior_goals
from portal.admin.progress.actions import hold_measure, settle
from portal.domain.plans import Finding, PlanContent, PlanState, check, may_submit, starts_on
from portal.models import Employee, Plan


class NoSuperiorError(ValueError):
    """The officer has no superior who could approve a plan."""


class AlreadyStartedError(ValueError):
    """The officer has a plan for that year, or a later version of it is being made."""


class LacksError(ValueError):
    """The plan lacks something without which it cannot be submitted. findings: what."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(", ".join(finding.lack for finding in findings))
        self.findings = findings


class NotSubmittedError(ValueError):
    """The plan waits for nobody's approval."""


class NotApprovedError(ValueError):
    """Only an approved plan gets a later version."""


def hold(session: Session, plan_id: int) -> Plan | None:
    """Return a plan, locked until the transaction ends."""
    query = select(Plan).where(Plan.id == plan_id).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def start_plan(session: Session, employee_id: int, year: int) -> Plan:
    """Start an officer's empty plan for a year. Raises `NoSuperiorError` or `AlreadyStartedError`."""
    employee = session.get_one(Employee, employee_id)
    if _versions(session, employee_id, year):
        raise AlreadyStartedError
    first = starts_on(year, employee.since)
    return _add_version(session, employee, first, version=1)


def findings_of(session: Session, plan: Plan) -> tuple[Finding, ...]:
    """Return what a plan lacks, judged by the officer's present superior."""
    goals = list_superior_goals(session, plan.employee.supervisor_id, plan.year)
    return check(content_of(plan), plan.starts_on, frozenset(goal.id for goal in goals))


def find_superior(plan: Plan) -> Employee | None:
    """Find who would approve a plan: the officer's present superior, unless that one has left."""
    superior = plan.employee.supervisor
    return superior if superior is not None and superior.left_on is None else None


def submit(session: Session, plan: Plan, now: datetime) -> None:
    """Put a draft before the officer's present superior.

    Raises `NotDraftError`, `NoSuperiorError` or `LacksError`.
    """
    editing.require_draft(plan)
    if find_superior(plan) is None:
        raise NoSuperiorError
    findings = findings_of(session, plan)
    if not may_submit(findings):
        raise LacksError(findings)
    _take_post(plan)
    plan.state, plan.submitted_at, plan.returned = PlanState.SUBMITTED, now, ""
    session.flush()


def withdraw(session: Session, plan: Plan) -> None:
    """Take a plan back that waits for approval. Raises `NotSubmittedError`."""
    _back_to_draft(session, plan)


def give_back(session: Session, plan: Plan, note: str) -> None:
    """Return a plan to its officer and say what to change. Raises `NotSubmittedError`."""
    _back_to_draft(session, plan)
    plan.returned = note
    session.flush()


def approve(session: Session, plan: Plan, now: datetime) -> None:
    """Approve a plan as the officer's present superior; it replaces the version that was approved before.

    Raises `NotSubmittedError`.
    """
    require_submitted(plan)
    _take_post(plan)
    earlier = session.scalar(
        select(Plan).where(
            Plan.employee_id == plan.employee_id, Plan.year == plan.year, Plan.state == PlanState.APPROVED
        )
    )
    if earlier is not None:
        earlier.state = PlanState.REPLACED
        session.flush()  # Of a year's versions one is approved at most, at every moment.
        _gather_anew(session, plan, content_of(earlier))
    plan.state, plan.approved_at = PlanState.APPROVED, now
    session.flush()


def _gather_anew(session: Session, plan: Plan, before: PlanContent) -> None:
    """Work out where measures stand whose entries add up in this version and did not before, or the reverse."""
    gathered = {indicator.measure_id: indicator.gathering for indicator in before.indicators}
    for indicator in content_of(plan).indicators:
        if gathered.get(indicator.measure_id, indicator.gathering) is not indicator.gathering:
            measure = hold_measure(session, indicator.measure_id, plan.employee_id)
            if measure is not None:
                settle(session, measure, indicator.gathering)


def make_version(session: Session, plan: Plan, reason: str) -> Plan:
    """Make a later version of an approved plan to be changed; goals and measures stay the same ones.

    Raises `NotApprovedError`, `NoSuperiorError`, or `AlreadyStartedError` while another one is being made.
    """
    if plan.state != PlanState.APPROVED:
        raise NotApprovedError
    newest = _versions(session, plan.employee_id, plan.year)
    if newest != plan.version:
        raise AlreadyStartedError
    draft = _add_version(session, plan.employee, plan.starts_on, version=newest + 1, reason=reason)
    editing.write_same_year(session, draft, content_of(plan))
    return draft


def delete_draft(session: Session, plan: Plan) -> None:
    """Throw a draft away. Raises `NotDraftError`."""
    editing.require_draft(plan)
    session.delete(plan)
    session.flush()


def _versions(session: Session, employee_id: int, year: int) -> int:
    """Return the number of the newest version, 0 without any."""
    query = select(func.max(Plan.version)).where(Plan.employee_id == employee_id, Plan.year == year)
    return session.scalar(query) or 0


def _add_version(session: Session, employee: Employee, first: date, *, version: int, reason: str = "") -> Plan:
    if employee.supervisor_id is None:
        raise NoSuperiorError
    plan = Plan(
        employee_id=employee.id,
        year=first.year,
        version=version,
        state=PlanState.DRAFT,
        starts_on=first,
        unit_id=employee.unit_id,
        supervisor_id=employee.supervisor_id,
        reason=reason,
    )
    session.add(plan)
    session.flush()
    return plan


def _take_post(plan: Plan) -> None:
    """Write down the office and the superior that the officer has now."""
    employee = plan.employee
    plan.unit_id = employee.unit_id
    plan.supervisor_id = employee.supervisor_id or plan.supervisor_id


def require_submitted(plan: Plan) -> None:
    """Raise `NotSubmittedError` unless a plan waits for approval."""
    if plan.state != PlanState.SUBMITTED:
        raise NotSubmittedError


def _back_to_draft(session: Session, plan: Plan) -> None:
    require_submitted(plan)
    plan.state, plan.submitted_at = PlanState.DRAFT, None
    session.flush()
