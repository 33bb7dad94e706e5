"""The method page's example: ten made-up answer sheets, counted by the same code as real ones."""

from dataclasses import dataclass

from portal.domain import editions, skm
from portal.domain.figures import ElementFigure, Explanation, Figure, explain
from portal.domain.sampling import required_sample

SHEETS = (
    "334433333",
    "444444444",
    "323433323",
    "444434434",
    "333433332",
    "434444443",
    "322322323",
    "444444444",
    "333434333",
    "434433443",
)
"""One sheet a line, one score an element, in the order of the regulation's definitions."""

POPULATIONS = (50, 100, 250, 500, 1_000, 2_000, 5_000)


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """The sheets, the figure they make and its arithmetic; (visitors, answers to aim for) pairs."""

    sheets: tuple[str, ...]
    figure: Figure
    explanation: Explanation
    samples: tuple[tuple[int, int], ...]


def worked_example() -> Example:
    """Count the sheets as an edition is counted."""
    totals = [sum(map(int, sheet)) for sheet in SHEETS]
    columns = [[int(sheet[place]) for sheet in SHEETS] for place in range(len(skm.DEFINITION_ORDER))]
    counts = {
        key: (column.count(1), column.count(2), column.count(3), column.count(4))
        for key, column in zip(skm.DEFINITION_ORDER, columns, strict=True)
    }
    pooled = editions.Pool(
        n=len(SHEETS), total=sum(totals), squares=sum(total**2 for total in totals), elements=counts
    )
    headline = editions.headline(pooled, skm.CURRENT_RULE)
    figure = Figure(
        **{**headline, "grades": tuple(headline["grades"])},
        elements=tuple(ElementFigure(**row) for row in editions.elements(pooled, skm.CURRENT_RULE)),
        distribution={},
        services=(),
        provenance={},
        not_counted=None,
    )
    explanation = explain(figure, skm.CURRENT_RULE)
    assert explanation is not None  # noqa: S101 - the figure above always has its elements.
    samples = tuple((size, required_sample(size)) for size in POPULATIONS)
    return Example(sheets=SHEETS, figure=figure, explanation=explanation, samples=samples)
