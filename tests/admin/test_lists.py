"""Lists: what an address may ask, and that every row is on exactly one page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from portal.admin import lists
from portal.models import Unit
from tests import factories


def names(session, **entered):
    page = lists.page(
        session,
        select(Unit.name_id),
        lists.asked(entered),
        search=[Unit.name_id, Unit.slug],
        sorts={"name": (Unit.name_id, Unit.id), "slug": (Unit.slug, Unit.id)},
        make=lambda row: row.name_id,
    )
    return page, list(page.rows)


@given(st.dictionaries(st.sampled_from(["q", "sort", "page", "format", "state"]), st.text()))
def test_whatever_an_address_asks_is_understood_or_taken_as_not_asked(entered):
    found = lists.asked(entered, filters=("state",))
    assert found.number >= 1
    assert "\x00" not in found.text
    assert set(found.filters) == {"state"}


@pytest.fixture
def many(session):
    """Add 120 offices, two of each name."""
    for number in range(60):
        for twin in ("a", "b"):
            session.add(
                Unit(
                    slug=f"{twin}-{number:03}",
                    name_id=f"Kantor {number:03}",
                    name_en="",
                    officers=3,
                    opened_on=factories.OPENED,
                )
            )
    session.commit()


def test_every_row_is_on_exactly_one_page(session, many):
    seen = []
    for number in ("1", "2", "3"):
        page, rows = names(session, page=number)
        assert (page.total, page.pages) == (120, 3)
        seen += rows
    assert len(seen) == 120
    assert seen == sorted(seen)


def test_a_page_past_the_end_is_the_last_one(session, many):
    page, rows = names(session, page="99")
    assert (page.number, page.first, page.last, len(rows)) == (3, 81, 120, 40)


def test_a_list_turns_round_and_sorts_by_other_columns(session, many):
    _page, rows = names(session, sort="-name")
    assert rows[0] == "Kantor 059"
    page, _rows = names(session, sort="hilang")
    assert page.rows[0] == "Kantor 000"


def test_a_search_finds_parts_of_words_and_takes_no_wildcards(session, many):
    assert names(session, q="TOR 01")[0].total == 20
    assert names(session, q="b-05")[0].total == 10
    assert names(session, q="%")[0].total == 0
    assert names(session, q="_")[0].total == 0


def test_a_table_to_keep_has_all_pages(session, many):
    page, rows = names(session, format="csv")
    assert len(rows) == page.total == 120


def test_a_list_of_nothing_has_one_empty_page(session):
    page, rows = names(session)
    assert (page.total, page.pages, rows) == (0, 1, [])
    assert not page.asked.narrowed


def test_a_list_stays_within_its_offices(session, many):
    some = frozenset(session.scalars(select(Unit.id).limit(3)))
    statement = select(Unit.id)
    assert len(session.scalars(lists.within(statement, Unit.id, some)).all()) == 3
    assert len(session.scalars(lists.within(statement, Unit.id, None)).all()) == 120
    assert session.scalars(lists.within(statement, Unit.id, frozenset())).all() == []
