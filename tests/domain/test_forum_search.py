"""Whatever is typed into the forum's search is a harmless question to either engine, and its answer is marked."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.forum_search import EXCERPT, MOST_WORDS, excerpt, read_search

TYPED = st.text() | st.text(alphabet="ab \"'*()^:-+&|!<>\\{}@.ANDORT") | st.sampled_from(["x" * 5000, "'" * 99])


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE found USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
        connection.execute("INSERT INTO found VALUES ('Antrean di loket KTP-el dibuka pukul 08.15')")
        yield connection


def finds(index: sqlite3.Connection, typed: str) -> bool:
    words = read_search(typed).for_sqlite
    return bool(words) and bool(index.execute("SELECT 1 FROM found WHERE found MATCH ?", [words]).fetchall())


@given(TYPED)
def test_any_text_is_a_question_that_sqlite_understands(index, typed):
    finds(index, typed)


@given(TYPED)
def test_any_text_is_a_list_of_quoted_words_to_postgresql(typed):
    search = read_search(typed)
    assert len(search.words) <= MOST_WORDS
    quoted = search.for_postgresql.removesuffix(":*").split(" & ") if search else []
    for word in quoted:
        assert word[0] == word[-1] == "'"
        assert "'" not in word[1:-1].replace("''", "")
        assert "\\" not in word


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("antrean loket", True),
        ("loket antr", True),
        ("antr loket", False),
        ("antrean OR parkir", False),
        ('"antrean" -loket', True),
        ("KTP-el", True),
        ("08.15", True),
        ("loket:* NOT", False),
        ("***", False),
    ],
)
def test_every_word_must_occur_and_only_the_last_may_be_unfinished(index, typed, found):
    assert finds(index, typed) is found


@given(st.text(), TYPED)
def test_an_excerpt_is_a_part_of_the_text_in_its_order(text, typed):
    shown = "".join(piece.text for piece in excerpt(text, read_search(typed)))
    assert shown.removeprefix("… ").removesuffix(" …").strip() in text


def test_an_excerpt_shows_where_the_words_stand():
    text = "Awal. " * 200 + "Antrean di loket itu <b>panjang</b>. " + "Akhir. " * 200
    pieces = excerpt(text, read_search("loket panj"))
    assert [piece.text for piece in pieces if piece.found] == ["loket", "panjang"]
    assert sum(len(piece.text) for piece in pieces) < 2 * EXCERPT
