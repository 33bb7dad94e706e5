"""Forms of training."""

from wtforms import DateField, IntegerField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from portal.admin.forms import CheckList, StaffForm
from portal.admin.names import COMPETENCES, COURSE_FORMS
from portal.i18n import lazy_gettext as _l

_LINE = 160
_TEXT = 2000
_MOST_HOURS = 1000
_MOST_SEATS = 2000


class CourseForm(StaffForm):
    """A course of the catalogue."""

    title = StringField(_l("Nama pelatihan"), validators=[DataRequired(), Length(max=_LINE)])
    form = SelectField(
        _l("Bentuk"), choices=[SelectChoice(form.value, name) for form, name in COURSE_FORMS.items()]
    )
    competence = SelectField(
        _l("Kompetensi"), choices=[SelectChoice(each.value, name) for each, name in COMPETENCES.items()]
    )
    hours = IntegerField(
        _l("Jam pelajaran (JP)"), validators=[InputRequired(), NumberRange(min=1, max=_MOST_HOURS)]
    )
    provider = StringField(_l("Penyelenggara"), validators=[DataRequired(), Length(max=_LINE)])
    summary = TextAreaField(_l("Yang dipelajari"), validators=[Length(max=_TEXT)])


class RunForm(StaffForm):
    """When and where a run is, and for how many."""

    starts_on = DateField(_l("Hari pertama"), validators=[InputRequired()])
    ends_on = DateField(_l("Hari terakhir"), validators=[InputRequired()])
    place = StringField(_l("Tempat atau tautan"), validators=[DataRequired(), Length(max=_LINE)])
    seats = IntegerField(_l("Kursi"), validators=[InputRequired(), NumberRange(min=1, max=_MOST_SEATS)])


class PresenceForm(StaffForm):
    """Who of a run was there. The choices are set by the view."""

    present = CheckList(_l("Hadir"), coerce=int)


class ParticipantForm(StaffForm):
    """The officer who is enrolled."""

    employee = IntegerField(_l("Pegawai"), validators=[InputRequired(), NumberRange(min=1, max=2**31 - 1)])
