"""Figures over many officers: what is counted, who sees it, and that it costs no more with more people."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import product

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from portal.admin.statistics import queries
from portal.admin.team.measures import measures_of
from portal.domain.evaluations import Term
from portal.domain.indicators import Target
from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.domain.plans import Direction, Gathering, Rhythm
from portal.domain.statistics import HOURS, REACHED, condition
from portal.models import (
    Course,
    CourseRun,
    Employee,
    Enrolment,
    Evaluation,
    Goal,
    Indicator,
    Measure,
    PlanRow,
    UnitLevel,
)
from tests.admin.register import as_staff
from tests.admin.test_list_cost import MOST, counted
from tests.factories import make_site, make_unit
from tests.performance import make_employee, make_plan

ROOM = "/staf/statistik"
THIS_YEAR = datetime.now(WITA).year
NAME, NIP = "Zulkifli Rahasia", "198501012010011999"
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def office(session):
    make_site(session)
    return make_unit(session, slug="kantor", name_id="Kantor Uji")


def team(session, office, size: int, **changes) -> list[Employee]:
    boss = make_employee(session, office, **changes)
    return [boss, *(make_employee(session, office, boss) for _each in range(size - 1))]


def evaluate(session, officers, predicate: str = "good", year: int = THIS_YEAR, quarter: int = 1) -> None:
    everybody = session.scalars(select(Employee.id).order_by(Employee.id)).all()
    for officer in officers:
        session.add(
            Evaluation(
                employee_id=officer.id,
                supervisor_id=next(number for number in everybody if number != officer.id),
                unit_id=officer.unit_id,
                year=year,
                quarter=quarter,
                created_at=datetime.now(UTC),
                results="meets",
                behaviours="meets",
                predicate=predicate,
                given_at=datetime.now(UTC),
                document="{}",
                hash="0" * 64,
            )
        )
    session.commit()


def train(session, officers, hours: int, year: int = THIS_YEAR) -> None:
    course = Course(title="Manajemen waktu", form="classical", competence="results", hours=hours)
    run = CourseRun(course=course, starts_on=date(year, 3, 2), ends_on=date(year, 3, 3), place="Aula", seats=50)
    session.add_all([course, run])
    session.flush()
    for officer in officers:
        at = datetime(year, 3, 3, tzinfo=UTC)
        session.add(
            Enrolment(
                run_id=run.id, employee_id=officer.id, state="enrolled", asked_at=at, attended_at=at,
                certificate=f"{run.id}-{officer.id}", hours=hours,
            )
        )  # fmt: skip
    session.commit()


def test_the_database_knows_the_condition_of_an_indicator_as_the_rule_does(session, office):
    """Every kind of target, with values and days about the places where the condition changes."""
    officer, start = make_employee(session, office), date(2026, 3, 15)
    plan = make_plan(session, officer, supervisor_id=officer.id, starts_on=start, indicators=0, approved=False)
    row, goal = session.query(PlanRow).one(), session.query(Goal).one()
    today = date(2026, 7, 2)
    days = (None, today - timedelta(days=41), today - timedelta(days=5))
    values = (None, 0, 3_246, 3_247, 4_520, 4_521, 12_000, 15_001)
    ends = (date(2026, 7, 1), today, date(2026, 12, 31))
    cases = list(product(Direction, Gathering, Rhythm, ends, values, days))
    measures = [
        Measure(goal_id=goal.id, employee_id=officer.id, year=2026, realised=value, last_on=last_on)
        for *_target, value, last_on in cases
    ]
    session.add_all(measures)
    session.flush()
    session.add_all(
        Indicator(
            row_id=row.id,
            measure_id=measure.id,
            aspect="quantity",
            name="Dokumen selesai",
            unit_name="dokumen",
            direction=direction,
            target=12_000,
            target_high=15_000 if direction is Direction.WITHIN else None,
            gathering=gathering,
            rhythm=rhythm,
            due_on=due_on,
        )
        for measure, (direction, gathering, rhythm, due_on, *_stands) in zip(measures, cases, strict=True)
    )
    session.flush()
    plan.state = "approved"
    session.flush()
    found = measures_of(2026)
    rows = session.execute(
        queries.select(
            found, Measure.realised, Measure.last_on, queries.condition_of(found, 2026, today).label("condition")
        ).join(Measure, Measure.id == found.c.measure_id)
    ).all()
    assert len(rows) == len(cases)
    for row in rows:
        target = Target(
            direction=Direction(row.direction), low=row.target, high=row.target_high,
            gathering=Gathering(row.gathering), rhythm=Rhythm(row.rhythm), start=row.start_on, due_on=row.due_on,
        )  # fmt: skip
        assert row.condition == condition(target, row.realised, row.last_on, today), row


def test_counts_are_of_the_office_and_the_year(session, office):
    other = make_unit(session, slug="lain")
    officers = team(session, office, 5)
    for officer in officers[1:]:
        make_plan(session, officer, year=2026, indicators=2)
        make_plan(session, officer, year=2025, indicators=1)
    session.execute(update(Measure).where(Measure.year == 2026).values(realised=12_000, last_on=date(2026, 6, 1)))
    session.commit()
    assert queries.count_indicators(session, 2026, date(2026, 7, 1)).counts[office.id]["reached"] == 8
    missed = queries.count_indicators(session, 2025, date(2026, 7, 1))
    assert (missed.people, missed.counts[office.id]["missed"]) == ({office.id: 4}, 4)
    train(session, officers[:2], 12, 2025)
    train(session, officers[:1], 8, 2025)
    train(session, team(session, other, 1), 40, 2024)
    assert queries.count_hours(session, range(2025, 2027)) == {
        2025: {office.id: {HOURS: 32, REACHED: 1}},
        2026: {},
    }
    evaluate(session, officers, "very_good", 2025, 0)
    assert queries.count_predicates(session, range(2025, 2027))[Term(year=2025, quarter=0)].people == {
        office.id: 5
    }
    officers[0].left_on = date(2025, 5, 1)
    session.commit()
    assert queries.count_officers(session) == ({office.id: 4, other.id: 1}, {(office.id, 2025): 1})


@sqlite_only
def test_few_evaluations_are_shown_to_the_auditor_alone(app, session, office):
    evaluate(session, team(session, office, 4), "very_poor")
    head, auditor = (as_staff(app, session, role, office) for role in (Role.HEAD, Role.AUDITOR))
    for address in (f"{ROOM}/", f"{ROOM}/kantor"):
        assert "Predikat tiap masa" not in head.get(address).text
        assert "1 kantor dengan kurang dari lima orang" in head.get(address).text
        assert "Predikat tiap masa" in auditor.get(address).text


@sqlite_only
def test_predicates_stand_beside_the_level_of_the_office_as_information(app, session, office):
    officers = team(session, office, 6)
    evaluate(session, officers[1:], "very_good")
    evaluate(session, officers[:1], "needs_work")
    session.add(UnitLevel(unit_id=office.id, year=THIS_YEAR, quarter=1, level="good", reason="Sasaran tercapai"))
    session.commit()
    shown = as_staff(app, session, Role.HEAD, office).get(f"{ROOM}/kantor").text
    assert "di samping tingkat capaian kantor" in shown
    assert "0 dari 6" in shown


@sqlite_only
def test_a_head_reads_the_own_branch_and_nobody_reads_a_name(app, session, office):
    below = make_unit(session, slug="bawah", parent_id=office.id, name_id="Kantor Bawah")
    make_unit(session, slug="lain", name_id="Kantor Lain")
    officers = team(session, below, 6, name=NAME, nip=NIP)
    for officer in officers[1:]:
        make_plan(session, officer, year=THIS_YEAR)
    evaluate(session, officers)
    train(session, officers, 20)
    head = as_staff(app, session, Role.HEAD, office)
    listed = head.get(f"{ROOM}/").text
    assert "Kantor Bawah" in listed
    assert "Kantor Lain" not in listed
    assert head.get(f"{ROOM}/lain").status_code == 403
    assert head.get(f"{ROOM}/tidak-ada").status_code == 404
    for address in (f"{ROOM}/", f"{ROOM}/bawah", f"{ROOM}/?tahun=kemarin"):
        text = head.get(address).text
        assert NAME not in text
        assert NIP not in text


@sqlite_only
def test_the_workbook_has_a_sheet_for_each_topic_and_no_name(app, session, office):
    officers = team(session, office, 5, name=NAME, nip=NIP)
    evaluate(session, officers[1:])
    evaluate(session, officers[:1], "very_good")
    train(session, officers, 10)
    response = as_staff(app, session, Role.OWNER).get(f"{ROOM}/kantor/statistik.xlsx")
    book = load_workbook(BytesIO(response.data), read_only=True)
    cells = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    assert list(cells) == ["Indikator", "Predikat", "Pelatihan", "SKM"]
    assert ("Kantor Uji", f"Triwulan I {THIS_YEAR}", 5, 1, 4, 0, 0, 0) in [row[:8] for row in cells["Predikat"]]
    assert ("Kantor Uji", str(THIS_YEAR), 5, 50, 10, 0, 0) in cells["Pelatihan"]
    assert NAME not in str(cells)


def test_a_term_is_shown_once_everybody_is_evaluated_and_not_all_alike(app, session, office):
    """Otherwise each evaluation would show in the difference it makes; the auditor, who reads them, sees all."""
    officers = team(session, office, 7)
    for officer in officers[1:]:
        make_plan(session, officer, year=THIS_YEAR)
    owner, auditor = (as_staff(app, session, role) for role in (Role.OWNER, Role.AUDITOR))
    evaluate(session, officers[1:6])
    assert "Triwulan I " not in owner.get(f"{ROOM}/kantor").text
    assert "Triwulan I " in auditor.get(f"{ROOM}/kantor").text
    evaluate(session, officers[6:], "very_good")
    shown = owner.get(f"{ROOM}/kantor").text
    assert "Triwulan I " in shown


@sqlite_only
def test_a_year_without_anything_says_so(app, session, office):
    text = as_staff(app, session, Role.OWNER).get(f"{ROOM}/?tahun={THIS_YEAR - 3}").text
    for said in ("Belum ada indikator", "Belum ada evaluasi", "Belum ada pelatihan", "Belum ada edisi"):
        assert said in text


@sqlite_only
def test_more_officers_cost_no_more_statements(app, session, office):
    found = []
    owner = as_staff(app, session, Role.OWNER)
    for size in (5, 40):
        officers = team(session, office, size)
        for officer in officers[1:]:
            make_plan(session, officer, year=THIS_YEAR)
        evaluate(session, officers)
        owner.get(f"{ROOM}/")
        for address in (f"{ROOM}/", f"{ROOM}/kantor"):
            with counted() as statements:
                assert owner.get(address).status_code == 200
            found.append(len(statements))
    assert found[:2] == found[2:]
    assert max(found) <= MOST, found
