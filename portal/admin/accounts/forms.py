"""Forms about accounts: shape and field checks."""

from collections.abc import Iterable

from email_validator import EmailNotValidError, validate_email
from wtforms import BooleanField, EmailField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from portal.admin.forms import StaffForm
from portal.domain.permissions import Role
from portal.domain.words import Words
from portal.i18n import lazy_gettext as _l
from portal.i18n import words

LONGEST_NAME = 120
LONGEST_EMAIL = 254
EVERY_OFFICE = "semua"

ROLE_NAMES = {
    Role.ADMINISTRATOR: _l("Administrator"),
    Role.OWNER: _l("Penyelenggara survei"),
    Role.HEAD: _l("Kepala kantor"),
    Role.CLERK: _l("Petugas entri"),
    Role.MODERATOR: _l("Moderator"),
    Role.AUDITOR: _l("Pemeriksa"),
    Role.SUPERVISOR: _l("Atasan penilai"),
    Role.EMPLOYEE: _l("Pegawai"),
    Role.TRAINING: _l("Pengelola pelatihan"),
    Role.REVIEWER: _l("Peninjau dari luar"),
}


def _email(_form: StaffForm, field: EmailField) -> None:
    try:
        field.data = validate_email(field.data, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise ValidationError(_l("Isi dengan alamat surel, misalnya nama@bulungan.go.id.")) from None


class NameForm(StaffForm):
    """How a person is called on staff pages."""

    name = StringField(_l("Nama"), validators=[InputRequired(), Length(max=LONGEST_NAME)])


class DigestForm(StaffForm):
    """Whether the daily digest is wanted."""

    wanted = BooleanField(_l("Kirimi saya ringkasan harian"))


class PostForm(StaffForm):
    """A role, and the office that it is for."""

    role = SelectField(
        _l("Tugas"),
        choices=[SelectChoice(role, name) for role, name in ROLE_NAMES.items()],
        default=Role.HEAD,
        validators=[InputRequired()],
    )
    unit = SelectField(_l("Untuk kantor"), validators=[InputRequired()])

    def offer(self, offices: Iterable[tuple[int, Words]]) -> None:
        """Offer these offices, and first all of them at once."""
        every = SelectChoice(EVERY_OFFICE, _l("Semua kantor"))
        self.unit.choices = [every, *(SelectChoice(str(id_), words(name)) for id_, name in offices)]

    @property
    def post(self) -> tuple[Role, int | None]:
        """Return the role and the office's id, None for all of them."""
        return Role(self.role.data), None if self.unit.data == EVERY_OFFICE else int(self.unit.data)

    def validate_unit(self, field: SelectField) -> None:
        """Refuse an administrator of one office: accounts are shared by all."""
        if field.data != EVERY_OFFICE and self.role.data == Role.ADMINISTRATOR:
            raise ValidationError(_l("Administrator selalu untuk semua kantor."))


class InvitationForm(NameForm, PostForm):
    """A new member of staff and their first post."""

    email = EmailField(_l("Surel"), validators=[InputRequired(), Length(max=LONGEST_EMAIL), _email])
