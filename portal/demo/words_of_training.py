"""The demo's catalogue of courses, their runs, and what officers want to learn. All of it is made up."""

from dataclasses import dataclass

from portal.domain.training import Competence, CourseForm, NeedSource

_AGENCY = "BKPSDM Kabupaten Bulungan"


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoCourse:
    """A course of the catalogue. hours: JP."""

    key: str
    title: str
    competence: Competence
    hours: int
    summary: str
    form: CourseForm = CourseForm.CLASSICAL
    provider: str = _AGENCY


COURSES = (
    DemoCourse(
        key="time",
        title="Manajemen Waktu Pelayanan",
        competence=Competence.RESULTS,
        hours=8,
        summary="Mengatur antrean, membagi pekerjaan harian, dan menepati janji waktu kepada warga.",
    ),
    DemoCourse(
        key="communication",
        title="Komunikasi Pelayanan Publik",
        competence=Competence.COMMUNICATION,
        hours=12,
        summary="Menjelaskan persyaratan dengan singkat, mendengarkan keluhan, dan menolak dengan sopan.",
    ),
    DemoCourse(
        key="inclusive",
        title="Melayani Lansia dan Penyandang Disabilitas",
        competence=Competence.SERVICE,
        hours=6,
        summary="Mengenali kebutuhan, menata loket, dan mendampingi tanpa merendahkan.",
    ),
    DemoCourse(
        key="complaints",
        title="Menangani Pengaduan sampai Selesai",
        competence=Competence.SERVICE,
        hours=8,
        summary="Mencatat, menindaklanjuti, dan menjawab pengaduan dalam lima hari kerja.",
    ),
    DemoCourse(
        key="integrity",
        title="Integritas dan Pengendalian Gratifikasi",
        competence=Competence.INTEGRITY,
        hours=4,
        form=CourseForm.NON_CLASSICAL,
        provider="Inspektorat Kabupaten Bulungan",
        summary="Belajar mandiri dengan contoh kasus; ditutup dengan kuis.",
    ),
    DemoCourse(
        key="teamwork",
        title="Bekerja Sama Lintas Bidang",
        competence=Competence.COOPERATION,
        hours=6,
        summary="Menyatukan jadwal, berbagi data, dan menyelesaikan hambatan bersama.",
    ),
    DemoCourse(
        key="coaching",
        title="Umpan Balik dan Dialog Kinerja untuk Atasan",
        competence=Competence.DEVELOPMENT,
        hours=8,
        summary="Menyampaikan umpan balik berdasarkan bukti dan menyepakati langkah berikutnya.",
    ),
    DemoCourse(
        key="change",
        title="Mendampingi Perubahan Layanan Digital",
        competence=Competence.CHANGE,
        hours=8,
        form=CourseForm.NON_CLASSICAL,
        summary="Mengenalkan aplikasi baru kepada rekan dan warga tanpa meninggalkan siapa pun.",
    ),
    DemoCourse(
        key="data",
        title="Membaca Data Survei dan Mengambil Keputusan",
        competence=Competence.DECISIONS,
        hours=8,
        provider="Bagian Organisasi Setda",
        summary="Membaca rentang dan tren, lalu memilih satu perbaikan yang paling berarti.",
    ),
    DemoCourse(
        key="unity",
        title="Melayani Masyarakat yang Beragam",
        competence=Competence.UNITY,
        hours=4,
        form=CourseForm.NON_CLASSICAL,
        summary="Bahasa, adat, dan kebiasaan warga di Bulungan, dan cara menghargainya di loket.",
    ),
    DemoCourse(
        key="project",
        title="Mengendalikan Proyek Konstruksi",
        competence=Competence.TECHNICAL,
        hours=16,
        provider="Balai Pelatihan Konstruksi (contoh)",
        summary="Kurva kemajuan, risiko cuaca, dan pengendalian biaya.",
    ),
    DemoCourse(
        key="first-aid",
        title="Bantuan Hidup Dasar",
        competence=Competence.TECHNICAL,
        hours=8,
        provider="RSD dr. H. Soemarno Sosroatmodjo",
        summary="Pertolongan pertama pada henti jantung dan tersedak, dengan peraga.",
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoRun:
    """A run of a course that is over. ago: months before the running one. offices: empty for all of them.

    ago is None for the two that the survey's effect is read from: the month before the last official period. keys:
    accounts of those who are surely there.
    """

    course: str
    ago: int | None
    count: int
    offices: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    place: str = "Aula BKPSDM"


PAST_RUNS = (
    DemoRun(
        course="time", ago=None, count=9, offices=("dpmptsp",), keys=("pegawai-1", "pegawai-2", "kabid-dpmptsp")
    ),
    DemoRun(course="communication", ago=None, count=8, offices=("disdukcapil",)),
    DemoRun(course="time", ago=20, count=40),
    DemoRun(course="integrity", ago=18, count=110, place="Daring"),
    DemoRun(course="first-aid", ago=17, count=16, offices=("rsd-soemarno",), place="Ruang peraga RSD"),
    DemoRun(course="communication", ago=16, count=45, keys=("pegawai-2",)),
    DemoRun(course="unity", ago=15, count=100, place="Daring"),
    DemoRun(course="coaching", ago=9, count=16, keys=("kabid-dpmptsp", "kabid-pu")),
    DemoRun(course="integrity", ago=8, count=120, keys=("pegawai-1",), place="Daring"),
    DemoRun(course="project", ago=7, count=6, offices=("dishub",), keys=("pu-pelaksana",), place="Tarakan"),
    DemoRun(course="inclusive", ago=6, count=50, keys=("pegawai-1", "pegawai-2")),
    DemoRun(course="change", ago=5, count=90, place="Daring"),
    DemoRun(course="data", ago=4, count=30, keys=("kabid-dpmptsp",)),
    DemoRun(course="first-aid", ago=4, count=14, offices=("rsd-soemarno",), place="Ruang peraga RSD"),
    DemoRun(course="teamwork", ago=3, count=45, keys=("pegawai-2",)),
    DemoRun(course="unity", ago=2, count=110, keys=("kabid-pu",), place="Daring"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoComing:
    """A run that is told step by step. after: working days from today until it starts. days: how long it is.

    keys: accounts of those who ask for a seat, after `added` officers of `office` whom the owner puts there.
    """

    course: str
    after: int
    days: int = 2
    seats: int
    keys: tuple[str, ...] = ()
    office: str = ""
    added: int = 0
    is_held: bool = False
    is_called_off: bool = False


RUNS = (
    DemoComing(
        course="complaints",
        after=-15,
        seats=12,
        keys=("pegawai-1", "pegawai-2"),
        office="disdukcapil",
        added=4,
        is_held=True,
    ),
    DemoComing(
        course="communication",
        after=10,
        seats=6,
        keys=("pegawai-1", "pegawai-2", "kabid-pu"),
        office="disdukcapil",
        added=5,
    ),
    DemoComing(course="coaching", after=22, seats=16, keys=("kepala-dpmptsp", "kabid-dpmptsp")),
    DemoComing(course="data", after=30, seats=20, is_called_off=True),
    DemoComing(
        course="time",
        after=0,
        days=3,
        seats=20,
        keys=("pegawai-2", "pu-pelaksana"),
        office="bpprd",
        added=4,
    ),
)
"""One just over, one with two who wait, one with seats left, one called off, and one that is on today."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoItem:
    """A line of a development plan. key: of the account. about: a behaviour, or the name of an indicator.

    course: its key, empty for none. made, due: days before and after today. ended: days before today, done or
    dropped for a reason.
    """

    key: str
    competence: Competence
    source: NeedSource
    about: str = ""
    reason: str
    step: str
    course: str = ""
    made: int
    due: int
    ended: int | None = None
    dropped: str = ""


ITEMS = (
    DemoItem(
        key="pegawai-1",
        competence=Competence.COMMUNICATION,
        source=NeedSource.OWN_WISH,
        reason="Ingin menjelaskan syarat OSS kepada pelaku usaha kecil dengan singkat.",
        step="Mengikuti pelatihan, lalu mencoba tiga kalimat pembuka di loket.",
        course="communication",
        made=20,
        due=45,
    ),
    DemoItem(
        key="pegawai-1",
        competence=Competence.SERVICE,
        source=NeedSource.OWN_WISH,
        reason="Makin banyak warga lansia datang pada pagi hari.",
        step="Mendampingi warga lansia bersama petugas dinas sosial selama dua hari.",
        made=120,
        due=-60,
        ended=70,
    ),
    DemoItem(
        key="pegawai-2",
        competence=Competence.INTEGRITY,
        source=NeedSource.BEHAVIOUR,
        about="accountable",
        reason="Akuntabel dinilai di bawah ekspektasi karena catatan terlambat diisi.",
        step="Belajar mandiri, lalu mengisi catatan sebelum pulang selama sebulan.",
        course="integrity",
        made=40,
        due=60,
    ),
    DemoItem(
        key="pegawai-2",
        competence=Competence.TECHNICAL,
        source=NeedSource.OWN_WISH,
        reason="Ingin memahami pemeriksaan gambar bangunan.",
        step="Duduk bersama pemeriksa gambar satu hari.",
        made=100,
        due=30,
        ended=30,
        dropped="Izin bangunan kini ditangani loket lain.",
    ),
    DemoItem(
        key="kabid-dpmptsp",
        competence=Competence.RESULTS,
        source=NeedSource.INDICATOR,
        about="Rata-rata waktu tunggu di loket",
        reason="Waktu tunggu di loket belum mencapai targetnya.",
        step="Mengikuti pelatihan bersama tim dan menyusun jadwal jam ramai.",
        course="time",
        made=10,
        due=50,
    ),
    DemoItem(
        key="pu-pelaksana",
        competence=Competence.DECISIONS,
        source=NeedSource.OWN_WISH,
        reason="Ingin membaca risiko cuaca lebih awal.",
        step="Membaca data pasang surut bersama petugas BMKG dan mencatatnya dalam rencana.",
        made=35,
        due=40,
    ),
)
