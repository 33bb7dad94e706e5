"""Editions: one encoding, names that last, and figures that a recount of the raw answers confirms."""

import hashlib
import json
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain import editions, skm
from portal.domain.batches import K
from portal.domain.editions import NotCanonicalError, Tally, canonical, digest, edition_id, pool
from portal.domain.interval import interval
from portal.domain.periods import period_of
from portal.domain.recount import recount
from portal.domain.skm import CURRENT_RULE, DEFINITION_ORDER, QUESTIONNAIRE_ORDER
from portal.domain.skm_form import SKM_V1

JUNE = 12 * 2026 + 5
# A row is one person's answers: a service, a tier, and nine digits in the order of the questionnaire.
DIGITS = st.text("1234", min_size=9, max_size=9)
ROWS = st.lists(st.tuples(st.sampled_from(["", "ktp", "akta"]), st.integers(0, 3), DIGITS), max_size=60)
SOME_ROWS = ROWS.filter(bool)


def tallies_of(rows) -> list[Tally]:
    """Count rows as the database does, one tally for each service and tier."""
    groups = defaultdict(list)
    for service, tier, digits in rows:
        groups[service, tier].append(digits)
    return [
        Tally(
            service=service,
            tier=tier,
            n=len(group),
            total=sum(sum(map(int, digits)) for digits in group),
            squares=sum(sum(map(int, digits)) ** 2 for digits in group),
            counts={
                key: tuple(sum(digits[at] == score for digits in group) for score in "1234")
                for at, key in enumerate(SKM_V1.keys)
            },
        )
        for (service, tier), group in groups.items()
    ]


def same_answers(service: str, n: int, *, tier: int = 0):
    """Return n rows that all answer 3."""
    return [(service, tier, "3" * 9)] * n


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("aåäz-"), inner),
    max_leaves=20,
)
DOCUMENTS = st.dictionaries(st.text("aåäz-"), JSON)


@settings(max_examples=50)
@given(DOCUMENTS)
def test_the_encoding_reads_back_and_does_not_depend_on_the_order_of_keys(document):
    encoded = canonical(document)
    assert json.loads(encoded) == document
    assert canonical(dict(reversed(document.items()))) == encoded


def test_the_encoding_is_utf8_with_sorted_keys_and_no_spaces():
    document = {"b": [1, None, True], "ä": "Kaltara – “é”", "a": {"z": -1, "y": "\n"}}
    expected = '{"a":{"y":"\\n","z":-1},"b":[1,null,true],"ä":"Kaltara – “é”"}'
    assert canonical(document) == expected.encode()


@pytest.mark.parametrize(
    "value", [1.0, float("nan"), b"1", Fraction(1, 2), Decimal(1), {1: "a"}, {None: 1}, {1, 2}, object()]
)
def test_the_encoding_refuses_what_another_machine_could_write_differently(value):
    for document in ({"a": value}, {"a": [value]}, {"a": {"b": (value,)}}):
        with pytest.raises(NotCanonicalError):
            canonical(document)


def test_the_digest_is_the_sha256_that_any_tool_gives():
    encoded = canonical({"a": 1})
    assert digest(encoded) == hashlib.sha256(b'{"a":1}').hexdigest()


@pytest.mark.parametrize(
    ("month", "kind", "revision", "expected"),
    [
        (JUNE, "semester", 0, "dukcapil-2026-s1"),
        (JUNE + 1, "semester", 0, "dukcapil-2026-s2"),
        (JUNE, "quarter", 1, "dukcapil-2026-q2-r1"),
        (JUNE, "year", 2, "dukcapil-2026-r2"),
    ],
)
def test_a_period_edition_is_named_after_its_period(month, kind, revision, expected):
    assert edition_id("dukcapil", kind, period_of(month, kind).sequence, revision) == expected


def test_an_interim_edition_is_named_by_its_number():
    assert edition_id("dukcapil", "interim", 7, 0) == "dukcapil-antara-7"


@given(ROWS, ROWS)
def test_pools_add_up(one, other):
    together, first, second = pool(tallies_of(one + other)), pool(tallies_of(one)), pool(tallies_of(other))
    assert together.n == first.n + second.n
    assert together.total == first.total + second.total
    assert together.squares == first.squares + second.squares
    for key in DEFINITION_ORDER:
        sums = [a + b for a, b in zip(first.elements[key], second.elements[key], strict=True)]
        assert list(together.elements[key]) == sums
        assert together.element_total(key) == first.element_total(key) + second.element_total(key)


def test_a_question_beyond_the_nine_is_not_pooled():
    (tally,) = tallies_of(same_answers("", 10))
    extra = Tally(
        service="", tier=0, n=10, total=270, squares=7290, counts={**tally.counts, "ekstra": (10, 0, 0, 0)}
    )
    assert pool([extra]) == pool([tally])


def recounted(rows):
    """Count the raw answers by the command anyone can run."""
    lines = [",".join(QUESTIONNAIRE_ORDER), *(",".join(digits) for _, _, digits in rows)]
    return recount("\n".join(lines))


@given(SOME_ROWS)
def test_the_headline_is_what_a_recount_of_the_raw_answers_gives(rows):
    headline = editions.headline(pool(tallies_of(rows)), CURRENT_RULE)
    direct = recounted(rows)
    assert (headline["n"], headline["ikm"], headline["grade"]) == (direct.n, direct.ikm, direct.grade)


@given(SOME_ROWS)
def test_the_interval_is_of_the_raw_totals_and_holds_the_ikm(rows):
    headline = editions.headline(pool(tallies_of(rows)), CURRENT_RULE)
    totals = [sum(map(int, digits)) for _, _, digits in rows]
    span = interval(n=len(rows), total=sum(totals), squares=sum(total**2 for total in totals))
    assert headline["low"] <= headline["ikm"] <= headline["high"]
    assert headline["low"] in {span.low, headline["ikm"]}
    assert headline["high"] in {span.high, headline["ikm"]}
    assert headline["grade"] in headline["grades"]


@pytest.mark.parametrize(("n", "rough"), [(10, True), (29, True), (30, False)])
def test_a_figure_of_fewer_than_thirty_is_rough(n, rough):
    assert editions.headline(pool(tallies_of(same_answers("", n))), CURRENT_RULE)["rough"] is rough


def test_a_grade_that_chance_could_change_names_both():
    # 27 of 36 points is 75.00, grade C from 65.00 to 76.60; ten people leave it open to B.
    rows = [("", 0, digits) for digits in ["3" * 9] * 8 + ["2" * 9, "4" * 9]]
    headline = editions.headline(pool(tallies_of(rows)), CURRENT_RULE)
    assert (headline["ikm"], headline["grade"]) == (7500, "C")
    assert set(headline["grades"]) >= {"B", "C"}


@given(SOME_ROWS)
def test_elements_are_what_a_recount_of_the_raw_answers_gives(rows):
    direct = recounted(rows)
    shown = editions.elements(pool(tallies_of(rows)), CURRENT_RULE)
    assert [row["key"] for row in shown] == list(DEFINITION_ORDER)
    for row in shown:
        assert row["total"] == direct.totals[row["key"]]
        assert row["nrr"] == skm.half_up(direct.nrr[row["key"]], 2)
        assert row["weighted"] == skm.half_up(direct.weighted[row["key"]], 4)
        assert row["value"] == skm.half_up(direct.nrr[row["key"]] * 25, 2)
        assert row["grade"] == skm.grade(row["value"], CURRENT_RULE).letter


@given(ROWS)
def test_a_distribution_counts_each_answer_once(rows):
    shown = editions.distribution(pool(tallies_of(rows)))
    for at, key in enumerate(QUESTIONNAIRE_ORDER):
        assert shown[key] == [sum(digits[at] == score for _, _, digits in rows) for score in "1234"]


@given(ROWS)
def test_services_that_are_shown_leave_no_small_rest(rows):
    sizes = defaultdict(int)
    for service, _, _ in rows:
        sizes[service] += 1
    shown = {row["service"]: row["n"] for row in editions.services(tallies_of(rows), CURRENT_RULE)}
    assert "" not in shown
    assert all(n == sizes[key] >= K for key, n in shown.items())
    rest = len(rows) - sum(shown.values())
    assert not shown or rest == 0 or rest >= K


def test_a_service_is_hidden_to_cover_a_small_one():
    rows = same_answers("akta", 12) + same_answers("ktp", 40) + same_answers("pindah", 3)
    assert [row["service"] for row in editions.services(tallies_of(rows), CURRENT_RULE)] == ["ktp"]


def test_a_service_has_its_own_figure():
    rows = same_answers("akta", 12) + [("ktp", 0, "4" * 9)] * 15
    shown = editions.services(tallies_of(rows), CURRENT_RULE)
    assert [(row["service"], row["n"], row["ikm"]) for row in shown] == [
        ("akta", 12, 7500),
        ("ktp", 15, 10000),
    ]


@given(ROWS)
def test_tiers_that_are_shown_leave_no_small_rest(rows):
    shown = editions.provenance(tallies_of(rows))
    assert all(n >= K for n in shown.values())
    rest = len(rows) - sum(shown.values())
    assert not shown or rest == 0 or rest >= K


def test_tiers_are_named_in_their_order():
    rows = same_answers("", 11, tier=3) + same_answers("", 12, tier=0)
    Random(1).shuffle(rows)
    assert list(editions.provenance(tallies_of(rows)).items()) == [("poster", 12), ("assisted", 11)]
    assert editions.provenance(tallies_of(same_answers("", 20) + same_answers("", 2, tier=3))) == {}
