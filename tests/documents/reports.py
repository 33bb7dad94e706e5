"""A report like a real office's, its edition made by the same rules as the published ones."""

from typing import Any

from portal.documents.report.edition import read_edition
from portal.documents.report.values import (
    Activity,
    Characteristic,
    FollowUp,
    Letterhead,
    OfficeLine,
    Sample,
    Share,
    Signatory,
    SkmReport,
    Summary,
    TrendRow,
)
from portal.domain import editions, skm
from portal.domain.skm_form import SKM_V1

# Published by KPU Kabupaten Bandung Barat, first semester of 2025: 57 respondents, 88.45, A.
COUNTS = {
    "persyaratan": (0, 2, 26, 29),
    "prosedur": (0, 1, 23, 33),
    "waktu": (1, 3, 23, 30),
    "biaya": (0, 0, 2, 55),
    "produk": (1, 3, 29, 24),
    "kompetensi": (1, 2, 25, 29),
    "perilaku": (0, 2, 22, 33),
    "pengaduan": (0, 0, 14, 43),
    "sarana": (1, 4, 27, 25),
}
TOTAL = sum(score * n for counts in COUNTS.values() for score, n in enumerate(counts, 1))
ADDRESS = "https://survei.bulungan.go.id/edition/dpmptsp-2026-s1"


def document(**changes: Any) -> str:
    """Return a canonical edition; changes to `figure` are merged into it."""
    tally = editions.Tally(service="izin", tier=0, n=57, total=TOTAL, squares=TOTAL**2 // 57 + 600, counts=COUNTS)
    pooled = editions.pool([tally])
    figure = {
        **editions.headline(pooled, skm.CURRENT_RULE),
        "elements": editions.elements(pooled, skm.CURRENT_RULE),
        "distribution": editions.distribution(pooled),
        "services": None,
        "provenance": {"poster": 41, "assisted": 16},
        "not_counted": 0,
    }
    value = {
        "id": "dpmptsp-2026-s1",
        "demo": False,
        "rules": {"skm": skm.CURRENT_RULE.id},
        "few_officers": False,
        "late_follow": False,
        "figure": figure | changes.pop("figure", {}),
    }
    return editions.canonical(value | changes).decode()


LETTERHEAD = Letterhead(
    government="Pemerintah Kabupaten Bulungan",
    office="Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    address="Jalan Kolonel Soetadji, Tanjung Selor 77212",
    contact="dpmptsp@example.go.id",
)
SIGNATORY = Signatory(
    place_and_date="Tanjung Selor, 10 Juli 2026",
    title="Kepala Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    name="Contoh Nama, S.STP., M.Si.",
    nip="19700101 199003 1 001",
)
REPORT = SkmReport(
    edition=read_edition(document()),
    address=ADDRESS,
    letterhead=LETTERHEAD,
    signatory=SIGNATORY,
    period="Semester I Tahun 2026",
    executor="Bagian Organisasi Setda Kabupaten Bulungan",
    sample=Sample(
        population=420,
        target=201,
        note="Minggu survei diadakan pada 3–7 Agustus 2026 agar target periode berikutnya tercapai.",
    ),
    questionnaire=SKM_V1,
    trend=(
        TrendRow(period="Sem. I 2024", n=61, ikm=84_39, grade="B", note="hasil impor, tidak terverifikasi"),
        TrendRow(period="Sem. II 2024", n=None, ikm=85_91, grade="B", note="hasil impor, tidak terverifikasi"),
        TrendRow(period="Sem. I 2025", n=48, ikm=86_65, grade="B"),
        TrendRow(period="Sem. II 2025", n=52, ikm=87_28, grade="B"),
        TrendRow(period="Sem. I 2026", n=57, ikm=88_45, grade="A"),
    ),
    activities=(
        Activity(name="Persiapan", time="2–8 Januari 2026", days=5),
        Activity(name="Pengumpulan data", time="12 Januari–30 Juni 2026", days=118),
        Activity(name="Pengolahan dan analisis", time="1–3 Juli 2026", days=3),
        Activity(name="Penyusunan dan pelaporan", time="6–10 Juli 2026", days=5),
    ),
    locations=("Loket 1 – Informasi", "Loket 2 – Perizinan berusaha", "Loket 3 – Perizinan nonberusaha"),
    services=("Izin berusaha", "Izin reklame", "Surat keterangan penelitian"),
    characteristics=(
        Characteristic(
            title="Jenis kelamin", shares=(Share(label="Laki-laki", n=31), Share(label="Perempuan", n=24))
        ),
        Characteristic(
            title="Usia",
            shares=(Share(label="17–25 tahun", n=12), Share(label="26–35 tahun", n=21), Share(label="36+", n=20)),
        ),
        Characteristic(
            title="Pendidikan terakhir",
            shares=(
                Share(label="SMA ke bawah", n=22),
                Share(label="D1–D4", n=11),
                Share(label="S1 ke atas", n=22),
            ),
        ),
        Characteristic(
            title="Pekerjaan",
            shares=(Share(label="Swasta", n=18), Share(label="Wirausaha", n=27), Share(label="Lainnya", n=10)),
        ),
    ),
    follow_up=(
        FollowUp(
            element="Produk Spesifikasi Jenis Pelayanan",
            action="Memajang contoh izin yang sudah jadi dan lama berlakunya di setiap loket",
            quarters=(3,),
            owner="Kepala Bidang Pelayanan",
        ),
        FollowUp(
            element="Sarana dan Prasarana",
            action="Menambah dua belas kursi dan satu komputer isian mandiri",
            quarters=(3, 4),
            owner="Sekretaris Dinas",
        ),
        FollowUp(
            element="Waktu Penyelesaian",
            action="Memangkas pemeriksaan berkas menjadi satu meja",
            quarters=(4,),
            owner="Kepala Bidang Perizinan",
        ),
    ),
    past_follow_up=(
        FollowUp(
            element="Waktu Penyelesaian",
            action="Antrean dengan nomor di tiga loket",
            quarters=(1,),
            owner="Sekretaris Dinas",
            status="Selesai",
        ),
    ),
    analysis="Keluhan terbanyak datang pada hari Senin.\n\nJumlah pemohon naik sejak izin daring dibuka.",
)


def _line(number: int) -> OfficeLine:
    if number % 9 == 8:
        return OfficeLine(
            office=f"Kelurahan Contoh {number}",
            n=None,
            ikm=None,
            grade="",
            low=None,
            high=None,
            follow_up=None,
            edition_id=f"kelurahan-{number}-2026-s1",
        )
    ikm = 70_05 + 97 * number
    return OfficeLine(
        office=f"Dinas Contoh Nomor {number}",
        n=20 + 37 * number,
        ikm=ikm,
        grade=skm.grade(ikm, skm.CURRENT_RULE).letter,
        low=ikm - 3_11,
        high=min(ikm + 2_87, 100_00),
        follow_up=None if number % 4 == 3 else number * 3,
        edition_id=f"dinas-{number}-2026-s1",
    )


SUMMARY = Summary(
    letterhead=LETTERHEAD,
    signatory=SIGNATORY,
    period="Semester I Tahun 2026",
    address="https://survei.bulungan.go.id/",
    demo=False,
    lines=tuple(map(_line, range(30))),
)
