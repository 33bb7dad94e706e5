"""The open data: what a program that reads it relies on."""

import csv
import hashlib
import io

import pytest

from portal.domain.periods import Period
from portal.transparency import api
from tests.factories import make_service, make_site, make_unit
from tests.transparency.documents import GOOD, make_edition

S2_2025 = Period(kind="semester", sequence=4051).sequence


@pytest.fixture
def office(session):
    make_site(session)
    return make_unit(session, slug="kantor")


def test_an_editions_bytes_have_its_hash(session, client, office):
    edition = make_edition(session, office, sheets=GOOD * 6)
    answer = client.get(f"/api/v1/editions/{edition.id}")
    assert hashlib.sha256(answer.data).hexdigest() == edition.hash
    assert edition.hash in client.get(f"/edisi/{edition.id}").text
    assert answer.last_modified.date() == edition.closed_on


def test_units_carry_their_latest_figure_or_nothing(session, client, office):
    make_unit(session, slug="lain")
    edition = make_edition(session, office, sheets=GOOD * 6)
    latest = {unit["slug"]: unit["latest"] for unit in client.get("/api/v1/units").json["units"]}
    assert latest["kantor"]["id"] == edition.id
    assert latest["kantor"]["figure"]["n"] == 30
    assert latest["lain"] is None


def test_a_unit_lists_services_and_every_edition(session, client, office):
    make_service(session, office, slug="ktp")
    make_edition(session, office, sheets=GOOD * 6)
    make_edition(session, office, revision=1, sheets=GOOD * 7)
    unit = client.get("/api/v1/units/kantor").json
    assert [service["slug"] for service in unit["services"]] == ["ktp"]
    assert [edition["revision"] for edition in unit["editions"]] == [1, 0]


def test_editions_are_filtered_and_paged(session, client, office, monkeypatch):
    monkeypatch.setattr(api, "PAGE_SIZE", 2)
    other = make_unit(session)
    for unit in (office, other):
        make_edition(session, unit, sheets=GOOD * 2)
        make_edition(session, unit, sequence=S2_2025, sheets=GOOD * 2)
    make_edition(session, office, kind="year", sequence=2025, sheets=GOOD * 2)
    first = client.get("/api/v1/editions?unit=kantor").json
    second = client.get(first["next"]).json
    ids = [edition["id"] for edition in first["editions"] + second["editions"]]
    assert ids == ["kantor-2026-s1", "kantor-2025", "kantor-2025-s2"]
    assert second["next"] is None
    assert [edition["id"] for edition in client.get("/api/v1/editions?kind=year").json["editions"]] == [
        "kantor-2025"
    ]


@pytest.mark.parametrize(
    "path", ["units/x", "editions/x", "editions?page=0", "editions?page=99999999999999999999"]
)
def test_errors_are_json(session, client, office, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert answer.json["error"] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/units",
        "/api/v1/units/kantor",
        "/api/v1/editions",
        "/api/v1/editions/kantor-2026-s1",
        "/edisi/kantor-2026-s1.csv",
    ],
)
def test_unchanged_data_is_confirmed(session, client, office, path):
    make_edition(session, office, sheets=GOOD * 6)
    first = client.get(path)
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert first.headers["Cache-Control"] == "public, max-age=60"


def rows(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_the_table_says_what_the_document_says(session, client, office):
    make_edition(session, office, sheets=GOOD * 6)
    answer = client.get("/edisi/kantor-2026-s1.csv")
    values = {(row["measure"], row["key"]): row["value"] for row in rows(answer)}
    figure = client.get("/api/v1/editions/kantor-2026-s1").json["figure"]
    assert values["n", ""] == "30"
    assert values["ikm", ""].replace(".", "") == str(figure["ikm"])
    assert [values[f"answers_{score}", "biaya"] for score in range(1, 5)] == list(
        map(str, figure["distribution"]["biaya"])
    )
    assert {row["demo"] for row in rows(answer)} == {""}
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kantor-2026-s1.csv"'


def test_every_row_of_a_demo_says_so(session, client, office):
    make_edition(session, office, sheets=GOOD * 6, demo=True)
    assert {row["demo"] for row in rows(client.get("/edisi/kantor-2026-s1.csv"))} == {"DATA CONTOH"}


def test_a_table_of_not_enough_has_no_figure(session, client, office):
    make_edition(session, office)
    measures = {row["measure"] for row in rows(client.get("/edisi/kantor-2026-s1.csv"))}
    assert measures == {"status", "cutoff", "sha256"}
