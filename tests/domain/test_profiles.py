"""Nobody can be picked out of the counts of who answered, not by adding and not by subtracting."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.batches import K
from portal.domain.profiles import merge

sizes = st.lists(st.one_of(st.integers(0, 12), st.integers(0, 400)), max_size=8)


@given(sizes, st.booleans())
def test_every_shown_class_is_empty_or_large_enough(people, ordered):
    assert all(group.n == 0 or group.n >= K for group in merge(people, ordered=ordered))


@given(sizes, st.booleans())
def test_nothing_small_can_be_had_by_adding_or_subtracting_what_is_shown(people, ordered):
    shown, everybody = [group.n for group in merge(people, ordered=ordered)], sum(people)
    for count in range(len(shown) + 1):
        for chosen in combinations(shown, count):
            assert not 0 < sum(chosen) < K
            assert not shown or not 0 < everybody - sum(chosen) < K


@given(sizes, st.booleans())
def test_every_class_is_in_exactly_one_group_and_everybody_is_counted_once(people, ordered):
    shown = merge(people, ordered=ordered)
    if shown:
        assert sorted(place for group in shown for place in group.places) == list(range(len(people)))
        assert sum(group.n for group in shown) == sum(people)
        assert all(group.n == sum(people[place] for place in group.places) for group in shown)


@given(sizes, st.booleans())
def test_what_is_shown_tells_people_apart_or_is_nothing(people, ordered):
    assert sum(group.n > 0 for group in merge(people, ordered=ordered)) != 1


@given(sizes)
def test_on_a_scale_only_neighbours_are_joined(people):
    for group in merge(people, ordered=True):
        assert group.places == tuple(range(group.places[0], group.places[-1] + 1))


@given(st.lists(st.one_of(st.just(0), st.integers(K, 400)), max_size=8), st.booleans())
def test_large_classes_stay_apart(people, ordered):
    shown = merge(people, ordered=ordered)
    assert shown == () or [group.places for group in shown] == [(place,) for place in range(len(people))]


@pytest.mark.parametrize(
    ("people", "ordered", "groups"),
    [
        ((31, 24, 0), False, [((0,), 31), ((1,), 24), ((2,), 0)]),
        ((14, 2, 3, 30, 22, 9), False, [((0,), 14), ((1, 2, 5), 14), ((3,), 30), ((4,), 22)]),
        ((20, 31, 26, 16, 7), True, [((0,), 20), ((1,), 31), ((2,), 26), ((3, 4), 23)]),
        ((4, 0, 40, 12), True, [((0, 1, 2), 44), ((3,), 12)]),
        ((40, 3), False, []),
        ((0, 40), False, []),
        ((9, 9), False, []),
        ((), True, []),
    ],
)
def test_small_classes_join_the_smallest_or_the_one_beside_them(people, ordered, groups):
    assert [(group.places, group.n) for group in merge(people, ordered=ordered)] == groups
