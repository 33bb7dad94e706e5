"""Forms about officers: shape and field checks."""

from collections.abc import Iterable

from wtforms import DateField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from portal.admin.clock import today
from portal.admin.employees.actions import EmployeeFacts
from portal.admin.employees.queries import Named
from portal.admin.forms import StaffForm
from portal.admin.units.queries import UnitChoice
from portal.domain.employees import GRADES, NipFault, Status, nip_fault
from portal.domain.words import Words
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l
from portal.i18n import words

_LINE = 200
_REASON = 400
STEP = "\u2003"  # An em space: a browser shows it in a list of choices, where a plain space would be lost.

STATUS_NAMES = {Status.PNS: _l("PNS"), Status.PPPK: _l("PPPK")}
NIP_FAULTS = {
    NipFault.LENGTH: _l("NIP terdiri dari 18 angka."),
    NipFault.BIRTH: _l(
        "Delapan angka pertama NIP adalah tanggal lahir: tahun, bulan, hari. Tanggal ini tidak ada."
    ),
    NipFault.APPOINTMENT: _l(
        "Angka ke-9 sampai ke-14 NIP adalah tahun dan bulan pengangkatan. Bulan ini tidak ada."
    ),
    NipFault.FUTURE: _l("Menurut NIP ini, pengangkatannya belum terjadi."),
    NipFault.AGE: _l("Menurut NIP ini pegawainya belum 16 tahun ketika diangkat."),
    NipFault.SEX: _l("Angka ke-15 NIP adalah 1 untuk laki-laki atau 2 untuk perempuan."),
}
STATE_NAMES = {
    "here": _l("bertugas"),
    "unled": _l("tanpa atasan"),
    "without-account": _l("tanpa akun"),
    "left": _l("sudah keluar"),
}


def only_digits(text: str | None) -> str:
    """Return a number without the spaces people read it by, and the apostrophe that tables keep it whole by."""
    return "".join((text or "").split()).lstrip("'")


def _where(named: Named) -> str:
    return named.position if named.here else str(_("sudah keluar"))


def _grade_choices() -> dict[str, list[SelectChoice]]:
    choices = {
        str(STATUS_NAMES[status]): [SelectChoice(g, g) for g in grades] for status, grades in GRADES.items()
    }
    return {"": [SelectChoice("", _l("Pilih"))], **choices}


class PersonForm(StaffForm):
    """What is known of an officer but for the office and the supervisor."""

    nip = StringField(_l("NIP atau NI PPPK"), filters=[only_digits], validators=[DataRequired()])
    name = StringField(_l("Nama"), validators=[DataRequired(), Length(max=_LINE)])
    status = SelectField(
        _l("Status"),
        choices=[SelectChoice(status, name) for status, name in STATUS_NAMES.items()],
        default=Status.PNS,
        validators=[InputRequired()],
    )
    grade = SelectField(_l("Golongan"), choices=_grade_choices, validators=[InputRequired()])
    position = StringField(_l("Jabatan"), validators=[DataRequired(), Length(max=_LINE)])
    since = DateField(_l("Berlaku sejak"), validators=[InputRequired()])

    def validate_nip(self, field: StringField) -> None:
        """Accept a number that can be somebody's."""
        status = Status(self.status.data) if self.status.data in GRADES else Status.PNS
        fault = nip_fault(field.data, status, today())
        if fault is not None:
            raise ValidationError(NIP_FAULTS[fault])

    def validate_grade(self, field: SelectField) -> None:
        """Accept a grade of the chosen status."""
        if field.data and field.data not in GRADES.get(self.status.data, ()):
            raise ValidationError(_l("Golongan ini bukan untuk status yang dipilih."))

    def validate_since(self, field: DateField) -> None:
        """Accept today and earlier days."""
        if field.data and field.data > today():
            raise ValidationError(_l("Paling akhir hari ini."))

    def facts(self, *, unit_id: int, supervisor_id: int | None) -> EmployeeFacts:
        """Return what the form says, once it was found valid."""
        return EmployeeFacts(
            nip=self.nip.data,
            name=self.name.data,
            status=Status(self.status.data),
            grade=self.grade.data,
            position=self.position.data,
            unit_id=unit_id,
            supervisor_id=supervisor_id,
        )


class EmployeeForm(PersonForm):
    """An officer, new or to be changed. The view offers the offices and the supervisors."""

    unit = SelectField(_l("Kantor"), validators=[InputRequired()])
    supervisor = SelectField(_l("Atasan langsung"), default="")
    reason = StringField(_l("Alasan perubahan"), validators=[DataRequired(), Length(max=_REASON)])

    def offer(self, offices: Iterable[UnitChoice], supervisors: Iterable[tuple[Named, Words]]) -> None:
        """Offer these offices and these supervisors, and first none at all."""
        self.unit.choices = [
            SelectChoice("", _l("Pilih")),
            *(SelectChoice(str(unit.id), STEP * unit.depth + words(unit.name)) for unit in offices),
        ]
        self.supervisor.choices = [
            SelectChoice("", _l("Tidak ada: pimpinan paling atas")),
            *(
                SelectChoice(str(each.id), f"{each.name}: {_where(each)}, {words(office)}")
                for each, office in supervisors
            ),
        ]

    @property
    def said(self) -> EmployeeFacts:
        """Return what the form says, once it was found valid."""
        above = self.supervisor.data
        return self.facts(unit_id=int(self.unit.data), supervisor_id=int(above) if above else None)


class LeaveForm(StaffForm):
    """An officer's last day, and why they leave."""

    on = DateField(_l("Hari kerja terakhir"), validators=[InputRequired()])
    reason = StringField(_l("Alasan"), validators=[DataRequired(), Length(max=_REASON)])


class AccountForm(StaffForm):
    """By which account an officer signs in."""

    account = SelectField(_l("Akun"), default="")

    def offer(self, accounts: Iterable[tuple[int, str, str]]) -> None:
        """Offer these accounts, and first none at all."""
        self.account.choices = [
            SelectChoice("", _l("Tidak ada: pegawai ini tidak masuk ke portal")),
            *(SelectChoice(str(number), f"{name}, {email}") for number, name, email in accounts),
        ]
