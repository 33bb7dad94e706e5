"""Results from before the portal, from a table. A correction is a new revision."""

from sqlalchemy.orm import Session
from wtforms import IntegerField, StringField, ValidationError
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from portal.admin.forms import StaffForm
from portal.admin.imports import queries
from portal.admin.imports.actions import record_imported_result
from portal.admin.imports.offices import OFFICE, Offices
from portal.admin.imports.rows import WITHOUT_TOKEN, fill
from portal.admin.imports.steps import Draft, Importer, Step, Wrong, WrongRowError, make_steps
from portal.domain.csv_import import Column, Row, Table, WrongValueError, read_hundredths, read_period
from portal.domain.periods import Period, month_of
from portal.domain.words import Words
from portal.i18n import decimal
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l
from portal.models.statements import ImportedResult

LOWEST, HIGHEST = 25_00, 100_00
LONGEST_SOURCE = 300
_MOST_ANSWERS = 10_000_000

PERIOD = Column(
    key="period",
    name=Words("Periode", "Period"),
    hint=Words(
        "2024-S1 (semester), 2024-Q3 (triwulan), atau 2023 (tahun); yang sudah lewat.",
        "2024-S1 (semester), 2024-Q3 (quarter) or 2023 (year); one that is over.",
    ),
    required=True,
)
COLUMNS = (
    OFFICE,
    PERIOD,
    Column(
        key="n",
        name=Words("Jawaban", "Answers"),
        hint=Words("Berapa orang menjawab; boleh kosong.", "How many people answered; may be empty."),
        also=("Responden", "Respondents"),
    ),
    Column(
        key="ikm",
        name=Words("IKM", "Index (IKM)"),
        hint=Words("Dari 25 sampai 100, misalnya 87,65.", "From 25 to 100, for example 87,65 or 87.65."),
        required=True,
    ),
    Column(
        key="source",
        name=Words("Sumber", "Source"),
        hint=Words("Laporan atau laman tempat angka ini terbit.", "The report or page that published the figure."),
        required=True,
    ),
)
EXAMPLES = (
    {"office": "dinas-contoh", "period": "2024-S1", "n": "152", "ikm": "87,65", "source": "Laporan SKM 2024"},
    {"office": "dinas-contoh", "period": "2023", "n": "", "ikm": "85,10", "source": "Laporan SKM 2023"},
)


class ResultRow(StaffForm):
    """One result."""

    period = StringField()
    n = IntegerField(validators=[Optional(), NumberRange(min=1, max=_MOST_ANSWERS)])
    ikm = StringField()
    source = StringField(validators=[DataRequired(), Length(max=LONGEST_SOURCE)])

    def validate_period(self, field: StringField) -> None:
        """Accept a quarter, a semester or a year."""
        try:
            read_period(field.data or "")
        except WrongValueError as error:
            raise ValidationError(_l("Isi misalnya 2024-S1, 2024-Q3, atau 2023.")) from error

    def validate_ikm(self, field: StringField) -> None:
        """Accept an index with at most two decimals."""
        try:
            fits = LOWEST <= read_hundredths(field.data or "") <= HIGHEST
        except WrongValueError:
            fits = False
        if not fits:
            raise ValidationError(_l("Isi dengan angka dari 25 sampai 100, misalnya 87,65."))


def result_steps(session: Session, table: Table, importer: Importer) -> tuple[Step, ...]:
    """Return what each row of a table of earlier results would do."""
    return make_steps(table, COLUMNS, _Reader(session, importer).draft)


class _Reader:
    """The offices, what was imported about them, and what the portal published itself."""

    def __init__(self, session: Session, importer: Importer) -> None:
        self._today = importer.today
        self._offices = Offices(queries.list_units(session), importer.reach)
        self._results = queries.newest_results(session)
        self._published = queries.published_periods(session)
        self._form = ResultRow(formdata=None, meta=WITHOUT_TOKEN)

    def draft(self, row: Row) -> Draft:
        """Return what a row would do."""
        office = self._offices.find(row.cells[OFFICE.key], OFFICE)
        fill(self._form, COLUMNS, row.cells)
        period = self._period(office.id)
        n, ikm, source = self._form.n.data, read_hundredths(self._form.ikm.data), self._form.source.data
        known = self._results.get((office.id, period.kind, period.sequence))
        fixed = {OFFICE.key: office.slug, PERIOD.key: period.label}

        def write(session: Session) -> ImportedResult:
            return record_imported_result(
                session, office.id, period, n=n, ikm=ikm, source=source, corrects=known, today=self._today
            )

        return Draft(
            key=(office.id, period),
            label=f"{office.name.id}, {period.label.upper()}",
            before=None if known is None else fixed | _texts(known.n, known.ikm, known.source),
            after=fixed | _texts(n, ikm, source),
            write=write,
        )

    def _period(self, unit_id: int) -> Period:
        period = read_period(self._form.period.data)
        message = ""
        if period.last_month >= month_of(self._today):
            message = _("Periode ini belum lewat.")
        elif (unit_id, period.kind, period.sequence) in self._published:
            message = _("Periode ini sudah punya edisi dari portal ini.")
        if message:
            raise WrongRowError(Wrong(message=message, column=PERIOD))
        return period


def _texts(n: int | None, ikm: int, source: str) -> dict[str, str]:
    return {"n": "" if n is None else str(n), "ikm": decimal(ikm), "source": source}
