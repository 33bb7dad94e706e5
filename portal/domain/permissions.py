"""Who may do what: a permission comes with a role, for an office and everything below it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a member of staff is here for."""

    ADMINISTRATOR = "administrator"
    OWNER = "owner"  # runs the survey: Bagian Organisasi
    HEAD = "head"  # leads an office
    CLERK = "clerk"  # keys paper forms
    MODERATOR = "moderator"  # second person for what is published
    AUDITOR = "auditor"  # Inspektorat: sees, changes nothing
    SUPERVISOR = "supervisor"  # evaluates officers
    EMPLOYEE = "employee"  # is evaluated
    TRAINING = "training"  # runs courses: BKPSDM
    REVIEWER = "reviewer"  # from outside: reads sealed reports


class Permission(StrEnum):
    """What a route asks for."""

    READ_REGISTER = "read-register"
    EDIT_REGISTER = "edit-register"
    EDIT_QUESTIONNAIRES = "edit-questionnaires"
    READ_PERIODS = "read-periods"
    EDIT_PERIODS = "edit-periods"
    EDIT_VISITS = "edit-visits"
    ENTER_FORMS = "enter-forms"
    READ_COMMENTS = "read-comments"
    HANDLE_COMMENTS = "handle-comments"
    PUBLISH_COMMENTS = "publish-comments"
    EDIT_THEMES = "edit-themes"
    READ_ACTIONS = "read-actions"
    EDIT_ACTIONS = "edit-actions"
    READ_REPORTS = "read-reports"
    READ_EVALUATIONS = "read-evaluations"
    EVALUATE = "evaluate"
    REPLY_TO_EVALUATION = "reply-to-evaluation"
    DECIDE_OBJECTIONS = "decide-objections"
    READ_EMPLOYEES = "read-employees"
    EDIT_EMPLOYEES = "edit-employees"
    READ_PLANS = "read-plans"
    EDIT_OWN_PLAN = "edit-own-plan"
    LEAD_TEAM = "lead-team"
    READ_STATISTICS = "read-statistics"
    EDIT_LEVELS = "edit-levels"
    PUBLISH_ACHIEVEMENTS = "publish-achievements"
    READ_TRAINING = "read-training"
    TAKE_TRAINING = "take-training"
    EDIT_TRAINING = "edit-training"
    ANSWER_FORUM = "answer-forum"
    MODERATE_FORUM = "moderate-forum"
    RUN_CONSULTATIONS = "run-consultations"
    PUBLISH_THEMES = "publish-themes"
    EDIT_HOLIDAYS = "edit-holidays"
    READ_SEALED_REPORTS = "read-sealed-reports"
    READ_OUTBOX = "read-outbox"
    MANAGE_ACCOUNTS = "manage-accounts"
    READ_AUDIT = "read-audit"
    EDIT_RETENTION = "edit-retention"


P = Permission
GRANTED: Mapping[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(
        {
            P.READ_REGISTER, P.MANAGE_ACCOUNTS, P.READ_AUDIT, P.EDIT_RETENTION, P.READ_EMPLOYEES, P.EDIT_EMPLOYEES,
            P.READ_OUTBOX,
        }
    ),
    Role.OWNER: frozenset(
        {
            P.READ_REGISTER, P.EDIT_REGISTER, P.EDIT_QUESTIONNAIRES, P.READ_PERIODS, P.EDIT_PERIODS, P.EDIT_VISITS,
            P.READ_COMMENTS, P.HANDLE_COMMENTS, P.EDIT_THEMES, P.READ_ACTIONS, P.EDIT_ACTIONS, P.READ_REPORTS,
            P.READ_STATISTICS, P.EDIT_LEVELS, P.PUBLISH_ACHIEVEMENTS, P.ANSWER_FORUM, P.RUN_CONSULTATIONS,
            P.PUBLISH_THEMES, P.EDIT_HOLIDAYS,
        }
    ),
    Role.HEAD: frozenset(
        {
            P.READ_REGISTER, P.READ_PERIODS, P.EDIT_VISITS, P.READ_COMMENTS, P.HANDLE_COMMENTS, P.READ_ACTIONS,
            P.EDIT_ACTIONS, P.READ_REPORTS, P.READ_EMPLOYEES, P.READ_STATISTICS, P.ANSWER_FORUM,
            P.RUN_CONSULTATIONS,
        }
    ),
    Role.CLERK: frozenset({P.READ_REGISTER, P.EDIT_VISITS, P.ENTER_FORMS}),
    Role.MODERATOR: frozenset({P.READ_COMMENTS, P.PUBLISH_COMMENTS, P.MODERATE_FORUM}),
    Role.AUDITOR: frozenset(
        {
            P.READ_REGISTER, P.READ_PERIODS, P.READ_COMMENTS, P.READ_ACTIONS, P.READ_REPORTS, P.READ_EVALUATIONS,
            P.READ_AUDIT, P.READ_EMPLOYEES, P.READ_PLANS, P.READ_STATISTICS, P.READ_TRAINING,
        }
    ),
    Role.SUPERVISOR: frozenset(
        {P.READ_EVALUATIONS, P.EVALUATE, P.DECIDE_OBJECTIONS, P.READ_PLANS, P.LEAD_TEAM, P.READ_TRAINING}
    ),
    Role.EMPLOYEE: frozenset(
        {
            P.READ_EVALUATIONS, P.REPLY_TO_EVALUATION, P.READ_PLANS, P.EDIT_OWN_PLAN, P.READ_TRAINING,
            P.TAKE_TRAINING,
        }
    ),
    Role.TRAINING: frozenset({P.READ_EMPLOYEES, P.READ_TRAINING, P.EDIT_TRAINING, P.READ_STATISTICS}),
    Role.REVIEWER: frozenset({P.READ_SEALED_REPORTS}),
}  # fmt: skip
"""What each role may do, within its post's offices."""


def are_apart(first: Role, second: Role) -> bool:
    """Tell whether one person may not hold both roles.

    Whoever reads sealed reports does nothing else here, and whoever moderates the forum answers for no office.
    """
    pair = {first, second}
    if len(pair) == 1:
        return False
    if Role.REVIEWER in pair:
        return True
    return Role.MODERATOR in pair and any(P.ANSWER_FORUM in GRANTED[role] for role in pair)


EVERYWHERE = frozenset(
    {
        P.EDIT_QUESTIONNAIRES, P.EDIT_THEMES, P.MANAGE_ACCOUNTS, P.READ_AUDIT, P.EDIT_RETENTION, P.EDIT_EMPLOYEES,
        P.PUBLISH_ACHIEVEMENTS, P.EDIT_TRAINING, P.MODERATE_FORUM, P.PUBLISH_THEMES, P.EDIT_HOLIDAYS,
        P.READ_SEALED_REPORTS, P.READ_OUTBOX,
    }
)  # fmt: skip
"""Permissions about what all offices share: only a post for everything gives them."""

Reach = frozenset[int] | None
"""Ids of the offices something is allowed for; None for all of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldPost:
    """A role and the ids of its office and of those below it; None for everything."""

    role: Role
    units: Reach


@dataclass(frozen=True, kw_only=True, slots=True)
class Staff:
    """A signed-in member of staff."""

    account_id: int
    name: str
    posts: tuple[HeldPost, ...]

    @property
    def roles(self) -> tuple[Role, ...]:
        """Return the roles, in the order in which they are listed above, each once."""
        held = {post.role for post in self.posts}
        return tuple(role for role in Role if role in held)

    def reach(self, permission: Permission) -> Reach:
        """Return the offices that a permission is held for: an empty set when it is not held at all."""
        units: set[int] = set()
        for post in self.posts:
            if permission in GRANTED[post.role]:
                if post.units is None:
                    return None
                units |= post.units
        return frozenset() if permission in EVERYWHERE else frozenset(units)

    def may(self, permission: Permission, unit_id: int | None = None) -> bool:
        """Tell whether a permission is held for an office, or for any office at all when none is named."""
        units = self.reach(permission)
        return units is None or (unit_id in units if unit_id is not None else bool(units))


def subtree(unit_id: int, parents: Mapping[int, int | None]) -> frozenset[int]:
    """Return an office's id and those of all offices below it. parents: every office's id -> its parent's."""
    found = {unit_id}
    grown = True
    while grown:
        below = {unit for unit, parent in parents.items() if parent in found} - found
        found |= below
        grown = bool(below)
    return frozenset(found)


def would_circle(unit_id: int, parent_id: int, parents: Mapping[int, int | None]) -> bool:
    """Tell whether hanging an office below another would make it its own ancestor."""
    return parent_id in subtree(unit_id, parents)


def held_posts(posts: Iterable[tuple[str, int | None]], parents: Mapping[int, int | None]) -> tuple[HeldPost, ...]:
    """Return posts with their offices spelled out, from (role, office or None for everything)."""
    return tuple(
        HeldPost(role=Role(role), units=None if unit is None else subtree(unit, parents)) for role, unit in posts
    )
