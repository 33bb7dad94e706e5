"""The form of a theme."""

from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from portal.admin.forms import StaffForm
from portal.i18n import lazy_gettext as _l

LONGEST_NAME = 60
LONGEST_KEYWORDS = 600


class ThemeForm(StaffForm):
    """A theme's names and the words that suggest it.

    sure: the seal of names that are published although personal data was found in them.
    """

    name_id = StringField(_l("Nama"), validators=[DataRequired(), Length(max=LONGEST_NAME)])
    name_en = StringField(_l("Nama dalam bahasa Inggris"), validators=[Length(max=LONGEST_NAME)])
    keywords = TextAreaField(_l("Kata kunci"), validators=[Length(max=LONGEST_KEYWORDS)])
    sure = StringField(validators=[Optional()])
