"""Who reads a comment, when, and how much of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.comments import (
    CHOSEN,
    FEWEST,
    Cover,
    Piece,
    Reader,
    as_letters,
    covered,
    covers_for,
    last_open_month,
    opens_on,
    pieces,
    reader,
    suggested_themes,
    words_of,
)
from portal.domain.periods import last_day, month_of
from portal.domain.permissions import HeldPost, Role, Staff
from portal.domain.redaction import REDACTED

JUNE = month_of(date(2026, 6, 1))
LATER = date(2027, 1, 1)


def staff(*posts: tuple[Role, frozenset[int] | None]) -> Staff:
    held = tuple(HeldPost(role=role, units=units) for role, units in posts)
    return Staff(account_id=1, name="Siapa", posts=held)


NOTHING: frozenset[int] = frozenset()


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([(Role.OWNER, None)], Reader(in_full=True, late=None, proposed=NOTHING)),
        ([(Role.AUDITOR, None)], Reader(in_full=True, late=None, proposed=NOTHING)),
        ([(Role.OWNER, frozenset({1}))], Reader(in_full=False, late=frozenset({1}), proposed=NOTHING)),
        ([(Role.AUDITOR, frozenset({1}))], Reader(in_full=False, late=frozenset({1}), proposed=NOTHING)),
        ([(Role.HEAD, frozenset({1, 2}))], Reader(in_full=False, late=frozenset({1, 2}), proposed=NOTHING)),
        ([(Role.HEAD, None)], Reader(in_full=False, late=None, proposed=NOTHING)),
        ([(Role.MODERATOR, None)], Reader(in_full=False, late=NOTHING, proposed=None)),
        ([(Role.MODERATOR, frozenset({3}))], Reader(in_full=False, late=NOTHING, proposed=NOTHING)),
        ([(Role.CLERK, None)], Reader(in_full=False, late=NOTHING, proposed=NOTHING)),
        (
            [(Role.HEAD, frozenset({1})), (Role.MODERATOR, frozenset({3}))],
            Reader(in_full=False, late=frozenset({1}), proposed=NOTHING),
        ),
    ],
)
def test_only_who_stands_outside_every_office_reads_in_full(posts, expected):
    assert reader(staff(*posts)) == expected


def test_every_comment_of_a_month_is_older_than_14_days_when_the_month_opens():
    assert opens_on(JUNE) == date(2026, 7, 15)
    for month in range(JUNE, JUNE + 24):
        assert (opens_on(month) - last_day(month)).days == 15
        assert opens_on(month).day == 15


def test_an_office_reads_nothing_before_the_15th():
    assert last_open_month({JUNE: 9}, date(2026, 7, 14)) is None
    assert last_open_month({JUNE: 9}, date(2026, 7, 15)) == JUNE


def test_two_comments_wait_for_a_third():
    assert last_open_month({JUNE: 2}, LATER) is None
    assert last_open_month({JUNE: 2, JUNE + 1: 1}, LATER) == JUNE + 1
    assert last_open_month({JUNE: 2, JUNE + 1: 1}, opens_on(JUNE)) is None


def test_one_that_comes_after_others_were_read_waits_for_company():
    assert last_open_month({JUNE: 5, JUNE + 1: 1}, LATER) == JUNE
    assert last_open_month({JUNE: 5, JUNE + 1: 1, JUNE + 3: 2}, LATER) == JUNE + 3


@given(
    st.dictionaries(st.integers(JUNE, JUNE + 11), st.integers(0, 6)), st.dates(date(2026, 1, 1), date(2028, 1, 1))
)
def test_comments_never_come_to_an_office_one_or_two_at_a_time(counts, today):
    """From one day to the next an office sees no comment more, or at least three more."""

    def seen(day: date) -> int:
        last = last_open_month(counts, day)
        return sum(n for month, n in counts.items() if last is not None and month <= last)

    more = seen(today) - seen(date.fromordinal(today.toordinal() - 1))
    assert more == 0 or more >= FEWEST


TEXT = "Pak Budi di loket 2, telepon 0812."
NAME, PHONE = Cover(start=4, end=8, kind="name"), Cover(start=29, end=33, kind="phone")


def test_a_text_is_cut_at_its_covers():
    cut = pieces(TEXT, [PHONE, NAME])
    assert [piece.kind for piece in cut] == [None, "name", None, "phone", None]
    assert "".join(piece.text for piece in cut) == TEXT
    assert as_letters(covered(cut)) == f"Pak {REDACTED} di loket 2, telepon {REDACTED}."


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)).map(sorted), max_size=6),
)
def test_no_covered_letter_survives_and_no_other_is_lost(text, spans):
    covers = [Cover(start=start, end=end, kind="name") for start, end in spans]
    hidden = {place for cover in covers for place in range(cover.start, min(cover.end, len(text)))}
    cut = pieces(text, covers)
    assert "".join(piece.text for piece in cut) == text
    plain = "".join(piece.text for piece in cut if piece.kind is None)
    assert plain == "".join(letter for place, letter in enumerate(text) if place not in hidden)


def test_words_know_what_touches_them():
    spelled = words_of(pieces(TEXT, [NAME, PHONE]))
    assert [(word.text, word.kind) for word in spelled if word.kind] == [("Budi", "name"), ("0812", "phone")]
    assert [TEXT[word.start : word.end] for word in spelled] == [word.rstrip(",.") for word in TEXT.split()]


def test_chosen_words_are_covered_and_the_others_are_not():
    spelled = words_of(pieces(TEXT, [NAME]))
    assert covers_for(spelled, [0, 1, 3, 4]) == (
        Cover(start=0, end=3, kind=CHOSEN),
        Cover(start=4, end=8, kind="name"),
        Cover(start=12, end=19, kind=CHOSEN),
    )
    assert covers_for(spelled, []) == ()
    assert covers_for(spelled, [99, -1]) == ()


def test_a_keyword_that_begins_a_word_suggests_its_theme():
    keywords = {"biaya": ["biaya", "pungli"], "antrean": ["antre", "nomor urut"], "daring": [""]}
    assert suggested_themes("Biayanya mahal, ANTREANNYA juga.", keywords) == ("biaya", "antrean")
    assert suggested_themes("Nomor urut hilang", keywords) == ("antrean",)
    assert suggested_themes("Tanpa kata kunci: mengantre", keywords) == ()


def test_a_piece_without_its_words_is_a_bar():
    assert as_letters([Piece(text="", kind="nik"), Piece(text="!", kind=None)]) == f"{REDACTED}!"
