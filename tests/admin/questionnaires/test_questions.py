"""What a version asks: the official nine are protected, own questions have weights, extra ones are switched on."""

from datetime import datetime

import pytest
from sqlalchemy import select

from portal.db import begin_write, db
from portal.domain.batches import Cutoff, Policy
from portal.domain.periods import WITA
from portal.domain.skm import QUESTIONNAIRE_ORDER
from portal.domain.skm_form import SKM_V1
from portal.models.batches import Tally
from portal.models.responses import Response
from portal.models.units import Unit
from portal.publishing.actions import close_early
from tests.admin.questionnaires.steps import (
    OWN,
    ROOM,
    fields_of,
    let_start_now,
    make_next,
    send,
    stored,
    this_month,
    weights_page,
)
from tests.conftest import on_sqlite
from tests.staff import StaffClient
from tests.survey.sheets import GOOD
from tests.survey.sheets import send as answer
from tests.survey.sheets import stored as rows_of

KEY = "tambahan-1"


@pytest.fixture
def owner(owner: StaffClient) -> StaffClient:
    """Return the client of a survey owner who has made version 2."""
    make_next(owner)
    return owner


def add_own(owner: StaffClient, **changes: str) -> None:
    """Add an own question to version 2."""
    added = send(owner, "2/pertanyaan-baru", **OWN | changes)
    assert (added.status_code, added.location) == (303, f"{ROOM}/2/bobot")


@on_sqlite
def test_the_official_wording_stays_whatever_is_sent(owner):
    texts = {"short_id": "Cepatkah?", "short_en": "Fast?", "hint_id": "", "hint_en": "", "official_en": "Speed?"}
    answers = {f"answer-{n}_en": f"Answer {n}" for n in range(1, 5)}
    sly = {"official_id": "Palsu", "answer-1_id": "Palsu", "key": "palsu", "weight": "1/2"}
    assert send(owner, "2/pertanyaan/waktu", **texts, **answers, **sly).status_code == 303
    official = next(item for item in SKM_V1.questions if item.key == "waktu")
    with stored(owner, 2) as version:
        assert version.version.keys == QUESTIONNAIRE_ORDER
        changed = next(item for item in version.version.questions if item.key == "waktu")
    assert (changed.short.id, changed.short.en, changed.official.en) == ("Cepatkah?", "Fast?", "Speed?")
    assert changed.official.id == official.official.id
    assert [words.id for words in changed.answers] == [words.id for words in official.answers]
    assert [words.en for words in changed.answers] == ["Answer 1", "Answer 2", "Answer 3", "Answer 4"]


@on_sqlite
def test_an_official_question_has_no_field_for_its_wording_and_no_way_out(owner):
    page = owner.get(f"{ROOM}/2/pertanyaan/waktu")
    assert not {"official_id", "answer-1_id"} & set(fields_of(page))
    assert SKM_V1.questions[2].official.id in page.text
    assert owner.get(f"{ROOM}/2/pertanyaan/waktu/hapus").status_code == 404
    assert owner.post(f"{ROOM}/2/pertanyaan/waktu/hapus").status_code == 404
    assert owner.get(f"{ROOM}/2/pertanyaan/nihil").status_code == 404


@on_sqlite
def test_a_question_with_a_gap_keeps_what_was_typed(owner):
    refused = send(owner, "2/pertanyaan-baru", **OWN | {"answer-3_id": "", "short_en": "x" * 201})
    assert refused.status_code == 422
    kept = fields_of(refused)
    assert kept["short_id"] == OWN["short_id"]
    assert kept["short_en"] == "x" * 201
    assert "Isian ini perlu diisi" in refused.text
    assert "Paling banyak 200 huruf" in refused.text
    with stored(owner, 2) as version:
        assert version.version.questions == SKM_V1.questions


@on_sqlite
def test_no_more_own_questions_than_a_form_bears(owner):
    for _number in range(10):
        add_own(owner)
    refused = send(owner, "2/pertanyaan-baru", **OWN)
    assert (refused.status_code, "Paling banyak 10" in refused.text) == (422, True)


@on_sqlite
def test_weights_that_do_not_sum_to_one_are_refused_with_their_sum(owner):
    add_own(owner)
    typed = weights_page(owner) | {f"weight-{KEY}": "10 %"}
    refused = send(owner, "2/bobot", **typed, save="1")
    assert refused.status_code == 422
    assert "Jumlah bobot sekarang 11/10 (110 %)" in refused.text
    assert fields_of(refused)[f"weight-{KEY}"] == "10 %"


def test_exact_weights_are_stored_as_they_are(owner):
    add_own(owner)
    typed = dict.fromkeys(weights_page(owner), "1/10")
    assert send(owner, "2/bobot", **typed, save="1").status_code == 303
    assert set(weights_page(owner).values()) == {"10 %"}


@on_sqlite
def test_the_rest_is_shared_equally_among_the_nine(owner):
    add_own(owner)
    typed = weights_page(owner) | {"weight-waktu": "asal", f"weight-{KEY}": "1/7"}
    assert send(owner, "2/bobot", **typed, share="1").status_code == 303
    weights = weights_page(owner)
    assert weights.pop(f"weight-{KEY}") == "1/7"
    assert set(weights.values()) == {"2/21"}


@on_sqlite
@pytest.mark.parametrize("typed", ["sepuluh", "-1/9", "1/0", "101 %", "2", "1/9/9", "1e-1", "٣"])
def test_a_weight_that_is_no_share_is_refused_and_kept(owner, typed):
    refused = send(owner, "2/bobot", **weights_page(owner) | {"weight-waktu": typed}, save="1")
    assert refused.status_code == 422
    assert "Tulis pecahan" in refused.text
    assert fields_of(refused)["weight-waktu"] == typed


@on_sqlite
def test_an_own_question_goes_after_asking_and_gives_its_weight_back(owner):
    add_own(owner)
    send(owner, "2/bobot", **dict.fromkeys(weights_page(owner), "1/10"), save="1")
    assert OWN["short_id"] in owner.get(f"{ROOM}/2/pertanyaan/{KEY}/hapus").text
    assert send(owner, f"2/pertanyaan/{KEY}/hapus").status_code == 303
    assert set(weights_page(owner).values()) == {"1/9"}


@on_sqlite
def test_missing_english_is_reported(owner):
    add_own(owner, short_en="", **{"answer-2_en": ""})
    page = owner.get(f"{ROOM}/2/terjemahan").text
    assert "2 teks belum ada bahasa Inggrisnya" in page
    assert page.count("Belum ada<") == 2
    assert "2 belum ada" in owner.get(f"{ROOM}/2").text
    assert "Semua teks ada dalam dua bahasa" in owner.get(f"{ROOM}/1/terjemahan").text


@on_sqlite
def test_extra_questions_are_switched_on_and_off(owner):
    assert send(owner, "2/zona-integritas", spkp="y", spak="y", control="y").status_code == 303
    with stored(owner, 2) as version:
        assert version.version.keys[9:] == (
            *(f"spkp-{n}" for n in range(1, 9)),
            *(f"spak-{n}" for n in range(1, 6)),
            "kendali",
        )
    assert "23 dari 23" in owner.get(f"{ROOM}/2/pratinjau").text
    assert send(owner, "2/zona-integritas", control="y").status_code == 303
    with stored(owner, 2) as version:
        assert version.version.keys[9:] == ("kendali",)


def answer_all(owner: StaffClient, desk, **extra: str) -> int:
    return answer(StaffClient(owner.application), desk, GOOD, **extra).status_code


def test_own_and_extra_questions_are_answered_stored_and_tallied_with_all_their_answers(owner, desk):
    add_own(owner)
    send(owner, "2/zona-integritas", spak="y", control="y")
    let_start_now(owner, 2)
    full = {KEY: "4", **{f"spak-{n}": "6" for n in range(1, 6)}, "kendali": "2"}
    assert answer_all(owner, desk, **full) == 303
    assert answer_all(owner, desk, **full | {"spak-5": "5", "kendali": "1"}) == 303
    for wrong in ({"spak-1": "7"}, {KEY: "5"}, {"kendali": "3"}, {"spak-2": ""}):
        assert answer_all(owner, desk, **full | wrong) == 422
    scores = {row["scores"]: row["total"] for row in rows_of(owner.application, Response)}
    assert scores == {GOOD + "4" + "66666" + "2": 31, GOOD + "4" + "66665" + "1": 31}
    counts = close_and_count(owner, desk)
    assert counts[:2] == [[0, 0, 2, 0], [0, 0, 0, 2]]
    assert counts[9:] == [[0, 0, 0, 2], *[[0, 0, 0, 0, 0, 2]] * 4, [0, 0, 0, 0, 1, 1], [1, 1]]


def close_and_count(owner: StaffClient, desk) -> list[list[int]]:
    """Close the running month of the counter's office and return the counts of its one tally."""
    with owner.application.app_context():
        begin_write(db.session)
        policy, today = Policy(k=2, days=1), datetime.now(WITA).date()
        cutoff = Cutoff.of_month(this_month(), policy, instrument="skm", closed_on=today)
        close_early(db.session, db.session.get_one(Unit, desk.unit_id), cutoff, policy)
        tally = db.session.scalars(select(Tally)).one()
        counts = [list(item) for item in tally.counts]
        db.session.rollback()
    return counts
