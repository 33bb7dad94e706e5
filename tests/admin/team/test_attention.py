"""What the database sorts out as needing attention is what the rules say, on both engines."""

from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy import insert, select

from portal.admin.team.measures import OVERDUE, STALLED, attention_of, line_of, measures_of, statement
from portal.domain.indicators import Attention
from portal.domain.plans import Direction, Gathering, Rhythm
from portal.models import Goal, Indicator, Measure, Plan, PlanRow, Project
from tests.factories import make_site, make_unit
from tests.performance import make_employee, make_plan

TODAY = date(2026, 7, 15)
FIRST = date(2026, 3, 28)  # 109 days before: a quarter's first report is not due.
DUE = (date(2026, 6, 30), TODAY, date(2026, 12, 31))
LAST = (None, *(TODAY - timedelta(days=days) for days in (0, 10, 11, 40, 41, 110, 111)))
VALUES = (None, 11_999, 12_000, 15_001)
CASES = list(product(Direction, Gathering, Rhythm, DUE, LAST, VALUES))


@pytest.fixture
def plan(session):
    make_site(session)
    officer = make_employee(session, make_unit(session))
    plan = Plan(
        employee_id=officer.id, year=2026, version=1, starts_on=FIRST, unit_id=officer.unit_id,
        supervisor_id=officer.id,
    )  # fmt: skip
    goal = Goal(employee_id=officer.id, year=2026)
    session.add_all([plan, goal])
    session.flush()
    row = PlanRow(plan_id=plan.id, goal_id=goal.id, number=1, result="Layanan selesai")
    session.add(row)
    session.flush()
    _add_cases(session, goal, row)
    plan.state = "approved"
    session.commit()
    return plan


def _add_cases(session, goal, row):
    numbered = list(enumerate(CASES, 1_000_000))  # Far above what the sequence gives out.
    measures = [
        {
            "id": number, "goal_id": goal.id, "employee_id": goal.employee_id, "year": 2026,
            "realised": value, "last_on": last,
        }
        for number, (*_, last, value) in numbered
    ]  # fmt: skip
    indicators = [
        {
            "row_id": row.id, "measure_id": number, "aspect": "quality", "name": "Kasus", "unit_name": "persen",
            "direction": direction, "target": 12_000, "target_high": 15_000 if direction == "within" else None,
            "gathering": gathering, "rhythm": rhythm, "due_on": due,
        }
        for number, (direction, gathering, rhythm, due, _last, _value) in numbered
    ]  # fmt: skip
    session.execute(insert(Measure), measures)
    session.execute(insert(Indicator), indicators)


def test_the_database_and_the_rules_agree_in_every_case(session, plan):
    found = measures_of(2026, Plan.id == plan.id)
    ranks = {Attention.OVERDUE: OVERDUE, Attention.STALLED: STALLED, None: 0}
    rank = attention_of(found, TODAY)
    rows = session.execute(statement(found, TODAY).add_columns(rank.label("rank"))).all()
    assert len(rows) == len(CASES)
    lines = [(line_of(row, TODAY), row.rank) for row in rows]
    assert [line.id for line, rank in lines if ranks[line.attention] != rank] == []
    assert {rank for _, rank in lines} == {0, STALLED, OVERDUE}


def test_a_project_that_is_taken_over_is_late_with_no_report_from_before(session, plan):
    plan.state = "replaced"
    session.flush()
    later = make_plan(
        session, plan.employee, version=2, reason="Proyek diambil alih", supervisor_id=plan.supervisor_id,
        starts_on=TODAY - timedelta(days=5), indicators=1, approved=False,
    )  # fmt: skip
    row = later.rows[0]
    row.projects.append(
        Project(
            measure_id=row.indicators.pop().measure_id, name="Jembatan", start_on=date(2026, 1, 1),
            finish_on=date(2026, 12, 31), budget=1_000,
        )
    )  # fmt: skip
    session.flush()
    later.state = "approved"
    session.commit()
    (found,) = session.execute(statement(measures_of(2026, Plan.id == later.id), TODAY)).all()
    line = line_of(found, TODAY)
    assert (line.attention, found.attention, line.project.start_on) == (None, 0, date(2026, 1, 1))


def test_a_replaced_plan_sets_nothing(session, plan):
    plan.state = "replaced"
    session.commit()
    assert session.execute(select(measures_of(2026, Plan.id == plan.id))).all() == []
