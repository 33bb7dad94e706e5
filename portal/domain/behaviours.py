"""The seven core values of the civil service (BerAKHLAK), which the behaviour block of a plan is about.

Source: the core values as the ministry announced them (SE MenPANRB 20/2021), each with its three guides.
"""

from dataclasses import dataclass

from portal.domain.words import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Behaviour:
    """A value with its three guides."""

    key: str
    name: Words
    guides: tuple[Words, Words, Words]


BEHAVIOURS = (
    Behaviour(
        key="service",
        name=Words("Berorientasi Pelayanan", "Service orientation"),
        guides=(
            Words("memahami dan memenuhi kebutuhan masyarakat", "understands and meets what people need"),
            Words(
                "ramah, cekatan, solutif, dan dapat diandalkan",
                "is friendly and quick, finds solutions, is reliable",
            ),
            Words("melakukan perbaikan tiada henti", "never stops improving"),
        ),
    ),
    Behaviour(
        key="accountable",
        name=Words("Akuntabel", "Accountability"),
        guides=(
            Words(
                "melaksanakan tugas dengan jujur, bertanggung jawab, cermat, disiplin, dan berintegritas tinggi",
                "works honestly, responsibly, carefully, with discipline and integrity",
            ),
            Words(
                "menggunakan kekayaan dan barang milik negara secara bertanggung jawab, efektif, dan efisien",
                "uses public property responsibly, effectively and efficiently",
            ),
            Words("tidak menyalahgunakan kewenangan jabatan", "does not abuse the powers of the post"),
        ),
    ),
    Behaviour(
        key="competent",
        name=Words("Kompeten", "Competence"),
        guides=(
            Words(
                "meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah",
                "keeps learning to meet changing challenges",
            ),
            Words("membantu orang lain belajar", "helps others learn"),
            Words("melaksanakan tugas dengan kualitas terbaik", "does the work as well as it can be done"),
        ),
    ),
    Behaviour(
        key="harmonious",
        name=Words("Harmonis", "Harmony"),
        guides=(
            Words(
                "menghargai setiap orang apa pun latar belakangnya", "respects everybody whatever their background"
            ),
            Words("suka menolong orang lain", "is glad to help others"),
            Words("membangun lingkungan kerja yang kondusif", "builds a good place to work"),
        ),
    ),
    Behaviour(
        key="loyal",
        name=Words("Loyal", "Loyalty"),
        guides=(
            Words(
                "memegang teguh ideologi Pancasila, UUD 1945, setia kepada NKRI serta pemerintahan yang sah",
                "holds to Pancasila and the constitution, is loyal to the republic and its lawful government",
            ),
            Words(
                "menjaga nama baik sesama ASN, pimpinan, instansi, dan negara",
                "guards the good name of colleagues, leaders, the institution and the state",
            ),
            Words("menjaga rahasia jabatan dan negara", "keeps the secrets of the post and the state"),
        ),
    ),
    Behaviour(
        key="adaptive",
        name=Words("Adaptif", "Adaptability"),
        guides=(
            Words("cepat menyesuaikan diri menghadapi perubahan", "adapts quickly to change"),
            Words("terus berinovasi dan mengembangkan kreativitas", "keeps innovating and being creative"),
            Words("bertindak proaktif", "acts before being asked"),
        ),
    ),
    Behaviour(
        key="collaborative",
        name=Words("Kolaboratif", "Collaboration"),
        guides=(
            Words(
                "memberi kesempatan kepada berbagai pihak untuk berkontribusi",
                "gives different people a chance to contribute",
            ),
            Words(
                "terbuka dalam bekerja sama untuk menghasilkan nilai tambah",
                "works openly with others to add value",
            ),
            Words(
                "menggerakkan pemanfaatan berbagai sumber daya untuk tujuan bersama",
                "brings resources together for shared aims",
            ),
        ),
    ),
)
"""In the order of the word BerAKHLAK."""

BEHAVIOUR_KEYS = tuple(behaviour.key for behaviour in BEHAVIOURS)
