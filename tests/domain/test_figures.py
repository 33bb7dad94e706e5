"""Reading a document, and explaining the number in it."""

import csv
import io
import json
from pathlib import Path

from portal.csv_text import guarded
from portal.domain import editions, skm
from portal.domain.figures import ElementFigure, Figure, explain, parse
from portal.transparency.example import SHEETS, worked_example
from tests.transparency.documents import GOOD, document

PUBLISHED = json.loads((Path(__file__).parent.parent / "data" / "published_skm.json").read_text())
KPU_TOTALS = (198, 203, 196, 226, 190, 196, 202, 190, 214)
KPU_N = 57


def kpu() -> Figure:
    rule = skm.CURRENT_RULE
    elements = []
    for key, total in zip(skm.DEFINITION_ORDER, KPU_TOTALS, strict=True):
        mean = skm.nrr(total, KPU_N)
        element = ElementFigure(
            key=key,
            total=total,
            nrr=skm.hundredths(mean),
            weighted=0,
            value=skm.hundredths(mean * 25),
            grade="A",
        )
        elements.append(element)
    totals = dict(zip(skm.DEFINITION_ORDER, KPU_TOTALS, strict=True))
    return Figure(
        n=KPU_N,
        ikm=skm.hundredths(skm.index(totals, KPU_N, rule)),
        grade="A",
        grades=("A", "B"),
        low=86_00,
        high=90_00,
        rough=False,
        elements=tuple(elements),
        distribution={},
        services=(),
        provenance={},
        not_counted=None,
    )


def read(sheets: list[str], **choices: bool) -> Figure:
    encoded = editions.canonical(document(None, sheets=sheets, **choices)).decode()
    return parse(encoded, "0" * 64).figure


def test_a_published_figure_is_explained_to_the_last_digit():
    published = next(case for case in PUBLISHED["cases"] if case["id"] == "kpu_bandungbarat_2025s1")
    how = explain(kpu(), skm.CURRENT_RULE)
    assert kpu().ikm == round(published["ikm"] * 100)
    assert how.exact == 88_4503
    assert (how.shortened[110].ikm, how.shortened[110].grade) == (87_57, "B")
    assert (how.shortened[111].ikm, how.shortened[111].grade) == (88_36, "A")
    assert how.from_printed.ikm == 88_39


def test_the_worst_possible_answers_can_be_explained_too():
    """A weight of 0.11 takes 25 to 24.75, below every grade."""
    how = explain(read(["111111111"] * 10), skm.CURRENT_RULE)
    assert (how.shortened[110].ikm, how.shortened[110].grade) == (24_75, "D")


def test_elements_are_needed_to_explain_a_sum():
    assert explain(read(GOOD * 4, elements=False), skm.CURRENT_RULE) is None


def test_the_method_pages_example_agrees_with_doing_it_by_hand():
    example = worked_example()
    total = sum(int(score) for sheet in SHEETS for score in sheet)
    assert example.figure.total == total
    assert example.figure.ikm == skm.half_up(skm.Fraction(total * 25, 9 * len(SHEETS)), 2)
    assert example.figure.rough


def test_elements_with_the_same_printed_mean_are_named_together():
    best, worst = kpu().extremes()
    assert [element.key for element in best] == ["biaya"]
    assert [element.key for element in worst] == ["produk", "pengaduan"]


def test_a_distribution_is_read_in_the_order_of_the_definitions():
    """Canonical JSON sorts its keys, and an alphabetical chart beside an ordered one misleads."""
    encoded = editions.canonical(document(None, sheets=GOOD * 6)).decode()
    assert list(json.loads(encoded)["figure"]["distribution"]) == sorted(skm.DEFINITION_ORDER)
    assert tuple(parse(encoded, "0" * 64).figure.distribution) == skm.DEFINITION_ORDER


def test_no_cell_becomes_a_formula():
    for start in ("=", "+", "-", "@", "\t", "\r"):
        assert guarded(f"{start}1+1").startswith("'")
    assert guarded("88.45") == "88.45"
    row = next(csv.reader(io.StringIO(guarded("=1"))))
    assert row == ["'=1"]
