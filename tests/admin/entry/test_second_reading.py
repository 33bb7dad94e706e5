"""The second reading: by another person, without sight of the first, and what becomes of a difference."""

import re

from sqlalchemy import select

from portal.domain.permissions import Role
from portal.domain.skm import QUESTIONNAIRE_ORDER
from portal.models import AuditEntry, Desk, Event, Handle
from portal.publishing.job import publish
from tests.admin.entry.sheets import (
    GOOD,
    after_this_semester,
    digits,
    key,
    read_again,
    responses,
    settle,
    the_sheet,
    this_semester,
    token_in,
)
from tests.publishing.story import figure
from tests.staff import StaffClient, make_account, sign_in

OTHER = "343434342"  # Differs at the ninth question, pengaduan.


def closed(office, session):
    """Close and publish a batch around the office's first sheet."""
    for number in range(2, 13):
        key(office, number)
    publish(session, after_this_semester())


def test_the_first_sheet_of_a_month_waits_for_a_second_reading(office, session):
    key(office, 4)
    assert the_sheet(session, 4).sampled
    listed = office.colleague.get(f"/staf/entri/{office.unit.slug}/lembar?state=unread").text
    assert f'href="{office.sheet(4)}"' in listed
    assert "untuk rekan lain" in office.clerk.get(f"/staf/entri/{office.unit.slug}/lembar?state=unread").text


def test_the_second_reader_does_not_see_the_first_reading(office, session):
    pages = []
    for number, scores in ((1, "111111111"), (2, "444444444")):
        key(office, number, scores)
        page = office.colleague.get(office.sheet(number)).text
        pages.append(re.sub(rf"(lembar[ /]){number}\b|(csrf_token\" value=\")[^\"]+", r"\1\2", page))
    assert pages[0] == pages[1]


def test_whoever_keyed_a_sheet_neither_reads_it_again_nor_decides(office, session):
    key(office, 1)
    token = token_in(office.clerk.get(office.address).text)
    assert office.clerk.get(office.sheet(1)).status_code == 403
    assert office.clerk.post(office.sheet(1), data={"csrf_token": token, **digits(OTHER)}).status_code == 403
    assert the_sheet(session).second_by is None
    read_again(office, 1, OTHER)
    answer = office.clerk.post(f"{office.sheet(1)}/putusan", data={"csrf_token": token, "jawaban-pengaduan": "3"})
    assert answer.status_code == 403
    assert the_sheet(session).settled_by is None


def test_who_serves_at_the_counter_does_not_read_its_sheets(office, session):
    key(office, 1)
    session.add(Desk(account_id=office.colleague_account.id, counter_id=office.counter.id))
    session.commit()
    assert office.colleague.get(office.sheet(1)).status_code == 403


def test_readings_that_agree_need_no_decision(office, session):
    key(office, 1)
    assert read_again(office, 1, GOOD).status_code == 303
    assert "Kedua pembacaan sama." in office.colleague.get(office.sheet(1)).text
    assert (the_sheet(session).differing, len(responses(session))) == (0, 1)


def test_a_second_reading_is_stored_once(office, session):
    key(office, 1)
    page = office.colleague.get(office.sheet(1)).text
    for scores in (OTHER, "111111111"):
        answer = office.colleague.post(office.sheet(1), data={"csrf_token": token_in(page), **digits(scores)})
        assert answer.status_code == 303
    assert the_sheet(session).second_scores == OTHER


def test_a_fault_in_a_second_reading_keeps_the_rest(office, session):
    key(office, 1)
    answer = read_again(office, 1, "34343434x")
    assert answer.status_code == 422
    assert 'id="jawaban-pengaduan-fault">Isi dengan angka 1 sampai 4.' in answer.text
    assert answer.text.count('value="3"') == answer.text.count('value="4"') == 4
    assert the_sheet(session).second_by is None


def test_differences_are_shown_question_by_question(office):
    key(office, 1)
    read_again(office, 1, OTHER)
    page = office.colleague.get(office.sheet(1)).text
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert table.count("<tr>") == 1
    assert table.index(">3</td>") < table.index(">2</td>")


def test_an_open_answer_is_corrected_by_another_in_its_place(office, session):
    key(office, 1, **{"profil-sex": "P"})
    read_again(office, 1, OTHER)
    (first,) = responses(session)
    assert settle(office, 1, {"pengaduan": "2"}).status_code == 303
    right, wrong = responses(session)
    assert (right.scores, right.total, wrong.id) == (OTHER, 30, first.id)
    assert (right.month, right.tier, right.sex, right.service_id) == (first.month, 3, "P", first.service_id)
    assert right.keyed_by == office.judge_account.id
    sheet = the_sheet(session)
    assert (sheet.response_id, sheet.settled_by) == (right.id, office.judge_account.id)
    event = session.scalars(select(Event)).one()
    assert (event.response_id, event.kind, event.reason, event.day) == (first.id, "withdrawn", "misread", None)
    assert len(session.scalars(select(Handle)).all()) == 2
    assert "Sudah diputuskan." in office.colleague.get(office.sheet(1)).text


def test_only_the_corrected_answer_counts(office, session):
    key(office, 1, "111111111")
    read_again(office, 1, "444444444")
    settle(office, 1, dict.fromkeys(QUESTIONNAIRE_ORDER, "4"))
    for number in range(2, 11):
        key(office, number, "444444444")
    publish(session, after_this_semester())
    shown = figure(session, f"{office.unit.slug}-{this_semester().label}")
    assert (shown["n"], shown["ikm"]) == (10, 10000)


def test_the_first_reading_may_be_right(office, session):
    key(office, 1)
    read_again(office, 1, OTHER)
    settle(office, 1, {"pengaduan": "3"})
    assert [response.scores for response in responses(session)] == [GOOD]
    assert session.scalars(select(Event)).all() == []
    assert the_sheet(session).settled_by == office.judge_account.id


def test_an_answer_in_a_closed_batch_stays_and_the_difference_is_on_record(office, session):
    key(office, 1)
    closed(office, session)
    read_again(office, 1, OTHER)
    assert "isian pertama tetap dihitung" in office.judge.get(office.sheet(1)).text
    assert settle(office, 1, {"pengaduan": "2"}).status_code == 303
    sheet = the_sheet(session)
    assert (sheet.differing, sheet.settled_by) == (1, office.judge_account.id)
    assert len(responses(session)) == 12
    assert session.scalars(select(Event)).all() == []


def test_a_decision_is_taken_once(office, session):
    key(office, 1)
    read_again(office, 1, OTHER)
    page = office.judge.get(office.sheet(1)).text
    fields = {"csrf_token": token_in(page), "jawaban-pengaduan": "2"}
    for _ in range(2):
        assert office.judge.post(f"{office.sheet(1)}/putusan", data=fields).status_code == 303
    assert len(responses(session)) == 2


def test_neither_of_two_readers_decides_between_them(office, session):
    key(office, 1)
    read_again(office, 1, OTHER)
    assert "Orang ketiga" in office.colleague.get(office.sheet(1)).text
    token = token_in(office.colleague.get("/staf/saya").text)
    for reader in (office.clerk, office.colleague):
        fields = {"csrf_token": token, "jawaban-pengaduan": "2"}
        assert reader.post(f"{office.sheet(1)}/putusan", data=fields).status_code in {403, 422}
    assert the_sheet(session).settled_by is None
    assert [response.scores for response in responses(session)] == [GOOD]


def test_the_error_rate_counts_digits_of_the_sample(office, session):
    key(office, 1)
    read_again(office, 1, OTHER)
    settle(office, 1, {"pengaduan": "2"})
    page = office.clerk.get(f"/staf/entri/{office.unit.slug}").text
    assert "11,11 persen (1 dari 9 angka, 1 lembar)" in page
    auditor = StaffClient(office.clerk.application)
    sign_in(auditor, make_account(session, role=Role.AUDITOR))
    seen = auditor.get("/staf/entri/ketelitian")
    assert "1 dari 9" in seen.text
    assert "11,11" in seen.text
    assert auditor.get("/staf/entri/ketelitian?format=csv").text.splitlines()[1].endswith(",1,1,9,1")
    assert office.clerk.get("/staf/entri/ketelitian").status_code == 403


def test_no_step_with_a_sheet_is_in_the_trail(office, session):
    key(office, 1)
    read_again(office, 1, OTHER)
    settle(office, 1, {"pengaduan": "2"})
    assert session.scalars(select(AuditEntry)).all() == []


def test_what_is_not_there_is_not_found(office):
    assert office.clerk.get(office.sheet(99)).status_code == 404
