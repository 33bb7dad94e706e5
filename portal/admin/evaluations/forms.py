"""Forms of evaluations."""

from wtforms import IntegerField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from portal.admin.forms import StaffForm
from portal.domain.evaluations import SHORTEST_READING
from portal.i18n import lazy_gettext as _l

FIRST_YEAR, LAST_YEAR = 2022, 2100


class OpenForm(StaffForm):
    """Whose evaluation, and for which term. The choices of officers come from the view."""

    officer = SelectField(_l("Pegawai"), validators=[InputRequired()])
    year = IntegerField(_l("Tahun"), validators=[InputRequired(), NumberRange(min=FIRST_YEAR, max=LAST_YEAR)])
    quarter = SelectField(
        _l("Masa penilaian"),
        coerce=int,
        choices=[
            SelectChoice(1, _l("Triwulan I")),
            SelectChoice(2, _l("Triwulan II")),
            SelectChoice(3, _l("Triwulan III")),
            SelectChoice(4, _l("Triwulan IV")),
            SelectChoice(0, _l("Setahun penuh")),
        ],
    )


class CiteForm(StaffForm):
    """An edition and its reading. The choices of editions come from the view."""

    edition = SelectField(_l("Edisi kantor"), validators=[InputRequired()])
    reading = TextAreaField(
        _l("Apa artinya bagi pegawai ini"), validators=[InputRequired(), Length(min=SHORTEST_READING, max=4000)]
    )


class ReplyForm(StaffForm):
    """An officer's reply."""

    text = TextAreaField(_l("Tanggapan Anda"), validators=[InputRequired(), Length(max=4000)])
