"""Forms of development plans."""

from wtforms import DateField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from portal.admin.forms import StaffForm
from portal.admin.names import COMPETENCES
from portal.i18n import lazy_gettext as _l

_LINE = 200
_TEXT = 1000


class NeedForm(StaffForm):
    """What is done about a need. The choices of courses are set by the view."""

    course = SelectField(_l("Pelatihan"))
    step = StringField(_l("Yang akan dilakukan"), validators=[DataRequired(), Length(max=_LINE)])
    due_on = DateField(_l("Paling lambat"), validators=[InputRequired()])


class WishForm(NeedForm):
    """Something that the officer or the superior wishes for, with the reason in their words."""

    competence = SelectField(
        _l("Kompetensi"), choices=[SelectChoice(each.value, name) for each, name in COMPETENCES.items()]
    )
    reason = TextAreaField(_l("Alasan"), validators=[DataRequired(), Length(max=_TEXT)])


class DropForm(StaffForm):
    """Why something is not done."""

    reason = TextAreaField(_l("Alasan"), validators=[DataRequired(), Length(max=_TEXT)])
