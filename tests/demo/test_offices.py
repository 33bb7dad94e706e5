"""The demo's register is whole: counters lead to services, sizes are spread, small offices are there."""

import pytest

from portal.demo.offices import OFFICES, REFUSED_EARLY
from portal.domain.batches import FEW_OFFICERS, Policy

by_slug = pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.slug)


def test_fourteen_offices_with_slugs_of_their_own():
    assert len({office.slug for office in OFFICES}) == len(OFFICES) == 14


def test_more_than_forty_counters():
    assert 42 <= sum(len(office.counters) for office in OFFICES) <= 48


@by_slug
def test_counters_offer_services_of_their_office(office):
    slugs = {service.slug for service in office.services}
    assert len(slugs) == len(office.services)
    assert 2 <= len(slugs) <= 6
    offered = {slug for counter in office.counters for slug in counter.services}
    assert all(counter.services for counter in office.counters)
    assert offered == slugs


@by_slug
def test_counters_of_an_office_are_told_apart(office):
    for language in ("id", "en"):
        names = [counter.name.to(language) for counter in office.counters]
        assert len(set(names)) == len(names)


@by_slug
def test_every_text_is_there_in_both_languages(office):
    texts = [office.name.as_dict(), *(counter.name.as_dict() for counter in office.counters)]
    for service in office.services:
        assert list(service.standard) == ["requirements", "time", "fee", "product"]
        texts += [service.name.as_dict(), *service.standard.values()]
    assert all(words["id"] and words["en"] for words in texts)


def test_sizes_run_from_about_one_to_three_hundred_answers_a_month():
    sizes = sorted(office.monthly for office in OFFICES)
    assert sizes[0] < 10 / 6, "the smallest office stays below ten answers a semester"
    assert sizes[-1] == 300
    assert sum(sizes) <= 900


def test_some_offices_have_few_officers():
    assert sum(office.officers < FEW_OFFICERS for office in OFFICES) >= 2


def test_refused_offices_are_busy_ones_that_hold_nothing():
    sizes = {office.slug: office.monthly for office in OFFICES}
    assert all(sizes[slug] > Policy().usual * 1.25 for slug in REFUSED_EARLY)
