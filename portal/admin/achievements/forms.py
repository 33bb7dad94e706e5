"""Forms of achievements."""

from wtforms import SelectChoice, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from portal.admin.forms import StaffForm
from portal.admin.names import LEVELS
from portal.i18n import lazy_gettext as _l

SHORTEST_REASON = 20


class LevelForm(StaffForm):
    """What an office achieved in a term. The choices of terms come from the view."""

    term = SelectField(_l("Masa"), validators=[InputRequired()])
    level = SelectField(
        _l("Tingkat capaian"),
        choices=[SelectChoice("", _l("Pilih")), *(SelectChoice(key, name) for key, name in LEVELS.items())],
        validators=[InputRequired()],
    )
    reason = TextAreaField(_l("Alasan"), validators=[DataRequired(), Length(min=SHORTEST_REASON, max=2000)])
