"""Services from a table, with as many parts of their standard as it holds."""

from sqlalchemy.orm import Session

from portal.admin.imports import queries
from portal.admin.imports.offices import OFFICE, Offices, Place
from portal.admin.imports.rows import WITHOUT_TOKEN, fill
from portal.admin.imports.steps import Draft, Importer, Step, Wrong, WrongRowError, make_steps
from portal.admin.units.service_actions import ServiceFacts, add_service, change_service
from portal.admin.units.service_forms import ServiceForm, stored_standard
from portal.domain.csv_import import Column, Row, Table
from portal.domain.slugs import slug_of
from portal.domain.standards import PARTS, Part
from portal.domain.words import Words
from portal.i18n import gettext as _
from portal.models.units import Service

SLUG = Column(
    key="slug",
    name=Words("Nama layanan dalam alamat", "Name of the service in the address"),
    hint=Words(
        "Mengenali layanan yang sudah ada. Kosong: dibuat dari namanya.",
        "Finds the service that is there already. Empty: made from its name.",
    ),
    also=("Nama dalam alamat",),
)


def _columns_of(part: Part) -> tuple[Column, Column]:
    return (
        Column(key=f"{part.key}_id", name=part.name, hint=part.hint),
        Column(
            key=f"{part.key}_en",
            name=Words(f"{part.name.id} (Inggris)", f"{part.name.en} (English)"),
            hint=Words("Yang sama dalam bahasa Inggris.", "The same in English."),
        ),
    )


COLUMNS = (
    OFFICE,
    SLUG,
    Column(
        key="name_id",
        name=Words("Layanan", "Service"),
        hint=Words("Nama layanan dalam bahasa Indonesia.", "The service's name in Indonesian."),
        required=True,
        also=("Nama", "Name"),
    ),
    Column(
        key="name_en",
        name=Words("Nama dalam bahasa Inggris", "Name in English"),
        hint=Words("Untuk halaman bahasa Inggris.", "For the English pages."),
    ),
    *(column for part in PARTS for column in _columns_of(part)),
)
EXAMPLES = (
    {"office": "dinas-contoh", "name_id": "Surat contoh", "requirements_id": "KTP", "time_id": "2 hari kerja"},
    {"office": "dinas-contoh", "name_id": "Izin contoh", "name_en": "Example permit", "fee_id": "Gratis"},
)


def service_steps(session: Session, table: Table, importer: Importer) -> tuple[Step, ...]:
    """Return what each row of a table of services would do."""
    return make_steps(table, COLUMNS, _Reader(session, importer).draft)


class _Reader:
    """The offices and their services as they are."""

    def __init__(self, session: Session, importer: Importer) -> None:
        self._offices = Offices(queries.list_units(session), importer.reach)
        services = queries.list_services(session, importer.reach)
        self._services = {(service.unit_id, service.slug): service for service in services}
        self._form = ServiceForm(formdata=None, meta=WITHOUT_TOKEN)

    def draft(self, row: Row) -> Draft:
        """Return what a row would do."""
        office = self._offices.find(row.cells[OFFICE.key], OFFICE)
        given, proposed = row.cells.get(SLUG.key, "").lower(), slug_of(row.cells["name_id"])
        service = self._services.get((office.id, given or proposed))
        if service is not None:
            return self._changed(row, office, service)
        if given not in {"", proposed}:
            message = _("Tidak ada layanan dengan nama alamat ini. Kosongkan untuk menambah layanan.")
            raise WrongRowError(Wrong(message=message, column=SLUG))
        return self._added(row, office, proposed)

    def _added(self, row: Row, office: Place, slug: str) -> Draft:
        after = fill(self._form, COLUMNS, row.cells)
        facts = self._facts()
        return Draft(
            key=(office.id, slug),
            label=facts.name.id,
            before=None,
            after=after,
            write=lambda session: add_service(session, office.id, facts),
        )

    def _changed(self, row: Row, office: Place, service: Service) -> Draft:
        fixed = {OFFICE.key: office.slug, SLUG.key: service.slug}
        before = {"name_id": service.name_id, "name_en": service.name_en, **stored_standard(service.standard)}
        after = fill(self._form, COLUMNS, {**before, **row.cells})
        facts = self._facts()
        return Draft(
            key=(office.id, service.slug),
            label=facts.name.id,
            before=fixed | before,
            after=fixed | after,
            write=lambda session: change_service(session, service, facts),
        )

    def _facts(self) -> ServiceFacts:
        name = Words(self._form.name_id.data, self._form.name_en.data or "")
        return ServiceFacts(name=name, standard=self._form.standard)
