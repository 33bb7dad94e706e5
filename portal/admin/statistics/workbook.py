"""The board as a workbook: a sheet for each topic. Real numbers, no formulas, no names of people."""

from collections.abc import Iterable, Sequence

from portal.admin.names import LEVELS, PREDICATES, term_name
from portal.admin.statistics.board import Board
from portal.admin.statistics.shown import CONDITION_NAMES, counts_of, edition_name, line_name
from portal.documents.workbook import Cell, Row, Scaled, Sheet, make_workbook
from portal.domain.figures import Published
from portal.domain.predicate import Predicate
from portal.domain.statistics import CONDITIONS, HOURS, REACHED, mean_hours, share_reached
from portal.i18n import gettext as _
from portal.i18n import words

_FIRST_WIDTH, _WIDTH = 48, 14


def board_workbook(board: Board, *, demo: bool) -> bytes:
    """Return the figures of a board."""
    sheets = (_indicators(board), _predicates(board), _training(board), _surveys(board))
    return make_workbook(sheets, demo=demo)


def _sheet(name: str, head: Sequence[str], rows: Iterable[Row]) -> Sheet:
    """Return a sheet whose first column names offices."""
    widths = [_FIRST_WIDTH, *[_WIDTH] * (len(head) - 1)]
    return Sheet(name=name, widths=widths, head=head, rows=rows, fixed=1)


def _indicators(board: Board) -> Sheet:
    names = [str(CONDITION_NAMES[each]) for each in CONDITIONS]
    return _sheet(
        name=str(_("Indikator")),
        head=[_("Kantor"), _("Tahun"), _("Pegawai"), _("Indikator"), *names],
        rows=[
            [line_name(line, board.names), str(board.year), line.people, line.total, *counts_of(line, CONDITIONS)]
            for line in board.indicators.lines
        ],
    )


def _predicates(board: Board) -> Sheet:
    names = [str(PREDICATES[each]) for each in Predicate]
    return _sheet(
        name=str(_("Predikat")),
        head=[_("Kantor"), _("Masa"), _("Dinilai"), *names, _("Tingkat capaian kantor")],
        rows=[
            [
                line_name(line, board.names),
                term_name(each.term),
                line.people,
                *counts_of(line, Predicate),
                str(LEVELS[each.level]) if each.level and len(each.lines) == 1 else "",
            ]
            for each in board.terms
            for line in each.lines
        ],
    )


def _training(board: Board) -> Sheet:
    return _sheet(
        name=str(_("Pelatihan")),
        head=[
            _("Kantor"),
            _("Tahun"),
            _("Pegawai"),
            _("JP seluruhnya"),
            _("JP rata-rata per pegawai"),
            _("Pegawai yang mencapai 20 JP"),
            _("Bagian (persen)"),
        ],
        rows=[
            [
                *(line_name(line, board.names), str(year), line.people, line.counts.get(HOURS, 0)),
                *(Scaled(mean_hours(line)), line.counts.get(REACHED, 0), Scaled(share_reached(line))),
            ]
            for year, topic in board.hours.items()
            for line in topic.lines
        ],
    )


def _surveys(board: Board) -> Sheet:
    return _sheet(
        name="SKM",
        head=[
            _("Kantor"),
            _("Periode"),
            _("Jawaban"),
            _("IKM"),
            _("Terendah"),
            _("Tertinggi"),
            _("Mutu"),
            _("Edisi"),
        ],
        rows=[_survey(each) for each in (*board.trend, *_others(board)) if each.figure],
    )


def _others(board: Board) -> Iterable[Published]:
    shown = {each.id for each in board.trend}
    return (each for each in board.latest.values() if each.id not in shown)


def _survey(edition: Published) -> list[Cell]:
    assert edition.figure is not None  # noqa: S101 - only editions with a figure are given.
    figure = edition.figure
    return [
        *(words(edition.name), edition_name(edition), figure.n),
        *(Scaled(figure.ikm), Scaled(figure.low), Scaled(figure.high), figure.grade, edition.id),
    ]
