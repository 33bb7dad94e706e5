"""The offices of the demo: names are real and known, everything else is invented.

Standards, numbers of officers, counters, volumes and moods are made up, so whatever is shown of them carries
DATA CONTOH. Only addresses that are publicly known are given.
"""

from dataclasses import dataclass, field

from portal.domain.words import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoService:
    """A service and the four parts of its standard."""

    slug: str
    name: Words
    requirements: Words
    time: Words
    fee: Words
    product: Words

    @property
    def free(self) -> bool:
        """Tell whether its users pay nothing."""
        return self.fee == FREE

    @property
    def standard(self) -> dict[str, dict[str, str]]:
        """Return the standard as it is stored with the service."""
        return {
            "requirements": self.requirements.as_dict(),
            "time": self.time.as_dict(),
            "fee": self.fee.as_dict(),
            "product": self.product.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class DemoCounter:
    """A counter and the slugs of what it offers, the most asked for first."""

    name: Words
    services: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """From `month` (0 is the first of the demo) up to `until`, some elements are felt better or worse."""

    elements: tuple[str, ...]
    month: int
    until: int = 99
    shift: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Mood:
    """What drives an office's scores, on the scale of a score.

    level: how content its visitors are in all. elements: how far single elements stand off it. trend: what
    two years add. changes: turns that can be seen in a chart.
    """

    level: float
    elements: dict[str, float] = field(default_factory=dict)
    trend: float = 0.0
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoOffice:
    """An office. monthly: mean answers a month.

    running_least, running_most: bounds of the answers in the running month once it has a working day, so that
    some offices can show an early closing on any day, and others an honest refusal.
    """

    slug: str
    name: Words
    address: str = "Tanjung Selor"
    officers: int
    monthly: float
    mood: Mood
    services: tuple[DemoService, ...]
    counters: tuple[DemoCounter, ...]
    running_least: int = 0
    running_most: int | None = None


FREE = Words("Gratis", "Free of charge")
BY_TARIFF = Words("Sesuai tarif daerah yang berlaku", "By the local tariff in force")
MINUTES_15 = Words("15 menit", "15 minutes")
MINUTES_30 = Words("30 menit", "30 minutes")
DAY_1 = Words("1 hari kerja", "1 working day")
DAYS_2 = Words("2 hari kerja", "2 working days")
DAYS_3 = Words("3 hari kerja", "3 working days")
DAYS_5 = Words("5 hari kerja", "5 working days")
DAYS_7 = Words("7 hari kerja", "7 working days")
DAYS_14 = Words("14 hari kerja", "14 working days")
IDENTITY_CARD = Words("KTP", "Identity card")
FAMILY_CARD = Words("KTP dan Kartu Keluarga", "Identity card and family card")
LETTER = Words("Surat permohonan dari instansi", "Request letter from the institution")
NO_PAPERS = Words("Tidak ada", "None")


def _loket(number: int, *services: str) -> DemoCounter:
    return DemoCounter(Words(f"Loket {number}", f"Counter {number}"), services)


HOSPITAL = DemoOffice(
    slug="rsd-soemarno",
    name=Words("RSD dr. H. Soemarno Sosroatmodjo", "dr. H. Soemarno Sosroatmodjo Regional Hospital"),
    officers=24,
    monthly=300,
    running_least=36,
    mood=Mood(level=3.09, elements={"waktu": -0.3, "sarana": -0.2, "kompetensi": 0.15}, trend=0.1),
    services=(
        DemoService(
            slug="rawat-jalan",
            name=Words("Rawat jalan", "Outpatient care"),
            requirements=Words("KTP atau kartu JKN", "Identity card or national health insurance card"),
            time=Words("60 menit sejak pendaftaran", "60 minutes from registration"),
            fee=BY_TARIFF,
            product=Words("Pemeriksaan dan resep", "Examination and prescription"),
        ),
        DemoService(
            slug="gawat-darurat",
            name=Words("Gawat darurat", "Emergency care"),
            requirements=NO_PAPERS,
            time=Words("Segera, sesuai tingkat kegawatan", "At once, by urgency"),
            fee=BY_TARIFF,
            product=Words("Penanganan gawat darurat", "Emergency treatment"),
        ),
        DemoService(
            slug="rawat-inap",
            name=Words("Rawat inap", "Inpatient care"),
            requirements=Words("Surat pengantar rawat inap", "Admission note"),
            time=Words("Kamar siap dalam 2 jam", "Room ready within 2 hours"),
            fee=BY_TARIFF,
            product=Words("Perawatan di ruang rawat inap", "Care on a ward"),
        ),
        DemoService(
            slug="laboratorium",
            name=Words("Laboratorium", "Laboratory"),
            requirements=Words("Surat pengantar dokter", "Doctor's request"),
            time=Words("2 jam untuk pemeriksaan umum", "2 hours for common tests"),
            fee=BY_TARIFF,
            product=Words("Hasil pemeriksaan", "Test results"),
        ),
        DemoService(
            slug="farmasi",
            name=Words("Farmasi", "Pharmacy"),
            requirements=Words("Resep dokter", "Prescription"),
            time=MINUTES_30,
            fee=BY_TARIFF,
            product=Words("Obat dan penjelasan pemakaiannya", "Medicine and how to use it"),
        ),
        DemoService(
            slug="surat-keterangan-sehat",
            name=Words("Surat keterangan sehat", "Health certificate"),
            requirements=IDENTITY_CARD,
            time=MINUTES_30,
            fee=BY_TARIFF,
            product=Words("Surat keterangan sehat", "Health certificate"),
        ),
    ),
    counters=(
        DemoCounter(
            Words("Pendaftaran rawat jalan 1", "Outpatient registration 1"),
            ("rawat-jalan", "surat-keterangan-sehat"),
        ),
        DemoCounter(Words("Pendaftaran rawat jalan 2", "Outpatient registration 2"), ("rawat-jalan",)),
        DemoCounter(Words("Poliklinik", "Clinics"), ("rawat-jalan", "surat-keterangan-sehat")),
        DemoCounter(Words("Instalasi gawat darurat", "Emergency department"), ("gawat-darurat",)),
        DemoCounter(Words("Ruang rawat inap", "Wards"), ("rawat-inap",)),
        DemoCounter(Words("Laboratorium", "Laboratory"), ("laboratorium",)),
        DemoCounter(Words("Apotek rawat jalan", "Outpatient pharmacy"), ("farmasi",)),
        DemoCounter(Words("Apotek rawat inap", "Inpatient pharmacy"), ("farmasi", "rawat-inap")),
    ),
)

SERVICE_MALL = DemoOffice(
    slug="dpmptsp",
    name=Words(
        "DPMPTSP – Mal Pelayanan Publik",
        "Investment and One-Stop Services Office – Public Service Mall",
    ),
    address="Jl. Kolonel Soetadji, Tanjung Selor",
    officers=12,
    monthly=150,
    running_least=36,
    mood=Mood(level=3.5, elements={"sarana": 0.2, "waktu": -0.1, "pengaduan": -0.1}, trend=0.15),
    services=(
        DemoService(
            slug="nib",
            name=Words("Nomor Induk Berusaha (NIB)", "Business identification number (NIB)"),
            requirements=Words("KTP dan NPWP", "Identity card and taxpayer number"),
            time=DAY_1,
            fee=FREE,
            product=Words("NIB", "Business identification number"),
        ),
        DemoService(
            slug="persetujuan-bangunan",
            name=Words("Persetujuan Bangunan Gedung", "Building approval"),
            requirements=Words("Bukti tanah dan gambar bangunan", "Proof of land and building drawings"),
            time=DAYS_14,
            fee=BY_TARIFF,
            product=Words("Persetujuan Bangunan Gedung", "Building approval"),
        ),
        DemoService(
            slug="praktik-tenaga-kesehatan",
            name=Words("Izin praktik tenaga kesehatan", "Licence of health workers"),
            requirements=Words("STR dan surat keterangan tempat praktik", "Registration and letter of practice"),
            time=DAYS_5,
            fee=FREE,
            product=Words("Surat Izin Praktik", "Licence to practise"),
        ),
        DemoService(
            slug="izin-penelitian",
            name=Words("Surat keterangan penelitian", "Research letter"),
            requirements=Words("Surat pengantar dan proposal", "Cover letter and proposal"),
            time=DAYS_2,
            fee=FREE,
            product=Words("Surat keterangan penelitian", "Research letter"),
        ),
        DemoService(
            slug="izin-reklame",
            name=Words("Izin reklame", "Billboard permit"),
            requirements=Words("KTP dan gambar reklame", "Identity card and drawing of the billboard"),
            time=DAYS_5,
            fee=BY_TARIFF,
            product=Words("Izin reklame", "Billboard permit"),
        ),
        DemoService(
            slug="informasi-dan-pengaduan",
            name=Words("Informasi dan pengaduan", "Information and complaints"),
            requirements=NO_PAPERS,
            time=MINUTES_15,
            fee=FREE,
            product=Words("Penjelasan atau tanda terima pengaduan", "An explanation or a complaint receipt"),
        ),
    ),
    counters=(
        DemoCounter(Words("Meja informasi", "Information desk"), ("informasi-dan-pengaduan",)),
        _loket(1, "nib", "izin-reklame"),
        _loket(2, "nib"),
        _loket(3, "persetujuan-bangunan"),
        _loket(4, "praktik-tenaga-kesehatan"),
        _loket(5, "izin-penelitian", "izin-reklame"),
        DemoCounter(Words("Pojok layanan mandiri", "Self-service corner"), ("nib", "izin-penelitian")),
    ),
)

CIVIL_REGISTRY = DemoOffice(
    slug="disdukcapil",
    name=Words("Dinas Kependudukan dan Pencatatan Sipil", "Population and Civil Registration Office"),
    officers=10,
    monthly=100,
    running_least=36,
    mood=Mood(
        level=3.22,
        elements={"waktu": -0.75, "perilaku": 0.1, "sarana": -0.15},
        changes=(Change(elements=("waktu",), month=14, shift=0.85),),
    ),
    services=(
        DemoService(
            slug="ktp-el",
            name=Words("KTP elektronik", "Electronic identity card"),
            requirements=Words("Kartu Keluarga", "Family card"),
            time=DAY_1,
            fee=FREE,
            product=Words("KTP elektronik", "Electronic identity card"),
        ),
        DemoService(
            slug="kartu-keluarga",
            name=Words("Kartu Keluarga", "Family card"),
            requirements=Words("KK lama dan bukti perubahan", "Old family card and proof of the change"),
            time=DAY_1,
            fee=FREE,
            product=Words("Kartu Keluarga", "Family card"),
        ),
        DemoService(
            slug="akta-kelahiran",
            name=Words("Akta kelahiran", "Birth certificate"),
            requirements=Words("Surat keterangan lahir dan KK", "Birth note and family card"),
            time=DAYS_2,
            fee=FREE,
            product=Words("Kutipan akta kelahiran", "Birth certificate"),
        ),
        DemoService(
            slug="akta-kematian",
            name=Words("Akta kematian", "Death certificate"),
            requirements=Words("Surat keterangan kematian dan KK", "Death note and family card"),
            time=DAYS_2,
            fee=FREE,
            product=Words("Kutipan akta kematian", "Death certificate"),
        ),
        DemoService(
            slug="pindah-datang",
            name=Words("Surat pindah datang", "Change of residence"),
            requirements=FAMILY_CARD,
            time=DAY_1,
            fee=FREE,
            product=Words("Surat keterangan pindah", "Certificate of residence change"),
        ),
        DemoService(
            slug="kartu-identitas-anak",
            name=Words("Kartu Identitas Anak", "Child identity card"),
            requirements=Words("Akta kelahiran dan KK", "Birth certificate and family card"),
            time=DAY_1,
            fee=FREE,
            product=Words("Kartu Identitas Anak", "Child identity card"),
        ),
    ),
    counters=(
        _loket(1, "ktp-el"),
        _loket(2, "kartu-keluarga", "pindah-datang"),
        _loket(3, "akta-kelahiran", "akta-kematian"),
        _loket(4, "kartu-identitas-anak", "ktp-el"),
        DemoCounter(
            Words("Loket di Mal Pelayanan Publik", "Counter at the Public Service Mall"),
            ("ktp-el", "kartu-keluarga"),
        ),
        DemoCounter(Words("Pengambilan dokumen", "Document pick-up"), ("ktp-el", "kartu-keluarga")),
    ),
)

REVENUE = DemoOffice(
    slug="bpprd",
    name=Words("Badan Pengelola Pajak dan Retribusi Daerah", "Local Tax and Levy Agency"),
    officers=8,
    monthly=60,
    mood=Mood(
        level=3.36,
        elements={"biaya": -0.2, "prosedur": -0.1},
        changes=(Change(elements=("prosedur", "waktu", "sarana"), month=15, until=20, shift=-0.7),),
    ),
    services=(
        DemoService(
            slug="pbb-p2",
            name=Words("Pajak bumi dan bangunan (PBB-P2)", "Land and building tax (PBB-P2)"),
            requirements=Words("SPPT atau nomor objek pajak", "Tax notice or object number"),
            time=MINUTES_15,
            fee=BY_TARIFF,
            product=Words("Bukti bayar", "Proof of payment"),
        ),
        DemoService(
            slug="bphtb",
            name=Words("Validasi BPHTB", "Validation of land transfer duty (BPHTB)"),
            requirements=Words("Berkas peralihan hak", "Papers of the transfer"),
            time=DAYS_3,
            fee=BY_TARIFF,
            product=Words("Lembar BPHTB tervalidasi", "Validated duty sheet"),
        ),
        DemoService(
            slug="pendaftaran-wajib-pajak",
            name=Words("Pendaftaran wajib pajak daerah", "Registration of local taxpayers"),
            requirements=Words("KTP dan data usaha", "Identity card and business details"),
            time=DAY_1,
            fee=FREE,
            product=Words("Nomor pokok wajib pajak daerah", "Local taxpayer number"),
        ),
        DemoService(
            slug="pembetulan-data",
            name=Words("Pembetulan data pajak", "Correction of tax data"),
            requirements=Words("SPPT dan bukti data yang benar", "Tax notice and proof of the right data"),
            time=DAYS_5,
            fee=FREE,
            product=Words("SPPT yang dibetulkan", "Corrected tax notice"),
        ),
    ),
    counters=(
        _loket(1, "pbb-p2"),
        _loket(2, "pbb-p2", "pembetulan-data"),
        _loket(3, "bphtb"),
        _loket(4, "pendaftaran-wajib-pajak", "pembetulan-data"),
    ),
)

TRANSPORT = DemoOffice(
    slug="dishub",
    name=Words("Dinas Perhubungan", "Transport Office"),
    officers=7,
    monthly=45,
    running_least=5,
    running_most=5,
    mood=Mood(level=2.86, elements={"waktu": -0.2, "pengaduan": -0.2, "kompetensi": 0.1}, trend=0.1),
    services=(
        DemoService(
            slug="uji-kendaraan",
            name=Words("Uji berkala kendaraan", "Periodic vehicle test"),
            requirements=Words("STNK dan bukti uji sebelumnya", "Registration and last test certificate"),
            time=Words("60 menit per kendaraan", "60 minutes a vehicle"),
            fee=FREE,
            product=Words("Bukti lulus uji", "Test certificate"),
        ),
        DemoService(
            slug="rekomendasi-trayek",
            name=Words("Rekomendasi izin trayek", "Recommendation for route permits"),
            requirements=Words("STNK dan data kendaraan", "Registration and vehicle details"),
            time=DAYS_5,
            fee=FREE,
            product=Words("Surat rekomendasi", "Letter of recommendation"),
        ),
        DemoService(
            slug="andalalin",
            name=Words("Persetujuan analisis dampak lalu lintas", "Approval of traffic impact analysis"),
            requirements=Words("Dokumen rencana pembangunan", "Development plan"),
            time=DAYS_14,
            fee=FREE,
            product=Words("Surat persetujuan", "Letter of approval"),
        ),
    ),
    counters=(
        DemoCounter(Words("Loket pengujian", "Vehicle test counter"), ("uji-kendaraan",)),
        DemoCounter(Words("Lajur uji", "Test lane"), ("uji-kendaraan",)),
        DemoCounter(Words("Loket perizinan", "Permit counter"), ("rekomendasi-trayek", "andalalin")),
    ),
)

SOCIAL_AFFAIRS = DemoOffice(
    slug="dinsos",
    name=Words("Dinas Sosial", "Social Affairs Office"),
    officers=6,
    monthly=35,
    running_least=4,
    running_most=4,
    mood=Mood(level=3.12, elements={"perilaku": 0.25, "prosedur": -0.3, "waktu": -0.15}, trend=0.08),
    services=(
        DemoService(
            slug="data-kesejahteraan",
            name=Words("Pemutakhiran data kesejahteraan sosial", "Update of social welfare data"),
            requirements=FAMILY_CARD,
            time=DAYS_3,
            fee=FREE,
            product=Words("Tanda terima usulan", "Receipt of the proposal"),
        ),
        DemoService(
            slug="rekomendasi-jkn",
            name=Words("Rekomendasi bantuan iuran JKN", "Recommendation for health insurance aid"),
            requirements=FAMILY_CARD,
            time=DAYS_2,
            fee=FREE,
            product=Words("Surat rekomendasi", "Letter of recommendation"),
        ),
        DemoService(
            slug="layanan-disabilitas",
            name=Words("Layanan penyandang disabilitas", "Services for persons with disabilities"),
            requirements=IDENTITY_CARD,
            time=DAYS_5,
            fee=FREE,
            product=Words("Bantuan atau rujukan", "Aid or referral"),
        ),
    ),
    counters=(
        _loket(1, "data-kesejahteraan"),
        _loket(2, "rekomendasi-jkn"),
        DemoCounter(Words("Ruang konsultasi", "Consultation room"), ("layanan-disabilitas", "data-kesejahteraan")),
    ),
)

MANPOWER = DemoOffice(
    slug="disnakertrans",
    name=Words("Dinas Tenaga Kerja dan Transmigrasi", "Manpower and Transmigration Office"),
    officers=6,
    monthly=28,
    running_least=3,
    running_most=3,
    mood=Mood(level=3.0, elements={"produk": -0.15, "sarana": -0.15}, trend=-0.05),
    services=(
        DemoService(
            slug="kartu-pencari-kerja",
            name=Words("Kartu pencari kerja (AK-1)", "Jobseeker card (AK-1)"),
            requirements=Words("KTP dan ijazah", "Identity card and school certificate"),
            time=MINUTES_30,
            fee=FREE,
            product=Words("Kartu AK-1", "AK-1 card"),
        ),
        DemoService(
            slug="pelatihan-kerja",
            name=Words("Pendaftaran pelatihan kerja", "Registration for job training"),
            requirements=Words("KTP dan kartu AK-1", "Identity card and AK-1 card"),
            time=DAY_1,
            fee=FREE,
            product=Words("Bukti pendaftaran", "Proof of registration"),
        ),
        DemoService(
            slug="perselisihan-kerja",
            name=Words("Mediasi perselisihan kerja", "Mediation of labour disputes"),
            requirements=Words("Surat permohonan mediasi", "Request for mediation"),
            time=Words("30 hari kerja", "30 working days"),
            fee=FREE,
            product=Words("Perjanjian bersama atau anjuran", "Joint agreement or advice"),
        ),
    ),
    counters=(
        _loket(1, "kartu-pencari-kerja"),
        _loket(2, "pelatihan-kerja", "kartu-pencari-kerja"),
        DemoCounter(Words("Ruang mediasi", "Mediation room"), ("perselisihan-kerja",)),
    ),
)

DISTRICT = DemoOffice(
    slug="kecamatan-tanjung-selor",
    name=Words("Kecamatan Tanjung Selor", "Tanjung Selor District Office"),
    officers=4,
    monthly=20,
    mood=Mood(level=3.3, elements={"perilaku": 0.15, "sarana": -0.15}, trend=0.1),
    services=(
        DemoService(
            slug="surat-pengantar",
            name=Words("Surat pengantar dan legalisasi", "Cover letters and certified copies"),
            requirements=Words("KTP dan pengantar desa/kelurahan", "Identity card and village letter"),
            time=MINUTES_15,
            fee=FREE,
            product=Words("Surat yang disahkan", "Certified letter"),
        ),
        DemoService(
            slug="surat-pindah",
            name=Words("Pengantar pindah penduduk", "Letter for change of residence"),
            requirements=FAMILY_CARD,
            time=MINUTES_30,
            fee=FREE,
            product=Words("Surat pengantar pindah", "Cover letter"),
        ),
        DemoService(
            slug="keterangan-waris",
            name=Words("Surat keterangan ahli waris", "Statement of heirs"),
            requirements=Words("Akta kematian dan pengantar kelurahan", "Death certificate and village letter"),
            time=DAYS_2,
            fee=FREE,
            product=Words("Surat keterangan yang diketahui camat", "Statement seen by the district head"),
        ),
    ),
    counters=(_loket(1, "surat-pengantar", "surat-pindah"), _loket(2, "keterangan-waris", "surat-pengantar")),
)

HEALTH = DemoOffice(
    slug="dinkes",
    name=Words("Dinas Kesehatan", "Health Office"),
    officers=4,
    monthly=12,
    mood=Mood(level=3.38, elements={"kompetensi": 0.2, "waktu": -0.15}),
    services=(
        DemoService(
            slug="rekomendasi-praktik",
            name=Words("Rekomendasi izin praktik", "Recommendation for a licence to practise"),
            requirements=Words("STR dan KTP", "Registration and identity card"),
            time=DAYS_3,
            fee=FREE,
            product=Words("Surat rekomendasi", "Letter of recommendation"),
        ),
        DemoService(
            slug="laik-higiene",
            name=Words("Sertifikat laik higiene sanitasi", "Hygiene and sanitation certificate"),
            requirements=Words("KTP dan data usaha", "Identity card and business details"),
            time=DAYS_7,
            fee=FREE,
            product=Words("Sertifikat laik higiene", "Hygiene certificate"),
        ),
        DemoService(
            slug="pangan-rumah-tangga",
            name=Words("Penyuluhan pangan industri rumah tangga", "Home food industry training"),
            requirements=IDENTITY_CARD,
            time=DAYS_7,
            fee=FREE,
            product=Words("Sertifikat penyuluhan", "Training certificate"),
        ),
    ),
    counters=(
        _loket(1, "rekomendasi-praktik"),
        _loket(2, "laik-higiene", "pangan-rumah-tangga"),
    ),
)

STAFF_AGENCY = DemoOffice(
    slug="bkpsdm",
    name=Words(
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "Civil Service and Human Resources Agency"
    ),
    officers=4,
    monthly=7,
    mood=Mood(level=3.72, elements={"sarana": -0.1, "prosedur": -0.1}),
    services=(
        DemoService(
            slug="kenaikan-pangkat",
            name=Words("Usul kenaikan pangkat", "Promotion proposals"),
            requirements=Words("Berkas kepegawaian", "Personnel papers"),
            time=DAYS_14,
            fee=FREE,
            product=Words("Usul yang diteruskan", "Forwarded proposal"),
        ),
        DemoService(
            slug="pelatihan-pegawai",
            name=Words("Pelatihan pegawai", "Staff training"),
            requirements=Words("Surat tugas", "Letter of assignment"),
            time=DAY_1,
            fee=FREE,
            product=Words("Bukti pendaftaran", "Proof of registration"),
        ),
        DemoService(
            slug="pensiun",
            name=Words("Usul pensiun", "Retirement proposals"),
            requirements=Words("Berkas kepegawaian", "Personnel papers"),
            time=DAYS_14,
            fee=FREE,
            product=Words("Usul yang diteruskan", "Forwarded proposal"),
        ),
    ),
    counters=(
        DemoCounter(Words("Loket kepegawaian", "Personnel counter"), ("kenaikan-pangkat", "pensiun")),
        DemoCounter(Words("Loket pelatihan", "Training counter"), ("pelatihan-pegawai",)),
    ),
)

VILLAGE = DemoOffice(
    slug="kelurahan-tanjung-selor-hilir",
    name=Words("Kelurahan Tanjung Selor Hilir", "Tanjung Selor Hilir Urban Village"),
    officers=2,
    monthly=5,
    mood=Mood(level=3.8, elements={"perilaku": 0.15, "sarana": -0.25}),
    services=(
        DemoService(
            slug="keterangan-domisili",
            name=Words("Surat keterangan domisili", "Statement of residence"),
            requirements=Words("KTP, KK, dan pengantar RT", "Identity card, family card and RT letter"),
            time=MINUTES_15,
            fee=FREE,
            product=Words("Surat keterangan domisili", "Statement of residence"),
        ),
        DemoService(
            slug="keterangan-usaha",
            name=Words("Surat keterangan usaha", "Statement of business"),
            requirements=Words("KTP dan pengantar RT", "Identity card and RT letter"),
            time=MINUTES_15,
            fee=FREE,
            product=Words("Surat keterangan usaha", "Statement of business"),
        ),
        DemoService(
            slug="keterangan-tidak-mampu",
            name=Words("Surat keterangan tidak mampu", "Statement of low income"),
            requirements=Words("KTP, KK, dan pengantar RT", "Identity card, family card and RT letter"),
            time=MINUTES_15,
            fee=FREE,
            product=Words("Surat keterangan tidak mampu", "Statement of low income"),
        ),
    ),
    counters=(
        _loket(1, "keterangan-domisili", "keterangan-usaha", "keterangan-tidak-mampu"),
        DemoCounter(Words("Layanan keliling RT", "Visits to the neighbourhoods"), ("keterangan-domisili",)),
    ),
)

COMMUNICATION = DemoOffice(
    slug="dkip",
    name=Words("Dinas Komunikasi, Informatika dan Persandian", "Communication, Informatics and Encryption Office"),
    officers=3,
    monthly=3,
    mood=Mood(level=3.62, elements={"kompetensi": 0.15, "waktu": -0.1}),
    services=(
        DemoService(
            slug="permohonan-informasi",
            name=Words("Permohonan informasi publik", "Requests for public information"),
            requirements=IDENTITY_CARD,
            time=Words("10 hari kerja", "10 working days"),
            fee=FREE,
            product=Words("Informasi yang diminta", "The information asked for"),
        ),
        DemoService(
            slug="subdomain",
            name=Words("Subdomain dan surel instansi", "Subdomains and institutional e-mail"),
            requirements=LETTER,
            time=DAYS_2,
            fee=FREE,
            product=Words("Akun yang aktif", "An active account"),
        ),
    ),
    counters=(DemoCounter(Words("Meja layanan", "Service desk"), ("permohonan-informasi", "subdomain")),),
)

ORGANISATION = DemoOffice(
    slug="bagian-organisasi",
    name=Words("Bagian Organisasi Setda", "Organisation Division of the Regional Secretariat"),
    officers=2,
    monthly=2.5,
    mood=Mood(level=3.85, elements={"waktu": -0.1}),
    services=(
        DemoService(
            slug="pendampingan-skm",
            name=Words("Pendampingan survei kepuasan", "Guidance on satisfaction surveys"),
            requirements=LETTER,
            time=DAYS_3,
            fee=FREE,
            product=Words("Pendampingan", "Guidance"),
        ),
        DemoService(
            slug="standar-pelayanan",
            name=Words("Fasilitasi standar pelayanan", "Help with service standards"),
            requirements=LETTER,
            time=DAYS_7,
            fee=FREE,
            product=Words("Rancangan standar pelayanan", "Draft service standard"),
        ),
    ),
    counters=(DemoCounter(Words("Ruang layanan", "Service room"), ("pendampingan-skm", "standar-pelayanan")),),
)

AUDITOR = DemoOffice(
    slug="inspektorat",
    name=Words("Inspektorat", "Inspectorate"),
    officers=3,
    monthly=1.2,
    mood=Mood(level=3.5, elements={"sarana": -0.1}),
    services=(
        DemoService(
            slug="konsultasi",
            name=Words("Konsultasi pengawasan", "Consultation on oversight"),
            requirements=LETTER,
            time=DAYS_3,
            fee=FREE,
            product=Words("Jawaban tertulis", "Written answer"),
        ),
        DemoService(
            slug="bebas-temuan",
            name=Words("Surat keterangan bebas temuan", "Statement of no open findings"),
            requirements=LETTER,
            time=DAYS_3,
            fee=FREE,
            product=Words("Surat keterangan", "Statement"),
        ),
    ),
    counters=(DemoCounter(Words("Ruang konsultasi", "Consultation room"), ("konsultasi", "bebas-temuan")),),
)

OFFICES: tuple[DemoOffice, ...] = (
    SERVICE_MALL,
    CIVIL_REGISTRY,
    REVENUE,
    HEALTH,
    HOSPITAL,
    SOCIAL_AFFAIRS,
    MANPOWER,
    DISTRICT,
    VILLAGE,
    TRANSPORT,
    STAFF_AGENCY,
    AUDITOR,
    ORGANISATION,
    COMMUNICATION,
)

REFUSED_EARLY: tuple[str, ...] = ("dishub", "dinsos", "disnakertrans")
"""Offices that release each month at once, so hold nothing, and have too few answers in the running month."""
