"""Permissions come with a role, for an office and all below it."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.permissions import (
    EVERYWHERE,
    GRANTED,
    HeldPost,
    Permission,
    Role,
    Staff,
    are_apart,
    held_posts,
    subtree,
    would_circle,
)

PARENTS: Mapping[int, int | None] = {1: None, 2: 1, 3: 2, 4: 1, 5: None}


def staff(*posts: tuple[str, int | None]) -> Staff:
    return Staff(account_id=1, name="Siti", posts=held_posts(posts, PARENTS))


@st.composite
def trees(draw: st.DrawFn) -> dict[int, int | None]:
    """Draw a forest: each office hangs below an earlier one, or at the top."""
    size = draw(st.integers(1, 12))
    return {n: draw(st.sampled_from([None, *range(1, n)])) for n in range(1, size + 1)}


def ancestors(unit: int, parents: Mapping[int, int | None]) -> set[int]:
    found = set()
    while (parent := parents[unit]) is not None:
        found.add(parent)
        unit = parent
    return found


@given(trees(), st.data())
def test_an_office_is_below_another_exactly_when_that_one_is_among_its_ancestors(parents, data):
    top = data.draw(st.sampled_from(sorted(parents)))
    below = {unit for unit in parents if top in ancestors(unit, parents) or unit == top}
    assert subtree(top, parents) == below
    assert {unit for unit in parents if would_circle(top, unit, parents)} == below


def test_a_permission_reaches_the_offices_of_the_posts_that_give_it_and_no_others():
    head = staff(("head", 2), ("clerk", 5))
    assert head.reach(Permission.READ_REPORTS) == {2, 3}
    assert head.reach(Permission.ENTER_FORMS) == {5}
    assert head.reach(Permission.READ_REGISTER) == {2, 3, 5}
    assert head.reach(Permission.MANAGE_ACCOUNTS) == frozenset()
    assert head.may(Permission.READ_REPORTS, 3)
    assert not head.may(Permission.READ_REPORTS, 1)
    assert not head.may(Permission.READ_REPORTS, 5)
    assert head.may(Permission.READ_REPORTS)
    assert not head.may(Permission.MANAGE_ACCOUNTS)


def test_a_post_for_everything_reaches_offices_that_do_not_exist_yet():
    owner = staff(("owner", None))
    assert owner.reach(Permission.EDIT_REGISTER) is None
    assert owner.may(Permission.EDIT_REGISTER, 99)


def test_what_all_offices_share_is_changed_only_from_a_post_for_everything():
    for permission in EVERYWHERE:
        for role in (role for role, granted in GRANTED.items() if permission in granted):
            assert not staff((role, 1)).may(permission)
            assert staff((role, None)).may(permission)


def test_an_auditor_changes_nothing():
    assert {p for p in GRANTED[Role.AUDITOR] if not p.startswith("read-")} == set()


def test_nobody_both_proposes_and_publishes_a_comment_by_one_role():
    for granted in GRANTED.values():
        assert not {Permission.HANDLE_COMMENTS, Permission.PUBLISH_COMMENTS} <= granted


def test_whoever_moderates_answers_for_no_office_and_whoever_reviews_does_nothing_else():
    apart = {(one, other) for one in Role for other in Role if are_apart(one, other)}
    assert all((other, one) in apart for one, other in apart)
    assert {other for one, other in apart if one is Role.REVIEWER} == set(Role) - {Role.REVIEWER}
    assert {other for one, other in apart if one is Role.MODERATOR} == {Role.OWNER, Role.HEAD, Role.REVIEWER}


def test_every_permission_is_some_roles_and_every_role_has_some():
    assert set(GRANTED) == set(Role)
    assert frozenset().union(*GRANTED.values()) == set(Permission)
    assert all(GRANTED.values())


def test_roles_are_listed_once_and_in_order():
    posts = tuple(HeldPost(role=role, units=None) for role in (Role.CLERK, Role.OWNER, Role.CLERK))
    assert Staff(account_id=1, name="", posts=posts).roles == (Role.OWNER, Role.CLERK)
