"""Why a need is proposed, in words: shown beside it, and kept with what is planned because of it."""

from datetime import date

from portal.admin.names import term_name
from portal.admin.periods.shown import period_name
from portal.domain.behaviours import BEHAVIOURS
from portal.domain.follow_up import Reason
from portal.domain.indicators import Standing, standing
from portal.domain.needs import MeasuredIndicator, Need, RatedBehaviour, WeakElement
from portal.domain.skm import ELEMENTS
from portal.i18n import day, decimal, thousandths, words
from portal.i18n import lazy_gettext as _l

_ELEMENT_NAMES = {element.key: element.name for element in ELEMENTS}
_BEHAVIOUR_NAMES = {behaviour.key: behaviour.name for behaviour in BEHAVIOURS}


def reason_of(need: Need, today: date) -> str:
    """Return why a need is proposed."""
    if isinstance(need.seen, WeakElement):
        return _of_element(need.seen)
    if isinstance(need.seen, RatedBehaviour):
        return _of_behaviour(need.seen)
    return _of_indicator(need.seen, today)


def _of_element(seen: WeakElement) -> str:
    if seen.priority.reason is Reason.POOR_GRADE:
        said = _l("Unsur “%(element)s” di kantor ini bernilai %(value)s, mutu %(grade)s, dalam %(edition)s.")
    else:
        said = _l("Unsur “%(element)s” di kantor ini bernilai %(value)s dalam %(edition)s, di bawah rata-rata.")
    return str(said) % {
        "element": words(_ELEMENT_NAMES[seen.priority.key]),
        "value": decimal(seen.priority.value),
        "grade": seen.priority.grade,
        "edition": period_name(seen.edition),
    }


def _of_behaviour(seen: RatedBehaviour) -> str:
    said = _l("Perilaku “%(behaviour)s” dinilai di bawah ekspektasi dalam evaluasi %(term)s.")
    return str(said) % {
        "behaviour": words(_BEHAVIOUR_NAMES[seen.behaviour]),
        "term": term_name(seen.term),
    }


def _of_indicator(seen: MeasuredIndicator, today: date) -> str:
    if standing(seen.target, seen.realised, today) is Standing.MISSED:
        said = _l(
            "Target “%(name)s” pada %(due)s tidak tercapai: realisasi %(realised)s, target %(target)s %(unit)s."
        )
    else:
        said = _l(
            "Indikator “%(name)s” tertinggal: realisasi %(realised)s, target %(target)s %(unit)s pada %(due)s."
        )
    return str(said) % {
        "name": seen.name,
        "realised": thousandths(seen.realised),
        "target": thousandths(seen.target.low),
        "unit": seen.unit_name,
        "due": day(seen.target.due_on),
    }
