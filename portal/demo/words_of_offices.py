"""What the demo's offices say about themselves. Names of persons, contacts and standards are made up."""

from dataclasses import dataclass

from portal.domain.words import Words

CONTACT = "{slug}@contoh.example"
CHARTER = Words(
    "Kami sanggup melayani sesuai standar pelayanan, memperbaikinya terus-menerus, dan bersedia menerima sanksi"
    " bila janji ini tidak kami tepati. (contoh)",
    "We pledge to serve by our service standards, to keep improving them, and to accept the consequences when we"
    " break this promise. (example)",
)
HOURS = "Senin–Kamis 08.00–16.00, Jumat 08.00–11.30"
DAY_AND_NIGHT = "Setiap hari, 24 jam"

HEADS: dict[str, tuple[str, str]] = {
    "dpmptsp": ("Kepala DPMPTSP", "Andi Pratama Wijaya (contoh)"),
    "disdukcapil": ("Kepala Disdukcapil", "Siti Nurhaliza Ramli (contoh)"),
    "bpprd": ("Kepala Badan", "Yohanes Lawing (contoh)"),
    "dinkes": ("Kepala Dinas Kesehatan", "Maria Usat (contoh)"),
    "rsd-soemarno": ("Direktur", "Hasan Basri Darwis (contoh)"),
    "dinsos": ("Kepala Dinas Sosial", "Fatimah Zahra Idris (contoh)"),
    "disnakertrans": ("Kepala Dinas", "Bambang Sutrisno Adi (contoh)"),
    "kecamatan-tanjung-selor": ("Camat Tanjung Selor", "Jalung Ncau (contoh)"),
    "kelurahan-tanjung-selor-hilir": ("Lurah Tanjung Selor Hilir", "Rina Marlina Sari (contoh)"),
    "dishub": ("Kepala Dinas Perhubungan", "Agus Setiawan Putra (contoh)"),
    "bkpsdm": ("Kepala BKPSDM", "Dewi Kartika Ningsih (contoh)"),
    "inspektorat": ("Inspektur", "Markus Ding (contoh)"),
    "bagian-organisasi": ("Kepala Bagian Organisasi", "Nurul Hidayah Amin (contoh)"),
    "dkip": ("Kepala DKIP", "Rudi Hartono Lie (contoh)"),
}
"""Office -> title and name of who leads it."""

ABOVE = {"kelurahan-tanjung-selor-hilir": "kecamatan-tanjung-selor"}
"""Office -> the office above it."""

OPEN_DAY_AND_NIGHT = frozenset({"gawat-darurat", "rawat-inap"})
"""Services of counters that never close."""

COMMON_PARTS: dict[str, Words] = {
    "internal_oversight": Words(
        "Atasan langsung memeriksa buku layanan setiap minggu; Inspektorat memeriksa setahun sekali.",
        "The direct superior checks the service log every week; the Inspectorate checks once a year.",
    ),
    "complaints": Words(
        "Di meja informasi, kotak saran, atau SP4N-LAPOR!; dijawab paling lama 5 hari kerja.",
        "At the information desk, in the suggestion box or through SP4N-LAPOR!; answered within 5 working days.",
    ),
    "service_guarantee": Words(
        "Layanan diberikan sesuai standar ini; bila terlambat, pemohon diberi tahu sebabnya dan waktu barunya.",
        "Service follows this standard; when it is late, the applicant is told why and given a new time.",
    ),
    "safety_guarantee": Words(
        "Berkas disimpan dalam lemari terkunci dan data hanya dibuka petugas yang ditunjuk.",
        "Papers are kept in a locked cabinet, and only appointed officers open the data.",
    ),
    "performance_evaluation": Words(
        "Setiap triwulan, bersama pembahasan hasil survei kepuasan kantor.",
        "Every quarter, together with a discussion of the office's survey results.",
    ),
}
"""Parts of a standard that are alike at every office that wrote them down."""

LEFT_OUT = ("performance_evaluation", "safety_guarantee")
"""Parts that the last service of each office still lacks, so that a page can say what is missing."""

PARTS_OF: dict[str, dict[str, Words]] = {
    "dpmptsp": {
        "legal_basis": Words(
            "UU 25/2009 tentang Pelayanan Publik; Perpres 89/2021 tentang Mal Pelayanan Publik.",
            "Law 25/2009 on Public Services; Presidential Regulation 89/2021 on Public Service Malls.",
        ),
        "procedure": Words(
            "Ambil nomor antrean, serahkan berkas di loket, petugas memeriksa, pemohon menerima tanda terima,"
            " hasil diambil atau dikirim lewat surel.",
            "Take a number, hand in the papers at the counter, an officer checks them, the applicant gets a"
            " receipt and collects the result or gets it by e-mail.",
        ),
        "facilities": Words(
            "Ruang tunggu berpendingin, komputer layanan mandiri, jalur landai, ruang menyusui, Wi-Fi.",
            "Cooled waiting hall, self-service computers, ramp, nursing room, Wi-Fi.",
        ),
        "competence": Words(
            "Memahami perizinan berbasis risiko, dapat memakai OSS, dan terlatih melayani warga.",
            "Knows risk-based licensing, can use OSS and is trained to serve citizens.",
        ),
        "staffing": Words("1 petugas loket dan 1 pemeriksa berkas.", "1 counter officer and 1 examiner."),
    },
    "disdukcapil": {
        "legal_basis": Words(
            "UU 25/2009 tentang Pelayanan Publik; UU 23/2006 jo. UU 24/2013 tentang Administrasi Kependudukan.",
            "Law 25/2009 on Public Services; Law 23/2006 as amended by Law 24/2013 on Civil Administration.",
        ),
        "procedure": Words(
            "Ambil nomor antrean, petugas memeriksa berkas, data direkam dan dicocokkan, dokumen dicetak dan"
            " diserahkan.",
            "Take a number, an officer checks the papers, the data are recorded and matched, the document is"
            " printed and handed over.",
        ),
        "facilities": Words(
            "Dua alat perekaman, dua pencetak KTP, kursi prioritas, jalur landai.",
            "Two recording sets, two card printers, priority seats, ramp.",
        ),
        "competence": Words(
            "Operator SIAK bersertifikat; teliti dan terlatih melayani warga.",
            "Certified SIAK operators; careful and trained to serve citizens.",
        ),
        "staffing": Words("1 operator dan 1 pemeriksa di setiap loket.", "1 operator and 1 examiner a counter."),
    },
    "rsd-soemarno": {
        "legal_basis": Words(
            "UU 25/2009 tentang Pelayanan Publik; UU 17/2023 tentang Kesehatan.",
            "Law 25/2009 on Public Services; Law 17/2023 on Health.",
        ),
        "procedure": Words(
            "Daftar dengan KTP atau kartu JKN, tunggu panggilan, pemeriksaan, penunjang bila perlu, ambil obat.",
            "Register with identity or insurance card, wait to be called, examination, tests if needed, pharmacy.",
        ),
        "facilities": Words(
            "Ruang tunggu, kursi roda, ruang menyusui, toilet bagi penyandang disabilitas, ambulans.",
            "Waiting rooms, wheelchairs, nursing room, accessible toilets, ambulance.",
        ),
        "competence": Words(
            "Tenaga kesehatan dengan STR dan SIP yang berlaku; petugas pendaftaran terlatih.",
            "Health workers with valid registration and licence; trained registration officers.",
        ),
        "staffing": Words("Menurut daftar jaga setiap instalasi.", "By the roster of each department."),
    },
}
"""Parts of a standard by office: those that wrote down nearly all fourteen."""


WANTED: dict[str, int] = {
    "kecamatan-tanjung-selor": 120,
    "dinkes": 70,
    "bkpsdm": 35,
    "kelurahan-tanjung-selor-hilir": 30,
    "dkip": 15,
    "bagian-organisasi": 12,
    "inspektorat": 10,
}
"""Answers wanted in a period at offices whom few people visit; elsewhere the table's number holds."""
WHY_WANTED = "Sasaran mengikuti jumlah pemohon yang benar-benar datang. (contoh)"


@dataclass(frozen=True, kw_only=True, slots=True)
class EarlierResults:
    """Indices of an office before the portal, in hundredths, by semester; n: answers to each."""

    ikm: tuple[int, ...]
    n: tuple[int | None, ...]


SOURCE = "Laporan SKM {year} (contoh)"

EARLIER: dict[str, EarlierResults] = {
    "dpmptsp": EarlierResults(ikm=(81_40, 82_15, 83_05, 84_20), n=(120, 150, 152, 160)),
    "disdukcapil": EarlierResults(ikm=(76_85, 77_30, 76_90, 78_12), n=(100, None, 135, 140)),
    "rsd-soemarno": EarlierResults(ikm=(74_25, 74_90, 75_60, 76_05), n=(200, 230, 251, 260)),
}
"""Results of the two years before the portal's first."""
