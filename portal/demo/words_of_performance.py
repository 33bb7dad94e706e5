"""What officers of the demo plan and report, by the kind of work. The numbers are usual ones, all made up."""

from dataclasses import dataclass

from portal.domain.plans import Aspect, Direction, Gathering, Rhythm


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoIndicator:
    """An indicator of a template. target, high: whole units. swing: how far a month stands off its usual share."""

    name: str
    unit_name: str
    aspect: Aspect
    direction: Direction
    target: int
    high: int | None = None
    gathering: Gathering
    rhythm: Rhythm = Rhythm.MONTHLY
    swing: float


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoGoal:
    """A goal of a template. serves: the place of the superior's goal, from 0. extra: given besides the post."""

    result: str
    indicators: tuple[DemoIndicator, ...]
    serves: int = 0
    extra: bool = False


def _pieces(name: str, unit_name: str, target: int, *, swing: float = 0.25) -> DemoIndicator:
    """Return an indicator of pieces of work that add up over the year."""
    return DemoIndicator(
        name=name, unit_name=unit_name, aspect=Aspect.QUANTITY, direction=Direction.MORE, target=target,
        gathering=Gathering.SUM, swing=swing,
    )  # fmt: skip


def _share(name: str, target: int, *, unit_name: str = "persen", aspect: Aspect = Aspect.QUALITY) -> DemoIndicator:
    """Return an indicator of a level of which more is better."""
    return DemoIndicator(
        name=name, unit_name=unit_name, aspect=aspect, direction=Direction.MORE, target=target,
        gathering=Gathering.LATEST, swing=0.03,
    )  # fmt: skip


def _at_most(name: str, unit_name: str, target: int, *, aspect: Aspect = Aspect.TIME) -> DemoIndicator:
    """Return an indicator of a level of which less is better."""
    return DemoIndicator(
        name=name, unit_name=unit_name, aspect=aspect, direction=Direction.LESS, target=target,
        gathering=Gathering.LATEST, swing=0.12,
    )  # fmt: skip


def _between(name: str, low: int, high: int) -> DemoIndicator:
    """Return an indicator of a share of a budget that is to be neither left over nor spent too fast."""
    return DemoIndicator(
        name=name, unit_name="persen", aspect=Aspect.COST, direction=Direction.WITHIN, target=low, high=high,
        gathering=Gathering.LATEST, swing=0.04,
    )  # fmt: skip


def _quarterly(name: str, unit_name: str, target: int, aspect: Aspect) -> DemoIndicator:
    return DemoIndicator(
        name=name, unit_name=unit_name, aspect=aspect, direction=Direction.MORE, target=target,
        gathering=Gathering.LATEST, rhythm=Rhythm.QUARTERLY, swing=0.03,
    )  # fmt: skip


TEMPLATES: dict[str, tuple[DemoGoal, ...]] = {
    "head": (
        DemoGoal(
            result="Warga dilayani dengan baik dan tepat waktu oleh seluruh loket kantor",
            indicators=(
                _quarterly("Nilai survei kepuasan masyarakat kantor", "nilai", 82, Aspect.QUALITY),
                _share("Layanan yang selesai dalam janji waktunya", 92, aspect=Aspect.TIME),
            ),
        ),
        DemoGoal(
            result="Anggaran dan pegawai kantor dikelola dengan tertib",
            indicators=(
                _between("Anggaran yang terserap dibanding rencana", 92, 104),
                _pieces("Temuan pemeriksaan yang selesai ditindaklanjuti", "temuan", 12),
            ),
        ),
        DemoGoal(
            result="Hasil survei ditindaklanjuti dan diumumkan kepada warga",
            indicators=(_pieces("Tindak lanjut survei yang selesai dan diumumkan", "tindak lanjut", 6),),
        ),
    ),
    "section": (
        DemoGoal(
            result="Permohonan di bidang ini selesai sesuai standar pelayanan",
            indicators=(
                _share("Permohonan yang selesai dalam janji waktunya", 92, aspect=Aspect.TIME),
                _at_most("Rata-rata waktu tunggu di loket", "menit", 20),
            ),
        ),
        DemoGoal(
            result="Tim bekerja teratur dan terus belajar",
            serves=1,
            indicators=(
                _pieces("Pertemuan tim mingguan yang tercatat", "pertemuan", 48),
                _pieces("Dialog kinerja dengan anggota tim", "dialog", 24),
            ),
        ),
    ),
    "clinic": (
        DemoGoal(
            result="Pasien ditangani sesuai panduan dan tidak menunggu terlalu lama",
            indicators=(
                _at_most("Waktu tunggu rawat jalan", "menit", 60),
                _share("Kepatuhan terhadap panduan klinis", 90),
            ),
        ),
        DemoGoal(
            result="Petugas terlatih dan jadwal jaga terisi",
            serves=1,
            indicators=(
                _share("Jadwal jaga yang terisi penuh", 98, aspect=Aspect.QUANTITY),
                _pieces("Pelatihan di tempat kerja", "kegiatan", 12),
            ),
        ),
    ),
    "secretary": (
        DemoGoal(
            result="Perencanaan, keuangan, dan kepegawaian kantor tertib",
            serves=1,
            indicators=(
                _between("Anggaran yang terserap dibanding rencana", 92, 104),
                _at_most("Lama laporan keuangan bulanan disusun", "hari", 7),
            ),
        ),
        DemoGoal(
            result="Sarana kerja dan ruang layanan terawat",
            indicators=(_pieces("Perbaikan sarana yang selesai", "perbaikan", 24),),
        ),
    ),
    "counter": (
        DemoGoal(
            result="Warga di loket dilayani lengkap dalam satu kali kedatangan",
            indicators=(
                _pieces("Permohonan yang selesai dilayani", "permohonan", 960, swing=0.18),
                _at_most("Rata-rata waktu pelayanan di loket", "menit", 15),
                _share("Berkas yang lengkap sejak pemeriksaan pertama", 90),
            ),
        ),
        DemoGoal(
            result="Data permohonan tercatat benar pada hari yang sama",
            serves=1,
            indicators=(_share("Catatan yang benar pada pemeriksaan acak", 97),),
        ),
    ),
    "complaints": (
        DemoGoal(
            result="Pengaduan dan pertanyaan warga dijawab tepat waktu",
            indicators=(
                _pieces("Pengaduan yang selesai dijawab", "pengaduan", 180),
                _at_most("Rata-rata waktu menjawab", "hari kerja", 5),
            ),
        ),
        DemoGoal(
            result="Informasi layanan mudah ditemukan dan mutakhir",
            indicators=(_pieces("Halaman informasi yang diperbarui", "halaman", 36),),
        ),
    ),
    "analyst": (
        DemoGoal(
            result="Telaah dan rekomendasi selesai tepat waktu dan dapat dipakai",
            indicators=(
                _pieces("Telaah yang selesai", "dokumen", 48),
                _share("Telaah yang diterima tanpa perbaikan besar", 85),
                _at_most("Rata-rata lama satu telaah", "hari kerja", 6),
            ),
        ),
        DemoGoal(
            result="Data bidang ini lengkap dan dapat dibagikan",
            serves=1,
            indicators=(_pieces("Kumpulan data yang dimutakhirkan", "kumpulan data", 12),),
        ),
    ),
    "computing": (
        DemoGoal(
            result="Aplikasi layanan tersedia pada jam kerja",
            indicators=(
                _share("Ketersediaan aplikasi pada jam layanan", 99),
                _at_most("Waktu pulih dari gangguan", "jam", 4),
            ),
        ),
        DemoGoal(
            result="Petugas terbantu memakai aplikasi",
            serves=1,
            indicators=(_pieces("Permintaan bantuan yang selesai", "permintaan", 240),),
        ),
    ),
    "administration": (
        DemoGoal(
            result="Surat dan arsip kantor tertib dan mudah dicari",
            indicators=(
                _pieces("Surat yang dicatat dan diteruskan", "surat", 720, swing=0.2),
                _share("Surat yang diteruskan pada hari yang sama", 95, aspect=Aspect.TIME),
            ),
        ),
        DemoGoal(
            result="Arsip lama didigitalkan",
            extra=True,
            indicators=(_pieces("Berkas yang didigitalkan", "berkas", 600),),
        ),
    ),
    "finance": (
        DemoGoal(
            result="Pembayaran benar dan tepat waktu",
            indicators=(
                _at_most("Lama pembayaran sejak berkas lengkap", "hari kerja", 3),
                _share("Berkas pembayaran yang benar pada pemeriksaan pertama", 95),
            ),
        ),
        DemoGoal(
            result="Pertanggungjawaban bulanan lengkap",
            indicators=(_pieces("Laporan pertanggungjawaban", "laporan", 12, swing=0.0),),
        ),
    ),
    "doctor": (
        DemoGoal(
            result="Pasien diperiksa sesuai panduan dan memahami pengobatannya",
            indicators=(
                _pieces("Pasien yang dilayani", "pasien", 1800, swing=0.2),
                _share("Rekam medis yang lengkap dalam 24 jam", 90),
                _at_most("Waktu tanggap gawat darurat", "menit", 5),
            ),
        ),
        DemoGoal(
            result="Pengetahuan klinis dibagikan kepada rekan",
            serves=1,
            indicators=(_pieces("Diskusi kasus yang dipimpin", "diskusi", 12),),
        ),
    ),
    "nurse": (
        DemoGoal(
            result="Asuhan diberikan sesuai rencana dan dicatat lengkap",
            indicators=(
                _pieces("Asuhan yang selesai dicatat", "asuhan", 840, swing=0.2),
                _share("Kepatuhan mencuci tangan", 90),
                _share("Catatan asuhan yang lengkap", 92),
            ),
        ),
        DemoGoal(
            result="Keluarga pasien mendapat penjelasan perawatan di rumah",
            indicators=(_pieces("Penyuluhan kepada keluarga pasien", "penyuluhan", 48),),
        ),
    ),
    "laboratory": (
        DemoGoal(
            result="Hasil pemeriksaan keluar tepat waktu dan dapat dipercaya",
            indicators=(
                _pieces("Pemeriksaan yang selesai", "pemeriksaan", 2400, swing=0.2),
                _at_most("Waktu tunggu hasil laboratorium", "menit", 120),
                _share("Uji mutu internal yang lulus", 98),
            ),
        ),
    ),
    "pharmacy": (
        DemoGoal(
            result="Obat diserahkan benar disertai penjelasan",
            indicators=(
                _pieces("Resep yang diserahkan", "resep", 3600, swing=0.2),
                _at_most("Waktu tunggu obat jadi", "menit", 30),
                _at_most("Obat kedaluwarsa dari nilai persediaan", "persen", 1, aspect=Aspect.COST),
            ),
        ),
    ),
    "revenue": (
        DemoGoal(
            result="Tunggakan pajak daerah tertagih dengan cara yang baik",
            indicators=(
                _pieces("Wajib pajak yang didatangi", "wajib pajak", 240),
                _share("Tunggakan yang tertagih dari rencana", 80, aspect=Aspect.QUANTITY),
                _at_most("Keberatan atas cara penagihan", "keberatan", 3, aspect=Aspect.QUALITY),
            ),
        ),
    ),
    "field": (
        DemoGoal(
            result="Kunjungan lapangan terlaksana dan hasilnya ditindaklanjuti",
            indicators=(
                _pieces("Kunjungan lapangan", "kunjungan", 96),
                _share("Temuan yang ditindaklanjuti dalam sebulan", 85, aspect=Aspect.TIME),
                _share("Laporan kunjungan yang lengkap", 92),
            ),
        ),
    ),
    "trainer": (
        DemoGoal(
            result="Pegawai mengikuti pelatihan yang mereka perlukan",
            indicators=(
                _pieces("Pelatihan yang terlaksana", "pelatihan", 12),
                _share("Pegawai yang mencapai 20 JP", 70, aspect=Aspect.QUANTITY),
                _share("Peserta yang menilai pelatihan berguna", 85),
            ),
        ),
    ),
    "auditor": (
        DemoGoal(
            result="Pemeriksaan selesai sesuai rencana dan temuannya jelas",
            indicators=(
                _pieces("Laporan hasil pemeriksaan", "laporan", 12),
                _share("Rekomendasi yang ditindaklanjuti", 80),
                _at_most("Lama laporan disusun setelah pemeriksaan", "hari kerja", 10),
            ),
        ),
    ),
}
"""Kind of work -> goals; those of a superior are served by place."""

BLANK = ("project",)
"""Kinds of work whose plans are told in the story."""

EXPECTATIONS = {
    "service": "Menyapa lebih dulu, menjelaskan langkah berikutnya, dan memberi tahu bila ada yang terlambat.",
    "accountable": "Mencatat pekerjaan pada hari yang sama dan melaporkan kesalahan sebelum ditanya.",
    "competent": "Mengikuti sedikitnya 20 jam pelajaran setahun dan membagikan isinya kepada rekan.",
    "harmonious": "Menggantikan rekan yang berhalangan dan menyelesaikan beda pendapat dengan bicara langsung.",
    "loyal": "Menjaga data warga dan tidak membicarakan perkara mereka di luar pekerjaan.",
    "adaptive": "Mencoba satu perbaikan cara kerja setiap triwulan dan menuliskan hasilnya.",
    "collaborative": "Berbagi cara kerja dengan bidang lain dan meminta bantuan sebelum terlambat.",
}
"""Behaviour -> what superiors expect."""

SUPPORT = "Komputer dan jaringan di tempat kerja, anggaran kegiatan sesuai DPA, dan pelatihan melalui BKPSDM."
ACCOUNTABILITY = "Kemajuan dicatat setiap bulan beserta bukti, dan dibahas dalam dialog kinerja setiap triwulan."
CONSEQUENCES = "Hasil evaluasi menjadi dasar penghargaan, pelatihan yang disarankan, dan pembinaan."

NOTES_OF_SUM = (
    "Sesuai rekap akhir bulan.",
    "Lebih sedikit dari biasanya karena dua rekan cuti.",
    "Ramai setelah libur, dibantu rekan dari bagian lain.",
    "Angka sudah dicocokkan dengan buku register.",
    "Sebagian tertunda karena jaringan terputus dua hari.",
    "Termasuk layanan keliling di kelurahan.",
)
NOTES_OF_LEVEL = (
    "Dihitung dari pemeriksaan acak akhir bulan.",
    "Membaik setelah lembar periksa dipakai.",
    "Turun sedikit karena formulir baru belum terbiasa.",
    "Dihitung dari catatan antrean.",
    "Sudah dibahas dalam rapat tim.",
)
EVIDENCE_LINK = "https://arsip.contoh.example/{year}/{month:02}/rekap-{number}"
EVIDENCE_NAME = "Rekap {month} {year} (contoh)"
