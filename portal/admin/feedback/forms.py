"""Forms of feedback."""

from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp

from portal.admin.forms import StaffForm
from portal.domain.feedback import LONGEST_NOTE, SHORTEST_NOTE
from portal.i18n import lazy_gettext as _l

_LINK = 400
_WORDS = 4000


class NoteForm(StaffForm):
    """A note. The choices of what it is about come from the view."""

    about = SelectField(_l("Tentang apa"))
    text = TextAreaField(_l("Catatan"), validators=[DataRequired(), Length(min=SHORTEST_NOTE, max=LONGEST_NOTE)])
    link = StringField(
        _l("Tautan bukti"),
        validators=[
            Optional(),
            Length(max=_LINK),
            Regexp(r"https://[^\s/]+\S*$", message=_l("Isi dengan alamat yang diawali https://.")),
        ],
    )


class WorkNoteForm(NoteForm):
    """A note by somebody who sees the officer's work, so that one of the entries can be its evidence."""

    entry = SelectField(_l("Catatan kemajuan sebagai bukti"))


class PeerNoteForm(NoteForm):
    """A note about a colleague. The choices come from the view."""

    officer = SelectField(_l("Untuk siapa"), validators=[InputRequired()])


class DialogueForm(StaffForm):
    """A talk. The choices of terms come from the view."""

    term = SelectField(_l("Masa yang dibicarakan"), validators=[InputRequired()])
    held_on = DateField(_l("Tanggal dialog"), validators=[InputRequired()])
    discussed = TextAreaField(_l("Yang dibicarakan"), validators=[DataRequired(), Length(max=_WORDS)])
    agreed = TextAreaField(_l("Yang disepakati"), validators=[DataRequired(), Length(max=_WORDS)])


class ConfirmDialogueForm(StaffForm):
    """An officer's confirmation."""

    reply = TextAreaField(_l("Tambahan Anda"), validators=[Length(max=_WORDS)])
