"""Filling an empty place: what is stored is whole, reproducible and unpublished."""

from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from portal.db import Model
from portal.demo.actions import Filled, PlaceNotEmptyError, fill
from portal.demo.answers import MONTHS
from portal.demo.offices import OFFICES
from portal.domain.periods import first_day, month_of
from portal.domain.questionnaire import from_document
from portal.domain.skm_form import SKM_V1
from portal.models import (
    Batch,
    Comment,
    Counter,
    Day,
    Edition,
    Employee,
    Event,
    QuestionnaireVersion,
    Response,
    Site,
    Unit,
)

TODAY = date(2026, 11, 24)
FIRST_MONTH = month_of(TODAY) - MONTHS


@contextmanager
def empty_place():
    engine = create_engine("sqlite://")
    Model.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture(scope="module")
def place():
    with empty_place() as session:
        session.info["filled"] = fill(session, today=TODAY)
        session.commit()
        yield session


def count(session: Session, model: type[Model]) -> int:
    return session.scalars(select(func.count()).select_from(model)).one()


def test_tells_what_it_stored(place):
    assert place.info["filled"] == Filled(
        offices=count(place, Unit),
        counters=count(place, Counter),
        responses=count(place, Response),
        withdrawn=count(place, Event),
        comments=count(place, Comment),
    )


def test_site_says_that_it_is_a_demo(place):
    site = place.scalars(select(Site)).one()
    assert site.demo
    assert site.government.id == "Pemerintah Kabupaten Bulungan"


def test_questionnaire_is_the_frozen_official_one_from_the_first_month(place):
    version = place.scalars(select(QuestionnaireVersion)).one()
    assert from_document(version.content) == SKM_V1
    assert version.frozen
    assert version.starts_month == FIRST_MONTH


def test_counters_have_codes_of_their_own_and_offer_the_services_of_their_office(place):
    counters = place.scalars(select(Counter).order_by(Counter.id)).all()
    assert all(len(counter.code) == 6 for counter in counters)
    offered = [(c.unit.slug, c.name, {service.slug for service in c.services}) for c in counters]
    assert offered == [(o.slug, c.name, set(c.services)) for o in OFFICES for c in o.counters]


def test_responses_run_from_the_first_month_to_the_running_one(place):
    span = select(func.min(Response.month), func.max(Response.month))
    assert tuple(place.execute(span).one()) == (FIRST_MONTH, month_of(TODAY))
    span = select(func.min(Day.day), func.max(Day.day))
    first, last = place.execute(span).one()
    assert first_day(FIRST_MONTH) <= first < last <= TODAY


def test_responses_point_to_a_counter_of_their_own_unit(place):
    strays = select(Response.id).join(Counter).where(Counter.unit_id != Response.unit_id)
    assert place.scalars(strays).all() == []


def test_about_one_in_sixty_was_withdrawn_without_a_day(place):
    events = place.scalars(select(Event)).all()
    assert {(event.kind, event.day) for event in events} == {("withdrawn", None)}
    assert 1 / 90 < len(events) / count(place, Response) < 1 / 40


def test_nothing_is_published(place):
    assert count(place, Batch) == count(place, Edition) == 0
    assert place.scalars(select(Response.id).where(Response.batch_id.is_not(None))).all() == []


def test_same_seed_fills_the_same_place(place):
    codes, ids = (select(Counter.code).order_by(Counter.id), select(Response.id).order_by(Response.id))
    with empty_place() as again:
        fill(again, today=TODAY)
        assert again.scalars(codes).all() == place.scalars(codes).all()
        assert again.scalars(ids).all() == place.scalars(ids).all()
        people = select(Employee.name, Employee.nip, Employee.supervisor_id).order_by(Employee.id)
        assert again.execute(people).all() == place.execute(people).all()


def test_refuses_a_place_that_has_a_site(place):
    with pytest.raises(PlaceNotEmptyError):
        fill(place, today=TODAY)


def test_reports_progress_office_by_office():
    seen = []

    def watch(offices):
        for office in offices:
            seen.append(office.slug)
            yield office

    with empty_place() as session:
        fill(session, today=date(2026, 11, 1), progress=watch)
    assert seen == [office.slug for office in OFFICES]
