"""Forms of the comment desk."""

from wtforms import SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from portal.admin.forms import CheckList, StaffForm
from portal.i18n import lazy_gettext as _l

LONGEST_REPLY = 1000

READ, THEME = "read", "theme"

STEPS = (SelectChoice(READ, _l("Tandai sudah dibaca")), SelectChoice(THEME, _l("Beri tema")))

STATE_NAMES = {
    "new": _l("Baru"),
    "read": _l("Sudah dibaca"),
    "proposed": _l("Diusulkan terbit"),
    "published": _l("Terbit"),
    "declined": _l("Tidak terbit"),
    "answered": _l("Penulis membalas"),
}


class ThemesForm(StaffForm):
    """The themes of one comment. choices: set by the view."""

    themes = CheckList(_l("Pilih yang cocok"))


class ReplyForm(StaffForm):
    """The one reply to a comment's writer."""

    text = TextAreaField(_l("Isi tanggapan"), validators=[DataRequired(), Length(max=LONGEST_REPLY)])


class SelectedForm(StaffForm):
    """One step for several comments. The choices of step and theme are set by the view."""

    step = SelectField(_l("Langkah"))
    theme = SelectField(_l("Tema"))

    def validate_theme(self, field: SelectField) -> None:
        """Ask for a theme when one is to be given."""
        if self.step.data == THEME and not field.data:
            raise ValidationError(_l("Pilih temanya."))
