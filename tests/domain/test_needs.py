"""Training needs: what is proposed, why, and what is never proposed."""

import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.behaviours import BEHAVIOUR_KEYS
from portal.domain.evaluations import Term
from portal.domain.figures import parse
from portal.domain.follow_up import Reason
from portal.domain.indicators import Target
from portal.domain.needs import (
    OF_ASPECT,
    OF_BEHAVIOUR,
    OF_ELEMENT,
    MeasuredIndicator,
    RatedBehaviour,
    elements_of,
    needs_of_behaviours,
    needs_of_edition,
    needs_of_indicators,
)
from portal.domain.plans import Aspect, Direction, Gathering, Rhythm
from portal.domain.predicate import Rating
from portal.domain.skm import DEFINITION_ORDER
from portal.domain.training import Competence
from tests.transparency.documents import BAD, document

TODAY = date(2026, 7, 1)


def edition(**changes):
    read = parse(json.dumps(document(None, sheets=BAD * 8) | changes), "00")
    assert read.figure is not None
    return read


def test_every_behaviour_and_aspect_leads_to_a_competence_and_every_element_but_the_building():
    assert set(OF_BEHAVIOUR) == set(BEHAVIOUR_KEYS)
    assert set(OF_ASPECT) == set(Aspect)
    assert set(DEFINITION_ORDER) - set(OF_ELEMENT) == {"sarana"}
    assert "waktu" in elements_of(Competence.RESULTS)
    assert "perilaku" in elements_of(Competence.COMMUNICATION)


def test_weak_elements_of_an_official_edition_are_needs():
    needs = needs_of_edition(edition())
    assert needs
    for need in needs:
        element = need.key.partition(":")[2]
        assert need.competence is OF_ELEMENT[element]
        assert need.seen.priority.reason is not Reason.LOWEST


def test_nothing_is_proposed_where_an_element_may_be_chance_or_one_persons():
    whole = edition()
    assert needs_of_edition(None) == ()
    assert needs_of_edition(edition(few_officers=True)) == ()
    assert needs_of_edition(replace(whole, kind="interim")) == ()
    assert needs_of_edition(replace(whole, figure=replace(whole.figure, rough=True))) == ()
    assert needs_of_edition(replace(whole, figure=replace(whole.figure, elements=()))) == ()
    assert needs_of_edition(replace(whole, figure=None)) == ()


def rated(behaviour="service", year=2026, quarter=1, rating=Rating.BELOW):
    return RatedBehaviour(behaviour=behaviour, term=Term(year=year, quarter=quarter), rating=rating)


def test_the_newest_rating_of_a_behaviour_decides():
    better = rated(quarter=2, rating=Rating.MEETS)
    assert [need.competence for need in needs_of_behaviours([rated()])] == [Competence.SERVICE]
    assert needs_of_behaviours([better, rated()]) == ()
    assert [need.key for need in needs_of_behaviours([rated(quarter=3), better])] == ["2026-3:service"]
    assert needs_of_behaviours([rated(quarter=4), rated(quarter=0, rating=Rating.MEETS)]) == ()


@given(st.lists(st.tuples(st.sampled_from(BEHAVIOUR_KEYS), st.integers(0, 4), st.sampled_from(Rating))))
def test_a_behaviour_is_proposed_at_most_once_and_only_when_it_was_rated_below(given_ratings):
    ratings = [rated(behaviour, 2026, quarter, rating) for behaviour, quarter, rating in given_ratings]
    needs = needs_of_behaviours(ratings)
    assert len({need.key.partition(":")[2] for need in needs}) == len(needs)
    assert all(need.seen.rating is Rating.BELOW for need in needs)


def measured(realised, aspect=Aspect.TIME, due_on=date(2026, 12, 31)):
    target = Target(
        direction=Direction.MORE,
        low=12_000,
        high=None,
        gathering=Gathering.SUM,
        rhythm=Rhythm.MONTHLY,
        start=date(2026, 1, 1),
        due_on=due_on,
    )
    return MeasuredIndicator(
        measure_id=5, name="Dokumen", unit_name="berkas", aspect=aspect, target=target, realised=realised
    )


def test_an_indicator_is_a_need_when_it_is_behind_or_missed_not_when_nobody_has_reported():
    assert [need.competence for need in needs_of_indicators([measured(1_000)], TODAY)] == [Competence.RESULTS]
    missed = measured(11_000, Aspect.QUALITY, date(2026, 6, 30))
    assert [need.competence for need in needs_of_indicators([missed], TODAY)] == [Competence.TECHNICAL]
    assert needs_of_indicators([measured(None), measured(6_000), measured(12_000)], TODAY) == ()
