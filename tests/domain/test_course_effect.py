"""Before and after a course: which editions are compared, and what their intervals allow to say."""

import json
from datetime import date

from portal.domain.course_effect import choose_after, choose_before, element_effects, may_follow
from portal.domain.figures import parse
from portal.domain.follow_up import Outcome
from portal.domain.training import Competence
from tests.transparency.documents import BAD, GOOD, document

S1_2025, S2_2025, S1_2026 = 4050, 4051, 4052
RUN = date(2025, 9, 10)


def edition(sequence=S1_2025, sheets=BAD * 8, kind="semester", **changes):
    return parse(json.dumps(document(None, kind=kind, sequence=sequence, sheets=sheets) | changes), "00")


def test_the_half_year_in_which_a_course_was_held_counts_neither_before_nor_after():
    lines = [edition(S1_2026), edition(S2_2025), edition(S1_2025), edition(2024, kind="year")]
    before = choose_before(lines, RUN)
    assert before is not None
    assert before.sequence == S1_2025
    after = choose_after(may_follow(lines, RUN), RUN)
    assert after is not None
    assert after.sequence == S1_2026


def test_an_edition_that_ends_on_the_first_day_of_a_run_is_not_before_it():
    assert choose_before([edition(S1_2025)], date(2025, 6, 30)) is None
    assert choose_before([edition(S1_2025)], date(2025, 7, 1)) is not None


def test_an_interim_edition_and_one_with_earlier_answers_are_not_compared():
    mixed = edition(S1_2026, answers={"first": "2025-09", "last": "2026-06"})
    assert choose_after(may_follow([mixed], RUN), RUN) is None
    interim = parse(json.dumps(document(None, kind="interim", sequence=3, month=12 * 2025, sheets=BAD * 8)), "00")
    assert choose_before([interim], RUN) is None


def test_a_clear_rise_a_clear_fall_and_chance_are_told_apart():
    bad, good = edition(), edition(S1_2026, GOOD * 8)
    assert {each.outcome for each in element_effects(Competence.RESULTS, bad, good)} == {Outcome.IMPROVED}
    assert {each.outcome for each in element_effects(Competence.RESULTS, good, bad)} == {Outcome.WORSENED}
    same = element_effects(Competence.RESULTS, bad, edition(S1_2026))
    assert [each.element for each in same] == ["waktu", "produk"]
    assert {each.outcome for each in same} == {Outcome.UNCLEAR}


def test_without_a_later_edition_it_is_too_early_and_without_an_earlier_one_there_is_nothing_to_say():
    assert {each.outcome for each in element_effects(Competence.RESULTS, edition(), None)} == {Outcome.TOO_EARLY}
    assert element_effects(Competence.RESULTS, None, edition()) == ()


def test_what_was_asked_in_another_way_is_not_compared():
    other = edition(S1_2026, GOOD * 8, questionnaires=["lain/1"])
    for each in element_effects(Competence.RESULTS, edition(), other):
        assert not each.comparable
        assert each.outcome is Outcome.UNCLEAR
