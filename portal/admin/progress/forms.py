"""Forms of progress: an entry, and its correction."""

from flask_wtf.file import FileField
from wtforms import DateField, Field, RadioField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, StopValidation

from portal.admin.forms import RupiahField, StaffForm, ThousandthsField
from portal.domain.uploads import MAX_BYTES, MAX_LINK, Kind, Refusal, is_link
from portal.evidence.apart import make_apart
from portal.evidence.made import Made, RefusedError
from portal.i18n import lazy_gettext as _l

_NOTE = 1000
_MONEY = [Optional(), NumberRange(min=0)]
_DIGITS = {"inputmode": "decimal", "autocomplete": "off"}

REFUSALS = {
    Refusal.TOO_LARGE: _l(
        "Berkas ini lebih dari 6 MB. Perkecil dulu, atau simpan di tempat lain dan isi tautannya."
    ),
    Refusal.WRONG_KIND: _l("Berkas ini bukan foto JPG, gambar PNG, atau PDF."),
    Refusal.DAMAGED: _l("Berkas ini rusak atau terpotong, jadi tidak bisa dibuka."),
    Refusal.TOO_MANY_PIXELS: _l("Gambar di dalamnya terlalu besar. Kirim foto biasa dari ponsel."),
    Refusal.TOO_MANY_PAGES: _l("PDF ini lebih dari 50 halaman. Kirim halaman yang penting saja."),
    Refusal.TOO_COMPLEX: _l("Berkas ini terlalu rumit untuk diperiksa. Kirim fotonya, atau cetak ulang ke PDF."),
    Refusal.LOCKED: _l("PDF ini dikunci atau memakai kata sandi. Kirim yang tidak terkunci."),
    Refusal.BUSY: _l("Server sedang sibuk membuka berkas lain; coba lagi sebentar lagi."),
    Refusal.ACTIVE: _l(
        "PDF ini berisi program, formulir yang bekerja sendiri, atau berkas lain di dalamnya."
        " Cetak ulang ke PDF lalu kirim."
    ),
}


class _EvidenceForm(StaffForm):
    """A file and a link that show an entry to be true; the file is made anew while the form is checked."""

    file = FileField(_l("Foto atau PDF"), render_kw={"accept": ",".join(kind.value for kind in Kind)})
    link = StringField(
        _l("Tautan bukti"), validators=[Optional(), Length(max=MAX_LINK)], render_kw={"inputmode": "url"}
    )

    made: Made | None = None

    def validate_file(self, field: FileField) -> None:
        """Make the file anew, or say why it is not taken."""
        if not field.data:
            return
        content = field.data.read(MAX_BYTES + 1)
        field.data.close()
        try:
            self.made = make_apart(content)
        except RefusedError as error:
            raise ValidationError(REFUSALS[error.refusal]) from None

    def validate_link(self, field: StringField) -> None:
        """Take only what leads to another site in plain sight."""
        if field.data and not is_link(field.data):
            raise ValidationError(_l("Isi dengan alamat yang diawali https://."))


class EntryForm(_EvidenceForm):
    """A step of progress. spent is asked only of projects; the view checks it."""

    value = ThousandthsField(_l("Nilai"), validators=[InputRequired()], render_kw=_DIGITS)
    spent = RupiahField(_l("Uang terpakai sejauh ini (rupiah)"), validators=_MONEY, render_kw=_DIGITS)
    on_day = DateField(_l("Tanggal"), validators=[InputRequired()])
    note = TextAreaField(_l("Keterangan"), validators=[Length(max=_NOTE)])

    def ask(self, label: str, *, money: bool) -> None:
        """Ask in the measure's own words. label: what is to be typed. money: whether what was spent is asked."""
        self.value.label.text = label
        self.spent.flags.required = money


class CorrectionForm(_EvidenceForm):
    """What an entry should have said, or that it should not have been made at all."""

    way = RadioField(
        _l("Apa yang perlu dibetulkan?"),
        choices=[
            SelectChoice("replace", _l("Isinya keliru: ganti dengan yang di bawah")),
            SelectChoice("withdraw", _l("Catatan ini seharusnya tidak ada: tarik kembali")),
        ],
        validators=[InputRequired()],
    )
    value = ThousandthsField(_l("Nilai yang benar"), render_kw=_DIGITS)
    spent = RupiahField(_l("Uang terpakai sejauh itu (rupiah)"), validators=_MONEY, render_kw=_DIGITS)
    on_day = DateField(_l("Tanggal"))
    note = TextAreaField(_l("Alasan"), validators=[DataRequired(), Length(max=_NOTE)])

    def validate_value(self, field: ThousandthsField) -> None:
        """Ask for the right value unless the entry is taken back."""
        self._require_unless_withdrawn(field)

    def validate_on_day(self, field: DateField) -> None:
        """Ask for the right day unless the entry is taken back."""
        self._require_unless_withdrawn(field)

    def _require_unless_withdrawn(self, field: Field) -> None:
        """Ask for a field of an entry that is replaced. It must not be `Optional`, which would end the asking."""
        if self.way.data == "withdraw":
            field.errors = []
            raise StopValidation
        if field.data is None and not field.errors:
            raise ValidationError(_l("Isian ini perlu diisi."))
