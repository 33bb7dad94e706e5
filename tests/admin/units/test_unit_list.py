"""The list of offices: only what may be read, searched, filtered, sorted and taken along."""

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from portal.domain.permissions import Role
from portal.models import Unit
from tests.admin.register import as_staff
from tests.factories import OPENED, make_counter, make_service, make_site, make_unit

MOST_STATEMENTS = 12


@pytest.fixture(autouse=True)
def site(session):
    make_site(session)


@pytest.fixture
def owner(app, session):
    return as_staff(app, session)


@pytest.fixture
def offices(session):
    """Add an office with a section below it, a closed office, and a counter and services here and there."""
    health = make_unit(session, name_id="Dinas Kesehatan", slug="kesehatan", officers=30)
    clinic = make_unit(session, name_id="Puskesmas Antutan", slug="antutan", officers=8, parent_id=health.id)
    make_unit(session, name_id="Dinas Lama", slug="lama", officers=2, closed_on=OPENED)
    service = make_service(session, clinic)
    make_service(session, clinic, closed_on=OPENED)
    make_counter(session, clinic, [service])
    make_counter(session, clinic, [service])
    make_counter(session, clinic, [service], closed_on=OPENED)


def rows(client, query=""):
    """Return the rows of the list's CSV, without its heading."""
    answer = client.get(f"/staf/kantor/?format=csv&{query}")
    return [line.split(",") for line in answer.text.removeprefix("\ufeff").splitlines()[1:]]


def slugs(client, query=""):
    return [row[0] for row in rows(client, query)]


def test_the_table_counts_what_is_open(owner, offices):
    clinic = next(row for row in rows(owner) if row[0] == "antutan")
    assert clinic == ["antutan", "Puskesmas Antutan", *clinic[2:3], "Dinas Kesehatan", "8", "2", "1", ""]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["kesehatan", "lama", "antutan"]),
        ("q=puskes", ["antutan"]),
        ("state=open", ["kesehatan", "antutan"]),
        ("state=closed", ["lama"]),
        ("parent=kesehatan", ["antutan"]),
        ("sort=officers", ["lama", "antutan", "kesehatan"]),
        ("sort=-counters", ["antutan", "lama", "kesehatan"]),
        ("state=tidak-ada&sort=tidak-ada", ["kesehatan", "lama", "antutan"]),
    ],
)
def test_a_list_is_searched_filtered_and_sorted(owner, offices, query, found):
    assert slugs(owner, query) == found


def test_a_list_holds_what_may_be_read(app, session, offices):
    clinic = session.query(Unit).filter_by(slug="antutan").one()
    assert slugs(as_staff(app, session, Role.HEAD, clinic)) == ["antutan"]


def test_an_empty_list_says_how_to_begin_and_a_search_without_result_how_to_go_back(app, session, owner):
    assert "Tambah kantor yang pertama" in owner.get("/staf/kantor/").text
    auditor = as_staff(app, session, Role.AUDITOR)
    assert "Penyelenggara survei menambahkannya." in auditor.get("/staf/kantor/").text
    make_unit(session)
    assert "Tampilkan semua" in owner.get("/staf/kantor/?q=zzz").text


def test_a_long_list_takes_no_more_statements(session, owner):
    for _ in range(60):
        make_unit(session)
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        if "SAVEPOINT" not in statement:
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    page = owner.get("/staf/kantor/")
    event.remove(Engine, "before_cursor_execute", note)
    assert "Halaman 1 dari 2" in page.text
    assert len(seen) <= MOST_STATEMENTS, seen
