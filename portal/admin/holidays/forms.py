"""The form of a day off."""

from wtforms import DateField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from portal.admin.forms import StaffForm
from portal.i18n import lazy_gettext as _l

_LONGEST_NAME = 120


class HolidayForm(StaffForm):
    """A day on which offices are closed, and why."""

    day = DateField(_l("Tanggal"), validators=[InputRequired()])
    name = StringField(_l("Nama hari libur"), validators=[DataRequired(), Length(3, _LONGEST_NAME)])
