"""Forms about offices: shape and field checks."""

from collections.abc import Iterable

from wtforms import IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from portal.admin.forms import StaffForm
from portal.admin.units.actions import UnitFacts
from portal.admin.units.queries import UnitChoice
from portal.domain.slugs import LONGEST, is_slug, slug_of
from portal.domain.words import Words
from portal.i18n import lazy_gettext as _l
from portal.i18n import words

LONGEST_NAME = 200
LONGEST_TEXT = 4000
MOST_OFFICERS = 100_000
_NIP_DIGITS = 18
_STEP = "\u2003"  # An em space: a browser shows it in a list of choices, where a plain space would be lost.


def _without_spaces(text: str | None) -> str:
    return "".join((text or "").split())


class UnitForm(StaffForm):
    """What is written down about an office."""

    name_id = StringField(_l("Nama"), validators=[DataRequired(), Length(max=LONGEST_NAME)])
    name_en = StringField(_l("Nama dalam bahasa Inggris"), validators=[Length(max=LONGEST_NAME)])
    address = StringField(_l("Alamat"), validators=[Length(max=LONGEST_NAME)])
    contact = StringField(_l("Telepon, surel, atau laman"), validators=[Length(max=LONGEST_NAME)])
    officers = IntegerField(
        _l("Petugas yang melayani pengunjung"),
        validators=[InputRequired(), NumberRange(min=1, max=MOST_OFFICERS)],
    )
    head_title = StringField(_l("Jabatan kepala"), validators=[Length(max=LONGEST_NAME)])
    head_name = StringField(_l("Nama kepala"), validators=[Length(max=LONGEST_NAME)])
    head_nip = StringField(_l("NIP kepala"), filters=[_without_spaces])
    charter_id = TextAreaField(_l("Maklumat pelayanan"), validators=[Length(max=LONGEST_TEXT)])
    charter_en = TextAreaField(_l("Maklumat dalam bahasa Inggris"), validators=[Length(max=LONGEST_TEXT)])

    @property
    def facts(self) -> UnitFacts:
        """Return what the form says about an office, once it was found valid."""
        return UnitFacts(
            name=Words(self.name_id.data, self.name_en.data or ""),
            address=self.address.data or "",
            contact=self.contact.data or "",
            officers=self.officers.data,
            head_title=self.head_title.data or "",
            head_name=self.head_name.data or "",
            head_nip=self.head_nip.data,
            charter=Words(self.charter_id.data or "", self.charter_en.data or ""),
        )

    def validate_head_nip(self, field: StringField) -> None:
        """Accept eighteen digits; whose they are is not looked up."""
        nip = field.data
        if nip and not (nip.isascii() and nip.isdigit() and len(nip) == _NIP_DIGITS):
            raise ValidationError(_l("NIP terdiri dari 18 angka."))


class ParentForm(StaffForm):
    """The office that another one hangs below."""

    parent = SelectField(_l("Di bawah kantor"), default="")

    def offer(self, choices: Iterable[UnitChoice], *, top: bool) -> None:
        """Offer these offices; top: also to hang below none."""
        none = [SelectChoice("", _l("Tidak ada: kantor paling atas"))] if top else []
        self.parent.choices = none + [
            SelectChoice(str(unit.id), _STEP * unit.depth + words(unit.name)) for unit in choices
        ]

    @property
    def parent_id(self) -> int | None:
        """Return the chosen office's id, None for the top."""
        return int(self.parent.data) if self.parent.data else None


class NewUnitForm(UnitForm, ParentForm):
    """A new office. slug: its name in addresses; taken from the name when left empty."""

    slug = StringField(_l("Nama dalam alamat"), validators=[Length(max=LONGEST)])

    def propose_slug(self) -> None:
        """Fill an empty slug from the name."""
        self.slug.data = self.slug.data or slug_of(self.name_id.data or "")

    def validate_slug(self, field: StringField) -> None:
        """Accept what can stand in an address as it is; it is empty only where a name has no plain letters."""
        if not field.data and self.name_id.data:
            raise ValidationError(_l("Isi nama alamatnya: nama kantor tidak memuat huruf a sampai z."))
        if field.data and not is_slug(field.data):
            raise ValidationError(_l("Hanya huruf kecil, angka, dan tanda hubung, misalnya dinas-sosial."))
