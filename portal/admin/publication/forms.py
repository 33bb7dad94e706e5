"""Forms on a comment's way onto the page."""

from wtforms import HiddenField, SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from portal.admin.forms import CheckList, StaffForm
from portal.i18n import lazy_gettext as _l

LONGEST_REASON = 300


class ProposeForm(StaffForm):
    """Which words to cover, by their place in the text. choices: set by the view."""

    covered = CheckList(_l("Kata yang ditutup"), coerce=int)


class DecideForm(StaffForm):
    """Publish a proposed comment or send it back. seen: the seal of what was looked at."""

    seen = HiddenField()
    decision = SelectField(
        _l("Keputusan"),
        choices=[
            SelectChoice("", _l("Pilih")),
            SelectChoice("publish", _l("Terbitkan")),
            SelectChoice("decline", _l("Jangan terbitkan")),
        ],
        validators=[DataRequired()],
    )
    reason = TextAreaField(_l("Alasan bila tidak terbit"), validators=[Length(max=LONGEST_REASON)])

    def validate_reason(self, field: TextAreaField) -> None:
        """Ask for a reason when a comment is sent back."""
        if self.decision.data == "decline" and not field.data:
            raise ValidationError(_l("Tulis alasannya supaya pengusul tahu apa yang kurang."))


class RetractForm(StaffForm):
    """Why a comment goes off the page."""

    reason = TextAreaField(_l("Alasan"), validators=[DataRequired(), Length(max=LONGEST_REASON)])
