"""Editions on real rows: what each kind shows, what it keeps back, and what subtraction must not give."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from portal.domain import batches, editions, interval, skm
from portal.domain.batches import K
from portal.domain.recount import recount
from portal.domain.skm import QUESTIONNAIRE_ORDER
from portal.models import Edition
from portal.publishing.job import publish
from tests.factories import make_responses, make_site
from tests.publishing.story import (
    DECEMBER,
    JANUARY,
    JULY,
    JUNE,
    after,
    answer,
    close_early,
    counted_scores,
    documents,
    figure,
    open_office,
    open_service,
    plain_counts,
    published,
)


def sums(scores) -> dict[str, list[int]]:
    """Return element -> how many answered 1, 2, 3 and 4, row by row."""
    return {
        key: [counts[score] for score in "1234"]
        for key, counts in zip(QUESTIONNAIRE_ORDER, plain_counts(scores), strict=True)
    }


@pytest.fixture
def told(year):
    """Return every document of a year, by its name."""
    return documents(year)


@pytest.mark.parametrize(
    ("name", "slugs", "months"),
    [
        ("ab-2026-s1", ["ab"], range(JANUARY, JULY)),
        ("ab-2026-s2", ["ab"], range(JULY, DECEMBER + 1)),
        ("ab-2026", ["ab"], range(JANUARY, DECEMBER + 1)),
        ("a-c-2026-s1", ["a-c"], range(JANUARY, JULY)),
        ("sedang-2026", ["sedang"], range(JANUARY, DECEMBER + 1)),
        ("kecil-2026-s2", ["kecil"], range(JULY, DECEMBER + 1)),
        ("pemerintah-2026-s1", ["ab", "a-c", "kecil", "sedang"], range(JANUARY, JULY)),
        ("pemerintah-2026", ["ab", "a-c", "kecil", "sedang"], range(JANUARY, DECEMBER + 1)),
    ],
)
def test_a_figure_is_a_recount_of_the_rows_behind_it(year, told, name, slugs, months):
    scores = counted_scores(year, *slugs, months=months)
    direct = recount("\n".join([",".join(QUESTIONNAIRE_ORDER), *(",".join(digits) for digits in scores)]))
    shown = told[name]["figure"]
    assert (shown["n"], shown["ikm"], shown["grade"]) == (direct.n, direct.ikm, direct.grade)
    assert [row["total"] for row in shown["elements"]] == list(direct.totals.values())
    if shown["distribution"]:
        assert shown["distribution"] == sums(scores)


def test_an_edition_is_stored_as_the_bytes_that_are_hashed(year):
    for row in year.scalars(select(Edition).order_by(Edition.id)):
        document = json.loads(row.document)
        assert row.document.encode() == editions.canonical(document)
        assert row.hash == editions.digest(row.document.encode())
        assert (row.id, row.kind, row.sequence, row.revision) == (
            document["id"],
            document["kind"],
            document["sequence"],
            document["revision"],
        )
        assert (row.cutoff.isoformat(), row.closed_on.isoformat()) == (
            document["cutoff"],
            document["closed_on"],
        )
        assert row.has_figure == (document["figure"] is not None) == (document["status"] == "published")


def test_interim_editions_share_no_batch_and_make_up_their_year(told):
    for slug in ("ab", "sedang", "a-c", "pemerintah"):
        interim = [told[name] for name in told if name.startswith(f"{slug}-antara-")]
        assert sorted(document["sequence"] for document in interim) == list(range(1, len(interim) + 1))
        batches = [batch for document in interim for batch in document["batches"]]
        assert sorted(batches) == sorted(told[f"{slug}-2026"]["batches"])
        halves = told[f"{slug}-2026-s1"]["batches"] + told[f"{slug}-2026-s2"]["batches"]
        assert sorted(halves) == sorted(batches)


def test_the_government_is_the_sum_of_its_offices(told):
    offices = ("ab", "a-c", "kecil", "sedang")
    for label in ("2026-s1", "2026-s2", "2026"):
        figures = [told[f"{slug}-{label}"]["figure"] for slug in offices]
        assert told[f"pemerintah-{label}"]["figure"]["n"] == sum(each["n"] for each in figures if each)


def test_batches_are_listed_alike_whatever_the_database_sorts_by(told):
    assert told["pemerintah-2026"]["units"] == ["a-c", "ab", "kecil", "sedang"]
    batches = [tuple(batch.split("/")) for batch in told["pemerintah-2026"]["batches"]]
    assert batches == sorted(batches, key=lambda batch: (batch[0], int(batch[1])))


def test_with_few_officers_elements_appear_once_a_period(told):
    names = [name for name in told if name.startswith("a-c-")]
    for name in names:
        shown = told[name]["figure"]
        assert told[name]["few_officers"]
        assert bool(shown["elements"]) == (told[name]["kind"] != "interim")
    assert "a-c-antara-1" in names


def test_with_more_officers_interim_editions_show_elements_too(told):
    assert told["ab-antara-1"]["figure"]["elements"]
    assert not told["ab-antara-1"]["few_officers"]


def test_the_governments_interim_editions_would_give_a_small_offices_elements_away(told):
    for name, document in told.items():
        if name.startswith("pemerintah-"):
            assert bool(document["figure"]["elements"]) == (document["kind"] != "interim")
            assert document["figure"]["distribution"] is None


def test_services_appear_in_the_year_alone_and_leave_no_small_rest(told):
    with_services = {
        name for name, document in told.items() if document["figure"] and document["figure"]["services"]
    }
    assert with_services == {"ab-2026"}
    shown = told["ab-2026"]["figure"]
    sizes = {row["service"]: row["n"] for row in shown["services"]}
    assert set(sizes) == {"akta", "ktp"}  # Four for `lain` hide it, and `pindah` to cover it.
    assert shown["n"] - sum(sizes.values()) >= K
    assert shown["services"][0]["name"] == {"id": "Layanan akta", "en": "Service akta"}


def test_tiers_and_what_was_not_counted_appear_in_the_official_period_alone(told):
    for document in told.values():
        shown = document["figure"]
        if shown and (document["kind"] != "semester" or document["scope"]["slug"] == "pemerintah"):
            assert shown["provenance"] is None
            assert shown["not_counted"] is None
    first = told["ab-2026-s1"]["figure"]
    assert first["provenance"] == {"poster": first["n"] - 18, "assisted": 18}
    assert first["not_counted"] == 14  # Two withdrawn; twelve in quarantine when their month closed.
    assert told["ab-2026-s2"]["figure"]["not_counted"] == 0


def test_few_not_counted_are_not_counted_in_public(told):
    assert told["sedang-2026-s1"]["figure"]["not_counted"] is None  # Two withdrawn.


def open_busy(session, answers, **changes):
    make_site(session, demo=True)
    counter = open_office(session, **changes)
    answer(session, counter, answers)
    return counter


def shows_distribution(session, name: str) -> bool:
    return figure(session, name)["distribution"] is not None


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        # Answers a month -> which editions show how many answered 1, 2, 3 and 4.
        ([60, 12, 0, 0, 0, 0], {"kantor-antara-1"}),
        ([60, 35, 0, 0, 0, 0], {"kantor-antara-1", "kantor-antara-2", "kantor-2026-s1"}),
        ([60, 12, 30, 0, 0, 0], {"kantor-antara-1", "kantor-antara-3"}),
        ([60, 29, 29, 0, 0, 0], {"kantor-antara-1", "kantor-2026-s1"}),
        ([60, 0, 0, 0, 0, 0], {"kantor-antara-1", "kantor-2026-s1"}),
        ([0, 0, 0, 0, 0, 29], set()),
        ([0, 0, 0, 0, 0, 30], {"kantor-antara-1", "kantor-2026-s1"}),
    ],
)
def test_no_subtraction_leaves_fewer_than_thirty_answers_one_by_one(session, answers, shown):
    open_busy(session, answers)
    publish(session, after(JUNE))
    every = documents(session)
    assert {name for name, each in every.items() if each["figure"] and each["figure"]["distribution"]} == shown


def test_a_years_distribution_looks_at_both_halves(session):
    open_busy(session, [60, 12, 0, 0, 0, 0, 60, 0, 0, 0, 0, 0])
    publish(session, after(DECEMBER))
    assert shows_distribution(session, "kantor-2026-s2")
    assert not shows_distribution(session, "kantor-2026")


@pytest.mark.parametrize(("later", "shown"), [(12, False), (35, True), (0, True)])
def test_a_revision_may_be_subtracted_from_the_one_it_replaces(session, later, shown):
    counter = open_busy(session, [0, 0, 0, 0, 0, 40])
    close_early(session, counter, date(2026, 6, 10))
    answer(session, counter, [later], first=JUNE)
    publish(session, after(JUNE))
    assert shows_distribution(session, "kantor-2026-s1")
    assert shows_distribution(session, "kantor-2026-s1-r1") is shown


def test_a_correction_names_the_edition_it_replaces_and_leaves_it_as_it_was(session):
    counter = open_busy(session, [0, 0, 0, 0, 0, 40])
    close_early(session, counter, date(2026, 6, 10))
    before = published(session)
    answer(session, counter, [20], first=JUNE)
    publish(session, after(JUNE))
    now = published(session)
    assert before.items() <= now.items()
    revised = json.loads(now["kantor-2026-s1-r1"])
    assert revised["revision"] == 1
    assert revised["replaces"] == {
        "id": "kantor-2026-s1",
        "hash": editions.digest(before["kantor-2026-s1"]),
    }
    assert revised["figure"]["n"] == 60


def test_what_is_shown_once_waits_for_the_period_to_be_over(session):
    """Else subtracting the early edition from the final one would show a handful's elements or tiers."""
    counter = open_busy(session, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40], officers=1)
    close_early(session, counter, date(2026, 12, 10))
    answer(session, counter, [12], first=DECEMBER)
    publish(session, after(DECEMBER))
    for name in ("kantor-2026-s2", "kantor-2026"):
        early, final = figure(session, name), figure(session, f"{name}-r1")
        assert (early["n"], early["elements"], early["services"], early["provenance"]) == (40, None, None, None)
        assert final["n"] == 52
        assert final["elements"]
    assert figure(session, "kantor-2026-s2-r1")["provenance"] == {"poster": 52}
    assert figure(session, "kantor-2026-r1")["services"] == []


def test_the_final_edition_follows_an_early_one_even_without_a_further_answer(session):
    counter = open_busy(session, [0, 0, 0, 0, 0, 40])
    close_early(session, counter, date(2026, 6, 10))
    publish(session, after(JUNE))
    early, final = figure(session, "kantor-2026-s1"), figure(session, "kantor-2026-s1-r1")
    assert (early["n"], final["n"]) == (40, 40)
    assert (early["provenance"], final["provenance"]) == (None, {"poster": 40})


def test_services_of_a_year_are_hidden_until_it_is_over(session):
    make_site(session, demo=True)
    counter = open_office(session)
    service = open_service(session, counter, "ktp")
    answer(session, counter, [40], first=DECEMBER, service_id=service.id)
    close_early(session, counter, date(2026, 12, 10))
    make_responses(session, counter, ["333333333"] * 3, month=DECEMBER, service_id=service.id)
    answer(session, counter, [10], first=DECEMBER)
    publish(session, after(DECEMBER))
    assert figure(session, "kantor-2026")["services"] is None
    assert [row["n"] for row in figure(session, "kantor-2026-r1")["services"]] == [43]


def closed_document(session, count: int):
    make_site(session)
    counter = open_office(session)
    answer(session, counter, [0, 0, 0, count])
    publish(session, after(JUNE))
    return published(session)


NOTHING = "kantor-2026-s1"


def test_below_the_threshold_nothing_is_said_but_that_it_is_not_enough(session):
    document = json.loads(closed_document(session, 9)[NOTHING])
    assert document["status"] == "insufficient"
    assert document["late_follow"] is True
    for field in ("figure", "answers", "units", "replaces"):
        assert document[field] is None
    assert document["batches"] == document["questionnaires"] == []


def test_without_any_answer_no_late_ones_are_promised(session):
    document = json.loads(closed_document(session, 0)[NOTHING])
    assert (document["status"], document["late_follow"]) == ("insufficient", False)


def test_one_answer_reads_like_nine(session, open_place):
    nine = open_place("sqlite").tell(lambda other: closed_document(other, 9))
    assert closed_document(session, 1) == nine


def test_late_answers_are_announced_beside_a_figure_too(session):
    open_busy(session, [60, 0, 0, 0, 0, 3])
    publish(session, after(JUNE))
    document = documents(session)["kantor-2026-s1"]
    assert (document["late_follow"], document["figure"]["n"]) == (True, 60)


def test_an_office_that_closed_promises_no_late_answers(session):
    make_site(session)
    answer(session, open_office(session, closed_on=date(2026, 6, 20)), [0, 0, 0, 0, 0, 3])
    publish(session, after(DECEMBER))
    assert not documents(session)["kantor-2026-s1"]["late_follow"]
    assert "kantor-2026-s2" not in documents(session)


def test_a_quarter_or_a_year_can_be_the_official_period(session):
    make_site(session, period="quarter")
    answer(session, open_office(session), [4, 4, 4, 0, 0, 11])
    publish(session, after(DECEMBER))
    every = documents(session)
    assert {name for name in every if name.startswith("kantor-2026")} == {
        *(f"kantor-2026-q{number}" for number in (1, 2, 3, 4)),
        "kantor-2026",
    }
    assert [every[f"kantor-2026-q{number}"]["status"] for number in (1, 2, 3)] == [
        "published",
        "published",
        "insufficient",
    ]
    assert every["kantor-2026"]["figure"]["n"] == 23
    assert every["kantor-2026-q1"]["figure"]["provenance"] == {"poster": 12}


def test_the_year_can_be_the_official_period(session):
    make_site(session, period="year")
    answer(session, open_office(session), [4, 4, 4, 0, 0, 11])
    publish(session, after(DECEMBER))
    assert {name for name in documents(session) if name.startswith("kantor-2026")} == {"kantor-2026"}
    assert figure(session, "kantor-2026")["provenance"] == {"poster": 23}


def test_an_answer_kept_open_changes_no_byte(session):
    counter = open_busy(session, [60])
    publish(session, after(JANUARY))
    before = published(session)
    make_responses(session, counter, ["111111111"], month=JANUARY + 1)
    publish(session, after(JANUARY))
    assert published(session) == before


def test_the_rule_named_in_a_document_is_the_one_that_gave_its_figure(told):
    for document in told.values():
        assert document["rules"] == {
            "skm": skm.CURRENT_RULE.id,
            "interval": interval.RULE_ID,
            "batches": batches.RULE,
        }


def test_both_databases_give_the_same_bytes(told_year):
    assert published(told_year("sqlite")) == published(told_year("postgresql"))
