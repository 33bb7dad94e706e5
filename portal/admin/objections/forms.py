"""Forms of objections."""

from wtforms import RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.admin.evaluations.forms import LONGEST, RATING_CHOICES
from portal.admin.forms import StaffForm
from portal.domain.evaluations import SHORTEST_REASON
from portal.domain.objections import SHORTEST_OBJECTION, Decision
from portal.i18n import lazy_gettext as _l

DECISIONS = {
    Decision.KEPT: _l("Penilaian tetap"),
    Decision.CHANGED: _l("Penilaian diubah"),
}
_SAME = SelectChoice("", _l("tidak diubah"))


class ObjectionForm(StaffForm):
    """An officer's reasons."""

    reasons = TextAreaField(
        _l("Alasan keberatan Anda"), validators=[InputRequired(), Length(min=SHORTEST_OBJECTION, max=LONGEST)]
    )


class HearingForm(StaffForm):
    """What one side said when it was heard."""

    text = TextAreaField(
        _l("Yang disampaikan"), validators=[InputRequired(), Length(min=SHORTEST_REASON, max=LONGEST)]
    )


class DecisionForm(StaffForm):
    """The decision; the new ratings count only where it changes them."""

    decision = RadioField(
        _l("Putusan"),
        choices=[SelectChoice(decision.value, name) for decision, name in DECISIONS.items()],
        validators=[InputRequired()],
    )
    results = SelectField(_l("Hasil kerja keseluruhan, bila diubah"), choices=[_SAME, *RATING_CHOICES])
    behaviours = SelectField(_l("Perilaku kerja keseluruhan, bila diubah"), choices=[_SAME, *RATING_CHOICES])
    reason = TextAreaField(
        _l("Pertimbangan putusan"), validators=[InputRequired(), Length(min=SHORTEST_REASON, max=LONGEST)]
    )
