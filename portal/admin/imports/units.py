"""Offices from a table: added, changed, or hung below another."""

from sqlalchemy.orm import Session

from portal.admin.imports import queries
from portal.admin.imports.offices import Offices, Place
from portal.admin.imports.rows import WITHOUT_TOKEN, fill
from portal.admin.imports.steps import Draft, Importer, Step, Wrong, WrongRowError, make_steps
from portal.admin.units.actions import add_unit, change_unit, move_unit
from portal.admin.units.forms import UnitForm
from portal.domain.csv_import import Column, Row, Table
from portal.domain.editions import GOVERNMENT
from portal.domain.permissions import would_circle
from portal.domain.slugs import is_slug, slug_of
from portal.domain.words import Words
from portal.i18n import gettext as _
from portal.models.units import Unit

SLUG = Column(
    key="slug",
    name=Words("Nama dalam alamat", "Name in the address"),
    hint=Words(
        "Mengenali kantor yang sudah ada. Kosong: dibuat dari namanya.",
        "Finds the office that is there already. Empty: made from its name.",
    ),
    also=("Nama dalam alamat (slug)", "Name in addresses"),
)
PARENT = Column(
    key="parent",
    name=Words("Di bawah", "Below"),
    hint=Words(
        "Nama atau nama dalam alamat kantor di atasnya, yang boleh ada di baris sebelumnya. Kosong: paling atas.",
        "The office above it, by its name or name in the address; an earlier row may add it. Empty: at the top.",
    ),
    also=("Di bawah kantor",),
)
COLUMNS = (
    SLUG,
    Column(
        key="name_id",
        name=Words("Nama", "Name"),
        hint=Words("Nama resmi dalam bahasa Indonesia.", "The official name in Indonesian."),
        required=True,
    ),
    Column(
        key="name_en",
        name=Words("Nama dalam bahasa Inggris", "Name in English"),
        hint=Words("Untuk halaman bahasa Inggris.", "For the English pages."),
    ),
    PARENT,
    Column(
        key="officers",
        name=Words("Petugas", "Officers"),
        hint=Words(
            "Berapa orang melayani pengunjung, paling sedikit 1.", "How many people serve visitors, at least 1."
        ),
        required=True,
    ),
    Column(
        key="address",
        name=Words("Alamat", "Address"),
        hint=Words("Alamat kantor.", "Where the office is."),
    ),
    Column(
        key="contact",
        name=Words("Telepon, surel, atau laman", "Telephone, e-mail or page"),
        hint=Words("Untuk kepala surat laporan.", "For the letterhead of its reports."),
        also=("Kontak", "Contact"),
    ),
    Column(
        key="head_title",
        name=Words("Jabatan kepala", "Title of its head"),
        hint=Words("Misalnya Kepala Dinas.", "For example Kepala Dinas."),
    ),
    Column(
        key="head_name",
        name=Words("Nama kepala", "Name of its head"),
        hint=Words("Siapa yang menandatangani laporan.", "Who signs the reports."),
    ),
    Column(
        key="head_nip",
        name=Words("NIP kepala", "NIP of its head"),
        hint=Words("18 angka.", "18 digits."),
    ),
    Column(
        key="charter_id",
        name=Words("Maklumat pelayanan", "Service pledge"),
        hint=Words("Janji kepada pengunjung.", "The pledge to visitors."),
    ),
    Column(
        key="charter_en",
        name=Words("Maklumat dalam bahasa Inggris", "Service pledge in English"),
        hint=Words("Untuk halaman bahasa Inggris.", "For the English pages."),
    ),
)
EXAMPLES = (
    {"slug": "dinas-contoh", "name_id": "Dinas Contoh", "name_en": "Example Agency", "officers": "12"},
    {"slug": "upt-contoh", "name_id": "UPT Contoh", "parent": "dinas-contoh", "officers": "4"},
)


def unit_steps(session: Session, table: Table, importer: Importer) -> tuple[Step, ...]:
    """Return what each row of a table of offices would do."""
    return make_steps(table, COLUMNS, _Reader(session, importer).draft)


class _Reader:
    """The offices as they are, and as earlier rows of the table leave them."""

    def __init__(self, session: Session, importer: Importer) -> None:
        units = queries.list_units(session)
        self._importer = importer
        self._offices = Offices(units, importer.reach)
        self._units = {unit.slug: unit for unit in units}
        self._parents = {unit.id: unit.parent_id for unit in units}
        self._new_ids: dict[int, int] = {}
        self._form = UnitForm(formdata=None, meta=WITHOUT_TOKEN)

    def draft(self, row: Row) -> Draft:
        """Return what a row would do."""
        slug = _slug(row)
        unit = self._units.get(slug)
        return self._added(row, slug) if unit is None else self._changed(row, unit)

    def _added(self, row: Row, slug: str) -> Draft:
        above = self._above(row.cells.get(PARENT.key, ""))
        after = fill(self._form, COLUMNS, row.cells)
        facts, new_id = self._form.facts, -row.line
        above_id = above.id if above else None
        self._offices.plan(Place(id=new_id, slug=slug, name=facts.name))
        self._parents[new_id] = above_id

        def write(session: Session) -> None:
            parent_id, today = self._real(above_id), self._importer.today
            self._new_ids[new_id] = add_unit(session, facts, slug=slug, parent_id=parent_id, today=today).id

        return Draft(key=slug, label=facts.name.id, before=None, after=after, write=write)

    def _changed(self, row: Row, unit: Unit) -> Draft:
        self._offices.require(unit.id, SLUG)
        before = {column.key: str(getattr(unit, column.key)) for column in COLUMNS if column.key in self._form}
        after = fill(self._form, COLUMNS, {**before, **row.cells})
        facts, old_id = self._form.facts, self._parents[unit.id]
        above_id = self._moved(row, unit, old_id)

        def write(session: Session) -> None:
            change_unit(session, unit, facts)
            if above_id != old_id:
                move_unit(session, unit, self._real(above_id))

        return Draft(
            key=unit.slug,
            label=facts.name.id,
            before={**before, SLUG.key: unit.slug, PARENT.key: self._slug_of(old_id)},
            after={**after, SLUG.key: unit.slug, PARENT.key: self._slug_of(above_id)},
            write=write,
        )

    def _moved(self, row: Row, unit: Unit, old_id: int | None) -> int | None:
        """Return the id of the office that a row hangs another one below; without a word it stays where it is."""
        cell = row.cells.get(PARENT.key)
        if cell is None or (self._offices.get(old_id).is_called(cell) if old_id else not cell):
            return old_id
        above = self._above(cell)
        if above is not None and would_circle(unit.id, above.id, self._parents):
            message = _("Kantor tidak bisa berada di bawah dirinya sendiri.")
            raise WrongRowError(Wrong(message=message, column=PARENT))
        self._parents[unit.id] = above.id if above else None
        return self._parents[unit.id]

    def _above(self, cell: str) -> Place | None:
        if cell:
            return self._offices.find(cell, PARENT)
        if not self._offices.everywhere:
            raise WrongRowError(Wrong(message=_("Isi kantor di atasnya."), column=PARENT))
        return None

    def _slug_of(self, unit_id: int | None) -> str:
        return self._offices.get(unit_id).slug if unit_id is not None else ""

    def _real(self, unit_id: int | None) -> int | None:
        """Return the id in the database of an office that an earlier row may have added."""
        return None if unit_id is None else self._new_ids.get(unit_id, unit_id)


def _slug(row: Row) -> str:
    slug = row.cells.get(SLUG.key, "").lower() or slug_of(row.cells["name_id"])
    if slug == GOVERNMENT:
        raise WrongRowError(Wrong(message=_("Nama ini dipakai untuk seluruh pemerintah daerah."), column=SLUG))
    if not is_slug(slug):
        message = _("Hanya huruf kecil, angka, dan tanda hubung, misalnya dinas-sosial.")
        raise WrongRowError(Wrong(message=message, column=SLUG))
    return slug
