"""The seats of the demo's offices, which are usual ones, and the names to fill them with, which are made up."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, kw_only=True, slots=True)
class Seat:
    """A seat in an office, and those below it.

    work: a key of the templates of plans. account: the key of who sits there, empty for most.
    """

    position: str
    work: str
    account: str = ""
    below: tuple["Seat", ...] = ()


def _head(position: str, *below: Seat, account: str = "", work: str = "head") -> Seat:
    return Seat(position=position, work=work, account=account, below=below)


def _section(position: str, *below: tuple[Seat, ...], account: str = "", work: str = "section") -> Seat:
    return Seat(
        position=position, work=work, account=account, below=tuple(seat for some in below for seat in some)
    )


def _staff(count: int, position: str, work: str) -> tuple[Seat, ...]:
    return (Seat(position=position, work=work),) * count


def _with_accounts(seats: tuple[Seat, ...], *accounts: str) -> tuple[Seat, ...]:
    """Give the first of some seats to people with accounts."""
    given = tuple(replace(seat, account=account) for seat, account in zip(seats, accounts, strict=False))
    return given + seats[len(given) :]


_OFFICE_WORK = (
    Seat(position="Pengadministrasi Perkantoran", work="administration"),
    Seat(position="Bendahara Pengeluaran", work="finance"),
)
_SECRETARY = Seat(position="Sekretaris", work="secretary", below=_OFFICE_WORK)

SEATS: dict[str, Seat] = {
    "rsd-soemarno": _head(
        "Direktur",
        _section(
            "Kepala Bidang Pelayanan Medis",
            _staff(4, "Dokter Ahli Pertama", "doctor"),
            _staff(1, "Dokter Ahli Muda", "doctor"),
            work="clinic",
        ),
        _section(
            "Kepala Bidang Keperawatan",
            _staff(7, "Perawat Terampil", "nurse"),
            _staff(3, "Bidan Terampil", "nurse"),
            work="clinic",
        ),
        _section(
            "Kepala Bidang Penunjang",
            _staff(3, "Pranata Laboratorium Kesehatan", "laboratory"),
            _staff(2, "Apoteker Ahli Pertama", "pharmacy"),
            work="clinic",
        ),
        _section(
            "Kepala Bagian Umum",
            _staff(3, "Pengelola Layanan Pendaftaran", "counter"),
            _staff(1, "Perekam Medis Terampil", "counter"),
            _staff(1, "Pranata Komputer Terampil", "computing"),
            _staff(1, "Bendahara Penerimaan", "finance"),
        ),
    ),
    "dpmptsp": _head(
        "Kepala DPMPTSP",
        _section(
            "Kepala Bidang Layanan Perizinan",
            _with_accounts(_staff(5, "Pengelola Layanan Perizinan", "counter"), "pegawai-1", "pegawai-2"),
            _staff(1, "Analis Perizinan", "analyst"),
            account="kabid-dpmptsp",
        ),
        _section(
            "Kepala Bidang Penanaman Modal",
            _staff(2, "Analis Penanaman Modal", "analyst"),
            _staff(1, "Penata Perizinan Ahli Pertama", "analyst"),
        ),
        _section(
            "Kepala Bidang Pengaduan dan Informasi",
            _staff(2, "Pengelola Pengaduan Publik", "complaints"),
            _staff(1, "Pranata Komputer Ahli Pertama", "computing"),
        ),
        _SECRETARY,
        account="kepala-dpmptsp",
    ),
    "disdukcapil": _head(
        "Kepala Disdukcapil",
        _section("Kepala Bidang Pendaftaran Penduduk", _staff(4, "Administrator Kependudukan", "counter")),
        _section("Kepala Bidang Pencatatan Sipil", _staff(3, "Pengelola Akta", "counter")),
        _section("Kepala Bidang Informasi Kependudukan", _staff(1, "Pranata Komputer Terampil", "computing")),
        _SECRETARY,
        account="kepala-disdukcapil",
    ),
    "bpprd": _head(
        "Kepala Badan",
        _section("Kepala Bidang Pendataan", _staff(2, "Pengelola Data Pajak", "analyst")),
        _section("Kepala Bidang Penagihan", _staff(3, "Juru Sita Pajak Daerah", "revenue")),
        _section("Kepala Bidang Pelayanan", _staff(3, "Pengelola Layanan Pajak", "counter")),
    ),
    "dinkes": _head(
        "Kepala Dinas Kesehatan",
        _section("Kepala Bidang Pelayanan Kesehatan", _staff(2, "Pengelola Layanan Kesehatan", "counter")),
        _section("Kepala Bidang Kesehatan Masyarakat", _staff(2, "Sanitarian Ahli Pertama", "field")),
        _section("Sekretaris", _staff(1, "Pengadministrasi Perkantoran", "administration"), work="secretary"),
    ),
    "dinsos": _head(
        "Kepala Dinas Sosial",
        _section("Kepala Bidang Perlindungan Sosial", _staff(3, "Pekerja Sosial Ahli Pertama", "field")),
        _section("Kepala Bidang Data dan Bantuan", _staff(3, "Pengelola Layanan Sosial", "counter")),
    ),
    "disnakertrans": _head(
        "Kepala Dinas",
        _section("Kepala Bidang Penempatan Kerja", _staff(3, "Pengantar Kerja Ahli Pertama", "counter")),
        _section("Kepala Bidang Hubungan Industrial", _staff(3, "Mediator Hubungan Industrial", "field")),
    ),
    "kecamatan-tanjung-selor": _head(
        "Camat Tanjung Selor",
        _section("Kepala Seksi Pelayanan Umum", _staff(3, "Pengelola Layanan Kecamatan", "counter")),
        _section("Kepala Seksi Pemerintahan", _staff(2, "Pengadministrasi Pemerintahan", "administration")),
    ),
    "kelurahan-tanjung-selor-hilir": _head(
        "Lurah Tanjung Selor Hilir",
        *_staff(2, "Pengelola Layanan Kelurahan", "counter"),
        *_staff(1, "Pengadministrasi Pemerintahan", "administration"),
    ),
    "dishub": _head(
        "Kepala Dinas Perhubungan",
        _section(
            "Kepala Bidang Prasarana",
            _with_accounts(_staff(1, "Pelaksana Pembangunan Dermaga", "project"), "pu-pelaksana"),
            _staff(1, "Pengawas Lapangan", "field"),
            account="kabid-pu",
        ),
        _section(
            "Kepala Bidang Lalu Lintas",
            _staff(3, "Penguji Kendaraan Bermotor", "counter"),
            _staff(1, "Analis Lalu Lintas", "analyst"),
        ),
    ),
    "bkpsdm": _head(
        "Kepala BKPSDM",
        _section("Kepala Bidang Pengembangan Kompetensi", _staff(2, "Analis Pengembangan Kompetensi", "trainer")),
        _section("Kepala Bidang Mutasi dan Kinerja", _staff(2, "Analis Kepegawaian", "counter")),
    ),
    "inspektorat": _head(
        "Inspektur",
        _section("Inspektur Pembantu Wilayah I", _staff(2, "Auditor Ahli Pertama", "auditor")),
        _section("Inspektur Pembantu Wilayah II", _staff(1, "Auditor Ahli Muda", "auditor")),
    ),
    "bagian-organisasi": _head(
        "Kepala Bagian Organisasi",
        *_staff(2, "Analis Organisasi", "analyst"),
        *_staff(1, "Analis Tata Laksana", "analyst"),
    ),
    "dkip": _head(
        "Kepala DKIP",
        _section("Kepala Bidang Layanan Informatika", _staff(3, "Pranata Komputer Ahli Pertama", "computing")),
        _section("Kepala Bidang Informasi Publik", _staff(1, "Pranata Hubungan Masyarakat", "complaints")),
    ),
}
"""Office -> its head's seat, with all others below it."""

TOP = Seat(position="Sekretaris Daerah", work="", account="sekda")
TOP_NAME = "Johansyah Datu Alam"
TOP_AT = "bagian-organisasi"
"""The office that the regional secretary's own officers work in."""

BELOW = {"kelurahan-tanjung-selor-hilir": "kecamatan-tanjung-selor"}
"""Office -> the office whose head leads its head; the others' heads are led from the top."""

NAMES: dict[str, tuple[str, ...]] = {
    "1": (
        "Ahmad", "Aldi", "Andreas", "Ardiansyah", "Aris", "Bayu", "Budi", "Daud", "Dedi", "Eko", "Elias", "Fajar",
        "Ferdinan", "Gunawan", "Hendra", "Herman", "Ibrahim", "Irwan", "Jamaluddin", "Johan", "Kornelius", "Lukas",
        "Martinus", "Muhammad", "Nasir", "Petrus", "Rahmat", "Rizky", "Simon", "Sugeng", "Syahrul", "Taufik",
        "Wahyu", "Yansen", "Yusuf", "Zainal",
    ),
    "2": (
        "Agustina", "Aisyah", "Anita", "Aprilia", "Ayu", "Christina", "Dewi", "Dian", "Elisabet", "Endang", "Erna",
        "Fatimah", "Fitri", "Hasnah", "Helena", "Indah", "Juliana", "Kartini", "Lestari", "Lidia", "Maria",
        "Megawati", "Mulyani", "Nurhayati", "Nurul", "Puspita", "Ratna", "Rina", "Rosmiati", "Salmah", "Sari",
        "Siti", "Sri", "Theresia", "Tri", "Wahyuni", "Yuliana", "Yunita",
    ),
}  # fmt: skip
"""Digit of the sex in a NIP -> first names."""

FAMILY_NAMES = (
    "Aji", "Alang", "Apui", "Arifin", "Awang", "Basri", "Bilung", "Datu", "Ding", "Efendi", "Hakim", "Halim",
    "Hamid", "Haryanto", "Ibau", "Idris", "Impang", "Jalung", "Kurniawan", "Laing", "Lawai", "Lian", "Luhat",
    "Lungu", "Mangkubumi", "Ngau", "Njau", "Nugroho", "Pratiwi", "Purnama", "Rahman", "Ramli", "Sakai", "Santoso",
    "Saputra", "Setiawan", "Sulaiman", "Suryani", "Syahputra", "Tamrin", "Ubang", "Usat", "Utami", "Wibowo",
    "Yahya", "Yusran",
)  # fmt: skip

HEAD_GRADES = ("IV/b", "IV/c")
SECTION_GRADES = ("III/d", "IV/a")
EXPERT_GRADES = ("III/a", "III/b", "III/c")
STAFF_GRADES = ("II/c", "II/d", "III/a", "III/b")
CONTRACT_GRADES = ("V", "VII")
EXPERTS = ("Ahli", "Analis", "Mediator", "Pelaksana")
"""Words in the names of posts that ask for a degree; on contract these have the ninth grade."""
EXPERT_CONTRACT_GRADES = ("IX",)


def _work_at(seat: Seat) -> dict[str, str]:
    found = {seat.position: seat.work}
    for below in seat.below:
        found |= _work_at(below)
    return found


WORK_AT = {position: work for seat in (TOP, *SEATS.values()) for position, work in _work_at(seat).items()}
"""Position -> the kind of work."""
