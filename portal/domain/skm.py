"""The regulation's arithmetic: nine elements, the index (IKM) and its grade.

Everything stays an integer or a Fraction up to one final rounding, half up, to hundredths. Source:
Permenpan RB 14/2017. Its number, weights and bands are data, so that an old period keeps its own rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from portal.domain.words import Words

LOWEST_SCORE, HIGHEST_SCORE = 1, 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Element:
    """One of the nine things asked about; `short` is its one- or two-word label in charts."""

    key: str
    name: Words
    short: Words


ELEMENTS: tuple[Element, ...] = (
    Element(
        key="persyaratan",
        name=Words("Persyaratan", "Requirements"),
        short=Words("Persyaratan", "Requirements"),
    ),
    Element(
        key="prosedur",
        name=Words("Sistem, Mekanisme, dan Prosedur", "System, mechanism and procedure"),
        short=Words("Prosedur", "Procedure"),
    ),
    Element(
        key="waktu",
        name=Words("Waktu Penyelesaian", "Completion time"),
        short=Words("Waktu", "Time"),
    ),
    Element(
        key="biaya",
        name=Words("Biaya/Tarif", "Fees"),
        short=Words("Biaya", "Fees"),
    ),
    Element(
        key="produk",
        name=Words("Produk Spesifikasi Jenis Pelayanan", "Service product as specified"),
        short=Words("Produk", "Product"),
    ),
    Element(
        key="kompetensi",
        name=Words("Kompetensi Pelaksana", "Staff competence"),
        short=Words("Kompetensi", "Competence"),
    ),
    Element(
        key="perilaku",
        name=Words("Perilaku Pelaksana", "Staff conduct"),
        short=Words("Perilaku", "Conduct"),
    ),
    Element(
        key="pengaduan",
        name=Words("Penanganan Pengaduan, Saran dan Masukan", "Handling of complaints, suggestions and feedback"),
        short=Words("Pengaduan", "Complaints"),
    ),
    Element(
        key="sarana",
        name=Words("Sarana dan Prasarana", "Facilities and infrastructure"),
        short=Words("Sarana", "Facilities"),
    ),
)

# The regulation defines pengaduan 8th and sarana 9th; its questionnaire asks them the other way round.
# Published tables number U8 and U9 by either, which is why answers are kept under the key.
DEFINITION_ORDER: tuple[str, ...] = tuple(element.key for element in ELEMENTS)
QUESTIONNAIRE_ORDER: tuple[str, ...] = (*DEFINITION_ORDER[:7], "sarana", "pengaduan")


class NoRespondentsError(ValueError):
    """A figure was asked of fewer than one respondent."""


class TotalOutOfRangeError(ValueError):
    """A total is not reachable by that many scores of 1 to 4."""


class NrrOutOfRangeError(ValueError):
    """An element's mean lies outside 1 to 4."""


class ElementsMismatchError(ValueError):
    """The figures do not cover exactly the elements that the weights are for."""


class WeightsNotOneError(ValueError):
    """A rule's weights do not add up to exactly 1."""


class IndexOutOfRangeError(ValueError):
    """A value lies outside the rule's bands, so it has no grade."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Band:
    """A grade: its letter, its word, and the lowest index that earns it, in hundredths."""

    letter: str
    word: Words
    lower: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One version of a regulation: integer weights over `denominator`, and the bands, best first."""

    key: str
    version: int
    name: Words
    weights: Mapping[str, int]
    denominator: int
    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        if sum(self.weights.values()) != self.denominator:
            raise WeightsNotOneError(f"{self.id}: {dict(self.weights)} over {self.denominator}")

    @property
    def id(self) -> str:
        """Return the name under which a period stores its rule, such as `permenpan-14-2017/1`."""
        return f"{self.key}/{self.version}"

    @property
    def shares(self) -> dict[str, Fraction]:
        """Return each element's weight as a fraction of 1."""
        return {key: Fraction(weight, self.denominator) for key, weight in self.weights.items()}


CURRENT_RULE = Rule(
    key="permenpan-14-2017",
    version=1,
    name=Words(
        "Peraturan Menteri PANRB Nomor 14 Tahun 2017",
        "Regulation 14 of 2017 of the Minister of Administrative and Bureaucratic Reform",
    ),
    weights=dict.fromkeys(DEFINITION_ORDER, 1),
    denominator=9,
    bands=(
        Band(letter="A", word=Words("Sangat Baik", "Very good"), lower=88_31),
        Band(letter="B", word=Words("Baik", "Good"), lower=76_61),
        Band(letter="C", word=Words("Kurang Baik", "Less than good"), lower=65_00),
        Band(letter="D", word=Words("Tidak Baik", "Poor"), lower=25_00),
    ),
)
RULES: Mapping[str, Rule] = {CURRENT_RULE.id: CURRENT_RULE}

REGULATION_WEIGHT = Fraction(1, 9)
# Many guides print the ninth shortened to two or three decimals; see `variant_index`.
WEIGHT_VARIANTS: tuple[Fraction, ...] = (Fraction(11, 100), Fraction(111, 1000))


def nrr(total: int, n: int) -> Fraction:
    """Return an element's mean score (nilai rata-rata), exact, 1 to 4.

    `total` is the sum of the scores of `n` respondents. Raises NoRespondentsError or TotalOutOfRangeError.
    """
    if n < 1:
        raise NoRespondentsError(f"n is {n}")
    if not n * LOWEST_SCORE <= total <= n * HIGHEST_SCORE:
        raise TotalOutOfRangeError(f"{total} is no sum of {n} scores of 1 to 4")
    return Fraction(total, n)


def index(totals: Mapping[str, int], n: int, rule: Rule) -> Fraction:
    """Return the index (IKM) of `n` respondents under `rule`, exact, 25 to 100.

    `totals` holds the sum of scores per element key. A unit's index pools its respondents: add their
    totals first, never average the indices of services. Raises ElementsMismatchError besides `nrr`'s errors.
    """
    return index_of_nrr({key: nrr(total, n) for key, total in totals.items()}, rule.shares)


def index_of_nrr(nrrs: Mapping[str, Fraction], weights: Mapping[str, Fraction] | Fraction) -> Fraction:
    """Return the exact index of the element means: 25 times their weighted sum.

    One Fraction weighs all nine elements alike. Weights are taken as they are: when they do not add up to
    1, the result may leave 25 to 100. Raises ElementsMismatchError or NrrOutOfRangeError.
    """
    if isinstance(weights, Fraction):
        weights = dict.fromkeys(DEFINITION_ORDER, weights)
    if nrrs.keys() != weights.keys():
        raise ElementsMismatchError(f"missing or unknown: {sorted(nrrs.keys() ^ weights.keys())}")
    for key, value in nrrs.items():
        if not LOWEST_SCORE <= value <= HIGHEST_SCORE:
            raise NrrOutOfRangeError(f"{key}: {value}")
    return 25 * sum((weights[key] * value for key, value in nrrs.items()), start=Fraction(0))


def variant_index(totals: Mapping[str, int], n: int, weight: Fraction) -> Fraction:
    """Return the index that a spreadsheet with this one weight would show, exact.

    Guides print the weight 1/9 as 0.11 or 0.111, and spreadsheets take the print for the number. Nine times
    0.11 is 0.99, so every index loses 1% of itself, and a true 88.31 to 89.19 falls from A to B; 0.111 keeps
    99.9%. The portal publishes 1/9 and uses this to answer why another sheet differs.
    """
    return index_of_nrr({key: nrr(total, n) for key, total in totals.items()}, weight)


def half_up(value: Fraction, places: int) -> int:
    """Return `value` in units of the last of `places` decimals, a half rounded up."""
    # Python's round() sends halves to the even neighbour and floats miss them: 86.625 became 86.62.
    unit: int = 10**places
    return floor(value * unit + Fraction(1, 2))


def hundredths(value: Fraction) -> int:
    """Return `value` in hundredths, rounded half up: the one rounding a published figure gets."""
    return half_up(value, 2)


def grade(value: int, rule: Rule) -> Band:
    """Return the band of a rounded index, in hundredths; a value on a lower bound belongs to that band.

    Grading the rounded figure leaves no gap between the bands: 88.305 is printed as 88.31, which is an A.
    Raises IndexOutOfRangeError below the lowest band or above 100.
    """
    if value <= 100_00:
        for band in rule.bands:
            if value >= band.lower:
                return band
    raise IndexOutOfRangeError(f"{value} hundredths")


def grades_touched(low: int, high: int, rule: Rule) -> tuple[str, ...]:
    """Return the letters of all bands between two indices in hundredths, both included, best first."""
    best, worst = rule.bands.index(grade(high, rule)), rule.bands.index(grade(low, rule))
    return tuple(band.letter for band in rule.bands[best : worst + 1])
