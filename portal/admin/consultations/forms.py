"""Forms of consultations, from the invitation to what was agreed."""

from flask_wtf.file import FileField, FileRequired
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from portal.admin.forms import StaffForm
from portal.admin.progress.forms import REFUSALS
from portal.domain.consultations import Party
from portal.domain.consultations import State as Stage
from portal.domain.uploads import MAX_BYTES, Kind
from portal.evidence.apart import make_apart
from portal.evidence.made import Made, RefusedError
from portal.i18n import lazy_gettext as _l

_TITLE = 120
_LINE = 160
_PUBLIC = 400
_PURPOSE = 1000
_MINUTES = 10_000
_SAID = 2000
_MOST_PEOPLE = 9999
_HOUR = Regexp(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z", message=_l("Isi dengan jam, misalnya 09:00."))
_ADDRESS = r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[^\s\"<>]*)?\Z"
_CLOCK = {"type": "time"}
_EMPTY = [Optional(), NumberRange(min=0, max=_MOST_PEOPLE)]

STAGE_NAMES = {
    Stage.ANNOUNCED: _l("Diumumkan"),
    Stage.HELD: _l("Berlangsung, berita acara disusun"),
    Stage.CONCLUDED: _l("Selesai"),
    Stage.CANCELLED: _l("Dibatalkan"),
}


class _PublishedForm(StaffForm):
    """Words that go out. sure: the seal of words that are sent although personal data was found in them."""

    sure = StringField(validators=[Optional()])


class InvitationForm(_PublishedForm):
    """What people are invited to."""

    purpose_id = TextAreaField(_l("Maksud"), validators=[DataRequired(), Length(max=_PURPOSE)])
    purpose_en = TextAreaField(
        _l("Maksud, dalam bahasa Inggris"), validators=[DataRequired(), Length(max=_PURPOSE)]
    )
    held_on = DateField(_l("Hari"), validators=[InputRequired()])
    starts = StringField(_l("Mulai (WITA)"), validators=[DataRequired(), _HOUR], render_kw=_CLOCK)
    ends = StringField(_l("Berakhir (WITA)"), validators=[DataRequired(), _HOUR], render_kw=_CLOCK)
    place = StringField(_l("Tempat"), validators=[DataRequired(), Length(max=_LINE)])
    link = StringField(
        _l("Tautan pertemuan daring"),
        validators=[
            Optional(),
            Length(max=_PUBLIC),
            Regexp(_ADDRESS, message=_l("Isi dengan alamat yang diawali https://.")),
        ],
        render_kw={"inputmode": "url"},
    )


class NewForm(InvitationForm):
    """A new consultation. The choices of office are set by the view."""

    unit = SelectField(_l("Kantor"), coerce=int, validators=[InputRequired()])
    title_id = StringField(_l("Judul"), validators=[DataRequired(), Length(max=_TITLE)])
    title_en = StringField(_l("Judul, dalam bahasa Inggris"), validators=[DataRequired(), Length(max=_TITLE)])


class DocumentForm(StaffForm):
    """A document; it is made anew while the form is checked."""

    title = StringField(_l("Nama dokumen"), validators=[DataRequired(), Length(max=_TITLE)])
    file = FileField(
        _l("PDF atau foto"),
        validators=[FileRequired()],
        render_kw={"accept": ",".join(kind.value for kind in Kind)},
    )

    made: Made | None = None

    def validate_file(self, field: FileField) -> None:
        """Make the file anew, or say why it is not taken."""
        content = field.data.read(MAX_BYTES + 1)
        field.data.close()
        try:
            self.made = make_apart(content)
        except RefusedError as error:
            raise ValidationError(REFUSALS[error.refusal]) from None


class HallForm(_PublishedForm):
    """What somebody said in the hall. The choices of party are set by the view."""

    party = SelectField(_l("Unsur"), validators=[InputRequired()])
    text = TextAreaField(_l("Yang disampaikan"), validators=[DataRequired(), Length(max=_SAID)])


class AttendanceForm(StaffForm):
    """How many of each party were there: a number each, and no field for a name."""

    users = IntegerField(validators=_EMPTY)
    leaders = IntegerField(validators=_EMPTY)
    academics = IntegerField(validators=_EMPTY)
    business = IntegerField(validators=_EMPTY)
    organisations = IntegerField(validators=_EMPTY)
    media = IntegerField(validators=_EMPTY)
    vulnerable = IntegerField(validators=_EMPTY)
    government = IntegerField(validators=_EMPTY)

    def counts(self) -> dict[Party, int]:
        """Return how many of each party were there."""
        return {party: self[party.value].data or 0 for party in Party}


class MinutesForm(_PublishedForm):
    """The minutes, and the posts of who signs."""

    minutes = TextAreaField(_l("Jalannya pembahasan"), validators=[DataRequired(), Length(max=_MINUTES)])
    chair = StringField(_l("Jabatan ketua"), validators=[DataRequired(), Length(max=_LINE)])
    secretary = StringField(_l("Jabatan sekretaris"), validators=[DataRequired(), Length(max=_LINE)])


class AgreementForm(_PublishedForm):
    """What was agreed. The choices of element are set by the view."""

    wording_id = TextAreaField(_l("Kesepakatan"), validators=[DataRequired(), Length(max=_PUBLIC)])
    wording_en = TextAreaField(
        _l("Kesepakatan, dalam bahasa Inggris"), validators=[DataRequired(), Length(max=_PUBLIC)]
    )
    owner = StringField(_l("Jabatan penanggung jawab"), validators=[DataRequired(), Length(max=_LINE)])
    due_on = DateField(_l("Tenggat"), validators=[InputRequired()])
    element = SelectField(_l("Tentang"), validators=[InputRequired()])


class CancelForm(_PublishedForm):
    """Why a consultation does not take place."""

    reason = TextAreaField(_l("Alasan untuk warga"), validators=[DataRequired(), Length(max=_PUBLIC)])


class ConcludeForm(StaffForm):
    """The step that ends it. seen: the digest of what was shown."""

    seen = HiddenField(validators=[InputRequired()])
