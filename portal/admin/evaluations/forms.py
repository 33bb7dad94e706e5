"""Forms of evaluations."""

from wtforms import BooleanField, IntegerField, RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from portal.admin.forms import CheckList, StaffForm
from portal.admin.names import RATINGS
from portal.domain.evaluations import SHORTEST_READING, SHORTEST_REASON
from portal.i18n import lazy_gettext as _l

FIRST_YEAR, LAST_YEAR = 2022, 2100
LONGEST = 4000

QUARTERS = (
    (1, _l("Triwulan I")),
    (2, _l("Triwulan II")),
    (3, _l("Triwulan III")),
    (4, _l("Triwulan IV")),
    (0, _l("Setahun penuh")),
)
RATING_CHOICES = [SelectChoice(rating.value, name) for rating, name in RATINGS.items()]


class OpenForm(StaffForm):
    """Whose evaluation, and for which term. The choices of officers come from the view."""

    officer = SelectField(_l("Pegawai"), coerce=int, validators=[InputRequired()])
    year = IntegerField(_l("Tahun"), validators=[InputRequired(), NumberRange(min=FIRST_YEAR, max=LAST_YEAR)])
    quarter = SelectField(
        _l("Masa penilaian"), coerce=int, choices=[SelectChoice(number, name) for number, name in QUARTERS]
    )


class CiteForm(StaffForm):
    """An edition and its reading. The choices of editions come from the view."""

    edition = SelectField(_l("Edisi kantor"), validators=[InputRequired()])
    reading = TextAreaField(
        _l("Apa artinya bagi pegawai ini"), validators=[InputRequired(), Length(min=SHORTEST_READING, max=LONGEST)]
    )


class RatingForm(StaffForm):
    """An overall rating with its reason; nothing is chosen beforehand."""

    rating = RadioField(_l("Penilaian Anda"), choices=RATING_CHOICES, validators=[InputRequired()])
    reason = TextAreaField(_l("Alasan"), validators=[InputRequired(), Length(min=SHORTEST_REASON, max=LONGEST)])


class ItemForm(RatingForm):
    """The rating of one goal or behaviour. The choices of evidence come from the view."""

    evidence = CheckList(_l("Bukti yang mendasarinya"))
    unwritten = BooleanField(_l("Tanpa bukti tertulis"))


class ReplyForm(StaffForm):
    """An officer's reply."""

    text = TextAreaField(_l("Tanggapan Anda"), validators=[DataRequired(), Length(max=LONGEST)])


class ReceiptForm(StaffForm):
    """An officer's signature under what they received, with a comment or without."""

    comment = TextAreaField(_l("Komentar Anda"), validators=[Length(max=LONGEST)])
