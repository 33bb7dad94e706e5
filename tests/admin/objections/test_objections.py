"""An officer objects in time, both are heard, the superior's superior decides for good."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from portal.admin.evaluations.actions import receive
from portal.admin.objections.actions import TooLateError, file_objection
from portal.domain.periods import WITA
from portal.models import Evaluation, Objection
from tests.admin.evaluations.cases import OBJECTION, REASON, Case, make_case

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

LIST = "/staf/keberatan/"
HEARD = {"text": "Ditemui di ruang rapat, menunjukkan surat tugas."}


@pytest.fixture
def case(app, session) -> Case:
    return make_case(app, session)


def file(case: Case, page: str, reasons: str = OBJECTION):
    return case.send(page, "keberatan", {"reasons": reasons}, by="officer")


def filed(case: Case, session) -> tuple[str, str]:
    """Return the addresses of an evaluation and of the objection to it."""
    page = case.given()
    assert file(case, page).status_code == 303
    return page, f"{LIST}{session.scalars(select(Objection.id)).one()}"


def decide(case: Case, at: str, by: str = "director", **values):
    form = {"decision": "changed", "results": "above", "behaviours": "", "reason": REASON} | values
    return case.send(at, "putusan", form, by=by)


def hear_both(case: Case, at: str) -> None:
    for side in ("pegawai", "penilai"):
        assert case.send(at, f"didengar/{side}", HEARD, by="director").status_code == 303


def test_an_objection_goes_to_the_superiors_superior_and_opens_the_evaluation_to_them(case, session):
    page, at = filed(case, session)
    row = session.scalars(select(Objection)).one()
    assert row.decider_id == case.people["director"].id
    assert OBJECTION in case.clients["director"].get(at).text
    assert case.clients["director"].get(page).status_code == 200
    assert f'href="{at}"' in case.clients["director"].get(LIST).text
    for who, status in {"supervisor": 404, "other": 404, "officer": 403, "auditor": 403}.items():
        assert case.clients[who].get(at).status_code == status
    assert at not in case.clients["other"].get(LIST).text
    assert OBJECTION in case.clients["supervisor"].get(page).text


def test_an_objection_needs_reasons_and_is_filed_once(case, session):
    page = case.given()
    assert file(case, page, "Tidak setuju.").status_code == 422
    assert file(case, page).status_code == 303
    assert file(case, page).status_code == 409
    assert len(session.scalars(select(Objection)).all()) == 1


def test_nobody_objects_to_what_is_not_given_or_for_another(case, session):
    page = case.open()
    assert file(case, page).status_code == 409
    assert case.clients["officer"].get(f"{page}/keberatan").status_code == 404
    assert case.send(page, "keberatan", {"reasons": OBJECTION}, by="colleague").status_code == 404
    assert session.scalars(select(Objection)).all() == []


def test_after_the_last_day_it_is_too_late(case, session):
    page = case.given()
    receive(session, case.view(page, by="officer"), comment="", objection_days=14, now=datetime.now(WITA))
    view = case.view(page, by="officer")
    next_day = datetime.combine(view.objection_until + timedelta(days=1), time(0, 1), WITA)
    with pytest.raises(TooLateError):
        file_objection(session, view, reasons=OBJECTION, days=14, now=next_day)
    assert file_objection(session, view, reasons=OBJECTION, days=14, now=next_day - timedelta(minutes=2))


def test_what_was_not_received_is_objected_to_at_any_time_and_that_signs_nothing(case, session):
    page = case.given()
    assert "14 hari kerja sejak Anda menandatangani tanda terima" in case.clients["officer"].get(page).text
    assert "14 hari kerja sejak pegawai menandatangani" in case.clients["supervisor"].get(page).text
    view = case.view(page, by="officer")
    year_later = datetime.now(WITA) + timedelta(days=365)
    assert file_objection(session, view, reasons=OBJECTION, days=14, now=year_later)
    session.commit()
    row = session.scalars(select(Evaluation)).one()
    assert (row.received_at, row.objection_until) == (None, None)
    assert case.send(page, "tanda-terima", {"comment": ""}, by="officer").status_code == 303


def test_where_nobody_is_above_the_page_says_who_must_be_recorded(case, session):
    page = case.given()
    case.people["supervisor"].supervisor_id = None
    session.commit()
    assert "administrator" in case.clients["officer"].get(f"{page}/keberatan").text
    assert file(case, page).status_code == 409
    assert session.scalars(select(Objection)).all() == []


def test_when_the_decider_leaves_whoever_follows_decides(case, session):
    _, at = filed(case, session)
    case.people["supervisor"].supervisor_id = case.people["other"].id
    session.commit()
    assert case.clients["other"].get(at).status_code == 404  # The one it was filed to is still here.
    case.people["director"].left_on = date(2024, 8, 1)
    session.commit()
    assert f'href="{at}"' in case.clients["other"].get(LIST).text
    assert "1 keberatan menunggu putusan Anda" in case.clients["other"].get("/staf/").text
    for who, status in {"director": 404, "other": 200}.items():
        assert case.clients[who].get(at).status_code == status
    for side in ("pegawai", "penilai"):
        case.send(at, f"didengar/{side}", HEARD, by="other")
    assert decide(case, at, by="other").status_code == 303
    assert session.scalars(select(Objection.decider_id)).one() == case.people["other"].id


def test_nobody_who_has_left_is_asked_to_decide(case, session):
    page = case.given()
    case.people["director"].left_on = date(2024, 8, 1)
    session.commit()
    assert file(case, page).status_code == 409


def test_nothing_is_decided_before_both_are_heard(case, session):
    _, at = filed(case, session)
    case.send(at, "didengar/pegawai", HEARD, by="director")
    assert decide(case, at).status_code == 422
    hear_both(case, at)
    assert decide(case, at).status_code == 303


def test_a_change_brings_the_predicate_with_it_and_is_final(case, session):
    page, at = filed(case, session)
    hear_both(case, at)
    assert decide(case, at, results="above", behaviours="above").status_code == 303
    row = session.scalars(select(Evaluation)).one()
    assert (row.results, row.behaviours, row.predicate) == ("meets", "meets", "very_good")
    for who in ("officer", "supervisor", "auditor"):
        shown = case.clients[who].get(page).text
        assert "setelah putusan keberatan; semula Baik" in shown
        assert "Penilaian diubah" in shown
    assert decide(case, at, decision="kept", results="").status_code == 409
    assert case.send(at, "didengar/pegawai", HEARD, by="director").status_code == 409


def test_keeping_changes_nothing_and_a_change_must_be_one(case, session):
    _, at = filed(case, session)
    hear_both(case, at)
    assert decide(case, at, results="meets").status_code == 422
    for chosen in ({"results": "above"}, {"results": "", "behaviours": "below"}):
        refused = decide(case, at, decision="kept", **chosen)
        assert refused.status_code == 422
        assert "Penilaian tetap tidak membawa penilaian baru" in refused.text
    assert decide(case, at, decision="kept", results="meets").status_code == 303
    row = session.scalars(select(Objection)).one()
    assert (row.decision, row.results, row.evaluation.predicate) == ("kept", None, "good")


def test_nobody_else_decides(case, session):
    _, at = filed(case, session)
    for who, status in {"supervisor": 404, "other": 404, "officer": 403, "auditor": 403}.items():
        assert decide(case, at, by=who).status_code == status
    assert session.scalars(select(Objection.decision)).one() is None


def test_the_list_is_a_table_to_keep(case, session):
    filed(case, session)
    table = case.clients["director"].get(f"{LIST}?format=csv")
    assert table.mimetype == "text/csv"
    assert "Officer,Supervisor," in table.text
