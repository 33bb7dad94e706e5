"""Consultations (Forum Konsultasi Publik, Permenpan RB 16/2017): what one needs before it counts as concluded.

Who was there is counted by party and never named; who chairs, writes and answers for an agreement is a post. What
was said in the hall and online stays in the consultation's topic. The record of proceedings (berita acara) is what
both sides sign, and from then on nothing of it changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from portal.domain.editions import canonical, digest
from portal.domain.words import Words
from portal.domain.workdays import NO_HOLIDAYS, add_workdays, is_workday


class Party(StrEnum):
    """Whom somebody at a consultation speaks for."""

    USERS = "users"
    LEADERS = "leaders"
    ACADEMICS = "academics"
    BUSINESS = "business"
    ORGANISATIONS = "organisations"
    MEDIA = "media"
    VULNERABLE = "vulnerable"
    GOVERNMENT = "government"


PARTIES: Mapping[Party, Words] = {
    Party.USERS: Words("Masyarakat pengguna layanan", "Users of the service"),
    Party.LEADERS: Words("Tokoh masyarakat", "Community leaders"),
    Party.ACADEMICS: Words("Akademisi", "Academics"),
    Party.BUSINESS: Words("Dunia usaha", "Business"),
    Party.ORGANISATIONS: Words(
        "Organisasi profesi dan masyarakat sipil", "Professional and civil society organisations"
    ),
    Party.MEDIA: Words("Media", "Media"),
    Party.VULNERABLE: Words(
        "Penyandang disabilitas dan kelompok rentan", "People with disabilities and vulnerable groups"
    ),
    Party.GOVERNMENT: Words("Pemerintah dan penyelenggara layanan", "Government and service providers"),
}
"""The parties in the order in which they are listed."""


class State(StrEnum):
    """Where a consultation stands. While it is held, its minutes are being written."""

    ANNOUNCED = "announced"
    HELD = "held"
    CONCLUDED = "concluded"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Tell whether nothing changes any more."""
        return self in {State.CONCLUDED, State.CANCELLED}


RECORD_DAYS = 10
"""Working days after a consultation in which its record of proceedings is published."""

FURTHEST = timedelta(days=366)
"""How far ahead people are invited."""

FEWEST_SHOWN = 3
"""The least of a party that is named in public: what the only one of them said would be that person's word."""

OTHERS = Words("Lainnya (unsur dengan satu atau dua orang)", "Others (parties of one or two persons)")

WITHOUT_AGREEMENT = "tanpa kesepakatan"
"""Minutes that say this, in any letters, conclude a consultation at which nothing was agreed."""


class Lack(StrEnum):
    """What is missing before a consultation can be concluded."""

    DAY = "day"  # it has not taken place yet
    ATTENDANCE = "attendance"  # nobody was counted
    MINUTES = "minutes"
    POSTS = "posts"  # of who signs
    AGREEMENT = "agreement"  # none, and the minutes do not say so
    DUE = "due"  # an agreement's due day is over, or has become a day off


class PastError(ValueError):
    """A consultation is announced for a later day than today."""


class TooFarError(ValueError):
    """A consultation is announced for within a year."""


class DayOffError(ValueError):
    """Nobody works on that day. proposed: the next working day."""

    def __init__(self, proposed: date) -> None:
        super().__init__(str(proposed))
        self.proposed = proposed


class HoursError(ValueError):
    """It would end before it starts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """When it takes place. starts, ends: WITA, such as 09:00."""

    held_on: date
    starts: str
    ends: str


def check_schedule(schedule: Schedule, today: date, holidays: frozenset[date] = NO_HOLIDAYS) -> None:
    """Check when a consultation is to take place.

    Raises `PastError`, `TooFarError`, `DayOffError` or `HoursError`.
    """
    if schedule.held_on <= today:
        raise PastError
    if schedule.held_on > today + FURTHEST:
        raise TooFarError
    if not is_workday(schedule.held_on, holidays):
        raise DayOffError(add_workdays(schedule.held_on, 1, holidays))
    if schedule.ends <= schedule.starts:
        raise HoursError


def record_due(held_on: date, holidays: frozenset[date] = NO_HOLIDAYS) -> date:
    """Return the last day on which the record of proceedings is in time."""
    return add_workdays(held_on, RECORD_DAYS, holidays)


def is_late(state: State, held_on: date, due_on: date, today: date) -> bool:
    """Tell whether the day is over and nobody has said that it took place, or its record is overdue.

    due_on: of the record.
    """
    if state is State.ANNOUNCED:
        return held_on < today
    return state is State.HELD and due_on < today


def shown_attendance(attendance: Mapping[Party, int]) -> list[tuple[Words, int]]:
    """Return how many were there as the public reads it: parties of one or two persons together, as others."""
    large = [(PARTIES[party], n) for party, n in attendance.items() if n >= FEWEST_SHOWN]
    few = sum(n for n in attendance.values() if n < FEWEST_SHOWN)
    return [*large, (OTHERS, few)] if few else large


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A document as the record of proceedings names it. digest: SHA-256 of the file."""

    title: str
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreed:
    """What was agreed. owner: a post. element: one of the nine, or `ikm`."""

    wording: Words
    owner: str
    due_on: date
    element: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Proceedings:
    """All that the record of proceedings (berita acara) says.

    office: its slug, which stays when its name does not. attendance: how many of each party. hall, online:
    contributions, counted also when their words are gone. concluded_on: None while it is a draft.
    """

    consultation: int
    office: str
    title: Words
    purpose: Words
    schedule: Schedule
    place: str
    link: str
    announced_on: date
    concluded_on: date | None
    documents: Sequence[Document] = ()
    attendance: Mapping[Party, int] = field(default_factory=dict)
    hall: int = 0
    online: int = 0
    minutes: str = ""
    agreements: Sequence[Agreed] = ()
    chair: str = ""
    secretary: str = ""

    @property
    def present(self) -> int:
        """Return how many were there."""
        return sum(self.attendance.values())

    @property
    def digest(self) -> str:
        """Return the SHA-256 of its canonical text, which the printed record carries."""
        return digest(canonical(as_document(self)))


def as_document(proceedings: Proceedings) -> dict[str, object]:
    """Return the document whose canonical text is hashed."""
    schedule, concluded_on = proceedings.schedule, proceedings.concluded_on
    return {
        "format": 1,
        "consultation": proceedings.consultation,
        "office": proceedings.office,
        "title": proceedings.title.as_dict(),
        "purpose": proceedings.purpose.as_dict(),
        "held_on": schedule.held_on.isoformat(),
        "starts": schedule.starts,
        "ends": schedule.ends,
        "place": proceedings.place,
        "link": proceedings.link,
        "announced_on": proceedings.announced_on.isoformat(),
        "concluded_on": concluded_on.isoformat() if concluded_on else None,
        "documents": [{"title": each.title, "digest": each.digest} for each in proceedings.documents],
        "attendance": _shown_counts(proceedings.attendance),
        "contributions": {"hall": proceedings.hall, "online": proceedings.online},
        "minutes": proceedings.minutes,
        "agreements": [_agreed(each) for each in proceedings.agreements],
        "chair": proceedings.chair,
        "secretary": proceedings.secretary,
    }


def _shown_counts(attendance: Mapping[Party, int]) -> dict[str, int]:
    """Return what the public reads: from a digest of exact counts, the hidden ones could be found by trying."""
    large = {party.value: n for party, n in attendance.items() if n >= FEWEST_SHOWN}
    return {**large, "others": sum(attendance.values()) - sum(large.values())}


def _agreed(agreed: Agreed) -> dict[str, object]:
    return {
        "wording": agreed.wording.as_dict(),
        "owner": agreed.owner,
        "due_on": agreed.due_on.isoformat(),
        "element": agreed.element,
    }


def lacks(proceedings: Proceedings, today: date, holidays: frozenset[date] = NO_HOLIDAYS) -> tuple[Lack, ...]:
    """Return what is missing before a consultation can be concluded, in the order in which it is filled in.

    An agreement becomes a public promise, so that its due day must still lie ahead.
    """
    agreements = proceedings.agreements
    needed = (
        (Lack.DAY, proceedings.schedule.held_on <= today),
        (Lack.ATTENDANCE, proceedings.present > 0),
        (Lack.MINUTES, bool(proceedings.minutes)),
        (Lack.POSTS, bool(proceedings.chair and proceedings.secretary)),
        (Lack.AGREEMENT, bool(agreements) or says_without_agreement(proceedings.minutes)),
        (Lack.DUE, all(each.due_on >= today and is_workday(each.due_on, holidays) for each in agreements)),
    )
    return tuple(lack for lack, is_there in needed if not is_there)


def says_without_agreement(minutes: str) -> bool:
    """Tell whether minutes say in so many words that nothing was agreed."""
    return WITHOUT_AGREEMENT in " ".join(minutes.casefold().split())
