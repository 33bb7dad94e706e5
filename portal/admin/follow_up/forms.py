"""Forms of follow-up plans."""

from wtforms import DateField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp

from portal.admin.forms import StaffForm
from portal.domain.follow_up import Reason, State, Status
from portal.i18n import lazy_gettext as _l

_PUBLIC = 400
_LINE = 160
_INTERNAL = 2000

STATE_NAMES = {
    State.PLANNED: _l("Direncanakan"),
    State.STARTED: _l("Sedang berjalan"),
    State.DUE_SOON: _l("Segera jatuh tempo"),
    State.OVERDUE: _l("Lewat tenggat"),
    State.DONE: _l("Selesai"),
    State.DROPPED: _l("Dibatalkan"),
}

STEP_NAMES = {
    Status.PLANNED: _l("Direncanakan"),
    Status.STARTED: _l("Sedang dikerjakan"),
    Status.DONE: _l("Sudah selesai"),
    Status.DROPPED: _l("Dibatalkan"),
}

REASON_NAMES = {
    Reason.POOR_GRADE: _l("mutunya C atau D"),
    Reason.BELOW_MEAN: _l("di bawah rata-rata sembilan unsur"),
    Reason.LOWEST: _l("tidak ada unsur yang lebih rendah"),
}


class _PromiseForm(StaffForm):
    """What every action has: the plan, who answers for it, until when, and what the public reads.

    sure: the seal of words that are published although personal data was found in them.
    """

    program = StringField(_l("Program atau kegiatan"), validators=[DataRequired(), Length(max=_LINE)])
    owner = StringField(_l("Jabatan penanggung jawab"), validators=[DataRequired(), Length(max=_LINE)])
    due_on = DateField(_l("Tenggat"), validators=[InputRequired()])
    wording_id = TextAreaField(_l("Kalimat untuk warga"), validators=[DataRequired(), Length(max=_PUBLIC)])
    wording_en = TextAreaField(
        _l("Kalimat untuk warga, dalam bahasa Inggris"), validators=[DataRequired(), Length(max=_PUBLIC)]
    )
    sure = StringField(validators=[Optional()])


class PlanForm(_PromiseForm):
    """A new action. The choices of edition and element are set by the view."""

    edition = SelectField(_l("Menjawab edisi"), validators=[InputRequired()])
    element = SelectField(_l("Tentang"), validators=[InputRequired()])


class ChangeForm(_PromiseForm):
    """An action that is there already; its evidence stays inside the staff area."""

    evidence = TextAreaField(_l("Bukti"), validators=[Length(max=_INTERNAL)])
    evidence_link = StringField(
        _l("Tautan bukti"),
        validators=[
            Optional(),
            Length(max=_PUBLIC),
            Regexp(r"https://[^\s/]+\S*$", message=_l("Isi dengan alamat yang diawali https://.")),
        ],
    )


class StatusForm(StaffForm):
    """How far an action got. The choices are set by the view. sure: as in a promise's form."""

    status = SelectField(_l("Keadaan sekarang"), validators=[InputRequired()])
    reason_id = TextAreaField(_l("Alasan pembatalan untuk warga"), validators=[Length(max=_PUBLIC)])
    reason_en = TextAreaField(_l("Alasan pembatalan, dalam bahasa Inggris"), validators=[Length(max=_PUBLIC)])
    sure = StringField(validators=[Optional()])

    def validate_reason_id(self, field: TextAreaField) -> None:
        """Ask for a reason when an action is dropped."""
        self._require_reason(field)

    def validate_reason_en(self, field: TextAreaField) -> None:
        """Ask for the reason in English, too."""
        self._require_reason(field)

    def _require_reason(self, field: TextAreaField) -> None:
        if self.status.data == Status.DROPPED and not field.data:
            raise ValidationError(_l("Warga membaca mengapa janji ini dibatalkan. Tulis alasannya."))
