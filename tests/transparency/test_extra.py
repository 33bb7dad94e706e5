"""Questions beyond the nine on an edition's page and in its table: apart from the IKM, and only where asked."""

from dataclasses import replace
from fractions import Fraction

import pytest

from portal.admin.questionnaires.actions import add_version
from portal.domain import questionnaire_editing as editing
from portal.domain.editions import Tally
from portal.domain.extras import beyond_the_nine
from portal.domain.skm import CURRENT_RULE
from portal.domain.skm_form import SKM_V1
from portal.domain.words import Words
from portal.domain.zona_integritas import CONTROL, SPAK
from tests.factories import make_site, make_unit
from tests.transparency.documents import GOOD, figure, make_edition

N = 30
OWN = replace(
    editing.empty_question("tambahan-1"),
    short=Words("Nyaman?", "Comfortable?"),
    answers=tuple(Words(f"Jawaban {n}", f"Answer {n}") for n in range(1, 5)),
)
ASKED = editing.with_question(editing.with_blocks(SKM_V1, [SPAK, CONTROL]), OWN)
WEIGHED = editing.with_weights(ASKED, editing.share_the_rest(ASKED, {OWN.key: Fraction(1, 10)}))


def extra(*, distributed: bool):
    """Return the field of a figure whose answers are all the best there is."""
    counts = {item.key: (*[0] * (len(item.answers) - 1), N) for item in WEIGHED.questions}
    tally = Tally(service="", tier=0, n=N, total=36 * N, squares=36**2 * N, counts=counts)
    return beyond_the_nine([tally], [WEIGHED], CURRENT_RULE.shares, distributed=distributed)


@pytest.fixture
def make(session):
    """Return a function that adds an edition with this in its figure and returns its id."""
    make_site(session)

    def add(**fields) -> str:
        return make_edition(session, make_unit(session), figure=figure(GOOD * 6) | fields).id

    return add


def test_an_edition_shows_them_apart_with_all_their_answers(client, make):
    name = make(extra=extra(distributed=True))
    page = client.get(f"/edisi/{name}").text
    assert "Pertanyaan tambahan" in page
    assert "Nyaman?" in page
    assert "4,00 dari 4" in page
    assert "6,00 dari 6" in page
    assert "Tidak: 30" in page
    assert "semua unsur bersama bernilai 100,00" in page
    assert "Comfortable?" in client.get(f"/en/edisi/{name}").text
    table = client.get(f"/edisi/{name}.csv").text
    assert ",weighted_index,,100.00," in table
    assert ",answers_6,spak-1,30," in table
    assert ",mean,kendali,2.00," in table


def test_too_few_answers_are_not_told_one_by_one(client, make):
    name = make(extra=extra(distributed=False))
    page = client.get(f"/edisi/{name}").text
    assert page.count("Belum cukup jawaban untuk dirinci") == 7
    table = client.get(f"/edisi/{name}.csv").text
    assert "spak-1,6.00" in table
    assert "kendali" not in table


def test_an_edition_of_the_nine_says_nothing_of_them(client, make):
    name = make()
    assert "Pertanyaan tambahan" not in client.get(f"/edisi/{name}").text
    assert "weighted_index" not in client.get(f"/edisi/{name}.csv").text


def test_the_page_about_the_method_lists_just_the_nine(client, session):
    make_site(session)
    add_version(session, replace(ASKED, number=2), starts_month=12 * 2030)
    session.commit()
    page = client.get("/metode").text
    assert page.count("<details>") >= 9
    assert "Nyaman?" not in page
