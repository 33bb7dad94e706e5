"""Extra questions for Zona Integritas: SPKP (service quality), SPAK (anti-corruption), and a control question.

The topics and the scale of 1 to 6 are those of the ministry's surveys of that name; the sentences and the names
of the six answers are ours. The control question is worded as those surveys ask it.
"""

from portal.domain.questionnaire import NO_WORDS, Question
from portal.domain.words import Words

SPKP, SPAK, CONTROL = BLOCKS = ("spkp", "spak", "control")
"""The sets of extra questions, in the order in which they are asked after all elements."""

BLOCK_NAMES = {
    SPKP: Words("Persepsi kualitas pelayanan (SPKP)", "Perceived quality of service (SPKP)"),
    SPAK: Words("Persepsi anti korupsi (SPAK)", "Perceived freedom from corruption (SPAK)"),
    CONTROL: Words("Pertanyaan kendali", "Control question"),
}

SIX = (
    Words("Sangat tidak setuju", "Strongly disagree"),
    Words("Tidak setuju", "Disagree"),
    Words("Agak tidak setuju", "Slightly disagree"),
    Words("Agak setuju", "Slightly agree"),
    Words("Setuju", "Agree"),
    Words("Sangat setuju", "Strongly agree"),
)
YES_NO = (Words("Ya", "Yes"), Words("Tidak", "No"))

_SPKP = (
    Words(
        "Informasi pelayanan di kantor ini tersedia.",
        "This office makes information about its services available.",
    ),
    Words(
        "Persyaratan yang diminta sama dengan yang diumumkan.",
        "The requirements asked for are those that were announced.",
    ),
    Words("Alur pelayanannya mudah diikuti.", "The steps of the service are easy to follow."),
    Words(
        "Pelayanan selesai dalam waktu yang ditetapkan.", "The service is finished within the time that was set."
    ),
    Words("Biaya yang dibayar sesuai dengan yang ditetapkan.", "The fee paid is the fee that was set."),
    Words(
        "Sarana atau layanan daringnya nyaman dipakai.",
        "The facilities or the online service are comfortable to use.",
    ),
    Words("Petugas atau sistem daringnya cepat menanggapi.", "The officers or the online system respond quickly."),
    Words(
        "Tempat berkonsultasi dan mengadu mudah digunakan.",
        "The way to ask for advice or complain is easy to use.",
    ),
)
_SPAK = (
    Words("Petugas melayani tanpa membeda-bedakan.", "The officers serve everyone without discrimination."),
    Words("Tidak ada pelayanan di luar prosedur.", "There is no service outside the procedure."),
    Words(
        "Tidak ada petugas yang menerima imbalan di luar ketentuan.",
        "No officer accepts gifts or rewards beyond the rules.",
    ),
    Words("Tidak ada pungutan liar (pungli).", "There are no illegal levies."),
    Words("Tidak ada percaloan.", "There are no brokers."),
)
_CONTROL = Words(
    "Sebelum menjawab survei ini, apakah ada pegawai yang mengarahkan jawaban yang baik-baik saja?",
    "Before you answered this survey, did any staff steer you towards giving only good answers?",
)


def _statements(block: str, texts: tuple[Words, ...]) -> tuple[Question, ...]:
    return tuple(
        Question(key=f"{block}-{number}", short=text, official=NO_WORDS, answers=SIX, block=block)
        for number, text in enumerate(texts, 1)
    )


QUESTIONS = {
    SPKP: _statements(SPKP, _SPKP),
    SPAK: _statements(SPAK, _SPAK),
    CONTROL: (Question(key="kendali", short=_CONTROL, official=NO_WORDS, answers=YES_NO, block=CONTROL),),
}
"""The questions of each block."""
