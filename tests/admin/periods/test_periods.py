"""Targets, forecasts and visitors, as staff see and set them."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from portal.admin.lists import PAGE_SIZE, Asked
from portal.admin.periods import queries
from portal.admin.periods.actions import set_visits
from portal.domain.forecast import Outlook
from portal.domain.periods import WITA, Period, first_day, last_day, month_of, period_of
from portal.domain.permissions import Role
from portal.models import Target, Visits
from tests.admin.forms import submit
from tests.admin.register import as_staff
from tests.factories import make_counter, make_responses, make_site, make_unit

NOW = datetime.now(WITA).date()
CURRENT = period_of(month_of(NOW), "semester")
S1_2026 = Period(kind="semester", sequence=4052)
JANUARY = S1_2026.first_month
MAY_DAY = date(2026, 5, 20)
ROOM = "/staf/periode"


@pytest.fixture
def office(session):
    make_site(session)
    return make_unit(session, slug="kantor", name_id="Kantor Uji")


@pytest.fixture
def counter(session, office):
    return make_counter(session, office, name_id="Loket A")


@pytest.fixture
def owner(app, session, office):
    return as_staff(app, session)


def set_target(session, unit, population=1200, period=S1_2026, **changes) -> None:
    key = {"unit_id": unit.id, "kind": period.kind, "sequence": period.sequence}
    session.add(Target(**key, population=population, **changes))
    session.commit()


def count(session, counter, months) -> None:
    for month, visitors in months.items():
        set_visits(session, counter.id, month, visitors)
    session.commit()


def standing(session, unit, today=MAY_DAY, period=S1_2026) -> queries.Standing:
    return queries.standings(session, [unit.id], period, today)[unit.id]


def test_answers_are_counted_within_the_period_only(session, office, counter):
    for month, n in ((JANUARY - 1, 3), (JANUARY, 4), (JANUARY + 5, 2), (JANUARY + 6, 5)):
        make_responses(session, counter, ["3" * 9] * n, month=month)
    found = standing(session, office)
    assert (found.received, found.by_month) == (6, {JANUARY: 4, JANUARY + 5: 2})


def test_the_target_is_krejcie_and_morgans_or_the_offices_own(session, office):
    assert standing(session, office).need.target is None
    set_target(session, office)
    assert standing(session, office).need.target == 291
    session.get(Target, (office.id, "semester", 4052)).wanted = 50
    session.commit()
    assert standing(session, office).need.target == 50


def test_a_shortfall_is_forecast_and_a_week_proposed_for_it(session, office, counter):
    set_target(session, office)
    make_responses(session, counter, ["3" * 9] * 40, month=JANUARY + 2)
    found = standing(session, office)
    assert found.forecast.outlook is Outlook.SHORT
    assert found.forecast.low <= found.forecast.high < 291
    assert MAY_DAY < found.week.monday <= last_day(S1_2026.last_month)
    assert found.week.enough_visits is None
    count(session, counter, {JANUARY: 5000, JANUARY + 1: 5000})
    assert standing(session, office).week.enough_visits


def test_the_list_counts_and_filters_who_falls_short(session, office, counter):
    fine = make_unit(session, slug="cukup", name_id="Cukup")
    make_responses(session, make_counter(session, fine), ["3" * 9] * 60, month=JANUARY + 1)
    set_target(session, fine, wanted=50)
    set_target(session, office)
    make_responses(session, counter, ["3" * 9] * 10, month=JANUARY)
    make_unit(session, slug="kosong", name_id="Kosong")

    def slugs(state: str = "", reach=None) -> list[str]:
        asked = Asked(filters={"state": state})
        return [row.slug for row in queries.list_standings(session, reach, S1_2026, asked, MAY_DAY).rows]

    assert slugs() == ["cukup", "kantor", "kosong"]
    assert slugs("short") == ["kantor"]
    assert slugs("unknown") == ["kosong"]
    assert slugs(reach=frozenset({fine.id})) == ["cukup"]
    assert queries.short_offices_count(session, None, S1_2026, MAY_DAY) == 1
    assert queries.short_offices_count(session, frozenset({fine.id}), S1_2026, MAY_DAY) == 0


def test_an_office_is_listed_in_the_periods_in_which_it_was_open(session, office):
    make_unit(session, slug="tutup", closed_on=date(2025, 12, 31))
    make_unit(session, slug="nanti", opened_on=date(2026, 7, 1))
    for period, expected in ((S1_2026, ["kantor"]), (Period(kind="semester", sequence=4053), ["kantor", "nanti"])):
        found = queries.list_standings(session, None, period, Asked(), MAY_DAY)
        assert sorted(row.slug for row in found.rows) == expected


def test_a_full_page_of_offices_takes_few_statements(session, office):
    for _ in range(60):
        unit = make_unit(session)
        make_responses(session, make_counter(session, unit), ["3" * 9] * 3, month=JANUARY)
        set_target(session, unit)
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        for state in ("", "short"):
            seen.clear()
            found = queries.list_standings(session, None, S1_2026, Asked(filters={"state": state}), MAY_DAY)
            assert len(found.rows) == PAGE_SIZE
            assert len([one for one in seen if one.lstrip().upper().startswith("SELECT")]) <= 6
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_no_score_is_read(session, office, counter):
    make_responses(session, counter, ["3" * 9] * 10, month=JANUARY)
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        standing(session, office)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    sealed = [one for one in seen if "sealed_" in one]
    assert sealed
    assert not [one for one in sealed if "scores" in one or "total" in one]


def test_coverage_is_per_office_and_never_on_fewer_than_ten(session, office, counter):
    make_responses(session, counter, ["3" * 9] * 9, month=JANUARY)
    count(session, counter, {JANUARY: 100})
    assert standing(session, office).coverage is None
    make_responses(session, counter, ["3" * 9], month=JANUARY)
    assert standing(session, office).coverage.percent == 10


def test_a_target_is_set_with_the_counted_visitors_as_its_proposal(session, owner, office, counter):
    count(session, counter, {CURRENT.first_month - 1: 700, CURRENT.first_month - 2: 500})
    page = owner.get(f"{ROOM}/kantor/target").text
    assert 'value="1200"' in page
    assert "1.200 pengunjung dalam 2 bulan" in page
    answer = submit(owner, f"{ROOM}/kantor/target", {"population": "1200"})
    assert answer.location == f"{ROOM}/kantor?periode={CURRENT.label}"
    shown = owner.get(answer.location).text
    assert "Target tersimpan." in shown
    assert "diperlukan 291 responden (Krejcie dan Morgan)" in shown


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"population": ""}, "Isian ini perlu diisi."),
        ({"population": "-1"}, "Isi dengan angka dari 0 sampai"),
        ({"wanted": "0", "note": "x"}, "Isi dengan angka dari 1 sampai"),
        ({"wanted": "40"}, "Tulis mengapa kantor ini memakai target sendiri."),
        ({"survey_week": "2020-01-06"}, "Pekan survei harus di dalam periode ini."),
    ],
)
def test_a_target_that_makes_no_sense_is_refused_and_kept_in_the_form(session, owner, office, changes, fault):
    answer = submit(owner, f"{ROOM}/kantor/target", {"population": "777"} | changes)
    assert answer.status_code == 422
    assert fault in answer.text
    assert session.scalars(select(Target)).all() == []


def test_a_survey_week_is_kept_by_its_monday(session, owner, office):
    day = last_day(CURRENT.last_month) - timedelta(days=9)
    submit(owner, f"{ROOM}/kantor/target", {"population": "900", "survey_week": day.isoformat()})
    session.expire_all()
    assert session.scalars(select(Target)).one().survey_week == day - timedelta(days=day.weekday())


def test_the_proposed_week_is_taken_with_one_click(session, owner, office, counter):
    nxt = Period(kind="semester", sequence=CURRENT.sequence + 1)
    monday = first_day(nxt.first_month) + timedelta(days=14)
    to = f"{ROOM}/kantor/pekan?periode={nxt.label}"
    before = submit(owner, "", {"monday": monday.isoformat()}, to=to, token_from=f"{ROOM}/kantor/target")
    assert before.status_code == 422
    assert "Isi target kantor ini lebih dahulu." in before.text
    set_target(session, office, period=nxt)
    taken = submit(owner, "", {"monday": monday.isoformat()}, to=to, token_from=f"{ROOM}/kantor/target")
    assert taken.location == f"{ROOM}/kantor?periode={nxt.label}"
    session.expire_all()
    assert session.scalars(select(Target)).one().survey_week == monday - timedelta(days=monday.weekday())
    for nonsense, status in (("", 400), ("besok", 400), ("1999-01-01", 422)):
        answer = submit(owner, "", {"monday": nonsense}, to=to, token_from=f"{ROOM}/kantor/target")
        assert answer.status_code == status


def test_visitors_are_typed_changed_and_taken_back(session, owner, office, counter):
    month = month_of(NOW)
    cell, other = f"visits-{counter.id}-{month}", f"visits-{counter.id}-{month - 11}"
    answer = submit(owner, f"{ROOM}/kantor/kunjungan", {cell: "120", other: "0"})
    assert answer.status_code == 303
    assert "2 angka kunjungan tersimpan." in owner.get(answer.location).text

    def stored() -> dict[int, int]:
        session.expire_all()
        return {row.month: row.visitors for row in session.scalars(select(Visits))}

    assert stored() == {month: 120, month - 11: 0}
    submit(owner, f"{ROOM}/kantor/kunjungan", {cell: "130", other: ""})
    assert stored() == {month: 130}
    refused = submit(owner, f"{ROOM}/kantor/kunjungan", {cell: "-5", other: "7"})
    assert refused.status_code == 422
    assert "Loket A" in refused.text
    assert 'value="-5"' in refused.text
    assert stored() == {month: 130}


def test_a_foreign_counter_cannot_be_counted_through_the_grid(session, owner, office, counter):
    foreign = make_counter(session, make_unit(session))
    submit(owner, f"{ROOM}/kantor/kunjungan", {f"visits-{foreign.id}-{month_of(NOW)}": "9"})
    assert session.scalars(select(Visits)).all() == []


def test_a_closed_counter_stays_in_the_grid_while_it_was_counted(session, office, counter):
    closed = make_counter(session, office, closed_on=date(2026, 1, 1))
    assert [row.id for row in queries.list_counter_visits(session, office.id, JANUARY, JANUARY)] == [counter.id]
    count(session, closed, {JANUARY: 3})
    found = queries.list_counter_visits(session, office.id, JANUARY, JANUARY)
    assert {row.id: row.visitors for row in found} == {counter.id: {}, closed.id: {JANUARY: 3}}


def test_heads_count_visitors_but_leave_targets_to_the_owner(app, session, office, counter):
    head = as_staff(app, session, Role.HEAD, office)
    make_unit(session, slug="lain", name_id="Kantor Lain")
    page = head.get(f"{ROOM}/kantor").text
    assert "Catat pengunjung" in page
    assert "/target" not in page
    assert head.get(f"{ROOM}/kantor/target").status_code == 403
    assert head.get(f"{ROOM}/lain").status_code == 403
    assert "Kantor Lain" not in head.get(f"{ROOM}/").text


def test_a_clerk_counts_visitors_without_seeing_periods(app, session, office, counter):
    clerk = as_staff(app, session, Role.CLERK, office)
    assert clerk.get(f"{ROOM}/").status_code == 403
    page = clerk.get(f"{ROOM}/kantor/kunjungan")
    assert page.status_code == 200
    assert f'href="{ROOM}/kantor"' not in page.text


def test_the_list_leaves_as_a_table_and_remembers_its_period(session, owner, office):
    earlier = Period(kind="semester", sequence=CURRENT.sequence - 1)
    set_target(session, office, period=earlier, survey_week=last_day(earlier.last_month) - timedelta(days=20))
    page = owner.get(f"{ROOM}/?periode={earlier.label}").text
    assert f'<option value="{earlier.label}" selected>' in page
    table = owner.get(f"{ROOM}/?periode={earlier.label}&format=csv").text.splitlines()
    assert table[1].startswith(f"Kantor Uji,{earlier.label},1200,291,0,0,0,291,")
    assert owner.get(f"{ROOM}/?periode=1066").status_code == 200


def test_the_report_gets_what_its_sentence_needs(session, office):
    assert queries.target_sentence_data(session, office.id, S1_2026, 100).attainment is None
    set_target(session, office, note="Kantor pindah pada Maret.", survey_week=date(2026, 6, 1))
    found = queries.target_sentence_data(session, office.id, S1_2026, 100)
    assert (found.attainment.target, found.attainment.missing, found.attainment.percent) == (291, 191, 34)
    assert (found.note, found.survey_week) == ("Kantor pindah pada Maret.", date(2026, 6, 1))


def test_no_counter_is_left_out_of_the_offices_visitors(session, office, counter):
    second = make_counter(session, office)
    count(session, counter, {JANUARY - 1: 10})
    count(session, second, {JANUARY - 1: 5, JANUARY - 2: 7, JANUARY: 99})
    found = queries.served_before(session, office.id, S1_2026)
    assert (found.visitors, found.months) == (22, 2)
