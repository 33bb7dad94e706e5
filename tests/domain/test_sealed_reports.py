"""What may become of a report, and to whom it may go on."""

from datetime import date

import pytest

from portal.domain.sealed_reports import (
    WRITER_MESSAGES,
    Authority,
    EndedError,
    FullError,
    Handover,
    Side,
    State,
    authorities,
    read_handover,
    require_room,
    require_step,
)


def test_a_report_never_goes_back_and_a_closed_one_stays_closed():
    order = list(State)
    for number, state in enumerate(order):
        for earlier in order[: number + 1]:
            with pytest.raises(EndedError):
                require_step(state, earlier)
    require_step(State.HANDED_OVER, State.CLOSED)


def test_only_its_writer_lets_a_report_go_on_to_the_national_channel():
    assert set(authorities(may_hand_over=True)) - set(authorities(may_hand_over=False)) == {Authority.LAPOR}


def test_a_hand_over_comes_back_as_it_was_kept():
    handover = Handover(to=Authority.OMBUDSMAN, reference='0123/LM/"V"/2026', day=date(2026, 5, 4))
    assert read_handover(handover.as_text()) == handover


def test_the_writer_adds_so_often_and_the_reviewers_answer_all_the_same():
    sides = [Side.WRITER, Side.REVIEWER] * WRITER_MESSAGES
    require_room(sides[:-2], Side.WRITER)
    require_room(sides, Side.REVIEWER)
    with pytest.raises(FullError):
        require_room(sides, Side.WRITER)
