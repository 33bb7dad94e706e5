"""Closing on real rows: which answers a batch takes, what it counts, and that none is lost or doubled."""

from collections import defaultdict
from datetime import date

import pytest
from sqlalchemy import func, select

from portal.domain.batches import Cutoff, Policy
from portal.models import Counter, Event, Response, Tally, Unit
from portal.publishing.actions import AlreadyClosedError, close_unit
from portal.publishing.job import publish
from tests.factories import make_responses, make_site
from tests.publishing.story import (
    DECEMBER,
    JANUARY,
    JULY,
    JUNE,
    after,
    answer,
    batches_of,
    close_early,
    free,
    note,
    open_office,
    outcomes_of,
    plain_counts,
    responses_of,
)


@pytest.mark.parametrize(
    ("answers", "days", "outcomes", "batches"),
    [
        # Answers a month, days a month -> outcomes; (counted, month of release from January) of each batch.
        ([60], 5, ["released"], [(60, 0)]),
        ([59], 5, ["held"], [(59, None)]),
        ([9], 5, ["open"], []),
        ([12], 3, ["open"], []),
        ([12, 0], 3, ["open", "open"], []),
        ([12, 1], 3, ["open", "held"], [(13, None)]),
        ([30], 1, ["held"], [(30, None)]),
        ([60, 12], 3, ["released", "open"], [(60, 0)]),
        ([12, 12], 4, ["held", "held"], [(12, 1), (12, None)]),
        ([12, 5, 0, 0, 0, 2], 4, ["held", *["open"] * 4, "merged"], [(19, 5)]),
        ([12, 0, 0, 0, 0, 0], 4, ["held", *["open"] * 5], [(12, 5)]),
        ([12, 5, 0, 0, 0, 5], 4, ["held", *["open"] * 4, "released"], [(12, 5), (10, 5)]),
        ([2, 1, 2, 1, 2, 1], 1, [*["open"] * 5, "carried"], []),
        ([2, 1, 2, 1, 2, 1, 9], 1, [*["open"] * 5, "carried", "held"], [(18, None)]),
        ([0] * 6, 0, ["open"] * 6, []),
    ],
)
def test_what_each_month_does(session, answers, days, outcomes, batches):
    make_site(session)
    counter = open_office(session)
    answer(session, counter, answers, days=days)
    publish(session, after(JANUARY + len(answers) - 1))
    assert outcomes_of(session, counter) == outcomes
    found = batches_of(session, counter)
    assert [(batch.counted, _released_in(batch)) for batch in found] == batches
    assert [batch.number for batch in found] == list(range(1, len(found) + 1))


def _released_in(batch) -> int | None:
    return None if batch.released_on is None else batch.released_on.month - 1


def test_a_unit_goes_through_a_cutoff_once(session):
    make_site(session)
    counter = open_office(session)
    cutoff = Cutoff.of_month(JANUARY, Policy(), instrument="skm", closed_on=after(JANUARY))
    unit = session.get_one(Unit, counter.unit_id)
    close_unit(session, unit, cutoff, Policy())
    with pytest.raises(AlreadyClosedError):
        close_unit(session, unit, cutoff, Policy())


def test_answers_of_the_running_month_wait(session):
    make_site(session)
    counter = open_office(session)
    answer(session, counter, [60, 30])
    publish(session, date(2026, 2, 28))
    assert [response.month for response in responses_of(session, counter) if response.batch_id is None] == [
        JANUARY + 1
    ] * 30


def test_an_answer_that_arrives_after_its_month_closed_is_carried_into_the_next_batch(session):
    make_site(session)
    counter = open_office(session)
    answer(session, counter, [60, 20])
    publish(session, after(JANUARY))
    make_responses(session, counter, ["444444444"], month=JANUARY)
    publish(session, after(JANUARY + 1))
    first, second = batches_of(session, counter)
    assert (first.received, first.carried_in, first.counted) == (60, 0, 60)
    assert (second.received, second.carried_in, second.counted) == (20, 1, 21)


def test_too_few_answers_are_carried_into_the_next_period(session):
    make_site(session)
    counter = open_office(session)
    answer(session, counter, [0, 0, 0, 0, 0, 4, 20])
    publish(session, after(JULY))
    (batch,) = batches_of(session, counter)
    assert (batch.received, batch.carried_in, batch.counted) == (20, 4, 24)
    assert (batch.first_month, batch.last_month) == (JUNE, JULY)


def test_a_withdrawn_answer_is_in_its_batch_but_in_no_figure(session):
    make_site(session)
    counter = open_office(session)
    make_responses(session, counter, ["444444444"] * 60 + ["111111111"], month=JANUARY)
    note(session, responses_of(session, counter)[0], "withdrawn")
    publish(session, after(JANUARY))
    (batch,) = batches_of(session, counter)
    (tally,) = session.scalars(select(Tally))
    assert (batch.received, batch.counted, batch.void) == (61, 60, 1)
    assert (tally.n, tally.counts) == (60, [[0, 0, 0, 60]] * 9)


def test_withdrawn_answers_do_not_help_to_close_a_batch(session):
    make_site(session)
    counter = open_office(session)
    answer(session, counter, [10])
    note(session, responses_of(session, counter)[0], "withdrawn")
    publish(session, after(JANUARY))
    assert batches_of(session, counter) == []


def test_a_quarantined_answer_waits_outside_and_joins_the_next_batch_once_released(session):
    make_site(session)
    counter = open_office(session)
    make_responses(session, counter, ["444444444"] * 60 + ["111111111"], month=JANUARY)
    make_responses(session, counter, ["444444444"] * 20, month=JANUARY + 1)
    note(session, responses_of(session, counter)[0], "quarantined", date(2026, 1, 20))
    publish(session, after(JANUARY))
    free(session, counter, JANUARY, date(2026, 2, 10))
    publish(session, after(JANUARY + 1))
    first, second = batches_of(session, counter)
    assert (first.received, first.counted, first.quarantined) == (61, 60, 1)
    assert (second.received, second.carried_in, second.counted) == (20, 1, 21)
    (late,) = [row for row in responses_of(session, counter) if row.scores == "111111111"]
    assert late.batch_id == second.id


def test_an_answer_confirmed_in_quarantine_is_never_counted(session):
    make_site(session)
    counter = open_office(session)
    answer(session, counter, [61, 60])
    quarantined = responses_of(session, counter, JANUARY)[0]
    note(session, quarantined, "quarantined", date(2026, 1, 20))
    publish(session, after(DECEMBER))
    assert sum(batch.quarantined for batch in batches_of(session, counter)) == 1
    assert quarantined.batch_id is None


def test_a_quarantined_answer_is_accounted_for_once_when_a_period_is_closed_early(session):
    make_site(session, demo=True)
    counter = open_office(session)
    answer(session, counter, [31])
    note(session, responses_of(session, counter)[0], "quarantined", date(2026, 1, 10))
    close_early(session, counter, date(2026, 1, 20))
    answer(session, counter, [0, 40])
    publish(session, after(DECEMBER))
    assert sum(batch.quarantined for batch in batches_of(session, counter)) == 1


def test_an_office_that_closes_still_publishes_its_last_answers(session):
    make_site(session)
    counter = open_office(session, closed_on=date(2026, 3, 10))
    answer(session, counter, [12, 3, 4])
    publish(session, after(DECEMBER))
    assert outcomes_of(session, counter) == ["held", "open", "open", "open", "open", "merged"]
    assert [batch.counted for batch in batches_of(session, counter)] == [19]


@pytest.fixture
def counters(year):
    """Return the counter of each office of a year, by its office's slug."""
    return {counter.unit.slug: counter for counter in year.scalars(select(Counter).order_by(Counter.id))}


def test_every_batch_and_their_sum_account_for_every_answer(year, counters):
    for counter in counters.values():
        batches = batches_of(year, counter)
        for batch in batches:
            assert batch.received + batch.carried_in == (
                batch.counted + batch.quarantined + batch.void + batch.carried_out
            )
        rows = responses_of(year, counter)
        inside = [row for row in rows if row.batch_id is not None]
        assert len(inside) == sum(batch.counted + batch.void for batch in batches)
        carried = sum(batch.carried_in for batch in batches)
        # Whoever came out of quarantine was received once and carried in once.
        freed = year.scalar(
            select(func.count())
            .select_from(Event)
            .where(Event.unit_id == counter.unit_id, Event.kind == "released")
        )
        late = sum(row.month < _first_of_its_period(row, batches) for row in inside) + freed
        assert carried == late
        assert sum(batch.received for batch in batches) + carried - freed == len(inside)


def _first_of_its_period(row: Response, batches) -> int:
    """Return the first month of the half-year that a response's batch counts in."""
    (batch,) = [batch for batch in batches if batch.id == row.batch_id]
    return batch.period * 6


def test_tallies_are_a_plain_count_of_the_rows(year, counters):
    withdrawn = set(year.scalars(select(Event.response_id).where(Event.kind == "withdrawn")))
    cells = defaultdict(list)
    for row in year.scalars(select(Response).where(Response.batch_id.is_not(None))):
        if row.id not in withdrawn:
            key = (row.batch_id, row.version_id, row.service_id or 0, row.counter_id, row.tier)
            cells[key].append(row.scores)
    tallies = year.scalars(select(Tally)).all()
    assert len(tallies) == len(cells) > 20
    for tally in tallies:
        scores = cells[tally.batch_id, tally.version_id, tally.service_id, tally.counter_id, tally.tier]
        totals = [sum(map(int, digits)) for digits in scores]
        assert (tally.n, tally.total) == (len(scores), sum(totals))
        assert tally.squares == sum(total**2 for total in totals)
        assert tally.counts == [[counts[score] for score in "1234"] for counts in plain_counts(scores)]


def test_a_batch_counts_what_its_tallies_count(year, counters):
    for counter in counters.values():
        for batch in batches_of(year, counter):
            n = year.scalar(select(func.sum(Tally.n)).where(Tally.batch_id == batch.id))
            assert batch.counted == n >= 10


def test_the_tiny_office_waits_the_whole_year(year, counters):
    assert batches_of(year, counters["kecil"])[0].counted == 13
    assert outcomes_of(year, counters["kecil"])[JUNE - JANUARY] == "carried"
