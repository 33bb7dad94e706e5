"""Forms of the office's desk in the forum."""

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from portal.admin.forms import StaffForm
from portal.admin.forum.queries import OVERDUE
from portal.domain.forum import State
from portal.i18n import lazy_gettext as _l

SHORTEST, LONGEST = 10, 5000
LONGEST_TITLE = 120
_LINE = 80

STATE_NAMES = {
    State.WAITING: _l("Menunggu jawaban"),
    OVERDUE: _l("Lewat tenggat"),
    State.ANSWERED: _l("Terjawab"),
    State.SOLVED: _l("Selesai"),
    State.OPEN: _l("Terbuka"),
    State.CLOSED: _l("Ditutup"),
}
"""What a topic's state is called, in the order in which the list offers them."""


class AnswerForm(StaffForm):
    """An official answer. sure: the seal of words that are sent although personal data was found in them."""

    text = TextAreaField(_l("Jawaban"), validators=[DataRequired(), Length(SHORTEST, LONGEST)])
    spoken_as = StringField(_l("Sebagai"), validators=[DataRequired(), Length(max=_LINE)])
    sure = StringField(validators=[Optional()])


class SummaryForm(AnswerForm):
    """The office's last word in a topic."""

    text = TextAreaField(_l("Ringkasan"), validators=[DataRequired(), Length(SHORTEST, LONGEST)])


class NewTopicForm(AnswerForm):
    """A topic of the office's own. The choices of edition are set by the view."""

    title = StringField(_l("Judul"), validators=[DataRequired(), Length(SHORTEST, LONGEST_TITLE)])
    text = TextAreaField(_l("Isi"), validators=[DataRequired(), Length(SHORTEST, LONGEST)])
    edition = SelectField(_l("Tentang angka di edisi"), validators=[Optional()])
