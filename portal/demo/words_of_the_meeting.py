"""What the demo's consultations are about, who came, and what was agreed. All of it is made up."""

from portal.domain.consultations import Party
from portal.domain.words import Words

PAST_TITLE = Words("Konsultasi standar pelayanan kependudukan", "Consultation on civil registration standards")
PAST_PURPOSE = Words(
    "Membahas waktu tunggu, kekosongan blanko, dan pelayanan bagi lansia dan penyandang disabilitas sebelum"
    " standar pelayanan tahun depan ditetapkan.",
    "To discuss waiting time, blank cards running out, and service for older people and people with disabilities"
    " before next year's service standards are set.",
)
COMING_TITLE = Words("Konsultasi syarat dan waktu perizinan", "Consultation on permit requirements and time")
COMING_PURPOSE = Words(
    "Mendengar pelaku usaha dan warga tentang syarat yang sering membuat bolak-balik, sebelum alurnya diubah.",
    "To hear businesses and citizens about requirements that make people come twice, before the steps change.",
)
PLACE = "Aula kantor, Jalan Jelarai, Tanjung Selor"

ONLINE = (
    ("Ibu dari Jelarai", "Mohon jumlah blanko ditulis juga di halaman kantor, tidak hanya di papan."),
    ("", "Loket prioritas bagus, tetapi pintu sampingnya harus selalu terbuka."),
)
"""(nickname, words) of what came in online."""

HALL = (
    (Party.USERS, "Waktu tunggu paling lama hari Senin. Usul: sebagian layanan dipindah ke kecamatan."),
    (Party.VULNERABLE, "Pintu landai terkunci dan tidak ada kursi tunggu yang cukup tinggi."),
    (Party.ACADEMICS, "Umumkan waktu tunggu sebenarnya tiap bulan, bukan hanya targetnya."),
)
ATTENDANCE = {
    Party.USERS: 14, Party.LEADERS: 4, Party.ACADEMICS: 2, Party.BUSINESS: 3, Party.ORGANISATIONS: 3,
    Party.MEDIA: 1, Party.VULNERABLE: 5, Party.GOVERNMENT: 7,
}  # fmt: skip
MINUTES = (
    "Peserta menyampaikan bahwa waktu tunggu hari Senin masih panjang, blanko kosong tidak diumumkan, dan pintu"
    " landai sering terkunci. Kantor menjelaskan jadwal kiriman blanko dan keterbatasan petugas. Disepakati dua"
    " perbaikan yang dapat dilakukan tanpa menunggu anggaran tahun depan."
)
CHAIR, SECRETARY = "Kepala Dinas", "Wakil peserta, tokoh masyarakat"

AGREED = (
    (
        Words(
            "Jumlah blanko KTP diumumkan setiap pagi.", "How many blank identity cards there are is told daily."
        ),
        "Kepala Bidang Pendaftaran Penduduk",
        -6,
        "produk",
    ),
    (
        Words(
            "Pintu landai terbuka selama jam pelayanan dan kursi prioritas disediakan.",
            "The ramp door stays open in service hours and priority seats are there.",
        ),
        "Sekretaris Dinas",
        25,
        "sarana",
    ),
)
"""(wording, owner, due in so many working days from today, element)."""
