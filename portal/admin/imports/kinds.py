"""The kinds of tables that can be imported."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.admin.imports import counters, employees, results, services, units, visits
from portal.admin.imports.steps import Importer, Step
from portal.domain.csv_import import Column, Table
from portal.domain.permissions import Permission
from portal.i18n import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """A kind of table. slug: its name in addresses. examples: rows of its template, column key -> cell."""

    slug: str
    title: str
    lead: str
    permission: Permission
    columns: Sequence[Column]
    examples: Sequence[Mapping[str, str]]
    steps: Callable[[Session, Table, Importer], tuple[Step, ...]]


UNITS = Kind(
    slug="kantor",
    title=_l("Kantor"),
    lead=_l("Menambah kantor, mengubah datanya, atau memindahkannya ke bawah kantor lain."),
    permission=Permission.EDIT_REGISTER,
    columns=units.COLUMNS,
    examples=units.EXAMPLES,
    steps=units.unit_steps,
)
SERVICES = Kind(
    slug="layanan",
    title=_l("Layanan dan standarnya"),
    lead=_l("Menambah layanan atau mengubahnya, dengan bagian standar pelayanan sebanyak yang ada."),
    permission=Permission.EDIT_REGISTER,
    columns=services.COLUMNS,
    examples=services.EXAMPLES,
    steps=services.service_steps,
)
COUNTERS = Kind(
    slug="loket",
    title=_l("Loket"),
    lead=_l("Menambah loket atau mengubahnya. Kode loket baru diberikan oleh portal."),
    permission=Permission.EDIT_REGISTER,
    columns=counters.COLUMNS,
    examples=counters.EXAMPLES,
    steps=counters.counter_steps,
)
RESULTS = Kind(
    slug="hasil",
    title=_l("Hasil SKM terdahulu"),
    lead=_l(
        "Angka dari masa sebelum portal. Tampil di halaman kantor sebagai “impor, tidak terverifikasi”, terpisah "
        "dari edisi. Angka yang sudah diimpor tidak dihapus; perbaikannya menjadi revisi baru."
    ),
    permission=Permission.EDIT_REGISTER,
    columns=results.COLUMNS,
    examples=results.EXAMPLES,
    steps=results.result_steps,
)
VISITS = Kind(
    slug="kunjungan",
    title=_l("Jumlah pengunjung"),
    lead=_l("Berapa orang dilayani tiap loket tiap bulan, untuk menghitung berapa bagian yang menjawab."),
    permission=Permission.EDIT_VISITS,
    columns=visits.COLUMNS,
    examples=visits.EXAMPLES,
    steps=visits.visits_steps,
)
EMPLOYEES = Kind(
    slug="pegawai",
    title=_l("Pegawai"),
    lead=_l("Menambah pegawai, mengubah datanya, memilih atasannya, dan menghubungkan akunnya."),
    permission=Permission.EDIT_EMPLOYEES,
    columns=employees.COLUMNS,
    examples=employees.EXAMPLES,
    steps=employees.employee_steps,
)
REGISTER: Mapping[str, Kind] = {kind.slug: kind for kind in (UNITS, SERVICES, COUNTERS, RESULTS)}
"""The kinds that change what is registered and recorded; visitors and officers have permissions of their own."""
