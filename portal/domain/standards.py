"""The fourteen parts of a service standard (standar pelayanan).

Source: Law 25/2009 on public services, article 21, letters a to n. Permenpan RB 15/2014 sorts them into what a
visitor meets (service delivery) and what the office keeps in order behind the counter (manufacturing).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.words import Words


class Group(StrEnum):
    """Where a part belongs under Permenpan RB 15/2014."""

    DELIVERY = "delivery"
    MANUFACTURING = "manufacturing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One part of a standard: the key it is stored under, and a hint at what to write."""

    key: str
    name: Words
    hint: Words
    group: Group


PARTS: tuple[Part, ...] = (
    Part(
        key="legal_basis",
        name=Words("Dasar hukum", "Legal basis"),
        hint=Words(
            "Peraturan yang menjadi dasar layanan ini, dengan nomor dan tahunnya.",
            "The regulations that this service rests on, with number and year.",
        ),
        group=Group.MANUFACTURING,
    ),
    Part(
        key="requirements",
        name=Words("Persyaratan", "Requirements"),
        hint=Words(
            "Dokumen atau hal lain yang harus dibawa atau dipenuhi pemohon.",
            "Documents or other things an applicant must bring or meet.",
        ),
        group=Group.DELIVERY,
    ),
    Part(
        key="procedure",
        name=Words("Sistem, mekanisme, dan prosedur", "System, mechanism and procedure"),
        hint=Words(
            "Langkah demi langkah dari datang sampai selesai, dan siapa yang mengerjakannya.",
            "Step by step from arrival to completion, and who does each step.",
        ),
        group=Group.DELIVERY,
    ),
    Part(
        key="time",
        name=Words("Jangka waktu penyelesaian", "Completion time"),
        hint=Words(
            "Lama seluruh proses sejak berkas lengkap, dalam menit, jam, atau hari kerja.",
            "How long it all takes once the papers are complete, in minutes, hours or working days.",
        ),
        group=Group.DELIVERY,
    ),
    Part(
        key="fee",
        name=Words("Biaya/tarif", "Fee"),
        hint=Words(
            "Jumlah yang dibayar dan dasar tarifnya. Tulis “Gratis” bila tidak dipungut biaya.",
            "What is paid, and what sets the rate. Write “Free” where nothing is charged.",
        ),
        group=Group.DELIVERY,
    ),
    Part(
        key="product",
        name=Words("Produk pelayanan", "Service product"),
        hint=Words(
            "Hasil yang diterima pemohon, misalnya kartu, surat, atau izin.",
            "What the applicant receives, such as a card, a letter or a permit.",
        ),
        group=Group.DELIVERY,
    ),
    Part(
        key="facilities",
        name=Words("Sarana, prasarana, dan/atau fasilitas", "Facilities and infrastructure"),
        hint=Words(
            "Ruang, peralatan, dan kemudahan yang tersedia, termasuk bagi penyandang disabilitas.",
            "Rooms, equipment and amenities on hand, including those for people with disabilities.",
        ),
        group=Group.MANUFACTURING,
    ),
    Part(
        key="competence",
        name=Words("Kompetensi pelaksana", "Staff competence"),
        hint=Words(
            "Pengetahuan, keahlian, dan sikap yang harus dimiliki petugas.",
            "The knowledge, skills and attitude that officers must have.",
        ),
        group=Group.MANUFACTURING,
    ),
    Part(
        key="internal_oversight",
        name=Words("Pengawasan internal", "Internal oversight"),
        hint=Words(
            "Siapa yang mengawasi layanan ini dari dalam, dan seberapa sering.",
            "Who oversees this service from inside, and how often.",
        ),
        group=Group.MANUFACTURING,
    ),
    Part(
        key="complaints",
        name=Words("Penanganan pengaduan, saran, dan masukan", "Complaints, suggestions and feedback"),
        hint=Words(
            "Ke mana warga dapat mengadu, dan berapa lama sampai dijawab.",
            "Where citizens can complain, and how long an answer takes.",
        ),
        group=Group.DELIVERY,
    ),
    Part(
        key="staffing",
        name=Words("Jumlah pelaksana", "Number of staff"),
        hint=Words(
            "Banyaknya petugas yang melayani, menurut tugasnya.",
            "How many officers serve, by task.",
        ),
        group=Group.MANUFACTURING,
    ),
    Part(
        key="service_guarantee",
        name=Words("Jaminan pelayanan", "Service guarantee"),
        hint=Words(
            "Janji bahwa layanan diberikan sesuai standar, dan apa yang dilakukan bila tidak.",
            "The promise that service follows the standard, and what happens when it does not.",
        ),
        group=Group.MANUFACTURING,
    ),
    Part(
        key="safety_guarantee",
        name=Words("Jaminan keamanan dan keselamatan", "Safety and security guarantee"),
        hint=Words(
            "Cara menjaga pengunjung, dokumen, dan data mereka tetap aman.",
            "How visitors, their documents and their data are kept safe.",
        ),
        group=Group.MANUFACTURING,
    ),
    Part(
        key="performance_evaluation",
        name=Words("Evaluasi kinerja pelaksana", "Evaluation of staff performance"),
        hint=Words(
            "Bagaimana dan kapan kinerja petugas layanan ini dinilai.",
            "How and when the performance of this service's officers is assessed.",
        ),
        group=Group.MANUFACTURING,
    ),
)


def missing_parts(standard: Mapping[str, Mapping[str, str]]) -> tuple[Part, ...]:
    """Return the parts without Indonesian words, in the law's order.

    standard: part key -> {"id": ..., "en": ...}, as stored with a service.
    """
    return tuple(part for part in PARTS if not standard.get(part.key, {}).get("id", "").strip())
