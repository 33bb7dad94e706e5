"""Who acts in the demo's story of performance: officers with accounts, and those of one team without."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.admin.people import Person, find_me, list_team
from portal.demo.stage import Stage
from portal.domain.permissions import HeldPost, Role, Staff

LEADER = "kabid-dpmptsp"


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """An officer, and the member of staff whom the rooms let in."""

    staff: Staff
    person: Person


@dataclass(frozen=True, kw_only=True, slots=True)
class Cast:
    """All who act. actors: by account's key, and the team by place: `team-1`.

    quiet: what they do is left out of the trail, which cannot name who has no account and would tell of old days
    only.
    """

    stage: Stage
    actors: Mapping[str, Actor]
    quiet: bool

    def enter(self, key: str) -> Actor:
        """Let somebody act from now on."""
        if not self.quiet:
            self.stage.enter(key)
        return self.actors[key]


def gather_cast(stage: Stage, *, quiet: bool) -> Cast:
    """Gather who acts."""
    actors = {}
    for key, staff in stage.staff.items():
        person = find_me(stage.session, staff)
        if person is not None:
            actors[key] = Actor(staff=staff, person=person)
    team = sorted(list_team(stage.session, actors[LEADER].person.id), key=lambda person: person.id)
    for place, person in enumerate(team, 1):
        actors[f"team-{place}"] = Actor(staff=_without_account(person), person=person)
    return Cast(stage=stage, actors=actors, quiet=quiet)


def _without_account(person: Person) -> Staff:
    """Return who an officer would be if they had an account."""
    return Staff(account_id=0, name=person.name, posts=(HeldPost(role=Role.EMPLOYEE, units=None),))
