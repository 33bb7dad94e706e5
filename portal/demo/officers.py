"""The officers of the demo: 150 made-up people at their seats, each led by the one above."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.demo.words_of_officers import (
    BELOW,
    CONTRACT_GRADES,
    EXPERT_CONTRACT_GRADES,
    EXPERT_GRADES,
    EXPERTS,
    FAMILY_NAMES,
    HEAD_GRADES,
    NAMES,
    SEATS,
    SECTION_GRADES,
    STAFF_GRADES,
    TOP,
    TOP_AT,
    TOP_NAME,
    Seat,
)
from portal.demo.words_of_offices import HEADS
from portal.domain.periods import WITA
from portal.models.accounts import Account
from portal.models.employees import Employee, Employment
from portal.models.units import Unit

_REASON = "Data awal (contoh)"
_YEARS_KNOWN = 3
"""Years before the running one since when everybody sits at their seat."""
_ON_CONTRACT = 0.2
_CONTRACT_MARK = "21"
"""What the number of an officer on contract has for the month of appointment."""
_WOMAN, _MAN = "2", "1"
_FIRST_NAMES = tuple(name for names in NAMES.values() for name in names)
_CONTRACTS = (CONTRACT_GRADES, EXPERT_CONTRACT_GRADES)
_AGES: Mapping[tuple[str, ...], tuple[int, int]] = {HEAD_GRADES: (46, 56), SECTION_GRADES: (38, 52)}
"""Grades -> the youngest and the oldest who have them."""
_AGES_OF_STAFF = (31, 50)


def add_officers(session: Session, *, accounts: Mapping[str, Account], today: date, seed: int) -> None:
    """Add all officers with the first line of their history, and link those who have an account.

    accounts: by key, as `add_staff` returns them. The offices must be there. The caller commits. The room's own
    action would look for each among all the others, which takes too long for so many.
    """
    units = {unit.slug: unit for unit in session.scalars(select(Unit).order_by(Unit.id))}
    hall = _Hall(units=units, accounts=accounts, rng=Random(f"{seed} officers"), year=today.year)
    top = hall.take(TOP, TOP_AT, TOP_NAME, None)
    heads: dict[str, Employee] = {}
    for slug, seat in SEATS.items():
        name = HEADS[slug][1].removesuffix(" (contoh)")
        heads[slug] = hall.take(seat, slug, name, heads[BELOW[slug]] if slug in BELOW else top)
    session.add_all(hall.seated)
    session.flush()
    session.execute(insert(Employment), [_history_row(employee) for employee in hall.seated])


@dataclass(kw_only=True, slots=True)
class _Hall:
    """Where people take their seats: the offices, the accounts, and what is taken already."""

    units: Mapping[str, Unit]
    accounts: Mapping[str, Account]
    rng: Random
    year: int
    seated: list[Employee] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def take(self, seat: Seat, slug: str, name: str, supervisor: Employee | None) -> Employee:
        """Seat somebody, and made-up people on all seats below; return the one above these."""
        grades = self._grades(seat, supervisor)
        employee = Employee(
            nip=self._nip(grades, _WOMAN if name.partition(" ")[0] in NAMES[_WOMAN] else _MAN),
            name=name,
            status="pppk" if grades in _CONTRACTS else "pns",
            grade=self.rng.choice(grades),
            position=seat.position,
            unit=self.units[slug],
            supervisor=supervisor,
            account=self._account(seat, name),
            since=date(self.year - _YEARS_KNOWN, self.rng.choice((1, 4, 7)), 1),
        )
        self.seated.append(employee)
        for below in seat.below:
            self.take(below, slug, self._name(), employee)
        return employee

    def _account(self, seat: Seat, name: str) -> Account | None:
        """Return the account of a seat, which bears the name of who sits there."""
        account = self.accounts.get(seat.account)
        if account is not None:
            account.name = f"{name} (contoh)"
        return account

    def _grades(self, seat: Seat, supervisor: Employee | None) -> tuple[str, ...]:
        if supervisor is None or supervisor.supervisor is None:
            return HEAD_GRADES
        if seat.below:
            return SECTION_GRADES
        is_expert = any(word in seat.position for word in EXPERTS)
        if not seat.account and self.rng.random() < _ON_CONTRACT:
            return EXPERT_CONTRACT_GRADES if is_expert else CONTRACT_GRADES
        return EXPERT_GRADES if is_expert else STAFF_GRADES

    def _name(self) -> str:
        """Return a name that nobody has yet."""
        name = f"{self.rng.choice(_FIRST_NAMES)} {self.rng.choice(FAMILY_NAMES)}"
        return self._name() if name in self.taken else self._keep(name)

    def _nip(self, grades: tuple[str, ...], sex: str) -> str:
        """Return a number that nobody has yet: day of birth, time of appointment, sex, serial number."""
        born = self.year - self.rng.randint(*_AGES.get(grades, _AGES_OF_STAFF))
        day = date(born, self.rng.randint(1, 12), self.rng.randint(1, 28))
        if grades in _CONTRACTS:
            appointed = f"{self.year - _YEARS_KNOWN - 1}{_CONTRACT_MARK}"
        else:
            appointed = f"{born + self.rng.randint(22, 26)}{self.rng.choice((1, 3, 4, 12)):02}"
        nip = f"{day:%Y%m%d}{appointed}{sex}{self.rng.randint(1, 20):03}"
        return self._nip(grades, sex) if nip in self.taken else self._keep(nip)

    def _keep(self, text: str) -> str:
        self.taken.add(text)
        return text


def _history_row(employee: Employee) -> dict[str, object]:
    columns = ("nip", "name", "status", "grade", "position", "unit_id", "supervisor_id", "since")
    known: dict[str, object] = {column: getattr(employee, column) for column in columns}
    at = datetime.combine(employee.since, time(8), WITA)
    return known | {"employee_id": employee.id, "left_on": None, "reason": _REASON, "recorded_at": at}
