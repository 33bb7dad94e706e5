"""Results from before the portal: shown as such, corrected by a revision, and never part of an edition."""

from datetime import date
from html import unescape

import pytest
from sqlalchemy.exc import IntegrityError

from portal.models import ImportedResult
from portal.site import forget_site
from portal.transparency.imported import imported_results
from tests.factories import make_site, make_unit
from tests.transparency.documents import GOOD, make_edition

MARK = "impor, tidak terverifikasi"
S1_2024 = 4048


@pytest.fixture
def office(session):
    make_site(session)
    return make_unit(session, slug="kantor")


def make_result(session, unit, **changes):
    values = {
        "unit_id": unit.id,
        "kind": "semester",
        "sequence": S1_2024,
        "n": 152,
        "ikm": 87_65,
        "source": "Laporan SKM 2024",
        "imported_on": date(2026, 6, 1),
    }
    result = ImportedResult(**(values | changes))
    session.add(result)
    session.commit()
    forget_site()
    return result


def section(client, path: str = "/unit/kantor") -> str:
    """Return the section about imported results."""
    page = client.get(path).text
    return unescape(page.split('aria-labelledby="judul-impor"')[1].split("</section>")[0])


def test_an_imported_result_is_marked_and_names_its_source(session, client, office):
    make_result(session, office)
    make_result(session, office, kind="year", sequence=2023, n=None, ikm=85_10, source="<b>Koran</b>")
    shown = section(client)
    assert shown.count(MARK) >= 2
    assert "Semester 1 2024" in shown
    assert "87,65" in shown
    assert shown.index("Semester 1 2024") < shown.index("Tahun 2023")
    assert shown.count('class="hollow"') == 2
    assert "&lt;b&gt;Koran" in client.get("/unit/kantor").text


def test_a_correction_takes_the_place_of_what_it_corrects(session, client, office):
    make_result(session, office)
    assert "87,65" in section(client)
    make_result(session, office, revision=1, ikm=87_56)
    shown = section(client)
    assert "87,56" in shown
    assert "87,65" not in shown
    assert "perbaikan ke-1, 1 Juni 2026" in shown
    assert [figure.ikm for figure in imported_results(session, "kantor")] == [87_56]


def test_editions_and_everything_made_from_them_stay_as_they_were(session, client, office):
    make_edition(session, office, sheets=GOOD * 6)
    paths = ("/", "/perbandingan", "/edisi/kantor-2026-s1", "/edisi/kantor-2026-s1.csv", "/api/v1/units",
             "/api/v1/editions/kantor-2026-s1")  # fmt: skip
    before = [client.get(path).data for path in paths]
    office_before = client.get("/unit/kantor").text
    make_result(session, office)
    assert [client.get(path).data for path in paths] == before
    page = client.get("/unit/kantor").text
    start = page.index('<section class="section" aria-labelledby="judul-impor"')
    end = page.index("</section>", start) + len("</section>")
    assert "".join((page[:start] + page[end:]).split()) == "".join(office_before.split())


def test_an_office_shows_only_its_own(session, client, office):
    make_result(session, make_unit(session, slug="lain"))
    assert "judul-impor" not in client.get("/unit/kantor").text
    assert "judul-impor" in client.get("/unit/lain").text


def test_the_open_interface_keeps_them_apart_from_editions(session, client, office):
    make_result(session, office)
    answer = client.get("/api/v1/units/kantor").json
    assert answer["editions"] == []
    assert answer["imported"] == [
        {
            "kind": "semester",
            "period": "2024-s1",
            "n": 152,
            "ikm": 87_65,
            "source": "Laporan SKM 2024",
            "revision": 0,
            "verified": False,
        }
    ]


def test_an_imported_result_never_changes(session, office):
    result = make_result(session, office)
    result.ikm = 99_00
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
