"""What people say in the demo's forum, and what offices answer. All of it is made up."""

from dataclasses import dataclass

from portal.domain.forum import Kind


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A post. after: working days since the topic was opened. by: a nickname, or the post of who answers."""

    after: int
    kind: Kind
    text: str = ""
    by: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoTopic:
    """A topic. age: working days ago. cites: it is about the office's newest official figure.

    by_office: the office opened it, as `by`.
    """

    office: str
    age: int
    title: str
    text: str
    by: str = ""
    cites: bool = False
    by_office: bool = False
    replies: tuple[Said, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoContribution:
    """What waits for the moderator. title: empty for a reply to the office's newest topic that takes replies."""

    office: str
    age: int
    title: str
    text: str
    by: str = ""


HEAD_OF_SERVICE = "Kepala Bidang Pelayanan"
SECRETARY = "Sekretaris Dinas"

TOPICS = (
    DemoTopic(
        office="dpmptsp",
        age=58,
        title="Antrean perizinan pagi hari terlalu panjang",
        text=(
            "Sudah tiga kali saya datang pukul delapan dan baru dilayani pukul sebelas. Bisakah nomor antrean"
            " diambil dari rumah, atau loketnya ditambah pada pagi hari?"
        ),
        by="Pedagang Pasar Induk",
        cites=True,
        replies=(
            Said(
                after=4,
                kind=Kind.OFFICIAL,
                by=HEAD_OF_SERVICE,
                text=(
                    "Terima kasih. Mulai bulan ini loket informasi ikut melayani pendaftaran pada pukul delapan"
                    " sampai sepuluh. Nomor antrean dari rumah kami siapkan, belum bisa bulan ini."
                ),
            ),
            Said(
                after=9,
                kind=Kind.CITIZEN,
                text="Minggu ini memang lebih cepat. Semoga nomor antrean dari rumah jadi.",
            ),
            Said(after=12, kind=Kind.UNSOLVED),
            Said(
                after=16,
                kind=Kind.OFFICIAL,
                by=HEAD_OF_SERVICE,
                text=(
                    "Betul, antrean Senin masih panjang. Sejak pekan ini ada dua loket tambahan khusus hari Senin,"
                    " dan nomor antrean sudah bisa diambil lewat telepon mulai pukul tujuh."
                ),
            ),
            Said(after=21, kind=Kind.SOLVED),
            Said(
                after=30,
                kind=Kind.SUMMARY,
                by=HEAD_OF_SERVICE,
                text=(
                    "Warga meminta antrean pagi dipendekkan. Kantor menambah loket pada pagi hari dan hari Senin,"
                    " dan membuka nomor antrean lewat telepon. Penulis menyatakan masalahnya selesai."
                ),
            ),
        ),
    ),
    DemoTopic(
        office="dpmptsp",
        age=11,
        title="Syarat izin reklame di situs berbeda dengan di loket",
        text=(
            "Di situs tertulis cukup foto lokasi, di loket diminta juga surat persetujuan tetangga. Yang mana yang"
            " benar? Saya harus pulang dua kali."
        ),
        by="Tukang cetak",
        replies=(
            Said(
                after=3,
                kind=Kind.CITIZEN,
                text="Saya juga mengalaminya bulan lalu, untuk papan nama toko.",
                by="Toko roti Jalan Sengkawit",
            ),
        ),
    ),
    DemoTopic(
        office="dpmptsp",
        age=3,
        title="Apakah ada hari khusus untuk usaha mikro?",
        text="Saya dengar ada hari khusus pendaftaran NIB untuk usaha mikro. Hari apa, dan perlu membawa apa?",
    ),
    DemoTopic(
        office="disdukcapil",
        age=34,
        title="Blanko KTP sering kosong",
        text=(
            "Sudah dua bulan anak saya memegang surat keterangan karena blanko kosong. Kapan biasanya datang, dan"
            " bisakah diberi tahu lebih dulu supaya tidak bolak-balik?"
        ),
        by="Ibu dari Jelarai",
        cites=True,
        replies=(
            Said(
                after=8,
                kind=Kind.OFFICIAL,
                by="Kepala Bidang Pendaftaran Penduduk",
                text=(
                    "Mohon maaf, jawaban ini terlambat. Blanko dikirim dari pusat dua kali sebulan. Mulai sekarang"
                    " jumlah blanko yang tersedia kami tulis di papan depan kantor setiap pagi, dan yang sudah"
                    " merekam dihubungi begitu KTP-nya jadi."
                ),
            ),
            Said(after=10, kind=Kind.SOLVED),
        ),
    ),
    DemoTopic(
        office="disdukcapil",
        age=9,
        title="Loket untuk lansia dan penyandang disabilitas",
        text=(
            "Ayah saya memakai kursi roda dan tidak bisa menunggu lama. Apakah ada loket prioritas? Pintu samping"
            " yang landai sering terkunci."
        ),
        by="Anak Sengkawit",
    ),
    DemoTopic(
        office="rsd-soemarno",
        age=27,
        title="Usul: daftar rawat jalan lewat WhatsApp",
        text=(
            "Pendaftaran rawat jalan masih harus datang subuh. Di kabupaten tetangga bisa lewat pesan WhatsApp"
            " sehari sebelumnya. Apakah bisa dicoba di sini?"
        ),
        by="Keluarga pasien",
        replies=(
            Said(
                after=5,
                kind=Kind.OFFICIAL,
                by="Kepala Bagian Pelayanan Medis",
                text=(
                    "Usul yang baik. Pendaftaran lewat pesan kami coba untuk poli anak dan poli penyakit dalam"
                    " selama tiga bulan. Hasilnya kami laporkan di topik ini."
                ),
            ),
            Said(
                after=7,
                kind=Kind.CITIZEN,
                text="Terima kasih. Semoga poli lain segera menyusul.",
                by="Warga Karang Anyar",
            ),
        ),
    ),
    DemoTopic(
        office="rsd-soemarno",
        age=18,
        title="Parkir di depan UGD menghalangi ambulans",
        text="Sore hari parkir motor sampai di jalur ambulans. Tolong diberi garis dan dijaga.",
        replies=(
            Said(
                after=2,
                kind=Kind.OFFICIAL,
                by="Kepala Bagian Umum",
                text=(
                    "Jalur sudah kami cat ulang dan petugas parkir berjaga sampai pukul sembilan. Kalau masih"
                    " terhalang, mohon tulis di sini."
                ),
            ),
            Said(after=6, kind=Kind.UNSOLVED),
        ),
    ),
    DemoTopic(
        office="rsd-soemarno",
        age=14,
        title="Jam besuk yang baru: apa pendapat Anda?",
        text=(
            "Mulai bulan depan jam besuk direncanakan pukul 11-13 dan 17-19 agar pasien lebih tenang. Kami ingin"
            " mendengar pendapat keluarga pasien sebelum menetapkannya."
        ),
        by="Kepala Bagian Pelayanan Medis",
        by_office=True,
        replies=(
            Said(
                after=2, kind=Kind.CITIZEN, text="Setuju, asal ruang anak boleh ditunggui ibunya.", by="Ibu Rara"
            ),
            Said(
                after=3,
                kind=Kind.CITIZEN,
                text="Yang datang dari hulu sungai baru tiba sore. Mohon diperpanjang sampai pukul delapan.",
                by="Dari Long Beluah",
            ),
            Said(
                after=6,
                kind=Kind.OFFICIAL,
                by="Kepala Bagian Pelayanan Medis",
                text="Jam sore kami perpanjang sampai pukul 20. Ruang anak tetap boleh ditunggui satu orang.",
            ),
        ),
    ),
    DemoTopic(
        office="bpprd",
        age=21,
        title="Bayar PBB di kecamatan",
        text="Apakah PBB bisa dibayar di kantor kecamatan? Dari Antutan ongkosnya lebih besar dari pajaknya.",
        by="Petani Antutan",
        replies=(
            Said(
                after=3,
                kind=Kind.OFFICIAL,
                by="Kepala Bidang Penagihan",
                text=(
                    "Bisa. Setiap Selasa minggu pertama dan ketiga petugas kami di kecamatan, pukul 9 sampai"
                    " 14. Pembayaran lewat bank dan kantor pos juga diterima."
                ),
            ),
            Said(after=5, kind=Kind.SOLVED),
        ),
    ),
    DemoTopic(
        office="dishub",
        age=16,
        title="Uji kendaraan: jam istirahat tidak jelas",
        text=(
            "Papan menulis istirahat 12.00-13.00, tetapi pukul 11.30 loket sudah tutup. Kami yang membawa truk"
            " menunggu tanpa tempat berteduh."
        ),
        by="Sopir truk",
    ),
    DemoTopic(
        office="kecamatan-tanjung-selor",
        age=6,
        title="Terima kasih untuk pelayanan Sabtu",
        text="Pelayanan surat pengantar hari Sabtu membantu kami yang bekerja di luar kota. Semoga diteruskan.",
        by="Pekerja tambang",
        replies=(
            Said(
                after=2,
                kind=Kind.OFFICIAL,
                by="Camat",
                text="Terima kasih. Pelayanan Sabtu diteruskan sampai akhir tahun, pukul 8 sampai 12.",
            ),
        ),
    ),
    DemoTopic(
        office="dinsos",
        age=40,
        title="Cara memperbarui data keluarga penerima bantuan",
        text="Anak kami bertambah dan sudah pindah RT. Ke mana melapor supaya datanya benar?",
        replies=(
            Said(
                after=2,
                kind=Kind.OFFICIAL,
                by=SECRETARY,
                text=(
                    "Bawa kartu keluarga yang baru ke kantor kelurahan atau ke loket kami. Petugas memasukkan"
                    " perubahan pada hari itu juga; hasil pemutakhiran terlihat bulan berikutnya."
                ),
            ),
            Said(
                after=24,
                kind=Kind.SUMMARY,
                by=SECRETARY,
                text="Cara memperbarui data sudah dijelaskan dan kini ditulis di papan pengumuman kantor.",
            ),
        ),
    ),
)
"""Oldest story first or not: the day each was opened is what counts."""

WAITING = (
    DemoContribution(
        office="disdukcapil",
        age=1,
        title="Legalisir akta masih perlu fotokopi sendiri?",
        text="Di loket diminta fotokopi sendiri, padahal tidak ada tempat fotokopi yang dekat.",
        by="Warga Selumit",
    ),
    DemoContribution(
        office="dishub",
        age=2,
        title="Petugas uji kendaraan",
        text="Bapak Suparman di loket dua marah-marah kepada sopir. Nomor saya 0812-5555-0147.",
    ),
    DemoContribution(
        office="rsd-soemarno",
        age=1,
        title="",
        text="Kalau boleh, jam besuk hari Minggu dibuat lebih panjang karena banyak yang libur.",
        by="Keluarga pasien",
    ),
    DemoContribution(
        office="dpmptsp",
        age=0,
        title="Jasa urus izin cepat, hubungi kami",
        text="Izin apa saja selesai satu hari, kunjungi izin-kilat.example sekarang juga!!!",
        by="Izin Kilat",
    ),
)
"""What waits for the moderator: one to publish, one with personal data, a reply, and an advertisement."""

DECLINED = ("advert", "off_topic", "personal_data", "insult", "duplicate", "officer")
"""Reasons for which something was declined this year; the first ones more often."""
