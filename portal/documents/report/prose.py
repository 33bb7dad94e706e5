"""The report's sentences, in the outline that Permenpan RB 14/2017's reports use."""

from portal.documents.numbers import count, decimal, percent
from portal.documents.report.edition import ElementResult
from portal.documents.report.values import SkmReport
from portal.domain.batches import K
from portal.domain.sampling import required_sample

_LAWS = (
    "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik.",
    "Peraturan Pemerintah Nomor 96 Tahun 2012 tentang Pelaksanaan Undang-Undang Nomor 25 Tahun 2009 "
    "tentang Pelayanan Publik.",
)
_GUIDELINE = "tentang Pedoman Penyusunan Survei Kepuasan Masyarakat Unit Penyelenggara Pelayanan Publik."
_PURPOSES = (
    "mengetahui tingkat kepuasan warga terhadap pelayanan, secara keseluruhan dan untuk setiap unsur;",
    "menemukan unsur yang paling perlu diperbaiki dan yang patut dipertahankan;",
    "menjadi dasar rencana tindak lanjut yang dapat ditagih pada periode berikutnya;",
    "membuka hasil pelayanan kepada warga sebagai pertanggungjawaban.",
)


class Prose:
    """The paragraphs of one report; each method returns those of one section."""

    def __init__(self, report: SkmReport) -> None:
        self._report = report
        self._edition = report.edition
        self._office = report.letterhead.office

    def chapters(self) -> dict[str, list[str]]:
        """Return the paragraphs under the name of their section."""
        return {
            "background": self._background(),
            "laws": [*_LAWS, f"{self._edition.rule.name.id} {_GUIDELINE}"],
            "aim": [f"SKM dilaksanakan untuk mendengar langsung pengalaman pengguna layanan {self._office}."],
            "purposes": list(_PURPOSES),
            "execution": [f"Survei diselenggarakan oleh {self._report.executor} untuk {self._office}."],
            "method": self._method(),
            "sampling": self._sampling(),
            "respondents": self._respondents(),
            "result": self._result(),
            "strengths": self._strengths(),
            "analysis": _paragraphs(self._report.analysis),
            "plan": self._plan(),
            "past_plan": self._past_plan(),
            "development": self._development(),
            "closing": self._closing(),
        }

    def _background(self) -> list[str]:
        return [
            "Pelayanan publik yang baik bermula dari mendengar warga yang memakainya. Survei Kepuasan Masyarakat "
            "(SKM) menanyakan pengalaman mereka pada sembilan unsur pelayanan dan merangkumnya menjadi satu "
            "angka, Indeks Kepuasan Masyarakat (IKM).",
            f"Laporan ini memuat pelaksanaan dan hasil SKM {self._office} pada {self._report.period}. Semua "
            f"angkanya berasal dari satu edisi yang telah diumumkan, {self._edition.id}, yang dapat dibaca siapa "
            f"pun di {self._report.address}.",
        ]

    def _method(self) -> list[str]:
        questions = len(self._report.questionnaire.questions)
        weight = f"1/{self._edition.rule.denominator}"
        return [
            f"Kuesioner berisi {count(questions)} pertanyaan dengan empat pilihan jawaban bernilai 1 sampai 4 "
            "(Lampiran 1). Responden menjawab tanpa nama, nomor induk kependudukan, atau nomor telepon.",
            f"Jawaban dihimpun dalam kelompok yang paling sedikit berisi {count(K)} jawaban sebelum dihitung dan "
            "diumumkan, sehingga jawaban seseorang tidak dapat dikenali.",
            "Nilai rata-rata (NRR) sebuah unsur adalah jumlah nilainya dibagi jumlah responden. IKM adalah jumlah "
            f"NRR kesembilan unsur, masing-masing dengan bobot {weight}, dikalikan 25. Perhitungan memakai "
            "pecahan utuh dan dibulatkan satu kali di akhir.",
            *_paragraphs(self._report.method),
        ]

    def _sampling(self) -> list[str]:
        sample, n = self._report.sample, self._edition.n
        sentences = [self._population()]
        if sample.target:
            reached = f"Terkumpul {count(n)} responden, atau {percent(n, sample.target)} dari target"
            missing = sample.target - n
            sentences.append(f"{reached}; masih kurang {count(missing)}." if missing > 0 else f"{reached}.")
        else:
            sentences.append(f"Terkumpul {count(n)} responden.")
        return [" ".join(sentences), *_paragraphs(sample.note)]

    def _population(self) -> str:
        sample = self._report.sample
        if not sample.population:
            known = "Jumlah penerima layanan pada periode sebelumnya tidak tercatat."
            return f"{known} Target ditetapkan {count(sample.target)} responden." if sample.target else known
        required = required_sample(sample.population)
        people = (
            f"Penerima layanan pada periode sebelumnya berjumlah {count(sample.population)} orang. Menurut rumus "
            f"Krejcie dan Morgan (tingkat kepercayaan 95%, galat 5%) diperlukan {count(required)} responden."
        )
        if sample.target in (None, required):
            return people
        return f"{people} Target yang ditetapkan untuk periode ini adalah {count(sample.target or 0)} responden."

    def _respondents(self) -> list[str]:
        edition = self._edition
        paragraphs = [f"Jumlah responden pada {self._report.period} adalah {count(edition.n)} orang."]
        if edition.not_counted:
            paragraphs[0] += f" {count(edition.not_counted)} jawaban lain diterima tetapi tidak dihitung."
        if edition.late_follow:
            paragraphs[0] += " Jawaban yang datang terlambat dihitung pada periode berikutnya."
        if self._report.characteristics:
            paragraphs.append(
                "Pertanyaan tentang diri responden boleh dilewati. Kelompok kecil, juga yang tidak menjawab, "
                "digabung agar tidak seorang pun dapat dikenali."
            )
        return [*paragraphs, *_paragraphs(self._characteristics_note())]

    def _characteristics_note(self) -> str:
        report = self._report
        if report.characteristics or report.characteristics_note:
            return report.characteristics_note
        return (
            "Karakteristik responden tidak ditampilkan karena kelompoknya terlalu kecil: jawaban seseorang dapat "
            "dikenali."
        )

    def _result(self) -> list[str]:
        edition = self._edition
        span = (
            f"Rentang ketidakpastiannya {decimal(edition.low)} sampai {decimal(edition.high)} (95%). Rentang ini "
            "tambahan dari portal survei dan bukan bagian dari peraturan; IKM yang resmi adalah angka di atas."
        )
        if edition.rough:
            span += " Karena respondennya sedikit, angka ini masih kasar."
        return [
            f"IKM {self._office} pada {self._report.period} adalah {decimal(edition.ikm)}, mutu pelayanan "
            f"{edition.grade}, kinerja {edition.performance(edition.grade)}.",
            span,
        ]

    def _strengths(self) -> list[str]:
        edition = self._edition
        if edition.rough:
            return [
                "Responden periode ini terlalu sedikit untuk menyebut unsur tertentu sebagai kelebihan atau "
                "masalah: urutannya dapat terjadi karena kebetulan. Nilai setiap unsur ada di Bab III."
            ]
        if edition.few_officers:
            return [
                "Unit ini dilayani sangat sedikit petugas, sehingga nilai sebuah unsur hampir menjadi nilai "
                "seseorang. Karena itu unsur terbaik dan terendah tidak disebut di sini; nilainya ada di Bab III."
            ]
        weakest, strongest = edition.weakest(), edition.strongest()
        return [
            f"Unsur dengan nilai terendah, yang perlu didahulukan: {_listed(weakest)}."
            if weakest
            else "Tidak ada unsur yang nilainya jelas di bawah unsur lain.",
            f"Unsur dengan nilai tertinggi, yang patut dipertahankan: {_listed(strongest)}."
            if strongest
            else "Tidak ada unsur yang nilainya jelas di atas unsur lain.",
        ]

    def _plan(self) -> list[str]:
        if not self._report.follow_up:
            return ["Rencana tindak lanjut untuk periode ini belum ditetapkan."]
        return ["Hasil survei ditindaklanjuti dengan rencana berikut; triwulan pelaksanaannya ditandai."]

    def _past_plan(self) -> list[str]:
        if not self._report.past_follow_up:
            return ["Tidak ada rencana tindak lanjut yang tercatat dari periode sebelumnya."]
        return ["Rencana dari periode sebelumnya dan keadaannya saat laporan ini disusun:"]

    def _development(self) -> list[str]:
        rows = self._report.trend
        if len(rows) < 2:
            return ["Ini hasil pertama yang tercatat, sehingga belum ada tren."]
        last, before = rows[-1], rows[-2]
        change = last.ikm - before.ikm
        if change == 0:
            return [f"IKM sama dengan {before.period}: {decimal(last.ikm)}."]
        verb = "naik" if change > 0 else "turun"
        return [
            f"IKM {verb} {decimal(abs(change))} dari {decimal(before.ikm)} pada {before.period} menjadi "
            f"{decimal(last.ikm)} pada {last.period}. Perubahan yang lebih kecil daripada rentang ketidakpastian "
            "dapat terjadi karena kebetulan."
        ]

    def _closing(self) -> list[str]:
        edition = self._edition
        own = _paragraphs(self._report.closing)
        return [
            f"SKM {self._office} pada {self._report.period} menghasilkan IKM {decimal(edition.ikm)} "
            f"({edition.grade}, {edition.performance(edition.grade)}) dari {count(edition.n)} responden. "
            "Hasil ini menjadi dasar perbaikan pelayanan dan terbuka untuk diperiksa siapa pun.",
            *own,
        ]


def _listed(elements: tuple[ElementResult, ...]) -> str:
    return "; ".join(f"{element.name} ({decimal(element.value)})" for element in elements)


def _paragraphs(text: str) -> list[str]:
    """Return what stands between empty lines."""
    return [block for part in text.split("\n\n") if (block := " ".join(part.split()))]
