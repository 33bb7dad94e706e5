"""Visitors from a table: how many people each counter served in a month."""

from contextlib import suppress

from sqlalchemy.orm import Session
from wtforms import IntegerField, StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired, NumberRange

from portal.admin.forms import StaffForm
from portal.admin.imports import queries
from portal.admin.imports.offices import Offices
from portal.admin.imports.rows import WITHOUT_TOKEN, fill
from portal.admin.imports.steps import Draft, Importer, Step, Wrong, WrongRowError, make_steps
from portal.admin.periods.actions import set_visits
from portal.domain.csv_import import Column, Row, Table, WrongValueError, read_month
from portal.domain.periods import iso_month, month_of
from portal.domain.sample_targets import MOST_VISITORS
from portal.domain.words import Words
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l
from portal.i18n import month as month_name

CODE = Column(
    key="code",
    name=Words("Kode", "Code"),
    hint=Words("Kode loket, enam huruf.", "The counter's code, six letters."),
    required=True,
    also=("Kode loket", "Counter code"),
)
MONTH = Column(
    key="month",
    name=Words("Bulan", "Month"),
    hint=Words("Tahun dan bulan, misalnya 2026-06.", "Year and month, for example 2026-06."),
    required=True,
)
VISITORS = Column(
    key="visitors",
    name=Words("Pengunjung", "Visitors"),
    hint=Words("Berapa orang dilayani di bulan itu.", "How many people were served in that month."),
    required=True,
)
COLUMNS = (CODE, MONTH, VISITORS)
EXAMPLES = (
    {"code": "CTHAAA", "month": "2026-05", "visitors": "412"},
    {"code": "CTHAAA", "month": "2026-06", "visitors": "388"},
)


class VisitsRow(StaffForm):
    """A counter's visitors in a month."""

    code = StringField(validators=[DataRequired()])
    month = StringField()
    visitors = IntegerField(validators=[InputRequired(), NumberRange(min=0, max=MOST_VISITORS)])

    def validate_month(self, field: StringField) -> None:
        """Accept a year and a month."""
        try:
            read_month(field.data or "")
        except WrongValueError as error:
            raise ValidationError(_l("Isi dengan tahun dan bulan, misalnya 2026-06.")) from error


def visits_steps(session: Session, table: Table, importer: Importer) -> tuple[Step, ...]:
    """Return what each row of a table of visitors would do."""
    return make_steps(table, COLUMNS, _Reader(session, table, importer).draft)


class _Reader:
    """The counters, and what was counted in the months that the table speaks of."""

    def __init__(self, session: Session, table: Table, importer: Importer) -> None:
        self._this_month = month_of(importer.today)
        self._offices = Offices(queries.list_units(session), importer.reach)
        self._counters = queries.counters_by_code(session)
        self._counted = queries.visits_in(session, _months(table))
        self._form = VisitsRow(formdata=None, meta=WITHOUT_TOKEN)

    def draft(self, row: Row) -> Draft:
        """Return what a row would do."""
        after = fill(self._form, COLUMNS, row.cells)
        month, visitors = self._month(), self._form.visitors.data
        counter = self._counters.get(self._form.code.data.upper())
        if counter is None:
            raise WrongRowError(Wrong(message=_("Tidak ada loket dengan kode ini."), column=CODE))
        self._offices.require(counter.unit_id, CODE)
        counted = self._counted.get((counter.id, month))
        return Draft(
            key=(counter.id, month),
            label=f"{counter.name}, {month_name(month)}",
            before=None if counted is None else after | {VISITORS.key: str(counted.visitors)},
            after=after,
            write=lambda session: set_visits(session, counter.id, month, visitors),
        )

    def _month(self) -> int:
        month = read_month(self._form.month.data)
        if month > self._this_month:
            last = iso_month(self._this_month)
            raise WrongRowError(Wrong(message=_("Paling akhir bulan ini, %(month)s.", month=last), column=MONTH))
        return month


def _months(table: Table) -> set[int]:
    months = set()
    for row in table.rows:
        with suppress(WrongValueError):
            months.add(read_month(row.cells[MONTH.key]))
    return months
