"""A version with more than the nine: its editions carry the field `extra`, all others stay as they were."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from sqlalchemy.orm import Session

from portal.admin.questionnaires.actions import add_version
from portal.domain import questionnaire_editing as editing
from portal.domain.skm_form import SKM_V1
from portal.domain.words import Words
from portal.domain.zona_integritas import BLOCKS
from portal.models import Counter, Day, Response
from portal.publishing.job import publish
from tests.factories import make_site
from tests.publishing.story import DECEMBER, JANUARY, JULY, after, answer, documents, open_office

OWN = replace(
    editing.empty_question("tambahan-1"),
    short=Words("Nyaman?", "Comfortable?"),
    answers=tuple(Words(f"Jawaban {n}", f"Answer {n}") for n in range(1, 5)),
)
SECOND = replace(editing.with_question(editing.with_blocks(SKM_V1, BLOCKS), OWN), number=2)


def answer_second(session: Session, counter: Counter, version_id: int, month: int, n: int) -> None:
    """Add so many answers to the second version."""
    draw = Random(month)
    for _number in range(n):
        scores = "".join(draw.choice(item.scores) for item in SECOND.questions)
        session.add(
            Response(
                unit_id=counter.unit_id, month=month, id=draw.randbytes(16), counter_id=counter.id,
                version_id=version_id, part=1, tier=0, language="id", scores=scores,
                total=sum(map(int, scores[:9])),
            )
        )  # fmt: skip
    for day in range(1, 6):
        session.add(Day(unit_id=counter.unit_id, day=date(2026, month % 12 + 1, day)))
    session.commit()


@pytest.fixture
def told(session):
    """Return the documents of a year whose second half asks 24 questions."""
    make_site(session)
    counter = open_office(session, "dua")
    answer(session, counter, [20] * 6)
    version = add_version(session, SECOND, starts_month=JULY)
    for month in range(JULY, DECEMBER + 1):
        answer_second(session, counter, version.id, month, 20)
    for month in range(JANUARY, DECEMBER + 1):
        publish(session, after(month))
    return documents(session)


def test_extra_questions_stand_apart_in_the_half_year_that_asked_them(session, told):
    extra = told["dua-2026-s2"]["figure"]["extra"]
    assert extra["index"] is None
    assert [row["key"] for row in extra["questions"]] == list(SECOND.keys[9:])
    assert {sum(row["counts"]) for row in extra["questions"]} == {120}
    assert [len(row["counts"]) for row in extra["questions"]] == [4, *[6] * 13, 2]
    assert told["dua-2026-s2"]["questionnaires"] == ["skm/2"]


def test_editions_that_pool_both_versions_or_only_the_first_show_the_nine_alone(session, told):
    for name in ("dua-2026-s1", "dua-2026", "pemerintah-2026-s1", "pemerintah-2026"):
        assert "extra" not in told[name]["figure"], name
    assert told["dua-2026"]["questionnaires"] == ["skm/1", "skm/2"]
    assert told["dua-2026"]["figure"]["n"] == 240


def test_the_government_shows_them_when_its_period_is_over_but_never_answer_by_answer(told):
    rows = told["pemerintah-2026-s2"]["figure"]["extra"]["questions"]
    assert all(row["counts"] is None for row in rows)
    assert [row["key"] for row in rows if row["mean"] is None] == ["kendali"]
    interim = [item for item in told.values() if item["kind"] == "interim" and item["units"]]
    assert interim
    assert all("extra" not in item["figure"] for item in interim if item["figure"])
