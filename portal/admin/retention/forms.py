"""The form that says how long data are kept."""

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from portal.admin.forms import StaffForm
from portal.domain.retention import KINDS, Kind
from portal.i18n import lazy_gettext as _l


def _months(kind: Kind) -> IntegerField:
    limits = NumberRange(min=kind.least, max=kind.most)
    return IntegerField(_l("Bulan"), validators=[InputRequired(), limits])


class RetentionForm(StaffForm):
    """A field of months for each kind of data, named after it."""

    @property
    def months(self) -> dict[str, int]:
        """Return kind -> months, of a form that was found valid."""
        return {kind.key: int(self[kind.key].data) for kind in KINDS}


for _kind in KINDS:
    setattr(RetentionForm, _kind.key, _months(_kind))
