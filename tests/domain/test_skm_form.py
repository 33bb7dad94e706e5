"""The SKM form says what the regulation says, and survives being stored."""

import json

import pytest

from portal.domain.questionnaire import check_version, from_document, to_document
from portal.domain.skm import CURRENT_RULE, QUESTIONNAIRE_ORDER
from portal.domain.skm_form import SKM_V1

# Typed from the official questionnaire, not read from the code.
OFFICIAL = {
    "persyaratan": (
        "Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
        "Tidak sesuai / Kurang sesuai / Sesuai / Sangat sesuai",
    ),
    "prosedur": (
        "Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
        "Tidak mudah / Kurang mudah / Mudah / Sangat mudah",
    ),
    "waktu": (
        "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
        "Tidak cepat / Kurang cepat / Cepat / Sangat cepat",
    ),
    "biaya": (
        "Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?",
        "Sangat mahal / Cukup mahal / Murah / Gratis",
    ),
    "produk": (
        "Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang tercantum dalam standar "
        "pelayanan dengan hasil yang diberikan?",
        "Tidak sesuai / Kurang sesuai / Sesuai / Sangat sesuai",
    ),
    "kompetensi": (
        "Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?",
        "Tidak kompeten / Kurang kompeten / Kompeten / Sangat kompeten",
    ),
    "perilaku": (
        "Bagaimana pendapat Saudara tentang perilaku petugas dalam pelayanan terkait kesopanan dan keramahan?",
        "Tidak sopan dan ramah / Kurang sopan dan ramah / Sopan dan ramah / Sangat sopan dan ramah",
    ),
    "sarana": (
        "Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?",
        "Buruk / Cukup / Baik / Sangat baik",
    ),
    "pengaduan": (
        "Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?",
        "Tidak ada / Ada tetapi tidak berfungsi / Berfungsi kurang maksimal / Dikelola dengan baik",
    ),
}


@pytest.mark.parametrize("question", SKM_V1.questions, ids=lambda question: question.key)
def test_official_wording(question):
    assert question.official.id == OFFICIAL[question.key][0]
    assert " / ".join(answer.id for answer in question.answers) == OFFICIAL[question.key][1]


def test_asks_facilities_eighth_and_complaints_ninth():
    assert SKM_V1.keys == QUESTIONNAIRE_ORDER == tuple(OFFICIAL)


def test_can_be_scored_by_its_rule():
    assert SKM_V1.rule == "permenpan-14-2017/1"
    check_version(SKM_V1, CURRENT_RULE.shares)


def test_survives_storing():
    assert from_document(json.loads(json.dumps(to_document(SKM_V1)))) == SKM_V1


def test_every_text_is_there_in_both_languages():
    texts = [words for q in SKM_V1.questions for words in (q.short, q.official, *q.answers)]
    texts += [words for item in SKM_V1.profile for words in (item.text, *dict(item.choices).values())]
    assert all(words.id and words.en for words in texts)


def test_plain_question_is_shorter_than_the_official_one():
    for question in SKM_V1.questions:
        assert len(question.short.id) < len(question.official.id)


def test_profile_asks_what_the_official_form_asks_and_no_identity():
    choices = {item.key: [code for code, _ in item.choices] for item in SKM_V1.profile}
    assert list(choices) == ["sex", "age", "education", "occupation"]
    assert choices["sex"] == ["L", "P"]
    assert choices["education"] == ["SD", "SMP", "SMA", "D1-D4", "S1", "S2", "S3"]
    assert choices["occupation"] == ["PNS", "TNI", "POLRI", "SWASTA", "WIRAUSAHA", "LAINNYA"]
