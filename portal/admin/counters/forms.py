"""The form of a counter: shape and field checks."""

from collections.abc import Iterable

from wtforms import IntegerField, StringField
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from portal.admin.counters.queries import ServiceChoice
from portal.admin.forms import CheckList, StaffForm
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l
from portal.i18n import words

LONGEST_NAME = 200
MOST_OFFICERS = 1000


class CounterForm(StaffForm):
    """What is written down about a counter."""

    name_id = StringField(_l("Nama"), validators=[DataRequired(), Length(max=LONGEST_NAME)])
    name_en = StringField(_l("Nama dalam bahasa Inggris"), validators=[Length(max=LONGEST_NAME)])
    hours = StringField(_l("Jam buka"), validators=[Length(max=LONGEST_NAME)])
    officers = IntegerField(
        _l("Petugas di loket ini"), validators=[Optional(), NumberRange(min=1, max=MOST_OFFICERS)]
    )
    service_ids = CheckList(_l("Layanan yang tersedia"), coerce=int)

    def offer(self, services: Iterable[ServiceChoice]) -> None:
        """Offer these services; a closed one can stay chosen, though no survey asks for it."""
        self.service_ids.choices = [(service.id, _service_name(service)) for service in services]


def _service_name(service: ServiceChoice) -> str:
    name = words(service.name)
    return _("%(service)s (ditutup)", service=name) if service.closed else name
