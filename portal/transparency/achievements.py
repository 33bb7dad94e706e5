"""What offices achieved, one quarter a page: for reading, as a table, and as the bytes that were hashed."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, render_template

from portal.access import Access, access
from portal.achievements import AchievementText, find_achievement, find_successor
from portal.csv_text import to_csv
from portal.db import db
from portal.domain.achievement_documents import Achieved, parse
from portal.domain.editions import DEMO_NOTICE, GOVERNMENT
from portal.pages import CSV, JSON, Made, answer

blueprint = Blueprint("achievements", __name__, url_prefix="/capaian")

COLUMNS = ("achievement", "unit", "year", "quarter", "measure", "key", "value", "demo")

Row = tuple[str, str, object]
"""measure, key, value."""


@blueprint.get("/<achievement>")
@access(Access.PUBLIC)
def show(achievement: str) -> Response:
    """Show what offices achieved in a quarter, for good, also after a revision replaced it."""
    return answer(lambda: _make_page(achievement))


def _make_page(achievement: str) -> Made:
    text = _found(achievement)
    achieved = parse(text.text, text.hash)
    body = render_template(
        "transparency/achievement.html",
        achieved=achieved,
        successor=find_successor(db.session, achieved),
        government=GOVERNMENT,
    )
    return Made(body=body, modified=text.closed_on)


@blueprint.get("/<achievement>.csv")
@access(Access.PUBLIC)
def table(achievement: str) -> Response:
    """Send it as a tidy table."""
    response = answer(lambda: _make_csv(achievement))
    if response.status_code == 200:
        response.headers["Content-Disposition"] = f'attachment; filename="{achievement}.csv"'
    return response


def _make_csv(achievement: str) -> Made:
    text = _found(achievement)
    return Made(body=as_csv(parse(text.text, text.hash)), mimetype=CSV, modified=text.closed_on)


@blueprint.get("/<achievement>.json")
@access(Access.PUBLIC)
def document(achievement: str) -> Response:
    """Send its canonical bytes: their SHA-256 is its hash."""
    return answer(lambda: _make_document(achievement))


def _make_document(achievement: str) -> Made:
    text = _found(achievement)
    return Made(body=text.text, mimetype=JSON, modified=text.closed_on)


def _found(achievement: str) -> AchievementText:
    text = find_achievement(db.session, achievement)
    if text is None:
        abort(404)
    return text


def as_csv(achieved: Achieved) -> str:
    """Return the table: a measure a row, so that tables of several quarters can be stacked."""
    first = (achieved.id, achieved.scope.slug, achieved.term.year, achieved.term.quarter)
    notice = DEMO_NOTICE if achieved.demo else ""
    return to_csv(COLUMNS, ((*first, *row, notice) for row in _rows(achieved)))


def _rows(achieved: Achieved) -> Iterator[Row]:
    yield "sha256", "", achieved.hash
    yield "cutoff", "", achieved.term.last_day.isoformat()
    yield from (("office", office.slug, office.name.id) for office in achieved.offices)
    yield "people", "", achieved.people
    for figure in achieved.aspects:
        yield from ((standing.value, figure.aspect.value, count) for standing, count in figure.counts.items())
    if achieved.entries is not None:
        yield "entries", "", achieved.entries
        yield "entries_with_evidence", "", achieved.with_evidence
    if achieved.projects is not None:
        yield from (("projects", name, value) for name, value in achieved.document["projects"].items())
