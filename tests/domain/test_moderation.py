"""The published list of reasons speaks both languages and knows nothing beside itself."""

import pytest

from portal.domain.moderation import (
    MOST_MARKS,
    REASONS,
    REMOVAL_REASONS,
    Reason,
    calm,
    needs_note,
    plain,
    reason_meaning,
    reason_name,
)


def test_every_reason_is_explained_in_both_languages():
    assert set(REASONS) == set(Reason)
    for reason in Reason:
        for said in (reason_name(reason), reason_meaning(reason)):
            assert said.id
            assert said.en
            assert said.id != said.en


def test_a_reason_that_is_not_in_the_list_is_none():
    for read in (reason_name, reason_meaning, needs_note):
        with pytest.raises(ValueError, match="tidak-suka"):
            read("tidak-suka")


def test_what_the_reason_does_not_say_by_itself_needs_a_note():
    assert {reason for reason in Reason if needs_note(reason)} == {Reason.UNLAWFUL, Reason.DUPLICATE}


def test_nothing_published_is_taken_off_because_its_topic_was_closed():
    assert set(REASONS) - set(REMOVAL_REASONS) == {Reason.TOPIC_CLOSED}


def test_piled_marks_go_and_those_of_real_writing_stay():
    assert calm("a" + "\u0301" * 60 + "b") == "a" + "\u0301" * MOST_MARKS + "b"
    for written in ("Tiếng Việt", "שָׁלוֹם", "مُحَمَّدٌ", "ภาษาไทยที่นี่"):
        assert calm(written) == written


def test_letters_of_other_widths_are_plain_in_their_place():
    text = "ﬁ ０８１２ 𝐑𝐚"
    assert plain(text) == "ﬁ 0812 Ra"
    assert len(plain(text)) == len(text)
