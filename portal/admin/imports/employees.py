"""Officers from a table: found by their number, or added; whoever leads them may stand in the same table."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from portal.admin.clock import now
from portal.admin.employees.actions import EmployeeFacts, add_employee, change_employee, link_account
from portal.admin.employees.forms import PersonForm, only_digits
from portal.admin.imports import queries
from portal.admin.imports.offices import OFFICE, Offices
from portal.admin.imports.rows import WITHOUT_TOKEN, fill
from portal.admin.imports.steps import Draft, Importer, Step, Write, Wrong, WrongRowError, make_steps
from portal.domain.csv_import import Column, Row, Table
from portal.domain.employees import would_circle
from portal.domain.words import Words
from portal.i18n import gettext as _
from portal.models.employees import Employee

NIP = Column(
    key="nip",
    name=Words("NIP", "NIP"),
    hint=Words(
        "18 angka; mengenali pegawai yang sudah ada.", "18 digits; finds the officer who is there already."
    ),
    required=True,
    also=("NIP atau NI PPPK",),
)
SUPERVISOR = Column(
    key="supervisor",
    name=Words("NIP atasan", "NIP of the superior"),
    hint=Words(
        "Atasan langsung; boleh ada di tabel yang sama. Kosong hanya untuk pimpinan paling atas.",
        "The direct superior, who may be in the same table. Empty only at the very top.",
    ),
    also=("nip_atasan",),
)
EMAIL = Column(
    key="email",
    name=Words("Surel", "E-mail"),
    hint=Words(
        "Akun yang dipakai masuk. Kosong: tetap seperti sekarang.", "The account to sign in. Empty: as it is."
    ),
)
COLUMNS = (
    NIP,
    Column(
        key="name",
        name=Words("Nama", "Name"),
        hint=Words("Lengkap dengan gelar.", "With titles."),
        required=True,
    ),
    Column(
        key="status",
        name=Words("Status", "Status"),
        hint=Words("PNS atau PPPK.", "PNS or PPPK."),
        required=True,
    ),
    Column(
        key="grade",
        name=Words("Golongan", "Grade"),
        hint=Words("Misalnya III/b, atau IX untuk PPPK.", "For example III/b, or IX for PPPK."),
        required=True,
    ),
    Column(
        key="position",
        name=Words("Jabatan", "Position"),
        hint=Words("Jabatan sekarang.", "The present position."),
        required=True,
    ),
    OFFICE,
    SUPERVISOR,
    Column(
        key="since",
        name=Words("Berlaku sejak", "Since"),
        hint=Words("Hari mulai di jabatan ini, misalnya 2024-01-02.", "When it began, for example 2024-01-02."),
        required=True,
        also=("sejak",),
    ),
    EMAIL,
)
EXAMPLES = (
    {
        "nip": "197503121999031001", "name": "Contoh Kepala, S.Sos.", "status": "PNS", "grade": "IV/a",
        "position": "Kepala Dinas", "office": "dinas-contoh", "since": "2024-01-02",
    },
    {
        "nip": "199001152023212001", "name": "Contoh Petugas", "status": "PPPK", "grade": "IX",
        "position": "Petugas Loket", "office": "dinas-contoh", "supervisor": "197503121999031001",
        "since": "2023-07-01", "email": "petugas@bulungan.go.id",
    },
)  # fmt: skip

REASON = "Impor tabel kepegawaian"


def employee_steps(session: Session, table: Table, importer: Importer) -> tuple[Step, ...]:
    """Return what each row of a table of officers would do."""
    return make_steps(table, COLUMNS, _Reader(session, table, importer).draft)


class _Reader:
    """The officers as they are, as earlier rows of the table leave them, and those whom any row adds.

    Whoever is still to be added goes by the negative of their row's line.
    """

    def __init__(self, session: Session, table: Table, importer: Importer) -> None:
        employees = queries.list_employees(session)
        self._employees = {employee.nip: employee for employee in employees if employee.nip}
        self._nips = {employee.id: employee.nip or "" for employee in employees}
        self._ids = {nip: employee.id for nip, employee in self._employees.items()}
        self._supervisors = {employee.id: employee.supervisor_id for employee in employees}
        self._plan(table)
        self._offices = Offices(queries.list_units(session), importer.reach)
        self._accounts = _Accounts(queries.accounts_by_email(session), employees)
        self._form = PersonForm(formdata=None, meta=WITHOUT_TOKEN)
        self._waiting: dict[int, Write] = {}
        self._new_ids: dict[int, int] = {}

    def _plan(self, table: Table) -> None:
        """Take in whom the table adds and who leads them, for the rows before theirs."""
        new = {}
        for row in table.rows:
            nip = only_digits(row.cells[NIP.key])
            if nip not in self._ids:
                self._ids[nip], self._nips[-row.line], new[-row.line] = -row.line, nip, row
        for number, row in new.items():
            self._supervisors[number] = self._ids.get(only_digits(row.cells.get(SUPERVISOR.key)))

    def draft(self, row: Row) -> Draft:
        """Return what a row would do."""
        after = fill(self._form, COLUMNS, {**row.cells, "status": row.cells["status"].lower()})
        employee = self._employees.get(after[NIP.key])
        if employee and employee.left_on:
            raise WrongRowError(Wrong(message=_("Pegawai ini sudah tercatat keluar."), column=NIP))
        number = self._ids[after[NIP.key]]
        office = self._offices.find(row.cells[OFFICE.key], OFFICE)
        above = self._above(row, number)
        account_id = self._accounts.find(row.cells.get(EMAIL.key, ""), number)
        return Draft(
            key=after[NIP.key],
            label=after["name"],
            before=self._before(employee) if employee else None,
            after=after
            | {OFFICE.key: office.slug, SUPERVISOR.key: self._nip_of(above)}
            | {EMAIL.key: self._accounts.email_of(account_id)},
            write=self._writer(
                employee, number, self._form.facts(unit_id=office.id, supervisor_id=above), account_id
            ),
        )

    def _before(self, employee: Employee) -> dict[str, str]:
        return {
            **{column.key: str(getattr(employee, column.key)) for column in COLUMNS if column.key in self._form},
            OFFICE.key: self._offices.get(employee.unit_id).slug,
            SUPERVISOR.key: self._nip_of(employee.supervisor_id),
            EMAIL.key: self._accounts.email_of(employee.account_id),
        }

    def _nip_of(self, number: int | None) -> str:
        return "" if number is None else self._nips[number]

    def _above(self, row: Row, number: int) -> int | None:
        """Return who leads an officer from this row on; without a word that stays as it is."""
        cell = row.cells.get(SUPERVISOR.key)
        if cell is None:
            return self._supervisors[number]
        above = self._find_supervisor(only_digits(cell)) if cell else None
        if above is not None and would_circle(number, above, self._supervisors):
            message = _("Orang ini dipimpin oleh pegawai ini sendiri, langsung atau lewat orang lain.")
            raise WrongRowError(Wrong(message=message, column=SUPERVISOR))
        self._supervisors[number] = above
        return above

    def _find_supervisor(self, nip: str) -> int:
        if nip not in self._ids:
            message = _("Tidak ada pegawai dengan NIP ini, di portal maupun di tabel ini.")
            raise WrongRowError(Wrong(message=message, column=SUPERVISOR))
        supervisor = self._employees.get(nip)
        if supervisor and supervisor.left_on:
            raise WrongRowError(Wrong(message=_("Atasan ini sudah tercatat keluar."), column=SUPERVISOR))
        return self._ids[nip]

    def _writer(
        self, employee: Employee | None, number: int, facts: EmployeeFacts, account_id: int | None
    ) -> Write:
        since = self._form.since.data

        def write(session: Session) -> None:
            said = replace(facts, supervisor_id=self._real(facts.supervisor_id))
            when = {"since": since, "reason": REASON, "now": now()}
            if employee is None:
                written = add_employee(session, said, **when)
                self._new_ids[number] = written.id
            else:
                written = employee
                change_employee(session, employee, said, **when)
            link_account(session, written, account_id)

        self._waiting[number] = write
        return lambda session: self._write(session, number)

    def _write(self, session: Session, number: int | None) -> None:
        """Write an officer, before them whoever is still to be added above them."""
        chain: list[Write] = []
        while number in self._waiting and (number < 0 or not chain):
            chain.append(self._waiting.pop(number))
            number = self._supervisors[number]
        for write in reversed(chain):
            write(session)

    def _real(self, number: int | None) -> int | None:
        """Return the id in the database of an officer whom a row may have added."""
        return None if number is None else self._new_ids.get(number, number)


class _Accounts:
    """The active accounts by their address, and whose they are."""

    def __init__(self, accounts: Mapping[str, int], employees: Iterable[Employee]) -> None:
        self._accounts = accounts
        self._emails = {number: email for email, number in accounts.items()}
        self._owners = {each.account_id: each.id for each in employees if each.account_id is not None}
        self._held = {owner: account for account, owner in self._owners.items()}

    def find(self, email: str, employee: int) -> int | None:
        """Return the account that a cell names for an officer; an empty one leaves what is there."""
        if not email:
            return self._held.get(employee)
        account = self._accounts.get(email.lower())
        if account is None:
            message = _("Tidak ada akun aktif dengan surel ini. Undang lebih dahulu, atau kosongkan.")
            raise WrongRowError(Wrong(message=message, column=EMAIL))
        if self._owners.setdefault(account, employee) != employee:
            raise WrongRowError(Wrong(message=_("Akun ini milik pegawai lain."), column=EMAIL))
        return account

    def email_of(self, account_id: int | None) -> str:
        """Return an account's address, empty for none."""
        return self._emails.get(account_id, "") if account_id is not None else ""
