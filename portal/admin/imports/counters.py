"""Counters from a table: found by their code, or added with a code of their own."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from portal.admin.counters.actions import CounterFacts, add_counter, change_counter
from portal.admin.counters.forms import CounterForm
from portal.admin.imports import queries
from portal.admin.imports.offices import OFFICE, Offices, Place
from portal.admin.imports.rows import WITHOUT_TOKEN, fill
from portal.admin.imports.steps import Draft, Importer, Step, Wrong, WrongRowError, make_steps
from portal.domain.csv_import import Column, Row, Table
from portal.domain.words import Words
from portal.i18n import gettext as _
from portal.models.counters import Counter
from portal.models.units import Service

CODE = Column(
    key="code",
    name=Words("Kode", "Code"),
    hint=Words(
        "Mengenali loket yang sudah ada. Kosong: dikenali dari namanya, atau ditambahkan dengan kode baru.",
        "Finds the counter that is there already. Empty: found by its name, or added with a new code.",
    ),
)
SERVICES = Column(
    key="services",
    name=Words("Layanan", "Services"),
    hint=Words(
        "Nama layanan dalam alamat, dipisahkan spasi atau koma.",
        "The services' names in the address, separated by spaces or commas.",
    ),
)
COLUMNS = (
    CODE,
    Column(
        key="name_id",
        name=Words("Loket", "Counter"),
        hint=Words("Nama loket dalam bahasa Indonesia.", "The counter's name in Indonesian."),
        required=True,
        also=("Nama", "Name"),
    ),
    Column(
        key="name_en",
        name=Words("Nama dalam bahasa Inggris", "Name in English"),
        hint=Words("Untuk halaman bahasa Inggris.", "For the English pages."),
    ),
    OFFICE,
    Column(
        key="hours",
        name=Words("Jam buka", "Opening hours"),
        hint=Words("Misalnya Senin-Jumat 08.00-15.00.", "For example Senin-Jumat 08.00-15.00."),
        also=("Hours",),
    ),
    Column(
        key="officers",
        name=Words("Petugas", "Officers"),
        hint=Words("Berapa orang melayani di loket ini.", "How many people serve at this counter."),
    ),
    SERVICES,
)
EXAMPLES = (
    {
        "name_id": "Loket 1",
        "name_en": "Counter 1",
        "office": "dinas-contoh",
        "hours": "08.00-15.00",
        "officers": "2",
    },
    {"name_id": "Loket 2", "office": "dinas-contoh", "services": "surat-contoh"},
)


_WRITTEN = ("name_id", "name_en", "hours", "officers")


def counter_steps(session: Session, table: Table, importer: Importer) -> tuple[Step, ...]:
    """Return what each row of a table of counters would do."""
    return make_steps(table, COLUMNS, _Reader(session, importer).draft)


class _Reader:
    """The offices, their services and counters as they are."""

    def __init__(self, session: Session, importer: Importer) -> None:
        self._choose = importer.choose
        self._offices = Offices(queries.list_units(session), importer.reach)
        self._services = {
            (service.unit_id, service.slug): service for service in queries.list_services(session, importer.reach)
        }
        self._by_code: dict[str, Counter] = {}
        self._by_name: dict[tuple[int, str], list[Counter]] = {}
        for counter in queries.list_counters(session):
            self._by_code[counter.code] = counter
            self._by_name.setdefault((counter.unit_id, counter.name_id.casefold()), []).append(counter)
        self._form = CounterForm(formdata=None, meta=WITHOUT_TOKEN)
        del self._form.service_ids  # Which may be chosen depends on the office: see `_offered`.

    def draft(self, row: Row) -> Draft:
        """Return what a row would do."""
        code = row.cells.get(CODE.key, "").upper()
        if code:
            return self._changed(row, self._counter(code, row.cells))
        office = self._offices.find(row.cells[OFFICE.key], OFFICE)
        found = self._by_name.get((office.id, row.cells["name_id"].casefold()), [])
        if len(found) > 1:
            message = _("Lebih dari satu loket kantor ini bernama sama. Isi kodenya.")
            raise WrongRowError(Wrong(message=message, column=CODE))
        return self._changed(row, found[0]) if found else self._added(row, office)

    def _counter(self, code: str, cells: Mapping[str, str]) -> Counter:
        counter = self._by_code.get(code)
        if counter is None:
            message = _("Tidak ada loket dengan kode ini. Kosongkan untuk menambah loket; portal memberi kodenya.")
            raise WrongRowError(Wrong(message=message, column=CODE))
        self._offices.require(counter.unit_id, CODE)
        named = cells[OFFICE.key]
        if not self._offices.get(counter.unit_id).is_called(named):
            message = _("Loket ini milik kantor lain.")
            raise WrongRowError(Wrong(message=message, column=OFFICE))
        return counter

    def _added(self, row: Row, office: Place) -> Draft:
        after = fill(self._form, COLUMNS, row.cells)
        facts = self._facts(self._offered(office.id, row.cells.get(SERVICES.key, "")))
        return Draft(
            key=(office.id, facts.name.id.casefold()),
            label=facts.name.id,
            before=None,
            after=after,
            write=lambda session: add_counter(session, office.id, facts, choose=self._choose),
        )

    def _changed(self, row: Row, counter: Counter) -> Draft:
        before = {key: _text(getattr(counter, key)) for key in _WRITTEN}
        after = fill(self._form, COLUMNS, {**before, **row.cells})
        cell, offered = row.cells.get(SERVICES.key), list(counter.services)
        if cell is not None:
            offered = self._offered(counter.unit_id, cell)
        facts = self._facts(offered)
        fixed = {CODE.key: counter.code, OFFICE.key: self._offices.get(counter.unit_id).slug}
        return Draft(
            key=counter.code,
            label=facts.name.id,
            before={**before, **fixed, SERVICES.key: _slugs(counter.services)},
            after={**after, **fixed, SERVICES.key: _slugs(offered)},
            write=lambda session: change_counter(session, counter, facts),
        )

    def _offered(self, unit_id: int, cell: str) -> list[Service]:
        """Return the services of an office that a cell names."""
        slugs = dict.fromkeys(cell.lower().replace(",", " ").replace(";", " ").split())
        unknown = [slug for slug in slugs if (unit_id, slug) not in self._services]
        if unknown:
            message = _("Kantor ini tidak punya layanan: %(names)s.", names=", ".join(unknown))
            raise WrongRowError(Wrong(message=message, column=SERVICES))
        return sorted((self._services[unit_id, slug] for slug in slugs), key=lambda service: service.id)

    def _facts(self, services: Sequence[Service]) -> CounterFacts:
        form = self._form
        return CounterFacts(
            name=Words(form.name_id.data, form.name_en.data or ""),
            hours=form.hours.data or "",
            officers=form.officers.data,
            service_ids=[service.id for service in services],
        )


def _text(value: str | int | None) -> str:
    return "" if value is None else str(value)


def _slugs(services: Sequence[Service]) -> str:
    return ", ".join(service.slug for service in services)
