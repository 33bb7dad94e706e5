"""Forms of the moderators' desk."""

from collections.abc import Iterable

from wtforms import BooleanField, HiddenField, RadioField, SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from portal.admin.forms import CheckList, StaffForm
from portal.domain.moderation import REASONS, REMOVAL_REASONS, Reason, needs_note
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l
from portal.i18n import words

LONGEST_NOTE = 500

STATE_NAMES = {
    "waiting": _l("menunggu"),
    "published": _l("terbit"),
    "declined": _l("ditolak"),
    "withdrawn": _l("ditarik penulis"),
}


def _named(reasons: Iterable[Reason]) -> list[SelectChoice]:
    return [SelectChoice(reason.value, words(REASONS[reason].name)) for reason in reasons]


class PublishForm(StaffForm):
    """Which words to cover, by their place in title and text. seen: the seal of what was looked at."""

    seen = HiddenField()
    title_covered = CheckList(_l("Kata judul yang ditutup"), coerce=int)
    covered = CheckList(_l("Kata yang ditutup"), coerce=int)
    nameless = BooleanField(_l("Terbitkan tanpa nama panggilan"))


class _ReasonedForm(StaffForm):
    """A reason of the published list, and a note to the writer where the reason alone does not help."""

    note = TextAreaField(_l("Catatan untuk penulis"), validators=[Length(max=LONGEST_NOTE)])

    def validate_note(self, field: TextAreaField) -> None:
        """Ask for what the writer is owed beyond the reason."""
        reason = self["reason"].data
        if reason in list(Reason) and needs_note(reason) and not field.data:
            raise ValidationError(_("Alasan ini perlu catatan, supaya penulis tahu yang dimaksud."))


class DeclineForm(_ReasonedForm):
    """Why one contribution is not published. That nobody can answer any more is a reason only where it is so."""

    reason = RadioField(_l("Alasan"), choices=lambda: _named(REASONS), validators=[InputRequired()])

    def offer(self, *, closed: bool) -> "DeclineForm":
        """Offer the reasons that can be true."""
        self.reason.choices = _named(reason for reason in REASONS if closed or reason is not Reason.TOPIC_CLOSED)
        return self


class DeclineAllForm(_ReasonedForm):
    """Why all that were ticked are not published."""

    reason = SelectField(
        _l("Tolak dengan alasan"),
        choices=lambda: [SelectChoice("", _("Pilih alasan")), *_named(REMOVAL_REASONS)],
        validators=[DataRequired()],
    )


class RemoveForm(_ReasonedForm):
    """Why a published post is taken off."""

    reason = RadioField(_l("Alasan"), choices=lambda: _named(REMOVAL_REASONS), validators=[InputRequired()])
