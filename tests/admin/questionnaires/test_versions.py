"""Versions: copied, moved, locked, deleted, compared; the citizen's form follows the month."""

from portal.domain.permissions import Role
from portal.domain.skm_form import SKM_V1
from tests.admin.questionnaires.steps import (
    OWN,
    ROOM,
    freeze,
    let_start_now,
    make_next,
    send,
    stored,
    this_month,
)
from tests.staff import StaffClient, make_account, sign_in
from tests.survey.sheets import register
from tests.survey.sheets import send as answer

CHANGES = ("pengaturan", "bobot", "pertanyaan/waktu", "pertanyaan-baru", "zona-integritas", "kunci", "hapus")


def test_the_list_says_when_each_version_starts_and_whether_it_was_answered(owner, desk):
    make_next(owner)
    page = owner.get(f"{ROOM}/").text
    assert "Versi 1" in page
    assert "Versi 2" in page
    assert "Direncanakan" in page
    assert "Sudah" not in page
    assert answer(StaffClient(owner.application), desk).status_code == 303
    page = owner.get(f"{ROOM}/").text
    assert "Terkunci" in page
    assert "Sudah" in page
    table = owner.get(f"{ROOM}/?format=csv&state=frozen").text.splitlines()
    assert [line.split(",")[0] for line in table[1:]] == ["1"]


def test_a_new_version_is_a_copy_of_the_latest_and_starts_in_a_month_to_come(owner):
    assert f'value="{this_month() + 1}"' in owner.get(f"{ROOM}/baru").text
    make_next(owner)
    with stored(owner, 2) as copy:
        assert (copy.version.questions, copy.version.number) == (SKM_V1.questions, 2)
        assert (copy.starts_month, copy.frozen) == (this_month() + 1, False)


def test_a_version_never_starts_in_a_month_that_has_begun(owner):
    for month in (this_month(), this_month() - 1, "kemarin"):
        refused = send(owner, "baru", start=month)
        assert refused.status_code == 422
        assert "Pilih" in refused.text
    assert owner.get(f"{ROOM}/2").status_code == 404


def test_a_version_starts_after_every_other_one(owner):
    make_next(owner)
    assert send(owner, "baru", start=this_month() + 1).status_code == 422
    assert send(owner, "baru", start=this_month() + 2).status_code == 303


def test_the_start_of_a_planned_version_moves_and_its_introduction_is_kept_as_typed(owner):
    make_next(owner)
    sent = {"start": this_month() + 4, "intro_id": "Ada satu pertanyaan baru.", "intro_en": ""}
    assert send(owner, "2/pengaturan", **sent).status_code == 303
    with stored(owner, 2) as moved:
        assert (moved.starts_month, moved.version.intro.id) == (this_month() + 4, "Ada satu pertanyaan baru.")
    refused = send(owner, "2/pengaturan", **sent | {"start": this_month(), "intro_id": "Belum jadi"})
    assert refused.status_code == 422
    assert 'value="Belum jadi"' in refused.text


def test_the_first_version_stays_where_it_is(owner):
    moved = send(owner, "1/pengaturan", start=this_month() + 1, intro_id="", intro_en="")
    assert (moved.status_code, "Versi pertama tidak bisa dipindah" in moved.text) == (422, True)
    kept = send(owner, "1/hapus")
    assert (kept.status_code, "Versi pertama tidak bisa dihapus" in kept.text) == (422, True)


def test_the_citizens_form_changes_in_the_month_in_which_a_version_starts(owner, desk):
    citizen = StaffClient(owner.application)
    make_next(owner)
    assert send(owner, "2/pertanyaan-baru", **OWN).status_code == 303
    assert OWN["short_id"] not in citizen.get(f"/s/{desk.code}").text
    let_start_now(owner, 2)
    page = citizen.get(f"/s/{desk.code}").text
    assert OWN["short_id"] in page
    assert "10 dari 10" in page
    assert OWN["short_en"] in citizen.get(f"/en/s/{desk.code}").text


def test_an_answered_version_never_changes_and_says_why(owner, desk):
    answer(StaffClient(owner.application), desk)
    for address in (
        "pengaturan",
        "bobot",
        "pertanyaan/waktu",
        "pertanyaan-baru",
        "zona-integritas",
        "kunci",
        "hapus",
    ):
        page = owner.get(f"{ROOM}/1/{address}")
        assert page.status_code == 409
        assert "Versi 1 sudah terkunci" in page.text
        assert f'href="{ROOM}/baru"' in page.text
        assert owner.post(f"{ROOM}/1/{address}").status_code == 409
    with stored(owner, 1) as version:
        assert version.version == SKM_V1


def test_a_version_frozen_while_its_form_was_open_is_not_changed(owner):
    make_next(owner)
    page = owner.get(f"{ROOM}/2/pertanyaan-baru")
    token = page.text.rsplit('name="csrf_token" value="', 1)[1].split('"')[0]
    freeze(owner, 2)
    assert owner.post(f"{ROOM}/2/pertanyaan-baru", data={"csrf_token": token, **OWN}).status_code == 409


def test_a_version_can_be_locked_before_anybody_answers(owner):
    make_next(owner)
    assert "tidak bisa dibuka" in owner.get(f"{ROOM}/2/kunci").text
    assert send(owner, "2/kunci").status_code == 303
    with stored(owner, 2) as locked:
        assert locked.frozen
    assert owner.get(f"{ROOM}/2/kunci").status_code == 409


def test_a_version_nobody_answered_is_deleted_after_asking(owner):
    make_next(owner)
    assert owner.post(f"{ROOM}/2/hapus").status_code == 422
    assert send(owner, "2/hapus").status_code == 303
    assert owner.get(f"{ROOM}/2").status_code == 404
    make_next(owner)


def test_two_versions_are_compared_question_by_question(owner):
    make_next(owner)
    assert "Semua pertanyaannya sama" in owner.get(f"{ROOM}/2/banding").text
    send(owner, "2/pertanyaan-baru", **OWN)
    send(owner, "2/pertanyaan/waktu", **official_texts(short_id="Cepatkah pelayanannya?"))
    page = owner.get(f"{ROOM}/2/banding?dengan=1").text
    assert "<del>Apakah pelayanannya cepat?</del>" in page
    assert "<ins>Cepatkah pelayanannya?</ins>" in page
    assert f"Baru: {OWN['short_id']}" in page
    assert "persyaratan yang diminta" not in page.lower()
    assert f"Dihapus: {OWN['short_id']}" in owner.get(f"{ROOM}/1/banding?dengan=2").text
    assert owner.get(f"{ROOM}/2/banding?dengan=9").status_code == 404


def official_texts(**changes: str) -> dict[str, str]:
    """Return what the form of the question about time holds."""
    question = next(item for item in SKM_V1.questions if item.key == "waktu")
    answers = {f"answer-{n}_en": words.en for n, words in enumerate(question.answers, 1)}
    short = {"short_id": question.short.id, "short_en": question.short.en, "hint_id": "", "hint_en": ""}
    return {**short, "official_en": question.official.en, **answers, **changes}


def test_the_preview_shows_the_citizens_page_in_both_languages_and_sends_nothing(owner):
    make_next(owner)
    send(owner, "2/pertanyaan-baru", **OWN)
    page = owner.get(f"{ROOM}/2/pratinjau").text
    assert page.count('class="choice"') > 40
    assert OWN["short_id"] in page
    assert SKM_V1.questions[0].official.id in page
    english = owner.get(f"/en{ROOM}/2/pratinjau").text
    assert OWN["short_en"] in english
    assert SKM_V1.questions[0].official.en in english
    for text in (page, english):
        assert "disabled>" in text
        assert "kunci" not in text.split("<main>")[1]
        assert 'method="post"' not in text


def test_only_who_may_edit_questionnaires_everywhere_comes_in(owner):
    for role in (Role.HEAD, Role.AUDITOR, Role.ADMINISTRATOR):
        other = StaffClient(owner.application)
        with register(owner.application) as session:
            sign_in(other, make_account(session, role))
        assert other.get(f"{ROOM}/").status_code == 403


def test_odd_addresses_lead_nowhere_and_do_no_harm(owner):
    assert owner.get(f"{ROOM}/99999999999999999999").status_code == 404
    assert owner.get(f"{ROOM}/1/banding?dengan=99999999999999999999").status_code == 404
    assert owner.get(f"{ROOM}/?state=nonsense&q=%25&page=99").status_code == 200
