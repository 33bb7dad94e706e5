"""Which edition stands for an office."""

from datetime import date

import pytest

from portal.domain.figures import EditionLine
from portal.domain.periods import Period
from portal.editions import choose_headline, headlines, newest_editions
from portal.transparency import queries
from tests.factories import make_service, make_site, make_unit
from tests.transparency.documents import GOOD, make_edition

JULY_2026 = 12 * 2026 + 6
S2_2025 = Period(kind="semester", sequence=4051).sequence


def line(kind: str, cutoff: str, *, has_figure: bool = True) -> EditionLine:
    return EditionLine(
        id=f"{kind}-{cutoff}",
        hash="",
        scope="x",
        kind=kind,
        sequence=1,
        revision=0,
        cutoff=date.fromisoformat(cutoff),
        closed_on=date.fromisoformat(cutoff),
        has_figure=has_figure,
    )


def test_an_official_figure_stands_before_a_newer_interim_one():
    newest_first = [line("interim", "2026-08-31"), line("semester", "2026-06-30"), line("year", "2025-12-31")]
    assert choose_headline(newest_first).kind == "semester"


def test_a_period_without_enough_answers_is_no_headline():
    newest_first = [line("semester", "2026-06-30", has_figure=False), line("semester", "2025-12-31")]
    assert choose_headline(newest_first).cutoff == date(2025, 12, 31)


def test_without_any_official_figure_the_newest_interim_one_stands():
    newest_first = [line("interim", "2026-08-31"), line("interim", "2026-07-31")]
    assert choose_headline(newest_first).cutoff == date(2026, 8, 31)


def test_without_a_figure_there_is_no_headline():
    assert choose_headline([line("semester", "2026-06-30", has_figure=False)]) is None


def test_lists_and_pages_choose_the_same_headline(session):
    """Lists choose in SQL and pages in Python; they must never print two figures for one office."""
    make_site(session)
    offices = [make_unit(session) for _ in range(5)]
    for office in offices[:4]:
        make_edition(session, office, kind="interim", sequence=1, month=JULY_2026, sheets=GOOD * 2)
    for office in offices[:3]:
        make_edition(session, office, sequence=S2_2025, sheets=GOOD * 3)
        make_edition(session, office, kind="year", sequence=2025, sheets=GOOD * 4)
    make_edition(session, offices[1], sheets=None)
    make_edition(session, offices[2], sequence=S2_2025, revision=1, sheets=GOOD * 3)
    latest = headlines(session)
    for office in offices:
        headline = queries.find_office(session, office.slug).headline
        assert latest.get(office.slug) == headline
    assert latest[offices[0].slug].kind == "semester"
    assert latest[offices[2].slug].revision == 1
    assert latest[offices[3].slug].interim
    assert offices[4].slug not in latest


def test_a_withdrawn_figure_leaves_no_trace_in_lists(session):
    make_site(session)
    office = make_unit(session)
    make_edition(session, office, sheets=GOOD * 3)
    make_edition(session, office, revision=1, sheets=None)
    assert office.slug not in headlines(session)
    assert newest_editions(session, 10) == []


def test_an_office_page_takes_three_statements(session, statements):
    make_site(session)
    office = make_unit(session, slug="kantor")
    for number in range(12):
        make_edition(session, office, kind="interim", sequence=number, month=JULY_2026 + number, sheets=GOOD * 2)
    with statements(session) as seen:
        queries.find_office(session, "kantor")
    assert len(seen) == 3


def test_names_are_found_by_any_of_their_words_in_either_language(session):
    make_site(session)
    make_unit(session, slug="dinkes", name_id="Dinas Kesehatan", name_en="Health Office")
    make_unit(session, slug="dinsos", name_id="Dinas Sosial", name_en="Social Affairs Office")
    rows = queries.list_offices(session, {})
    assert [row.unit.slug for row in queries.matching(rows, "KESEHATAN dinas", {})] == ["dinkes"]
    assert [row.unit.slug for row in queries.matching(rows, "social", {})] == ["dinsos"]


@pytest.mark.parametrize("typed", ["dukcapil", "DKPS", "ktp", "identity card", "dinas ktp"])
def test_offices_are_found_by_what_people_call_them_and_come_for(session, typed):
    make_site(session)
    make_unit(session, slug="dinkes", name_id="Dinas Kesehatan", name_en="Health Office")
    office = make_unit(session, slug="disdukcapil", name_id="Dinas Kependudukan dan Pencatatan Sipil")
    make_service(session, office, name_id="KTP-el", name_en="Identity card")
    found = queries.matching(queries.list_offices(session, {}), typed, queries.service_names(session))
    assert [row.unit.slug for row in found] == ["disdukcapil"]


def test_a_service_that_ended_finds_nothing(session):
    make_site(session)
    make_service(session, make_unit(session), name_id="KTP-el", closed_on=date(2026, 1, 1))
    assert queries.matching(queries.list_offices(session, {}), "ktp", queries.service_names(session)) == []
