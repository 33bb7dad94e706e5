"""What the people in the demo's story plan, note, judge and object to. All of it is made up."""

from dataclasses import dataclass

from portal.domain.objections import Decision
from portal.domain.predicate import Level, Rating

ABOVE, MEETS, BELOW = Rating.ABOVE, Rating.MEETS, Rating.BELOW


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoNote:
    """A note of feedback. author, officer: keys of accounts. seen: by the officer.

    ago: working days before today; None for so many `after` the first day of the newest quarter that is evaluated.
    """

    author: str
    officer: str
    text: str
    behaviour: str = ""
    ago: int | None = None
    after: int = 0
    on_entry: bool = False
    seen: bool = True


NOTES = (
    DemoNote(
        author="kabid-dpmptsp",
        officer="pegawai-1",
        behaviour="service",
        after=18,
        text="Warga yang datang tanpa KTP asli Saudara antar ke dinas sebelah, jadi tidak perlu pulang dulu.",
    ),
    DemoNote(
        author="pegawai-2",
        officer="pegawai-1",
        behaviour="collaborative",
        after=31,
        text="Mau membagi lembar periksanya dan menunggui saya memakainya pada hari pertama.",
    ),
    DemoNote(
        author="kabid-dpmptsp",
        officer="pegawai-2",
        behaviour="accountable",
        after=25,
        text="Tiga minggu ini catatan selalu terisi sebelum pulang. Terima kasih sudah berubah.",
    ),
    DemoNote(
        author="kabid-pu",
        officer="pu-pelaksana",
        behaviour="adaptive",
        after=22,
        text="Saat banjir, jadwal alat disusun ulang dalam dua hari dan biaya sewa tidak membengkak.",
    ),
    DemoNote(
        author="kabid-dpmptsp",
        officer="pegawai-1",
        behaviour="service",
        ago=6,
        on_entry=True,
        text="Cara Saudara menyapa warga lansia dan mengantar mereka ke kursi tunggu patut ditiru loket lain.",
    ),
    DemoNote(
        author="kabid-dpmptsp",
        officer="pegawai-1",
        ago=2,
        seen=False,
        text="Berkas lengkap pada pemeriksaan pertama naik. Mohon tuliskan lembar periksanya untuk rekan baru.",
    ),
    DemoNote(
        author="pegawai-2",
        officer="pegawai-1",
        behaviour="collaborative",
        ago=9,
        text="Terima kasih sudah menggantikan loket saya pada jam makan siang selama dua minggu.",
    ),
    DemoNote(
        author="pegawai-1",
        officer="pegawai-1",
        behaviour="competent",
        ago=12,
        text=(
            "Saya masih kesulitan menjelaskan syarat OSS kepada pelaku usaha kecil; ingin belajar"
            " menjelaskan singkat."
        ),
    ),
    DemoNote(
        author="kabid-dpmptsp",
        officer="pegawai-2",
        behaviour="accountable",
        ago=8,
        text="Catatan permohonan pekan lalu baru diisi hari Senin. Mohon diisi pada hari yang sama.",
    ),
    DemoNote(
        author="kabid-dpmptsp",
        officer="pegawai-2",
        ago=3,
        seen=False,
        text="Sejak jadwal diubah, waktu pelayanan di loket Saudara turun. Kita lihat lagi akhir bulan.",
    ),
    DemoNote(
        author="pegawai-1",
        officer="pegawai-2",
        behaviour="harmonious",
        ago=5,
        text="Rekan yang tenang menghadapi warga yang marah; saya banyak belajar dari caranya mendengar dulu.",
    ),
    DemoNote(
        author="kepala-dpmptsp",
        officer="kabid-dpmptsp",
        behaviour="collaborative",
        ago=7,
        text=(
            "Rapat bersama bidang pengaduan membuat jawaban kepada warga lebih cepat. Lanjutkan setiap dua minggu."
        ),
    ),
    DemoNote(
        author="pegawai-1",
        officer="kabid-dpmptsp",
        behaviour="service",
        ago=4,
        text="Kepala bidang ikut duduk di loket satu pagi sebulan; kami jadi berani menyampaikan apa yang sulit.",
    ),
    DemoNote(
        author="kabid-pu",
        officer="pu-pelaksana",
        behaviour="adaptive",
        ago=10,
        on_entry=True,
        text="Urutan pemancangan diubah sebelum air pasang, sehingga alat tidak menganggur. Keputusan yang tepat.",
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoReview:
    """An evaluation that is told step by step. leader, officer: keys of accounts, or of the team, `team-3`.

    quarter: 0 for the newest that is over, 1 for the one before, and so on. ago: working days before today when
    it is given; None for some days after the quarter. goals: in turn for those of the plan. behaviours: those that
    are not as expected. interim: cite a month's edition rather than an official one.
    """

    leader: str
    officer: str
    quarter: int = 0
    ago: int | None = None
    goals: tuple[tuple[Rating, str], ...]
    behaviours: tuple[tuple[str, Rating], ...] = ()
    results: tuple[Rating, str]
    conduct: tuple[Rating, str]
    reading: str
    interim: bool = False
    reply: str = ""
    comment: str | None = None
    discussed: str
    agreed: str

    def rating_of(self, behaviour: str) -> Rating:
        """Return how a behaviour is rated."""
        return dict(self.behaviours).get(behaviour, MEETS)


REVIEWS = (
    DemoReview(
        leader="kabid-dpmptsp",
        officer="pegawai-1",
        ago=2,
        goals=(
            (MEETS, "Permohonan yang selesai sesuai target, dan waktu di loket terjaga pada jam ramai."),
            (ABOVE, "Catatan hampir selalu benar pada pemeriksaan acak, termasuk pada hari yang ramai."),
        ),
        behaviours=(("service", ABOVE), ("collaborative", ABOVE)),
        results=(MEETS, "Hasil sesuai rencana; ketelitian catatan di atas yang diharapkan dari loket ini."),
        conduct=(MEETS, "Pelayanan dan kerja samanya menonjol, yang lain sesuai dengan yang diharapkan."),
        reading=(
            "Angka ini tentang kantor, bukan tentang Saudara. Saudara mengatur antrean pagi, dan waktu"
            " tunggu kantor"
            " ikut membaik; mohon cara mengatur itu dituliskan untuk rekan lain."
        ),
        discussed="Membahas antrean pagi, lembar periksa berkas, dan keinginan belajar menjelaskan syarat OSS.",
        agreed="Lembar periksa ditulis bulan ini; mengikuti pelatihan komunikasi pelayanan yang terdekat.",
    ),
    DemoReview(
        leader="kabid-dpmptsp",
        officer="pegawai-2",
        ago=10,
        goals=(
            (
                MEETS,
                "Jumlah permohonan sesuai target yang sudah diubah, dan waktu pelayanan turun sejak jadwal baru.",
            ),
            (MEETS, "Catatan kini diisi pada hari yang sama, kecuali satu pekan pada awal triwulan."),
        ),
        results=(MEETS, "Hasil sesuai rencana setelah target disesuaikan dengan jam layanan yang baru."),
        conduct=(MEETS, "Perilakunya sesuai dengan yang diharapkan; ketenangannya membantu loket."),
        reading=(
            "Jawaban bulan ini sedikit dan rentangnya lebar, jadi saya tidak menilai naik turunnya."
            " Yang kita bahas"
            " adalah tiga pengaduan yang terlambat dijawab."
        ),
        interim=True,
        reply="Ketiga pengaduan itu sudah saya jawab, dan jadwal jawabannya kini saya tempel di meja.",
        comment="Terima kasih. Saya merasa didengar sejak pembicaraan triwulan lalu.",
        discussed="Membahas jadwal loket yang baru, pengaduan yang terlambat, dan pengisian catatan.",
        agreed="Catatan diisi sebelum pulang; pengaduan dijawab paling lambat hari kelima.",
    ),
    DemoReview(
        leader="kabid-dpmptsp",
        officer="pegawai-2",
        quarter=1,
        goals=(
            (BELOW, "Permohonan yang selesai jauh di bawah target selama dua bulan berturut-turut."),
            (MEETS, "Catatan benar pada pemeriksaan acak, walau sering terlambat diisi."),
        ),
        behaviours=(("accountable", BELOW),),
        results=(BELOW, "Jumlah permohonan yang selesai belum sesuai dengan rencana triwulan ini."),
        conduct=(MEETS, "Perilaku sesuai harapan, kecuali catatan yang terlambat diisi."),
        reading=(
            "Kantor menjaga mutu produk layanan, dan itu bukan angka perorangan. Yang saya lihat di loket Saudara"
            " adalah jumlah permohonan yang turun."
        ),
        comment="Saya menerima surat ini, tetapi tidak sependapat dengan penilaian hasil kerja.",
        discussed="Membahas jumlah permohonan yang turun dan sebab-sebabnya.",
        agreed="Jumlah permohonan dilihat lagi bersama setelah satu bulan.",
    ),
    DemoReview(
        leader="kepala-dpmptsp",
        officer="kabid-dpmptsp",
        ago=9,
        goals=(
            (BELOW, "Rata-rata waktu tunggu belum mencapai 20 menit pada dua dari tiga bulan."),
            (ABOVE, "Dialog kinerja dan rapat tim berjalan lebih sering daripada yang direncanakan."),
        ),
        behaviours=(("collaborative", ABOVE),),
        results=(BELOW, "Waktu tunggu adalah sasaran utama bidang ini, dan belum tercapai."),
        conduct=(MEETS, "Memimpin dengan terbuka; kerja sama dengan bidang pengaduan menonjol."),
        reading=(
            "Unsur waktu kantor masih terendah. Saya memahami loket tambahan baru dibuka pertengahan"
            " triwulan; angka"
            " ini belum menunjukkan hasilnya."
        ),
        reply="Loket tambahan baru berjalan enam minggu; mohon itu ikut dipertimbangkan.",
        comment="Saya terima dan akan mengajukan keberatan atas penilaian hasil kerja.",
        discussed="Membahas waktu tunggu, loket tambahan, dan beban petugas pada pagi hari.",
        agreed="Loket tambahan dipertahankan; data waktu tunggu dilihat setiap pekan.",
    ),
    DemoReview(
        leader="kabid-pu",
        officer="pu-pelaksana",
        ago=8,
        goals=(
            (MEETS, "Pekerjaan fisik tertinggal sedikit karena banjir, tetapi biaya terkendali dan mutu terjaga."),
        ),
        behaviours=(("adaptive", ABOVE),),
        results=(MEETS, "Hasil akhir, waktu, dan biaya dinilai bersama; keterlambatan berada di luar kendalinya."),
        conduct=(MEETS, "Cepat mengubah urutan pekerjaan dan terbuka tentang risiko."),
        reading=(
            "Survei kantor ini tentang layanan uji kendaraan dan hampir tidak berkaitan dengan proyek"
            " dermaga; saya"
            " mencantumkannya agar Saudara tahu posisi kantor."
        ),
        comment="Terima kasih atas dukungan selama masa banjir.",
        discussed="Membahas kurva proyek, keterlambatan akibat banjir, dan sisa anggaran.",
        agreed="Jam kerja ditambah sampai pemancangan selesai; laporan kemajuan setiap pekan.",
    ),
)

QUIET_REVIEWS = (
    DemoReview(
        leader="kabid-dpmptsp",
        officer="team-3",
        ago=9,
        goals=(
            (BELOW, "Waktu pelayanan di loket naik sejak bulan kedua, dan berkas sering dikembalikan dua kali."),
            (MEETS, "Catatan benar pada pemeriksaan acak akhir triwulan."),
        ),
        behaviours=(("service", BELOW),),
        results=(BELOW, "Waktu pelayanan dan kelengkapan berkas belum sesuai rencana."),
        conduct=(MEETS, "Sesuai harapan, kecuali dua keluhan warga yang tidak dijelaskan langkah berikutnya."),
        reading=(
            "Unsur waktu kantor tidak dapat dibebankan kepada satu loket. Yang saya nilai adalah waktu"
            " di loket Saudara"
            " menurut catatan antrean."
        ),
        comment="Saya menerima, dengan keberatan.",
        discussed="Membahas waktu pelayanan yang naik dan dua keluhan warga.",
        agreed="Berkas diperiksa dengan lembar periksa sebelum warga mengantre.",
    ),
    DemoReview(
        leader="kabid-dpmptsp",
        officer="team-6",
        quarter=2,
        goals=(
            (BELOW, "Empat telaah terlambat lebih dari dua pekan tanpa pemberitahuan."),
            (MEETS, "Kumpulan data dimutakhirkan sesuai jadwal."),
        ),
        behaviours=(("accountable", BELOW),),
        results=(BELOW, "Ketepatan waktu telaah belum sesuai dengan rencana."),
        conduct=(MEETS, "Sesuai harapan, kecuali keterlambatan yang tidak diberitahukan."),
        reading=(
            "Edisi kantor menunjukkan waktu sebagai unsur terendah; telaah yang terlambat ikut menunda"
            " jawaban kepada"
            " pemohon, dan itu yang kita bahas."
        ),
        comment="Saya menerima, tetapi keterlambatan itu karena data dari luar.",
        discussed="Membahas telaah yang terlambat dan data yang ditunggu dari instansi lain.",
        agreed="Keterlambatan diberitahukan pada hari diketahui.",
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoObjection:
    """An objection to an evaluation that is told. after: working days after it was given.

    decider: the key of who decides; empty while nothing was done about it yet. decision: None while it waits.
    ratings: of results and behaviours, where the decision changes them.
    """

    officer: str
    quarter: int
    after: int
    reasons: str
    decider: str = ""
    officer_heard: str = ""
    supervisor_heard: str = ""
    decision: Decision | None = None
    ratings: tuple[Rating, Rating] | None = None
    reason: str = ""


OBJECTIONS = (
    DemoObjection(
        officer="pegawai-2",
        quarter=1,
        after=3,
        decider="kepala-dpmptsp",
        decision=Decision.CHANGED,
        ratings=(MEETS, MEETS),
        reasons=(
            "Selama dua bulan loket saya hanya dibuka setengah hari karena renovasi, sesuai surat"
            " tugas. Target belum"
            " disesuaikan, padahal per jam layanan jumlahnya justru naik."
        ),
        officer_heard="Menunjukkan surat tugas dan catatan antrean: 11 permohonan per jam, sebelumnya 9.",
        supervisor_heard="Mengakui target belum disesuaikan dengan setengah hari layanan selama renovasi.",
        reason=(
            "Dihitung per jam layanan hasilnya sesuai rencana. Penilaian hasil kerja diubah menjadi"
            " sesuai ekspektasi."
        ),
    ),
    DemoObjection(
        officer="kabid-dpmptsp",
        quarter=0,
        after=4,
        reasons=(
            "Loket tambahan baru disetujui pertengahan triwulan. Sejak dibuka, waktu tunggu turun dari"
            " 27 menjadi 19"
            " menit, sehingga penilaian di bawah ekspektasi tidak mencerminkan upaya bidang ini."
        ),
    ),
)
QUIET_OBJECTIONS = (
    DemoObjection(
        officer="team-3",
        quarter=0,
        after=3,
        decider="kepala-dpmptsp",
        reasons=(
            "Sejak bulan kedua loket saya menangani izin bangunan yang berkasnya lebih tebal. Waktu"
            " pelayanan tidak"
            " dapat dibandingkan dengan loket lain."
        ),
        officer_heard="Menjelaskan bahwa izin bangunan memerlukan pemeriksaan gambar sekitar 20 menit.",
    ),
    DemoObjection(
        officer="team-6",
        quarter=2,
        after=5,
        decider="kepala-dpmptsp",
        decision=Decision.KEPT,
        reasons=(
            "Keempat telaah menunggu data dari instansi lain yang baru datang setelah tenggat;"
            " keterlambatan itu bukan"
            " karena saya."
        ),
        officer_heard="Menunjukkan surat permintaan data, yang dikirim sepekan sebelum tenggat.",
        supervisor_heard=(
            "Data memang terlambat, tetapi keterlambatan tidak diberitahukan dan permintaan dikirim terlambat."
        ),
        reason="Permintaan data dikirim terlalu dekat dengan tenggat dan tidak diberitahukan. Penilaian tetap.",
    ),
)

CHANGED_PLAN = "Loket hanya dibuka setengah hari selama renovasi; target jumlah permohonan disesuaikan."
WAITING_PLAN = "Loket ini mulai menangani izin bangunan, sehingga target waktu pelayanan perlu diubah."
RETURNED_PLAN = "Kami mengusulkan target yang lebih rendah karena jumlah pemohon turun."
WHY_RETURNED = "Jumlah pemohon baru turun satu bulan. Mohon sertakan data tiga bulan, lalu ajukan lagi."

NOTES_OF_MONTH = (
    "Pagi ramai setelah pengumuman bantuan usaha; dibantu rekan dari bidang pengaduan.",
    "Jaringan pusat lambat dua jam, warga diberi nomor untuk kembali siang hari.",
    "Memakai lembar periksa baru; hanya tiga berkas yang dikembalikan.",
)
PROOF_OF_MONTH = "Catatan antrean (contoh)"
WHY_CORRECTED = "Salah ketik: dua permohonan tercatat ganda."

PROJECT_EVIDENCE = "Foto lapangan dan berita acara kemajuan (contoh)"
PROJECT_GOAL = "Dermaga rakyat Sungai Kayan dapat dipakai dengan aman dan selesai tepat waktu dan biaya"


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoProject:
    """A project of a year. steps: name, month it is due, percent of the work, percent of the budget.

    done, spent: percent of the work and of the budget at the end of each month from its first one on.
    """

    name: str
    months: tuple[int, int]
    budget: int
    steps: tuple[tuple[str, int, int, int], ...]
    done: tuple[int, ...]
    spent: tuple[int, ...]
    notes: tuple[str, ...]


PROJECTS = (
    DemoProject(
        name="Perbaikan dermaga rakyat tahap I",
        months=(2, 11),
        budget=4_800_000_000,
        steps=(
            ("Perencanaan dan izin lingkungan", 4, 10, 8),
            ("Pembongkaran bagian lama", 6, 20, 12),
            ("Pemancangan tiang", 9, 45, 55),
            ("Lantai dan tangga dermaga", 11, 25, 25),
        ),
        done=(3, 7, 11, 20, 31, 45, 61, 77, 89, 100),
        spent=(2, 5, 8, 13, 21, 38, 56, 75, 87, 99),
        notes=(
            "Kontrak ditandatangani.",
            "Izin lingkungan terbit.",
            "",
            "Bongkaran diangkut.",
            "",
            "Pancang ke-20.",
        ),
    ),
    DemoProject(
        name="Perbaikan dermaga rakyat tahap II",
        months=(2, 12),
        budget=6_200_000_000,
        steps=(
            ("Perencanaan rinci dan lelang", 4, 8, 6),
            ("Pemancangan tiang sisi hulu", 7, 32, 40),
            ("Lantai dermaga", 10, 35, 34),
            ("Tangga, pagar, dan lampu", 12, 25, 20),
        ),
        done=(2, 5, 8, 16, 25, 33, 44, 56, 68, 80, 100),
        spent=(1, 4, 6, 15, 27, 37, 48, 60, 71, 82, 99),
        notes=(
            "Dokumen lelang selesai.",
            "",
            "Pemenang lelang ditetapkan.",
            "",
            "Alat pancang tiba.",
            "Banjir sepekan, pemancangan berhenti.",
            "Urutan kerja diubah agar alat tidak menganggur.",
            "",
            "Lantai sisi hulu dicor.",
            "",
        ),
    ),
)
"""Last year's project and this one's, the infrastructure example: behind since the flood, at nearly its cost."""

LEVELS: dict[str, Level] = {
    "disdukcapil": Level.SPECIAL,
    "rsd-soemarno": Level.NEEDS_WORK,
    "dinsos": Level.NEEDS_WORK,
}
"""Office -> its level; all others are good."""
