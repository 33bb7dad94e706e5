"""The reviewers' forms."""

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.admin.forms import StaffForm
from portal.domain.sealed_reports import MESSAGE_LENGTH, Kind, State
from portal.i18n import lazy_gettext as _l

KIND_NAMES = {
    Kind.MONEY: _l("Uang atau pungutan"),
    Kind.HARASSMENT: _l("Pelecehan"),
    Kind.MISTREATMENT: _l("Perlakuan buruk atau dibeda-bedakan"),
    Kind.OTHER: _l("Hal lain"),
}
STATE_NAMES = {
    State.RECEIVED: _l("belum dibaca"),
    State.READING: _l("sedang dibaca"),
    State.HANDED_OVER: _l("diteruskan"),
    State.CLOSED: _l("ditutup"),
}


class MessageForm(StaffForm):
    """What a reviewer asks or answers."""

    words = TextAreaField(_l("Pertanyaan atau jawaban"), validators=[InputRequired(), Length(max=MESSAGE_LENGTH)])


class HandoverForm(StaffForm):
    """To whom a report went on; the view offers only whom its writer allows."""

    to = SelectField(_l("Diteruskan kepada"), validators=[InputRequired()])
    reference = StringField(_l("Nomor laporan atau surat di sana"), validators=[InputRequired(), Length(max=120)])


class CloseForm(StaffForm):
    """Why a report is closed."""

    reason = TextAreaField(
        _l("Alasan, untuk pelapor"), validators=[InputRequired(), Length(min=10, max=MESSAGE_LENGTH)]
    )
