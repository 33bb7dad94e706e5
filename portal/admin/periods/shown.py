"""What periods and outlooks are called, in the reader's language."""

from typing import Protocol

from portal.domain.forecast import Outlook
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l

OUTLOOK_NAMES = {
    Outlook.REACHED: _l("Tercapai"),
    Outlook.LIKELY: _l("Diperkirakan tercapai"),
    Outlook.OPEN: _l("Belum pasti"),
    Outlook.SHORT: _l("Diperkirakan kurang"),
    Outlook.UNKNOWN: _l("Terlalu dini"),
}


class Named(Protocol):
    """An official period, or an edition of one."""

    @property
    def kind(self) -> str: ...
    @property
    def year(self) -> int: ...
    @property
    def number(self) -> int: ...


def period_name(period: Named) -> str:
    """Return the name of a quarter, semester or year."""
    if period.kind == "quarter":
        return str(_("Triwulan %(number)s %(year)s", number=period.number, year=period.year))
    if period.kind == "semester":
        return str(_("Semester %(number)s %(year)s", number=period.number, year=period.year))
    return str(_("Tahun %(year)s", year=period.year))
