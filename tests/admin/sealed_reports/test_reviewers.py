"""Reviewers read, ask, hand over and close; nobody else comes near a word."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.access import Access, access_of
from portal.admin.lists import PAGE_SIZE
from portal.admin.sealed_reports.queries import count_unread
from portal.domain.permissions import Permission, Role
from portal.models.accounts import Post
from portal.models.audit import AuditEntry
from portal.models.sealed_reports import SealedReport
from tests.admin.forms import submit
from tests.admin.register import as_staff
from tests.factories import make_site, make_unit
from tests.pages import CheckedClient
from tests.sealed_reports.door import MARK, add, file
from tests.staff import make_account, sign_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ROOM = "/staf/laporan-tertutup"


@pytest.fixture
def office(session):
    make_site(session)
    return make_unit(session, slug="kantor", name_id="Kantor Uji")


@pytest.fixture
def citizen(app, office):
    return CheckedClient(app, app.response_class)


@pytest.fixture
def reviewer(app, session, office):
    return as_staff(app, session, Role.REVIEWER)


def the_report(session) -> SealedReport:
    session.expire_all()
    return session.scalars(select(SealedReport)).one()


def address(session) -> str:
    return f"{ROOM}/{the_report(session).id.hex()}"


def notes(session) -> list[AuditEntry]:
    session.expire_all()
    return list(session.scalars(select(AuditEntry).where(AuditEntry.subject == "sealed_reports")))


def test_the_list_shows_no_word_and_every_look_at_one_is_noted_without_it(citizen, reviewer, session):
    file(citizen, kantor="kantor")
    page = reviewer.get(f"{ROOM}/").text
    assert "Kantor Uji" in page
    assert "hari ini" in page
    assert MARK not in page + reviewer.get(f"{ROOM}/?format=csv").text
    assert notes(session) == []
    for path in (address(session), f"{address(session)}/lembar"):
        assert MARK in reviewer.get(path).text
    looks = notes(session)
    assert [(look.verb, look.subject_id, look.unit_id) for look in looks] == [
        ("saw", the_report(session).id.hex(), None)
    ] * 2
    assert MARK not in repr([look.detail for look in looks])


def test_no_address_puts_all_reports_on_one_page(reviewer, session):
    row = {"body_seal": bytes(32), "kind": "money", "words": b"tersandi", "may_hand_over": False}
    for number in range(PAGE_SIZE + 1):
        name = bytes([number]) * 16
        session.add(SealedReport(id=name, handle=name * 2, received_on=date(2026, 5, 4), **row))
    session.commit()
    assert reviewer.get(f"{ROOM}/?format=csv").text.count('<th scope="row">') == PAGE_SIZE


def test_nobody_else_sees_a_word_on_any_page_table_or_trail(app, citizen, reviewer, session, office):
    receipt = file(citizen, kantor="kantor")
    submit(reviewer, address(session), {"words": f"Kapan? {MARK}"}, to=f"{address(session)}/pesan")
    add(citizen, receipt, f"Senin, {MARK}")
    opened = [address(session), f"{address(session)}/lembar", f"{ROOM}/"]
    others = [role for role in Role if role is not Role.REVIEWER]
    for role in others:
        assert {as_staff(app, session, role).get(path).status_code for path in opened} == {403}, role
    assert as_staff(app, session, Role.REVIEWER, office).get(opened[0]).status_code == 403
    everybody = make_account(session, role=None)
    everybody.posts += [Post(role=role) for role in others]
    session.commit()
    anybody = FlaskClient(app, app.response_class)  # A client that checks no pages: here are many.
    sign_in(anybody, everybody)
    rules = [rule for rule in app.url_map.iter_rules() if not rule.arguments and "GET" in (rule.methods or ())]
    tables = [f"{rule.rule}?format=csv" for rule in rules if needs_staff(app.view_functions[rule.endpoint])]
    for path in ["/staf/jejak/", *tables]:  # Where there is no table it is the page itself.
        with app.app_context():
            assert MARK.encode() not in anybody.get(path).data, path


def needs_staff(view) -> bool:
    needed = access_of(view)
    return needed is Access.STAFF or isinstance(needed, Permission)


def test_a_question_reaches_the_writer_and_the_answer_the_reviewers(citizen, reviewer, session):
    receipt = file(citizen)
    assert count_unread(session) == 1
    asked = submit(reviewer, address(session), {"words": "Di loket berapa?"}, to=f"{address(session)}/pesan")
    assert asked.status_code == 303
    assert the_report(session).state == "reading"
    assert count_unread(session) == 0
    page = citizen.get(f"/lapor/bukti/{receipt}").text
    assert "Di loket berapa?" in page
    assert "Peninjau sedang membacanya." in page
    hostile = "Loket dua <script>alert(1)</script> https://contoh.id \u202eterbalik"
    assert add(citizen, receipt, hostile).status_code == 303
    assert count_unread(session) == 1
    assert "pelapor menambahkan sesuatu" in reviewer.get(f"{ROOM}/?state=reading").text
    shown = reviewer.get(address(session)).text
    assert "Loket dua &lt;script&gt;alert(1)&lt;/script&gt; https://contoh.id terbalik" in shown
    assert 'href="https://contoh.id' not in shown


def test_it_goes_on_only_where_its_writer_lets_it_and_the_writer_reads_where(citizen, reviewer, session):
    receipt = file(citizen)
    page = address(session)
    submit(reviewer, page, to=f"{page}/dibaca")
    national = {"to": "sp4n-lapor", "reference": "1234567"}
    assert submit(reviewer, page, national, to=f"{page}/teruskan").status_code == 422
    assert the_report(session).handover is None
    ombudsman = {"to": "ombudsman", "reference": "0042/LM/V/2026"}
    assert submit(reviewer, page, ombudsman, to=f"{page}/teruskan").status_code == 303
    assert b"0042" not in the_report(session).handover
    shown = citizen.get(f"/lapor/bukti/{receipt}").text
    assert "Ombudsman RI" in shown
    assert "0042/LM/V/2026" in shown
    assert submit(reviewer, page, ombudsman, to=f"{page}/teruskan").status_code == 409
    allowed = file(citizen, teruskan="y", cerita="Laporan kedua, boleh diteruskan.")
    second = next(r for r in session.scalars(select(SealedReport)) if r.may_hand_over)
    there = f"{ROOM}/{second.id.hex()}"
    assert submit(reviewer, there, national, to=f"{there}/teruskan").status_code == 303
    assert "1234567" in citizen.get(f"/lapor/bukti/{allowed}").text


def test_a_closed_report_tells_its_writer_why_and_takes_nothing_more(citizen, reviewer, session):
    receipt = file(citizen)
    page = address(session)
    assert submit(reviewer, page, {"reason": "pendek"}, to=f"{page}/tutup").status_code == 422
    reason = {"reason": "Sudah ditangani Inspektorat; terima kasih."}
    assert submit(reviewer, page, reason, to=f"{page}/tutup").status_code == 303
    assert reason["reason"] in citizen.get(f"/lapor/bukti/{receipt}").text
    refused = add(citizen, receipt, "Satu hal lagi.")
    assert refused.status_code == 409
    assert "sudah ditutup" in refused.text
    late = submit(reviewer, page, {"words": "Halo?"}, to=f"{page}/pesan", token_from="/staf/")
    assert late.status_code == 409
    assert count_unread(session) == 0
