"""When people are invited, what a consultation lacks, and what its record says."""

from dataclasses import replace
from datetime import date

import pytest

from portal.domain.consultations import (
    PARTIES,
    Agreed,
    DayOffError,
    HoursError,
    Lack,
    Party,
    PastError,
    Proceedings,
    Schedule,
    check_schedule,
    lacks,
)
from portal.domain.words import Words

FRIDAY, TUESDAY = date(2026, 3, 6), date(2026, 3, 10)
SCHEDULE = Schedule(held_on=TUESDAY, starts="09:00", ends="11:30")
AGREED = Agreed(
    wording=Words("Loket khusus lansia dibuka.", "A counter for the elderly opens."),
    owner="Kepala Bidang Pelayanan",
    due_on=date(2026, 6, 30),
    element="sarana",
)
COMPLETE = Proceedings(
    consultation=3,
    office="dukcapil",
    title=Words("Standar akta kelahiran", "Birth certificate standard"),
    purpose=Words("Mendengar warga.", "Listening to people."),
    schedule=SCHEDULE,
    place="Aula",
    link="",
    announced_on=date(2026, 2, 20),
    concluded_on=None,
    attendance={Party.USERS: 18, Party.VULNERABLE: 2},
    minutes="Dibahas syarat dan antrean.",
    agreements=(AGREED,),
    chair="Kepala Dinas",
    secretary="Kepala Subbagian Umum",
)


@pytest.mark.parametrize(
    ("schedule", "error"),
    [
        (replace(SCHEDULE, held_on=FRIDAY), PastError),
        (replace(SCHEDULE, held_on=date(2026, 3, 7)), DayOffError),
        (replace(SCHEDULE, ends="09:00"), HoursError),
    ],
)
def test_people_are_invited_for_a_later_working_day(schedule, error):
    check_schedule(SCHEDULE, FRIDAY)
    with pytest.raises(error):
        check_schedule(schedule, FRIDAY)


def test_a_day_off_that_was_added_here_counts_too():
    with pytest.raises(DayOffError) as refused:
        check_schedule(SCHEDULE, FRIDAY, frozenset({TUESDAY}))
    assert refused.value.proposed == date(2026, 3, 11)


def test_nothing_is_concluded_before_it_is_complete():
    assert lacks(COMPLETE, TUESDAY) == ()
    bare = replace(COMPLETE, attendance={}, minutes="", agreements=(), chair="")
    assert lacks(bare, FRIDAY) == (Lack.DAY, Lack.ATTENDANCE, Lack.MINUTES, Lack.POSTS, Lack.AGREEMENT)
    assert lacks(COMPLETE, date(2026, 7, 1)) == (Lack.DUE,)
    assert lacks(COMPLETE, TUESDAY, frozenset({AGREED.due_on})) == (Lack.DUE,)


def test_minutes_may_say_that_nothing_was_agreed():
    without = replace(COMPLETE, agreements=())
    assert lacks(without, TUESDAY) == (Lack.AGREEMENT,)
    assert lacks(replace(without, minutes="Rapat berakhir TANPA\n  kesepakatan."), TUESDAY) == ()


def test_every_party_has_a_name_in_both_languages():
    assert set(PARTIES) == set(Party)
    assert all(name.id and name.en for name in PARTIES.values())


def test_its_digest_does_not_give_away_which_small_party_was_there():
    vulnerable, media, fewer = (
        replace(COMPLETE, attendance={Party.USERS: 18, party: n}).digest
        for party, n in ((Party.VULNERABLE, 2), (Party.MEDIA, 2), (Party.MEDIA, 1))
    )
    assert vulnerable == media != fewer


@pytest.mark.parametrize(
    "change",
    [
        {"minutes": "Lain."},
        {"attendance": {Party.USERS: 19, Party.VULNERABLE: 2}},
        {"agreements": (replace(AGREED, due_on=date(2026, 7, 1)),)},
        {"hall": 1},
        {"concluded_on": TUESDAY},
    ],
)
def test_its_digest_changes_with_what_it_says(change):
    assert len(COMPLETE.digest) == 64
    assert replace(COMPLETE, **change).digest != COMPLETE.digest
