"""The SKM questionnaire, version 1: the official nine questions, each with a plain one above it.

Official wording and answers come from the questionnaire of Permenpan RB 14/2017, whose form also asks the
profile. The English is ours. Questions stand in questionnaire order: sarana 8th, pengaduan 9th.
"""

from portal.domain.questionnaire import ProfileQuestion, Question, Version
from portal.domain.skm import CURRENT_RULE
from portal.domain.words import Words

_MATCH = (
    Words("Tidak sesuai", "No match"),
    Words("Kurang sesuai", "Poor match"),
    Words("Sesuai", "Good match"),
    Words("Sangat sesuai", "Very good match"),
)

_QUESTIONS = (
    Question(
        key="persyaratan",
        short=Words(
            "Apakah syarat yang diminta sesuai dengan layanannya?",
            "Did the requirements match the service?",
        ),
        official=Words(
            "Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
            "What do you think of the match between the service requirements and the type of service?",
        ),
        answers=_MATCH,
        hint=Words(
            "Syarat: berkas atau hal lain yang harus Anda siapkan.",
            "Requirements: papers or other things you had to prepare.",
        ),
    ),
    Question(
        key="prosedur",
        short=Words("Apakah langkah-langkahnya mudah?", "Were the steps easy?"),
        official=Words(
            "Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
            "What is your understanding of how easy the service procedure in this unit is?",
        ),
        answers=(
            Words("Tidak mudah", "Not easy"),
            Words("Kurang mudah", "Less easy"),
            Words("Mudah", "Easy"),
            Words("Sangat mudah", "Very easy"),
        ),
    ),
    Question(
        key="waktu",
        short=Words("Apakah pelayanannya cepat?", "Was the service fast?"),
        official=Words(
            "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
            "What do you think of the speed with which the service was given?",
        ),
        answers=(
            Words("Tidak cepat", "Not fast"),
            Words("Kurang cepat", "Less fast"),
            Words("Cepat", "Fast"),
            Words("Sangat cepat", "Very fast"),
        ),
    ),
    Question(
        key="biaya",
        short=Words("Bagaimana biayanya?", "How was the cost?"),
        official=Words(
            "Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?",
            "What do you think of the fairness of the cost or fee of the service?",
        ),
        answers=(
            Words("Sangat mahal", "Very expensive"),
            Words("Cukup mahal", "Fairly expensive"),
            Words("Murah", "Cheap"),
            Words("Gratis", "Free of charge"),
        ),
        hint=Words("Tidak membayar apa pun? Pilih Gratis.", "Paid nothing at all? Choose Free of charge."),
    ),
    Question(
        key="produk",
        short=Words("Apakah hasilnya sesuai dengan yang dijanjikan?", "Did the result match what was promised?"),
        official=Words(
            "Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang tercantum dalam "
            "standar pelayanan dengan hasil yang diberikan?",
            "What do you think of the match between the service product stated in the service standard "
            "and the result you were given?",
        ),
        answers=_MATCH,
    ),
    Question(
        key="kompetensi",
        short=Words("Apakah petugasnya menguasai pekerjaannya?", "Did the staff know their work?"),
        official=Words(
            "Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?",
            "What do you think of the competence or ability of the staff in giving the service?",
        ),
        answers=(
            Words("Tidak kompeten", "Not competent"),
            Words("Kurang kompeten", "Less competent"),
            Words("Kompeten", "Competent"),
            Words("Sangat kompeten", "Very competent"),
        ),
        hint=Words("Kompeten: mampu dan paham tugasnya.", "Competent: able, and knows the task."),
    ),
    Question(
        key="perilaku",
        short=Words("Apakah petugasnya sopan dan ramah?", "Were the staff polite and friendly?"),
        official=Words(
            "Bagaimana pendapat Saudara tentang perilaku petugas dalam pelayanan terkait kesopanan dan keramahan?",
            "What do you think of the conduct of the staff in giving the service, as to politeness and "
            "friendliness?",
        ),
        answers=(
            Words("Tidak sopan dan ramah", "Not polite and friendly"),
            Words("Kurang sopan dan ramah", "Less polite and friendly"),
            Words("Sopan dan ramah", "Polite and friendly"),
            Words("Sangat sopan dan ramah", "Very polite and friendly"),
        ),
    ),
    Question(
        key="sarana",
        short=Words("Bagaimana tempat dan peralatannya?", "How were the place and the equipment?"),
        official=Words(
            "Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?",
            "What do you think of the quality of the facilities and infrastructure?",
        ),
        answers=(
            Words("Buruk", "Poor"),
            Words("Cukup", "Fair"),
            Words("Baik", "Good"),
            Words("Sangat baik", "Very good"),
        ),
        hint=Words(
            "Misalnya ruang tunggu, kursi, toilet, komputer.",
            "For example the waiting room, seats, toilets, computers.",
        ),
    ),
    Question(
        key="pengaduan",
        short=Words("Bagaimana keluhan ditangani di sini?", "How are complaints handled here?"),
        official=Words(
            "Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?",
            "What do you think of the handling of service users' complaints?",
        ),
        answers=(
            Words("Tidak ada", "There is none"),
            Words("Ada tetapi tidak berfungsi", "There is, but it does not work"),
            Words("Berfungsi kurang maksimal", "It works, but not fully"),
            Words("Dikelola dengan baik", "It is well managed"),
        ),
        hint=Words(
            "Belum pernah mengadu? Nilai apakah salurannya ada.",
            "Never complained? Rate whether there is a way to do it.",
        ),
    ),
)

_PROFILE = (
    ProfileQuestion(
        key="sex",
        text=Words("Jenis kelamin", "Sex"),
        choices=(("L", Words("Laki-laki", "Male")), ("P", Words("Perempuan", "Female"))),
    ),
    ProfileQuestion(
        key="age",
        text=Words("Usia", "Age"),
        choices=(
            ("17-25", Words("17–25 tahun", "17–25 years")),
            ("26-35", Words("26–35 tahun", "26–35 years")),
            ("36-45", Words("36–45 tahun", "36–45 years")),
            ("46-55", Words("46–55 tahun", "46–55 years")),
            ("56+", Words("56 tahun ke atas", "56 years and over")),
        ),
    ),
    ProfileQuestion(
        key="education",
        text=Words("Pendidikan terakhir", "Highest education"),
        choices=(
            ("SD", Words("SD", "Primary school")),
            ("SMP", Words("SMP", "Junior secondary school")),
            ("SMA", Words("SMA", "Senior secondary school")),
            ("D1-D4", Words("D1–D4", "Diploma (D1–D4)")),
            ("S1", Words("S1", "Bachelor's degree")),
            ("S2", Words("S2", "Master's degree")),
            ("S3", Words("S3", "Doctorate")),
        ),
    ),
    ProfileQuestion(
        key="occupation",
        text=Words("Pekerjaan", "Occupation"),
        choices=(
            ("PNS", Words("PNS", "Civil servant")),
            ("TNI", Words("TNI", "Armed forces")),
            ("POLRI", Words("POLRI", "Police")),
            ("SWASTA", Words("Swasta", "Private employee")),
            ("WIRAUSAHA", Words("Wirausaha", "Own business")),
            ("LAINNYA", Words("Lainnya", "Other")),
        ),
    ),
)

INSTRUMENT = "skm"
SKM_V1 = Version(instrument=INSTRUMENT, number=1, rule=CURRENT_RULE.id, questions=_QUESTIONS, profile=_PROFILE)
