"""What the official documents say, as frozen values; the caller writes dates and periods in Indonesian.

Figures come from one edition and stay integers: indices in hundredths, counts in persons.
"""

from dataclasses import dataclass

from portal.documents.report.edition import EditionResult
from portal.domain.questionnaire import Version


@dataclass(frozen=True, kw_only=True, slots=True)
class Letterhead:
    """The head of an office's letters; contact may be empty."""

    government: str
    office: str
    address: str
    contact: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Signatory:
    """Who signs, and the line above: `Tanjung Selor, 10 Juli 2026`. Empty name and nip leave room for a pen."""

    place_and_date: str
    title: str
    name: str = ""
    nip: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Activity:
    """One row of the timetable of Bab II. days: working days, None if nobody counted them."""

    name: str
    time: str
    days: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """How many respondents the period should have had, in persons.

    population: recipients of the period before, None if the office did not say. target: None without one.
    note: the sentence about a shortfall or how the number was set; may be empty.
    """

    population: int | None
    target: int | None
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """A class of respondents and how many are in it."""

    label: str
    n: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Characteristic:
    """One-way counts of a question of the profile; small classes are merged already."""

    title: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUp:
    """One row of a follow-up plan (RTL). quarters: from 1 to 4. status: where it stands, empty for a new plan."""

    element: str
    action: str
    quarters: tuple[int, ...]
    owner: str
    status: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TrendRow:
    """The result of one period. ikm: hundredths. note: what the reader must know, such as `hasil impor`."""

    period: str
    n: int | None
    ikm: int
    grade: str
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SkmReport:
    """Everything in one office's report of one period.

    edition: see `read_edition`. address: the edition's public address, which the QR code holds.
    period: `Semester I Tahun 2026`. executor: who runs the survey. locations: counters. services: names of the
    services surveyed. trend: oldest first, this period last. characteristics: empty when they may not be shown.
    follow_up: this period's plan. past_follow_up: the last period's plan with its status. analysis, closing: the
    owner's own words, empty lines between paragraphs, may be empty. documentation: lines of the last annex.
    """

    edition: EditionResult
    address: str
    letterhead: Letterhead
    signatory: Signatory
    period: str
    executor: str
    sample: Sample
    questionnaire: Version
    trend: tuple[TrendRow, ...]
    activities: tuple[Activity, ...] = ()
    locations: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    characteristics: tuple[Characteristic, ...] = ()
    characteristics_note: str = ""
    follow_up: tuple[FollowUp, ...] = ()
    past_follow_up: tuple[FollowUp, ...] = ()
    method: str = ""
    analysis: str = ""
    closing: str = ""
    documentation: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeLine:
    """One office in the government's summary. ikm, low, high: hundredths, None with too few answers.

    follow_up: per cent of the last plan's actions that are done, None without a plan.
    """

    office: str
    n: int | None
    ikm: int | None
    grade: str
    low: int | None
    high: int | None
    follow_up: int | None
    edition_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """All offices of a government in one period. address: the public page that shows the same figures.

    total: the government's own edition, which pools every respondent; None if it has no figure.
    """

    letterhead: Letterhead
    signatory: Signatory
    period: str
    address: str
    demo: bool
    lines: tuple[OfficeLine, ...]
    total: OfficeLine | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """One proof for the PEKPPP assessment. item: what it proves. hash: the edition's, may be empty."""

    item: str
    office: str
    link: str
    hash: str = ""
