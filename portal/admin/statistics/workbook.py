"""The board as a workbook: a sheet for each topic. Real numbers, no formulas, no names of people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from portal.admin.names import LEVELS, PREDICATES, term_name
from portal.admin.statistics.board import Board
from portal.admin.statistics.shown import CONDITION_NAMES, counts_of, edition_name, line_name
from portal.domain.editions import DEMO_NOTICE
from portal.domain.figures import Published
from portal.domain.predicate import Predicate
from portal.domain.statistics import CONDITIONS, HOURS, REACHED, mean_hours, share_reached
from portal.i18n import gettext as _
from portal.i18n import words

Cell = str | int | float


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One sheet: its name, the head of its table and the rows."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def board_workbook(board: Board, *, demo: bool) -> bytes:
    """Return the figures of a board."""
    # Imported here because most web workers never write a workbook.
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # It ships no types.

    saved = BytesIO()
    with Workbook(saved, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        bold = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for sheet in (_indicators(board), _predicates(board), _training(board), _surveys(board)):
            page = workbook.add_worksheet(sheet.name)
            page.set_column(0, 0, 48)
            page.set_column(1, len(sheet.head), 14)
            heads: list[Sequence[str]] = [[DEMO_NOTICE], sheet.head] if demo else [sheet.head]
            for number, head in enumerate(heads):
                page.write_row(number, 0, head, bold)
            page.freeze_panes(len(heads), 1)
            for number, row in enumerate(sheet.rows, len(heads)):
                page.write_row(number, 0, row)
    return saved.getvalue()


def _indicators(board: Board) -> Sheet:
    names = [str(CONDITION_NAMES[each]) for each in CONDITIONS]
    return Sheet(
        name=str(_("Indikator")),
        head=[_("Kantor"), _("Tahun"), _("Pegawai"), _("Indikator"), *names],
        rows=[
            [line_name(line, board.names), board.year, line.people, line.total, *counts_of(line, CONDITIONS)]
            for line in board.indicators.lines
        ],
    )


def _predicates(board: Board) -> Sheet:
    names = [str(PREDICATES[each]) for each in Predicate]
    return Sheet(
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
    return Sheet(
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
                *(line_name(line, board.names), year, line.people, line.counts.get(HOURS, 0)),
                *(mean_hours(line) / 100, line.counts.get(REACHED, 0), share_reached(line) / 100),
            ]
            for year, topic in board.hours.items()
            for line in topic.lines
        ],
    )


def _surveys(board: Board) -> Sheet:
    return Sheet(
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
        *(figure.ikm / 100, figure.low / 100, figure.high / 100, figure.grade, edition.id),
    ]
