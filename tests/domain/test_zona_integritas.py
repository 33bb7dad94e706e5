"""SPKP, SPAK and the control question: as many as the ministry's surveys ask, on their scale."""

from portal.domain.questionnaire import check
from portal.domain.questionnaire_editing import with_blocks
from portal.domain.skm_form import SKM_V1
from portal.domain.zona_integritas import BLOCK_NAMES, BLOCKS, CONTROL, QUESTIONS, SPAK, SPKP


def test_eight_statements_five_statements_and_one_question():
    assert {block: len(questions) for block, questions in QUESTIONS.items()} == {SPKP: 8, SPAK: 5, CONTROL: 1}
    assert set(BLOCK_NAMES) == set(QUESTIONS) == set(BLOCKS)


def test_statements_are_answered_from_one_to_six_and_the_control_question_by_yes_or_no():
    for block in (SPKP, SPAK):
        assert {question.scores for question in QUESTIONS[block]} == {("1", "2", "3", "4", "5", "6")}
    (control,) = QUESTIONS[CONTROL]
    assert [answer.id for answer in control.answers] == ["Ya", "Tidak"]
    assert control.short.id == (
        "Sebelum menjawab survei ini, apakah ada pegawai yang mengarahkan jawaban yang baik-baik saja?"
    )


def test_every_text_is_there_in_both_languages():
    texts = [words for group in QUESTIONS.values() for item in group for words in (item.short, *item.answers)]
    assert all(words.id and words.en for words in texts)


def test_extra_answers_never_enter_the_official_total():
    version = with_blocks(SKM_V1, BLOCKS)
    low, high = (
        check(
            version,
            scores={item.key: "3" if item.key in SKM_V1.keys else item.scores[at] for item in version.questions},
            services=(),
            service=None,
            profile={},
        )
        for at in (0, -1)
    )
    assert low.total == high.total == 27
    assert low.scores == "3" * 9 + "1" * 14
    assert high.scores == "3" * 9 + "6" * 13 + "2"
