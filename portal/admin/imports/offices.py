"""Offices as cells name them, and whether whoever imports may touch them."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.admin.imports.steps import Wrong, WrongRowError
from portal.domain.csv_import import Column
from portal.domain.permissions import Reach
from portal.domain.words import Words
from portal.i18n import gettext as _
from portal.models.units import Unit

OFFICE = Column(
    key="office",
    name=Words("Kantor", "Office"),
    hint=Words("Nama kantor atau nama dalam alamatnya.", "The office's name or its name in the address."),
    required=True,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """An office. id: below zero while a row of the same table is still to add it."""

    id: int
    slug: str
    name: Words

    def is_called(self, cell: str) -> bool:
        """Tell whether a cell names this office, by its slug or by its name in either language."""
        return cell.casefold() in _names(self)


def _names(place: Place) -> set[str]:
    return {name.casefold() for name in (place.slug, place.name.id, place.name.en) if name}


class Offices:
    """All offices by name. reach: those that may be touched."""

    def __init__(self, units: Iterable[Unit], reach: Reach) -> None:
        self._reach = None if reach is None else set(reach)
        self._by_id: dict[int, Place] = {}
        self._by_slug: dict[str, Place] = {}
        self._by_name: dict[str, list[Place]] = {}
        for unit in units:
            self._keep(Place(id=unit.id, slug=unit.slug, name=unit.name))

    def _keep(self, place: Place) -> None:
        self._by_id[place.id] = self._by_slug[place.slug] = place
        for name in _names(place):
            self._by_name.setdefault(name, []).append(place)

    def plan(self, place: Place) -> None:
        """Take in an office that a row adds, for the rows below it."""
        self._keep(place)
        if self._reach is not None:
            self._reach.add(place.id)

    @property
    def everywhere(self) -> bool:
        """Tell whether all offices may be touched, and the top of the tree with them."""
        return self._reach is None

    def get(self, unit_id: int) -> Place:
        """Return the office with this id."""
        return self._by_id[unit_id]

    def find(self, cell: str, column: Column) -> Place:
        """Return the office that a cell names; raises `WrongRowError` unless it is one, and within reach."""
        slug = self._by_slug.get(cell.lower())
        found = [slug] if slug else self._by_name.get(cell.casefold(), [])
        if not found:
            raise WrongRowError(Wrong(message=_("Tidak ada kantor dengan nama ini."), column=column))
        if len(found) > 1:
            message = _("Lebih dari satu kantor bernama ini. Tulis nama dalam alamatnya.")
            raise WrongRowError(Wrong(message=message, column=column))
        self.require(found[0].id, column)
        return found[0]

    def require(self, unit_id: int, column: Column) -> None:
        """Raise `WrongRowError` for an office that is out of reach."""
        if self._reach is not None and unit_id not in self._reach:
            raise WrongRowError(Wrong(message=_("Kantor ini di luar tugas Anda."), column=column))
