"""An edition as one tidy CSV table: a measure a row, so that tables of several editions can be stacked."""

from collections.abc import Iterator

from portal.csv_text import to_csv
from portal.domain.editions import DEMO_NOTICE
from portal.domain.figures import Extra, Figure, Headline, Published

COLUMNS = ("edition", "unit", "kind", "period", "measure", "key", "value", "demo")

Row = tuple[str, str, str]
"""measure, key, value."""


def as_csv(edition: Published) -> str:
    """Return the table. Values are plain numbers with a point; every row of a demo says so."""
    span = edition.span
    period = f"{span.first}/{span.last}" if span else ""
    notice = DEMO_NOTICE if edition.demo else ""
    first = (edition.id, edition.scope, edition.kind, period)
    return to_csv(COLUMNS, ((*first, *row, notice) for row in _rows(edition)))


def _rows(edition: Published) -> Iterator[Row]:
    yield "status", "", "published" if edition.figure else "insufficient"
    yield "cutoff", "", edition.cutoff.isoformat()
    yield "sha256", "", edition.hash
    if edition.figure:
        yield from _headline_rows(edition.figure, "")
        yield from _detail_rows(edition.figure)


def _headline_rows(figure: Headline, key: str) -> Iterator[Row]:
    yield "n", key, str(figure.n)
    yield "ikm", key, _decimal(figure.ikm)
    yield "grade", key, figure.grade
    yield "low", key, _decimal(figure.low)
    yield "high", key, _decimal(figure.high)


def _detail_rows(figure: Figure) -> Iterator[Row]:
    for element in figure.elements:
        yield "total", element.key, str(element.total)
        yield "nrr", element.key, _decimal(element.nrr)
        yield "value", element.key, _decimal(element.value)
        yield "element_grade", element.key, element.grade
    for key, counts in figure.distribution.items():
        for score, count in enumerate(counts, 1):
            yield f"answers_{score}", key, str(count)
    yield from _extra_rows(figure.extra)
    for service in figure.services:
        yield from _headline_rows(service, service.service)
    for tier, count in figure.provenance.items():
        yield "provenance", tier, str(count)
    if figure.not_counted is not None:
        yield "not_counted", "", str(figure.not_counted)


def _extra_rows(extra: Extra | None) -> Iterator[Row]:
    if extra is None:
        return
    if extra.index is not None:
        yield "weighted_index", "", _decimal(extra.index)
    for question in extra.questions:
        if question.mean is not None:
            yield "mean", question.key, _decimal(question.mean)
        for score, count in enumerate(question.counts, 1):
            yield f"answers_{score}", question.key, str(count)


def _decimal(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}"
