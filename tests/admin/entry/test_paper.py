"""Blank forms to print: numbered, and each leads to the counter's survey."""

import pytest

from portal.domain.permissions import Role
from tests.admin.entry.sheets import key
from tests.conftest import PUBLIC_URL
from tests.documents.reading import pages
from tests.scanning import picture, scan
from tests.staff import StaffClient, make_account, sign_in


def test_sheets_are_printed_with_running_numbers_and_the_counters_code(office):
    answer = office.clerk.get(f"{office.address}/formulir.pdf?jumlah=3&mulai=41")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    text = " ".join(pages(answer.data))
    assert [number for number in range(39, 46) if f"Lembar {number:04d}" in text] == [41, 42, 43]
    assert office.unit.name_id in text
    assert scan(picture(answer.data, 150)) == f"{PUBLIC_URL}/s/{office.counter.code}"


def test_the_next_number_is_proposed(office):
    key(office, 17)
    assert 'name="mulai" required' in office.clerk.get(f"{office.address}/formulir").text
    assert 'value="18"' in office.clerk.get(f"{office.address}/formulir").text


@pytest.mark.parametrize(
    "query", ["", "jumlah=0&mulai=1", "jumlah=201&mulai=1", "jumlah=1&mulai=0", "jumlah=x&mulai=1"]
)
def test_what_cannot_be_printed_is_asked_again(office, query):
    answer = office.clerk.get(f"{office.address}/formulir.pdf?{query}")
    assert answer.status_code == 422
    assert "-fault" in answer.text


def test_whoever_reads_the_register_may_print(office, session):
    head = StaffClient(office.clerk.application)
    sign_in(head, make_account(session, role=Role.HEAD, unit=office.unit))
    assert head.get(f"{office.address}/formulir.pdf?jumlah=1&mulai=1").status_code == 200
