"""Forms of the periods room."""

from collections.abc import Mapping

from wtforms import DateField, IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from portal.admin.forms import StaffForm
from portal.domain.sample_targets import MOST_VISITORS
from portal.i18n import lazy_gettext as _l

_LARGEST = 10_000_000


class TargetForm(StaffForm):
    """How many answers an office needs in a period."""

    population = IntegerField(
        _l("Penerima layanan pada periode sebelumnya"),
        validators=[InputRequired(), NumberRange(min=0, max=_LARGEST)],
    )
    wanted = IntegerField(_l("Target sendiri"), validators=[Optional(), NumberRange(min=1, max=_LARGEST)])
    survey_week = DateField(_l("Pekan survei"), validators=[Optional()])
    note = TextAreaField(_l("Kalimat untuk laporan"), validators=[Length(max=600)])

    def validate_note(self, field: TextAreaField) -> None:
        """Ask for a reason when the office's own number stands."""
        if self.wanted.data is not None and not field.data:
            raise ValidationError(_l("Tulis mengapa kantor ini memakai target sendiri."))


class WeekForm(StaffForm):
    """One click that takes a proposed survey week. monday: the one that was shown."""

    monday = DateField(_l("Pekan survei"), validators=[InputRequired()], widget=HiddenInput())


class VisitsForm(StaffForm):
    """Visitors by counter and month; the fields are added by `visits_form`."""

    cells: Mapping[tuple[int, int], str] = {}

    @property
    def entered(self) -> dict[tuple[int, int], int | None]:
        """Return (counter, month) -> visitors, None where nothing stands."""
        return {key: self[name].data for key, name in self.cells.items()}


def visits_form(labels: Mapping[tuple[int, int], str]) -> type[VisitsForm]:
    """Return a form with a field for each (counter, month), called by its label."""
    cells = {(counter, month): f"visits-{counter}-{month}" for counter, month in labels}
    limits = [Optional(), NumberRange(min=0, max=MOST_VISITORS)]
    fields = {cells[key]: IntegerField(label, validators=limits) for key, label in labels.items()}
    return type("OfficeVisitsForm", (VisitsForm,), {"cells": cells, **fields})
