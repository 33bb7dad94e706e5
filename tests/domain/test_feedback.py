"""Who writes what about whom, and when a talk can have been."""

from datetime import date

import pytest

from portal.domain.evaluations import Term
from portal.domain.feedback import (
    HeldTooEarlyError,
    HeldTooLateError,
    NoteKind,
    check_dialogue,
    kind_of_note,
    speaks_of_work,
    terms_for_dialogue,
)

TODAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("author", "superior", "same_office", "kind"),
    [
        (1, 9, True, NoteKind.SELF),
        (9, 9, True, NoteKind.SUPERVISOR),
        (9, 9, False, NoteKind.SUPERVISOR),
        (2, 9, True, NoteKind.PEER),
        (2, None, True, NoteKind.PEER),
        (2, 9, False, None),
    ],
)
def test_the_kind_of_a_note_follows_from_who_writes_it(author, superior, same_office, kind):
    assert kind_of_note(author, 1, superior=superior, same_office=same_office) is kind


def test_only_a_colleague_may_not_name_the_work():
    assert [kind for kind in NoteKind if not speaks_of_work(kind)] == [NoteKind.PEER]


def test_a_talk_is_about_a_term_that_began():
    terms = terms_for_dialogue(TODAY)
    assert [(term.year, term.quarter) for term in terms] == [
        (2026, 2), (2026, 1), (2026, 0), (2025, 4), (2025, 3), (2025, 2), (2025, 1), (2025, 0),
    ]  # fmt: skip
    for term in terms:
        check_dialogue(term, TODAY, TODAY)


def test_a_talk_is_neither_in_the_future_nor_before_its_term():
    second = Term(year=2026, quarter=2)
    check_dialogue(second, date(2026, 4, 1), TODAY)
    with pytest.raises(HeldTooEarlyError):
        check_dialogue(second, date(2026, 3, 31), TODAY)
    with pytest.raises(HeldTooEarlyError):
        check_dialogue(Term(year=2026, quarter=0), date(2025, 12, 31), TODAY)
    with pytest.raises(HeldTooLateError):
        check_dialogue(second, date(2026, 5, 21), TODAY)
