"""A follow-up plan from proposal to outcome, and what of it becomes public when."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from portal.admin.follow_up import queries
from portal.domain.follow_up import Outcome
from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.domain.workdays import add_workdays, is_workday
from portal.holidays import added_holidays
from portal.models import Action, Agreement, Consultation, Holiday, Statement, Topic
from tests.admin.forms import submit
from tests.admin.register import as_staff
from tests.factories import make_site, make_unit
from tests.staff import make_account
from tests.transparency.documents import BAD, GOOD, make_edition

TODAY = datetime.now(WITA).date()
DUE = add_workdays(TODAY, 40)
ROOM = "/staf/tindak-lanjut"
S2_2026, S1_2027 = 4053, 4054


@pytest.fixture
def office(session):
    make_site(session)
    unit = make_unit(session, slug="kantor", name_id="Kantor Uji")
    make_edition(session, unit, sheets=BAD * 8)
    return unit


@pytest.fixture
def owner(app, session, office):
    return as_staff(app, session)


@pytest.fixture
def head(app, session, office):
    return as_staff(app, session, Role.HEAD, office)


def form(**changes) -> dict[str, str]:
    return {
        "edition": "kantor-2026-s1",
        "element": "waktu",
        "program": "Menambah petugas pagi",
        "owner": "Kepala Bidang Layanan",
        "due_on": DUE.isoformat(),
        "wording_id": "Antrean pagi dilayani dua petugas.",
        "wording_en": "Two officers serve the morning queue.",
        **changes,
    }


def plan(client, **changes):
    answer = submit(client, f"{ROOM}/kantor/baru", form(**changes))
    assert answer.status_code == 303, answer.text
    return answer.location


def change(client, address, **changes):
    values = {k: v for k, v in form().items() if k not in {"edition", "element"}} | changes
    return submit(client, f"{address}/ubah", values)


def set_status(client, address, status, **reason):
    return submit(client, f"{address}/keadaan", {"status": status, **reason})


def stored(session) -> Action:
    session.expire_all()
    return session.scalars(select(Action)).one()


def said(session) -> list[dict]:
    session.expire_all()
    rows = session.scalars(select(Statement).order_by(Statement.revision)).all()
    assert [row.revision for row in rows] == list(range(len(rows)))
    return [row.content for row in rows]


def test_the_weakest_elements_are_proposed_with_the_reason(owner, session):
    sheets = ["441414444"] * 10 + ["442413444"] * 20
    make_edition(session, make_unit(session, slug="lain"), sheets=sheets)
    page = owner.get(f"{ROOM}/lain/baru").text
    rows = page.split("<tbody>")[1].split("</tbody>")[0]
    links = [part.split("#")[0] for part in rows.split("unsur=")[1:]]
    assert links == ["produk", "waktu", "kompetensi"]
    assert rows.count("mutunya C atau D") == 2
    assert rows.count("di bawah rata-rata sembilan unsur") == 1
    chosen = owner.get(f"{ROOM}/lain/baru?edisi=lain-2026-s1&unsur=waktu").text
    assert '<option selected value="waktu">' in chosen


def test_a_plan_is_published_with_its_baseline(session, owner, office):
    plan(owner)
    (content,) = said(session)
    baseline = content.pop("baseline")
    assert content == {
        "element": "waktu",
        "wording": {"id": form()["wording_id"], "en": form()["wording_en"]},
        "owner": "Kepala Bidang Layanan",
        "due": DUE.isoformat(),
        "status": "planned",
        "ended_on": None,
        "reason": None,
    }
    assert baseline["edition"] == "kantor-2026-s1"
    assert baseline["low"] <= baseline["value"] <= baseline["high"]
    assert len(baseline["hash"]) == 64


def test_what_the_public_reads_becomes_a_new_revision_and_the_old_one_stays(session, owner):
    address = plan(owner)
    change(owner, address, due_on=add_workdays(DUE, 5).isoformat())
    change(owner, address, wording_id="Antrean pagi dilayani tiga petugas.")
    contents = said(session)
    assert len(contents) == 3
    assert contents[0]["due"] == DUE.isoformat()
    assert contents[2]["wording"]["id"] == "Antrean pagi dilayani tiga petugas."
    assert contents[0]["baseline"] == contents[2]["baseline"]
    assert owner.get(address).text.count("<tr>") == 4


def test_evidence_stays_inside(session, owner):
    address = plan(owner)
    answer = change(
        owner, address, evidence="Surat tugas 12", evidence_link="https://contoh.go.id/surat", program="Lain"
    )
    assert answer.status_code == 303
    assert len(said(session)) == 1
    action = stored(session)
    assert (action.evidence, action.program) == ("Surat tugas 12", "Lain")
    assert 'href="https://contoh.go.id/surat"' in owner.get(address).text


@pytest.mark.parametrize("link", ["http://contoh.go.id", "javascript:alert(1)", "https://", "https:/a b"])
def test_only_a_safe_address_is_evidence(owner, link):
    answer = change(owner, plan(owner), evidence_link=link)
    assert answer.status_code == 422
    assert "Isi dengan alamat yang diawali https://." in answer.text


def test_a_day_off_is_named_and_the_next_working_day_proposed(session, owner):
    saturday = TODAY + timedelta(days=(5 - TODAY.weekday()) % 7 + 7)
    monday = add_workdays(saturday, 1)
    answer = submit(owner, f"{ROOM}/kantor/baru", form(due_on=saturday.isoformat()))
    assert answer.status_code == 422
    assert "bukan hari kerja" in answer.text
    assert f'value="{monday.isoformat()}"' in answer.text
    assert is_workday(monday)
    assert said(session) == []


@pytest.mark.parametrize("due_on", [TODAY - timedelta(days=1), date(TODAY.year + 5, 3, 1)])
def test_a_promise_is_due_neither_in_the_past_nor_in_a_far_future(session, owner, due_on):
    answer = submit(owner, f"{ROOM}/kantor/baru", form(due_on=due_on.isoformat()))
    assert answer.status_code == 422
    assert "paling jauh dua tahun lagi" in answer.text
    assert "Menambah petugas pagi" in answer.text
    assert said(session) == []


@pytest.mark.parametrize("missing", ["program", "owner", "due_on", "wording_id", "wording_en", "element"])
def test_nothing_of_a_promise_may_be_missing(session, owner, missing):
    assert submit(owner, f"{ROOM}/kantor/baru", form(**{missing: ""})).status_code == 422
    assert said(session) == []


def test_an_element_that_the_edition_hides_cannot_be_promised_for(session, owner):
    small = make_unit(session, slug="kecil")
    make_edition(session, small, sheets=BAD * 8, elements=False)
    values = form(edition="kecil-2026-s1")
    answer = submit(owner, f"{ROOM}/kecil/baru", values)
    assert answer.status_code == 422
    assert "tidak memuat nilai unsur ini" in answer.text
    assert submit(owner, f"{ROOM}/kecil/baru", values | {"element": "ikm"}).status_code == 303


def test_another_offices_edition_is_no_baseline(session, owner):
    make_edition(session, make_unit(session, slug="lain"), sheets=BAD * 8)
    answer = submit(owner, f"{ROOM}/kantor/baru", form(edition="lain-2026-s1"))
    assert answer.status_code == 422
    assert said(session) == []


def test_an_office_without_an_official_figure_is_told_to_wait(session, owner):
    new = make_unit(session, slug="baru-buka")
    make_edition(session, new, kind="interim", sequence=1, month=12 * 2026 + 6, sheets=BAD * 8)
    assert "belum mempunyai edisi resmi" in owner.get(f"{ROOM}/baru-buka/baru").text


def test_a_dropped_promise_stays_with_its_reason(session, owner):
    address = plan(owner)
    refused = set_status(owner, address, "dropped")
    assert refused.status_code == 422
    assert "Warga membaca mengapa janji ini dibatalkan." in refused.text
    set_status(owner, address, "dropped", reason_id="Anggaran dialihkan.", reason_en="The budget went elsewhere.")
    last = said(session)[-1]
    assert (last["status"], last["ended_on"]) == ("dropped", TODAY.isoformat())
    assert last["reason"] == {"id": "Anggaran dialihkan.", "en": "The budget went elsewhere."}
    assert "Anggaran dialihkan." in owner.get(address).text


def test_an_action_goes_its_way_and_can_be_taken_up_again(session, owner):
    address = plan(owner)
    for status, ended_on in (("started", None), ("done", TODAY), ("started", None), ("done", TODAY)):
        assert set_status(owner, address, status).status_code == 303
        assert (stored(session).status, stored(session).ended_on) == (status, ended_on)
    assert set_status(owner, address, "planned").status_code == 422
    assert [content["status"] for content in said(session)] == ["planned", "started", "done", "started", "done"]


def agree(session, action) -> None:
    """Let an action have been agreed at a consultation."""
    topic = Topic(
        unit_id=action.unit_id, origin="office", title="FKP", state="open", opened_on=TODAY, last_on=TODAY
    )
    session.add(topic)
    session.flush()
    words = dict.fromkeys(("title_id", "title_en", "purpose_id", "purpose_en", "place"), "Standar")
    hours = {"held_on": TODAY, "starts": "09:00", "ends": "11:00", "announced_on": TODAY}
    held = Consultation(unit_id=action.unit_id, topic_id=topic.id, state="held", **words, **hours)
    session.add(held)
    session.flush()
    agreed = {name: getattr(action, name) for name in ("wording_id", "wording_en", "owner", "due_on", "subject")}
    session.add(Agreement(consultation_id=held.id, number=1, **agreed))
    session.commit()


@pytest.mark.parametrize(
    "changes",
    [
        {"wording_id": "Kalimat lain."},
        {"owner": "Sekretaris"},
        {"due_on": add_workdays(DUE, 5).isoformat()},
    ],
)
def test_what_was_agreed_with_citizens_is_not_worded_otherwise(session, owner, changes):
    address = plan(owner)
    agree(session, stored(session))
    assert "Disepakati dalam konsultasi publik" in owner.get(f"{address}/ubah").text
    refused = change(owner, address, evidence="Sudah diketik", **changes)
    assert refused.status_code == 422
    assert "Janji ini disepakati bersama warga" in refused.text
    assert "Sudah diketik" in refused.text
    assert next(iter(changes.values())) in refused.text
    assert len(said(session)) == 1
    assert change(owner, address, evidence="Surat tugas 12").status_code == 303
    assert set_status(owner, address, "started").status_code == 303
    assert [content["status"] for content in said(session)] == ["planned", "started"]


def test_words_about_a_person_are_asked_about_before_they_are_published(session, owner):
    words = {"wording_id": "Hubungi Pak Budi Hartono, 0812 3456 7890."}
    warned = submit(owner, f"{ROOM}/kantor/baru", form(**words))
    assert warned.status_code == 422
    assert "0812 3456 7890</mark>" in warned.text
    assert said(session) == []
    seal = warned.text.partition('name="sure" value="')[2].partition('"')[0]
    address = plan(owner, **words, sure=seal)
    assert change(owner, address, **words, evidence="Surat").status_code == 303
    assert change(owner, address, wording_id="Tanya Pak Slamet Riyadi.").status_code == 422
    reason = {"reason_id": "Pak Budi Hartono pindah.", "reason_en": "Budi moved."}
    assert set_status(owner, address, "dropped", **reason).status_code == 422
    assert len(said(session)) == 1


def test_a_member_of_staff_is_no_post(session, owner, office):
    make_account(session, Role.CLERK, office, name="Siti Rahmawati")
    for refused in (
        submit(owner, f"{ROOM}/kantor/baru", form(owner="Siti Rahmawati")),
        change(owner, plan(owner), owner="Bu Rahmawati"),
    ):
        assert refused.status_code == 422
        assert "adalah nama orang" in refused.text
    assert len(said(session)) == 1


def test_an_action_is_reached_through_its_own_office_only(session, owner, office):
    number = plan(owner).rsplit("/", 1)[1]
    make_unit(session, slug="lain")
    assert owner.get(f"{ROOM}/lain/{number}").status_code == 404
    assert owner.get(f"{ROOM}/lain/{number}/ubah").status_code == 404
    refused = submit(owner, f"{ROOM}/lain/{number}/keadaan", {"status": "done"}, token_from=f"{ROOM}/kantor/baru")
    assert refused.status_code == 404


def test_a_head_sees_and_plans_for_the_own_office_only(session, owner, head):
    other = make_unit(session, slug="lain", name_id="Kantor Lain")
    make_edition(session, other, sheets=BAD * 8)
    submit(owner, f"{ROOM}/lain/baru", form(edition="lain-2026-s1", program="Rencana orang lain"))
    plan(head)
    listed = head.get(f"{ROOM}/").text
    assert "Menambah petugas pagi" in listed
    assert "Rencana orang lain" not in listed
    assert "Kantor Lain" not in listed
    assert head.get(f"{ROOM}/lain/baru").status_code == 403
    assert "Kantor Lain" not in head.get(f"{ROOM}/baru").text


def test_whoever_only_reads_finds_no_way_to_change(app, session, owner, office):
    address = plan(owner)
    auditor = as_staff(app, session, Role.AUDITOR)
    page = auditor.get(address)
    assert page.status_code == 200
    assert "/ubah" not in page.text
    assert auditor.get(f"{address}/keadaan").status_code == 403


def count(session, conditions) -> int:
    return session.scalar(select(func.count()).select_from(Action).where(*conditions))


def overdue(session, **changes) -> Action:
    action = stored(session)
    action.due_on = TODAY - timedelta(days=1)
    session.commit()
    return action


def test_what_is_overdue_is_told_apart_and_counted(session, owner, office):
    address = plan(owner)
    assert count(session, queries.overdue(TODAY)) == 0
    overdue(session)
    assert "Lewat tenggat" in owner.get(address).text
    assert "Menambah petugas pagi" in owner.get(f"{ROOM}/?state=overdue").text
    assert count(session, queries.overdue(TODAY)) == 1
    set_status(owner, address, "done")
    session.commit()
    assert count(session, queries.overdue(TODAY)) == 0
    assert "Tidak ada yang cocok" in owner.get(f"{ROOM}/?state=overdue").text


def test_due_soon_is_counted_by_the_rule_that_lists_show(session, owner):
    plan(owner)
    session.add(Holiday(day=add_workdays(TODAY, 2), name="Libur daerah"))
    for days in range(12):
        due = TODAY + timedelta(days=days)
        action = stored(session)
        action.due_on = due
        session.commit()
        shown = queries.find_action(session, action.unit_id, action.id, TODAY).line.state == "due_soon"
        assert count(session, queries.due_soon(TODAY, added_holidays(session))) == shown, due


def test_the_pekppp_percentage_follows_the_filters(session, owner):
    other = make_unit(session, slug="lain", name_id="Kantor Lain")
    make_edition(session, other, sheets=BAD * 8)
    first = plan(owner)
    plan(owner, element="biaya")
    submit(owner, f"{ROOM}/lain/baru", form(edition="lain-2026-s1"))
    set_status(owner, first, "done")
    assert "1 dari 3 tindakan selesai: 33,33%." in owner.get(f"{ROOM}/").text
    mine = owner.get(f"{ROOM}/?unit=kantor").text
    assert "1 dari 2 tindakan selesai: 50,00%." in mine
    assert "terlaksana: 3." in mine
    assert "terlaksana: 2." in owner.get(f"{ROOM}/?unit=lain&period=semester-4052").text
    assert "tindakan selesai" not in owner.get(f"{ROOM}/?period=semester-1").text
    for nonsense in ("semester", "semester-x", "semester-99999999999", "x-1"):
        assert owner.get(f"{ROOM}/?period={nonsense}").status_code == 200


def test_the_list_sorts_searches_and_leaves_as_a_table(session, owner):
    plan(owner, program="Zebra")
    plan(owner, program="=Akar", due_on=add_workdays(DUE, 1).isoformat())
    by_due = owner.get(f"{ROOM}/").text
    assert by_due.index("Zebra") < by_due.index("=Akar")
    turned = owner.get(f"{ROOM}/?sort=-due").text
    assert turned.index("=Akar") < turned.index("Zebra")
    assert "Zebra" not in owner.get(f"{ROOM}/?q=akar").text
    table = owner.get(f"{ROOM}/?format=csv&sort=due").text.splitlines()
    assert len(table) == 3
    assert "'=Akar" in table[2]
    assert DUE.isoformat() in table[1]


def test_the_outcome_is_told_with_both_intervals_and_without_a_cause(session, owner, office):
    address = plan(owner)
    assert "Dibandingkan setelah tindakan ini selesai" in owner.get(address).text
    set_status(owner, address, "done")
    action = stored(session)
    assert "Belum dapat dinilai" in owner.get(address).text
    following = 4050 + 2 * (TODAY.year - 2025) + (2 if TODAY.month <= 6 else 3)
    make_edition(session, office, sequence=following, sheets=GOOD * 8)
    view = queries.find_action(session, office.id, action.id, TODAY)
    assert view.effect.outcome is Outcome.IMPROVED
    page = owner.get(address).text
    assert "lebih besar daripada yang wajar karena kebetulan" in page
    assert "Angka ini tidak menunjukkan sebabnya." in page
    assert page.count("(selang ") == 2


def test_an_action_cannot_be_deleted(session, owner):
    plan(owner)
    session.delete(stored(session))
    with pytest.raises(DBAPIError, match="never deleted"):
        session.flush()
    session.rollback()


def test_a_stale_form_keeps_what_was_typed(owner, session):
    answer = owner.post(f"{ROOM}/kantor/baru", data=form())
    assert answer.status_code == 422
    assert "Antrean pagi dilayani dua petugas." in answer.text
    assert said(session) == []
