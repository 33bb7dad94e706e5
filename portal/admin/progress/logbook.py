"""The daily log in the shape that e-Kinerja asks for, as a table of text and as a workbook."""

from collections.abc import Iterable, Sequence

from flask import current_app, url_for

from portal.admin.progress.queries import EvidenceLine, LogLine
from portal.documents.workbook import Sheet, make_workbook
from portal.domain.numbers import write_thousandths
from portal.i18n import gettext as _
from portal.i18n import rupiah

_WIDTHS = (12, 44, 36, 12, 14, 44, 60)


def head() -> tuple[str, ...]:
    """Return the columns' names."""
    return (
        _("Tanggal"), _("Rencana hasil kerja"), _("Indikator"), _("Realisasi"), _("Satuan"), _("Keterangan"),
        _("Tautan bukti"),
    )  # fmt: skip


def rows(lines: Iterable[LogLine]) -> tuple[tuple[str, ...], ...]:
    """Return the log as text, a row an entry."""
    return tuple(
        (
            line.on_day.isoformat(),
            line.result,
            line.name,
            write_thousandths(line.value),
            line.unit_name,
            _remark(line),
            " ".join(_address(each) for each in line.evidence),
        )
        for line in lines
    )


def _remark(line: LogLine) -> str:
    money = _("Terpakai %(money)s.", money=rupiah(line.spent)) if line.spent is not None else ""
    return " ".join(part for part in (money, line.note) if part)


def _address(evidence: EvidenceLine) -> str:
    """Return where evidence can be opened: the link, or the portal's page of a file, which asks who it is."""
    if evidence.link:
        return evidence.link
    public: str = current_app.config["SETTINGS"].public_url
    return public + url_for("staff.progress.evidence", evidence=evidence.id)


def workbook(table: Iterable[Sequence[str]], *, demo: bool) -> bytes:
    """Return a workbook of one sheet, every cell of it text that nothing takes for a formula."""
    return make_workbook([Sheet(name="Log", widths=_WIDTHS, head=head(), rows=table)], demo=demo)
