"""Who reads an evaluation, when, and what the officer does with it; it goes home as PDF and as a workbook."""

from io import BytesIO

import openpyxl
import pypdfium2
import pytest
from sqlalchemy import select, update

from portal.documents.evaluation import day_words
from portal.domain.periods import WITA
from portal.domain.workdays import workdays_between
from portal.models import AuditEntry, Citation, Evaluation, Site
from tests.admin.evaluations.cases import OBJECTION, READING, REASON, Case, make_case

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

LIST = "/staf/evaluasi/"
READERS = {"supervisor": 200, "officer": 200, "auditor": 200}
OTHERS = {"colleague": 404, "other": 404, "director": 404, "owner": 403}
"""The director is the superior's superior, who reads nothing while nobody objects."""


@pytest.fixture
def case(app, session) -> Case:
    return make_case(app, session)


def test_nobody_but_its_persons_and_the_auditor_reads_an_evaluation(case):
    page = case.given()
    for who, status in (READERS | OTHERS).items():
        for address in (page, f"{page}/evaluasi.pdf", f"{page}/evaluasi.xlsx"):
            assert case.clients[who].get(address).status_code == status, (who, address)
        listed = f'href="{page}"' in case.clients[who].get(LIST).text
        assert listed == (who in READERS), who


def test_nobody_else_acts_in_an_evaluation_that_they_read(case, session):
    page = case.open()
    item = {"rating": "above", "reason": REASON, "unwritten": "y"}
    for who, status in {"officer": 403, "colleague": 403, "auditor": 403, "other": 404, "director": 404}.items():
        assert case.send(page, "perilaku/service", item, by=who).status_code == status
        assert case.send(page, "serahkan", by=who).status_code == status
    for who in ("supervisor", "auditor"):
        assert case.send(page, "tanda-terima", {"comment": ""}, by=who).status_code == 403
    assert session.scalars(select(Evaluation.given_at)).one() is None


def test_the_officer_sees_ratings_and_takes_the_document_only_once_it_is_given(case):
    page = case.open()
    case.rate_all(page)
    for who in ("officer", "auditor"):
        assert REASON not in case.clients[who].get(page).text
        assert case.clients[who].get(f"{page}/evaluasi.pdf").status_code == 404
    case.send(page, "serahkan")
    assert REASON in case.clients["officer"].get(page).text
    assert case.clients["officer"].get(f"{page}/evaluasi.pdf").status_code == 200


def test_every_look_is_noted(case, session):
    page = case.given()
    case.clients["auditor"].get(page)
    case.clients["officer"].get(f"{page}/evaluasi.pdf")
    looks = session.scalars(
        select(AuditEntry).where(AuditEntry.verb == "saw", AuditEntry.subject == "evaluations")
    )
    assert {(look.who, look.detail.get("format", "")) for look in looks} >= {("Auditor", ""), ("Officer", "pdf")}


def test_the_officer_signs_once_that_it_was_received(case, session):
    page = case.given()
    assert case.send(page, "tanda-terima", {"comment": "Terima kasih."}, by="officer").status_code == 303
    assert case.send(page, "tanda-terima", {"comment": "Lain."}, by="officer").status_code == 409
    session.expire_all()
    row = session.scalars(select(Evaluation)).one()
    assert row.comment == "Terima kasih."
    assert row.received_at >= row.given_at
    assert workdays_between(row.received_at.astimezone(WITA).date(), row.objection_until) == 14
    assert "Terima kasih." in case.clients["supervisor"].get(page).text
    assert day_words(row.objection_until) in case.clients["officer"].get(page).text


def test_what_is_not_given_is_not_received(case):
    assert case.send(case.open(), "tanda-terima", {"comment": ""}, by="officer").status_code == 409


def test_a_citation_is_answered_once_also_after_giving(app, session):
    case = make_case(app, session, edition=True)
    page = case.open()
    case.send(page, "edisi", {"edition": f"{case.unit.slug}-2024-s1", "reading": READING})
    case.rate_all(page)
    case.send(page, "serahkan")
    assert case.send(page, "tanda-terima", by="officer").status_code == 303  # A form without its field.
    answer = f"edisi/{session.scalars(select(Citation.id)).one()}/tanggapan"
    assert case.send(page, answer, {"text": "   "}, by="officer").status_code == 422
    assert case.send(page, answer, {"text": "Setuju, dengan catatan."}, by="officer").status_code == 303
    assert "Setuju, dengan catatan." in case.clients["auditor"].get(page).text
    assert case.send(page, answer, {"text": "Berubah pikiran."}, by="officer").status_code == 409
    session.expire_all()
    assert session.scalars(select(Citation.reply)).one() == "Setuju, dengan catatan."


def test_the_documents_carry_ratings_signatures_hash_and_the_official_record(case, session):
    session.execute(update(Site).values(demo=True))
    session.commit()
    page = case.given()
    case.send(page, "tanda-terima", {"comment": "Sudah saya baca."}, by="officer")
    case.send(page, "keberatan", {"reasons": OBJECTION}, by="officer")
    hashed = session.scalars(select(Evaluation.hash)).one()
    until = day_words(session.scalars(select(Evaluation.objection_until)).one())
    pdf = case.clients["officer"].get(f"{page}/evaluasi.pdf").data
    assert case.clients["officer"].get(f"/en{page}/evaluasi.pdf").data == pdf  # Whoever reads it.
    printed = " ".join(
        line for sheet in pypdfium2.PdfDocument(pdf) for line in sheet.get_textpage().get_text_range().split()
    )
    book = openpyxl.load_workbook(BytesIO(case.clients["officer"].get(f"{page}/evaluasi.xlsx").data))
    cells = " ".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell
    )
    for text in (printed, cells):
        for words in (
            "DATA CONTOH",
            REASON,
            "Sesuai ekspektasi",
            "Sudah saya baca.",
            OBJECTION,
            "e-Kinerja",
            "WITA",
            until,
        ):
            assert words in text, words
        assert hashed in text.replace(" ", "")
        assert "iputus oleh" not in text  # Nobody has decided yet.


def test_a_draft_says_that_it_is_none_yet(case):
    pdf = case.clients["supervisor"].get(f"{case.open()}/evaluasi.pdf").data
    assert "RANCANGAN" in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()


def test_an_account_without_an_officer_is_told_so(case, session):
    for who in ("supervisor", "officer"):
        case.people[who].account_id = None
    session.commit()
    for who in ("supervisor", "officer"):
        assert "belum terhubung" in case.clients[who].get(LIST).text
    assert "belum terhubung" in case.clients["supervisor"].get(f"{LIST}baru").text


def test_the_list_is_a_table_to_keep(case):
    case.given()
    table = case.clients["auditor"].get(f"{LIST}?format=csv")
    assert table.mimetype == "text/csv"
    assert "Officer,Supervisor," in table.text
    assert "Baik" in table.text
