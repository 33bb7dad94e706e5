"""What later editions may say about a promise, and what they must not."""

import json
from datetime import date

import pytest

from portal.domain import promises
from portal.domain.editions import canonical, digest
from portal.domain.figures import Published, parse
from portal.domain.follow_up import Outcome, Status
from portal.domain.promises import WHOLE, Baseline, Promise
from portal.domain.words import Words
from portal.models import Unit
from tests.transparency.documents import BAD, GOOD, document

UNIT = Unit(slug="kantor", name_id="Kantor", name_en="Office")
S1_2026, S2_2026, S1_2027 = 4052, 4053, 4054
JULY_2026 = 12 * 2026 + 6
DONE = date(2026, 6, 20)


def edition(sheets: list[str], **changes) -> Published:
    values = {"kind": "semester", "sequence": S2_2026} | changes
    shape = {name: values[name] for name in ("kind", "sequence", "month", "elements") if name in values}
    made = document(UNIT, sheets=sheets, **shape) | {k: v for k, v in values.items() if k not in shape}
    text = canonical(made)
    return parse(text.decode(), digest(text))


BEFORE = edition(BAD * 8, sequence=S1_2026)


def effect(*later: Published, subject: str = "waktu", done_on: date = DONE) -> promises.Effect:
    reading = promises.read(BEFORE, subject)
    assert reading is not None
    return promises.effect(reading, subject, done_on, [BEFORE, *later])


def test_a_promise_is_read_back_as_it_was_published():
    promise = Promise(
        element="waktu",
        wording=Words("Antrean dibuka lebih pagi.", "The queue opens earlier."),
        owner="Kepala Bidang",
        due=date(2026, 9, 30),
        status=Status.DROPPED,
        ended_on=date(2026, 8, 3),
        reason=Words("Anggaran dialihkan.", "The budget went elsewhere."),
        baseline=Baseline(edition="kantor-2026-s1", hash="ab", value=70_00, low=65_00, high=75_00),
    )
    stored = json.loads(json.dumps(promises.as_content(promise)))
    assert promises.from_content(stored) == promise


def test_the_whole_is_read_as_the_edition_prints_it():
    reading = promises.read(BEFORE, WHOLE)
    assert (reading.value, reading.low, reading.high) == (
        BEFORE.figure.ikm, BEFORE.figure.low, BEFORE.figure.high,
    )  # fmt: skip


def test_an_element_is_read_with_an_interval_around_its_printed_value():
    for key in promises.SUBJECTS[:9]:
        reading = promises.read(BEFORE, key)
        printed = next(element.value for element in BEFORE.figure.elements if element.key == key)
        assert reading.value == printed
        assert reading.low <= printed <= reading.high


def test_counts_that_are_not_published_only_widen_the_interval():
    with_counts = promises.read(BEFORE, "waktu")
    figure = document(UNIT, sheets=BAD * 8)["figure"] | {"distribution": None}
    without = promises.read(edition(BAD * 8, figure=figure), "waktu")
    assert without.low <= with_counts.low
    assert without.high >= with_counts.high
    assert without.value == with_counts.value


def test_an_edition_that_hides_its_elements_gives_none():
    hidden = edition(BAD * 8, elements=False)
    assert promises.read(hidden, "perilaku") is None
    assert promises.read(hidden, WHOLE) is not None
    assert promises.read(edition([]), WHOLE) is None


def test_a_clear_rise_and_a_clear_fall_are_told():
    assert effect(edition(GOOD * 8)).outcome is Outcome.IMPROVED
    worse = promises.effect(
        promises.read(edition(GOOD * 8, sequence=S1_2026), "waktu"), "waktu", DONE, [edition(BAD * 8)]
    )
    assert worse.outcome is Outcome.WORSENED


def test_a_few_answers_decide_nothing():
    found = effect(edition(["222222222"] * 10))
    assert found.outcome is Outcome.UNCLEAR
    assert found.newest.value > promises.read(BEFORE, "waktu").value


def test_what_was_answered_while_the_action_still_ran_is_no_evidence():
    assert effect(edition(GOOD * 8), done_on=date(2026, 7, 1)).outcome is Outcome.TOO_EARLY
    assert effect(edition(GOOD * 8), done_on=date(2026, 6, 30)).outcome is Outcome.IMPROVED
    assert effect().outcome is Outcome.TOO_EARLY


def test_answers_carried_in_from_before_keep_an_edition_out():
    carried = edition(GOOD * 8, answers={"first": "2026-06", "last": "2026-12"})
    assert effect(carried).outcome is Outcome.TOO_EARLY


def test_the_newest_official_edition_decides_before_any_interim_one():
    interim = edition(BAD * 2, kind="interim", sequence=9, month=JULY_2026 + 8)
    later = edition(BAD * 8, sequence=S1_2027)
    assert effect(interim, edition(GOOD * 8)).newest.edition.kind == "semester"
    assert effect(edition(GOOD * 8), later).newest.edition.sequence == S1_2027
    assert effect(edition(GOOD * 8), later).outcome is Outcome.UNCLEAR
    assert effect(interim).newest.edition.kind == "interim"


def test_an_interim_edition_without_elements_says_nothing_about_one():
    hidden = edition(GOOD * 8, kind="interim", sequence=3, month=JULY_2026, elements=False)
    assert effect(hidden).outcome is Outcome.TOO_EARLY
    assert effect(hidden, subject=WHOLE).outcome is Outcome.IMPROVED


@pytest.mark.parametrize(
    "changes",
    [{"questionnaires": ["skm/2"]}, {"questionnaires": ["skm/1", "skm/2"]}],
)
def test_what_was_asked_in_another_way_is_not_compared(changes):
    found = effect(edition(GOOD * 8, **changes))
    assert (found.outcome, found.comparable) == (Outcome.UNCLEAR, False)


def test_only_editions_in_force_and_late_enough_are_looked_at():
    lines = [BEFORE, edition(GOOD * 8), edition([]), edition(GOOD, kind="interim", sequence=3, month=JULY_2026)]
    assert promises.later_than(lines, DONE) == ["kantor-2026-s2", "kantor-antara-3"]
    assert promises.later_than(lines, date(2026, 7, 1)) == ["kantor-2026-s2"]


def test_the_newest_official_and_the_newest_interim_edition_are_enough():
    older = [edition(GOOD * 8), edition(GOOD, kind="interim", sequence=3, month=JULY_2026)]
    newer = [edition(GOOD * 8, sequence=S1_2027), edition(GOOD, kind="interim", sequence=4, month=JULY_2026 + 1)]
    assert promises.later_than([*older, *newer], DONE) == ["kantor-2027-s1", "kantor-antara-4"]
