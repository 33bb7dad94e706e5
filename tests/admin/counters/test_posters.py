"""Posters of one counter, of an office, of what was ticked, or of everything, on the paper that was chosen."""

import pypdfium2
import pytest

from portal.admin.counters.posters import MOST_POSTERS
from portal.domain.permissions import Role
from portal.models import Counter
from tests.admin.register import as_staff
from tests.conftest import PUBLIC_URL
from tests.factories import OPENED, make_counter, make_site, make_unit
from tests.scanning import picture, scan

A4, A5 = (595, 842), (420, 595)


@pytest.fixture(autouse=True)
def site(session):
    make_site(session)


@pytest.fixture
def head(app, session, unit):
    return as_staff(app, session, Role.HEAD, unit)


@pytest.fixture
def unit(session):
    return make_unit(session)


def pages(answer):
    """Return the size of each page in points."""
    assert answer.mimetype == "application/pdf", answer.status
    with pypdfium2.PdfDocument(answer.data) as document:
        return [tuple(round(side) for side in document.get_page_size(number)) for number in range(len(document))]


def test_a_counters_poster_leads_to_its_survey(session, head, unit):
    counter = make_counter(session, unit)
    answer = head.get(f"/staf/kantor/{unit.slug}/loket/{counter.code}/poster.pdf")
    assert scan(picture(answer.data, 60)) == f"{PUBLIC_URL}/s/{counter.code}"
    assert answer.headers["Content-Disposition"] == f'inline; filename="poster-{counter.code}.pdf"'


@pytest.mark.parametrize(("paper", "size"), [("a4", A4), ("a5", A5), ("tent", A4), ("", A4), ("a0", A4)])
def test_an_office_has_a_page_for_each_open_counter(session, head, unit, paper, size):
    make_counter(session, unit)
    make_counter(session, unit)
    make_counter(session, unit, closed_on=OPENED)
    assert pages(head.get(f"/staf/kantor/{unit.slug}/poster.pdf?kertas={paper}")) == [size, size]


def test_everything_is_what_one_may_read_and_ticking_narrows_it(session, head, unit):
    own, _second = make_counter(session, unit), make_counter(session, unit)
    foreign = make_counter(session, make_unit(session))
    assert len(pages(head.get("/staf/loket/poster.pdf"))) == 2
    assert len(pages(head.get(f"/staf/loket/poster.pdf?pilih={own.code}&pilih={foreign.code}"))) == 1


def test_without_an_open_counter_there_is_no_poster_but_a_word(session, head, unit):
    closed = make_counter(session, unit, closed_on=OPENED)
    for address in (f"kantor/{unit.slug}/poster.pdf", f"kantor/{unit.slug}/loket/{closed.code}/poster.pdf"):
        answer = head.get(f"/staf/{address}")
        assert answer.status_code == 303
        assert "tidak ada poster" in head.get(answer.location).text


def test_too_many_posters_at_once_are_refused_with_a_way_on(session, head, unit):
    rows = (
        {"unit_id": unit.id, "code": f"{n:06}", "name_id": "Loket", "name_en": ""} for n in range(MOST_POSTERS + 1)
    )
    session.add_all(Counter(**row) for row in rows)
    session.commit()
    answer = head.get("/staf/loket/poster.pdf")
    assert answer.status_code == 303
    assert "Cetak per kantor" in head.get(answer.location).text
