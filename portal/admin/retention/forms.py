"""The form that says how long data are kept."""

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from portal.admin.forms import StaffForm
from portal.domain.retention import KINDS, Kind
from portal.i18n import lazy_gettext as _l


def _months(kind: Kind) -> IntegerField:
    limits = NumberRange(min=kind.least, max=kind.most)
    return IntegerField(_l("Bulan"), validators=[InputRequired(), limits])


class _Form(StaffForm):
    @property
    def months(self) -> dict[str, int]:
        """Return kind -> months, of a form that was found valid."""
        return {kind.key: int(self[kind.key].data) for kind in KINDS}


RetentionForm = type("RetentionForm", (_Form,), {kind.key: _months(kind) for kind in KINDS})
"""A field of months for each kind of data."""
