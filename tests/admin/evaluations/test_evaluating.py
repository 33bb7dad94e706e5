"""A supervisor works on an evaluation part by part and signs it; nothing changes after that."""

import hashlib
import json
from datetime import date, datetime

import pytest
from sqlalchemy import select

from portal.domain.evaluations import term_of
from portal.domain.periods import WITA
from portal.models import Citation, Edition, Entry, Evaluation, ItemRating
from tests.admin.evaluations.cases import QUARTER, READING, REASON, YEAR, Case, make_case
from tests.admin.forms import submit

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def case(app, session) -> Case:
    return make_case(app, session)


def item(case: Case, **changes) -> dict:
    return {"rating": "above", "reason": REASON, "evidence": [f"note:{case.note}"]} | changes


def test_only_a_direct_report_is_evaluated_and_once_a_term(case, session):
    case.open()
    for who, officer in (("supervisor", "officer"), ("supervisor", "other"), ("other", "colleague")):
        form = {"officer": case.people[officer].id, "year": YEAR, "quarter": QUARTER}
        assert submit(case.clients[who], "/staf/evaluasi/baru", form, token_from="/staf/saya").status_code == 422
    assert len(session.scalars(select(Evaluation)).all()) == 1


def test_no_term_of_the_future_is_opened(case, session):
    form = {"officer": case.people["officer"].id, "year": "2099", "quarter": "1"}
    refused = submit(case.clients["supervisor"], "/staf/evaluasi/baru", form)
    assert refused.status_code == 422
    assert "belum dimulai" in refused.text


def test_the_page_shows_what_the_term_brought_and_no_more(case):
    shown = case.clients["supervisor"].get(case.open()).text
    assert "5 dokumen" in shown  # 2 in February and 3 in May; the 5 of July are of the next term.
    assert "Sabar di loket." in shown
    assert "Antrean pagi." in shown
    assert "0 dari 8 butir dinilai" in shown


def test_nothing_is_chosen_beforehand(case):
    page = case.clients["supervisor"].get(case.open()).text
    assert 'type="radio"' in page
    assert "checked" not in page


def test_an_item_is_saved_by_itself_and_saving_another_loses_nothing(case, session):
    page = case.open()
    assert case.send(page, f"hasil/{case.goal}", item(case)).location.endswith(f"#goal-{case.goal}")
    assert case.send(page, "perilaku/service", item(case, rating="below")).status_code == 303
    case.send(page, "perilaku/service", item(case, rating="meets"))
    rows = session.execute(select(ItemRating.subject, ItemRating.rating).order_by(ItemRating.subject)).all()
    assert rows == [("behaviour", "meets"), ("goal", "above")]


@pytest.mark.parametrize(
    "changes",
    [
        {"rating": ""},
        {"rating": "best"},
        {"reason": "Baik."},
        {"evidence": []},
        {"evidence": ["entry:999"]},
        {"unwritten": "y"},
    ],
)
def test_a_rating_without_choice_reason_or_evidence_is_not_saved_and_kept_as_typed(case, session, changes):
    page = case.open()
    refused = case.send(page, "perilaku/service", item(case, **changes))
    assert refused.status_code == 422
    assert changes.get("reason", REASON) in refused.text
    assert session.scalars(select(ItemRating)).all() == []


def test_that_there_is_no_written_evidence_is_said_and_shown(case):
    page = case.open()
    assert case.send(page, "perilaku/loyal", item(case, evidence=[], unwritten="y")).status_code == 303
    case.rate_all(page, leave_out="loyal")
    case.send(page, "serahkan")
    assert "Tanpa bukti tertulis." in case.clients["officer"].get(page).text


def test_whatever_is_no_goal_of_the_plan_is_not_there(case):
    page = case.open()
    assert case.send(page, "hasil/999999", item(case, evidence=[])).status_code == 404
    assert case.send(page, "perilaku/brilliant", item(case, evidence=[], unwritten="y")).status_code == 404


def test_the_page_asks_when_all_seven_behaviours_got_the_same(case):
    page, asks = case.open(), "Ketujuh perilaku Anda nilai sama"
    case.rate_all(page, leave_out="loyal")
    assert asks not in case.clients["supervisor"].get(page).text
    case.send(page, "perilaku/loyal", item(case, rating="meets"))
    assert asks in case.clients["supervisor"].get(page).text
    case.send(page, "perilaku/loyal", item(case, rating="above"))
    assert asks not in case.clients["supervisor"].get(page).text


def test_the_predicate_shows_only_after_both_overall_ratings(case):
    page = case.open()
    case.send(page, "keseluruhan/hasil", {"rating": "above", "reason": REASON})
    assert "Predikat dari kedua penilaian" not in case.clients["supervisor"].get(page).text
    case.send(page, "keseluruhan/perilaku", {"rating": "below", "reason": REASON})
    assert "Predikat dari kedua penilaian: Kurang" in case.clients["supervisor"].get(page).text


def test_an_incomplete_evaluation_is_not_given(case, session):
    page = case.open()
    case.rate_all(page, leave_out="adaptive")
    refused = submit(case.clients["supervisor"], f"{page}/serahkan")
    assert refused.status_code == 422
    assert "Perilaku: 6 dari 7 dinilai" in refused.text
    assert session.scalars(select(Evaluation.given_at)).one() is None


def test_a_rating_that_rests_on_what_was_corrected_since_is_to_be_given_again(case, session):
    page = case.open()
    case.rate_all(page)
    entry = session.scalars(select(Entry).where(Entry.on_day == date(2024, 5, 6))).one()
    number = entry.id
    case.send(page, f"hasil/{case.goal}", item(case, evidence=[f"entry:{number}"]))
    assert "8 dari 8 butir dinilai" in case.clients["supervisor"].get(page).text
    same = {"measure_id": entry.measure_id, "employee_id": entry.employee_id, "on_day": entry.on_day}
    session.add(Entry(**same, value=1_000, corrects_id=number, recorded_at=entry.recorded_at))
    session.commit()
    shown = case.clients["supervisor"].get(page).text
    assert "7 dari 8 butir dinilai" in shown
    assert "Bukti ini sudah dikoreksi" in shown
    assert case.send(page, "serahkan").status_code == 422


def test_without_a_dialogue_of_the_term_nothing_is_given(case):
    page = case.open(quarter=1)
    shown = case.clients["supervisor"].get(page).text
    assert "Dialog kinerja untuk masa ini belum dicatat" in shown
    assert "Dialog kinerja untuk masa ini belum dicatat" not in case.clients["supervisor"].get(case.open(0)).text


def test_giving_signs_a_canonical_document(case, session):
    page = case.given()
    row = session.scalars(select(Evaluation)).one()
    assert hashlib.sha256(row.document.encode()).hexdigest() == row.hash
    signed = json.loads(row.document)
    assert signed["predicate"] == row.predicate == "good"
    assert signed["behaviours"][0]["rated"] == {
        "rating": "meets", "reason": REASON, "evidence": [f"note:{case.note}"],
    }  # fmt: skip
    assert row.objection_until is None
    assert row.plan_id == case.plan.id
    assert row.hash in case.clients["officer"].get(page).text


def test_after_giving_nothing_changes_any_more(case, session):
    page = case.given()
    values = item(case, rating="below")
    for part in (f"hasil/{case.goal}", "perilaku/service", "keseluruhan/hasil", "edisi", "serahkan"):
        assert case.send(page, part, values).status_code == 409, part
    assert set(session.scalars(select(ItemRating.rating))) == {"meets"}


def test_what_was_signed_stays_when_the_officers_data_change(case, session):
    page = case.given()
    case.people["officer"].name = "Nama Baru"
    session.commit()
    assert "<h1>Officer</h1>" in case.clients["auditor"].get(page).text


def test_a_new_superior_takes_over_what_was_not_given_without_the_others_ratings(case, session):
    page = case.open()
    case.send(page, "perilaku/service", item(case))
    case.people["officer"].supervisor_id = case.people["other"].id
    session.commit()
    assert case.clients["supervisor"].get(page).status_code == 404
    assert case.send(page, "perilaku/service", item(case)).status_code == 404
    assert page not in case.clients["supervisor"].get("/staf/evaluasi/").text
    assert "belum Anda berikan" not in case.clients["supervisor"].get("/staf/").text
    form = {"officer": case.people["officer"].id, "year": YEAR, "quarter": QUARTER}
    assert submit(case.clients["other"], "/staf/evaluasi/baru", form).location == page
    assert case.clients["supervisor"].get(page).status_code == 404
    assert session.scalars(select(ItemRating)).all() == []


def test_the_team_of_the_running_quarter_leads_to_its_evaluations(case):
    shown = case.clients["supervisor"].get("/staf/evaluasi/").text
    officer = case.people["officer"].id
    assert f"/staf/evaluasi/baru?pegawai={officer}" in shown
    term = term_of(datetime.now(WITA).date())
    form = {"officer": officer, "year": term.year, "quarter": term.quarter}
    opened = submit(case.clients["supervisor"], "/staf/evaluasi/baru", form).location
    assert f'href="{opened}"' in case.clients["supervisor"].get("/staf/evaluasi/").text


def test_an_office_of_few_officers_is_cited_without_any_element(app, session):
    case = make_case(app, session, edition=True, officers=2)
    page = case.open()
    edition = f"{case.unit.slug}-2024-s1"
    assert case.send(page, "edisi", {"edition": edition, "reading": READING}).status_code == 303
    shown = case.clients["supervisor"].get(page).text
    assert "kurang dari tiga petugas" in shown
    assert "Nilai unsur dalam edisi ini" not in shown
    case.rate_all(page)
    case.send(page, "serahkan")
    (cited,) = json.loads(session.scalars(select(Evaluation.document)).one())["citations"]
    assert (cited["elements"], cited["hash"]) == ([], session.get_one(Edition, edition).hash)


def test_an_edition_is_cited_by_hash_and_read_in_words(app, session):
    case = make_case(app, session, edition=True)
    page = case.open()
    form = {"edition": f"{case.unit.slug}-2024-s1", "reading": "Bagus."}
    refused = case.send(page, "edisi", form)
    assert refused.status_code == 422
    assert "Bagus." in refused.text
    assert case.send(page, "edisi", form | {"reading": READING}).status_code == 303
    citation = session.scalars(select(Citation)).one()
    assert citation.hash == session.get_one(Edition, citation.edition_id).hash
    assert "Nilai unsur dalam edisi ini" in case.clients["officer"].get(page).text
    later = case.open(quarter=1)
    assert form["edition"] not in case.clients["supervisor"].get(later).text  # It would judge by what came later.
    assert case.send(later, "edisi", form | {"reading": READING}).status_code == 422
