"""What elements are called, in the reader's language, where no template says it."""

from portal.domain.promises import WHOLE
from portal.domain.skm import ELEMENTS
from portal.i18n import gettext as _
from portal.i18n import words

_NAMES = {element.key: element.name for element in ELEMENTS}


def element_name(subject: str) -> str:
    """Return the name of an element, or of the whole."""
    return str(_("Nilai keseluruhan (IKM)")) if subject == WHOLE else words(_NAMES[subject])
