"""The forms of the quiet door: shape and field checks only."""

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length

from portal.citizen_forms import CitizenForm
from portal.domain.sealed_reports import LONGEST, MESSAGE_LENGTH, SHORTEST, Kind
from portal.i18n import lazy_gettext as _l
from portal.text import printable, readable

KIND_NAMES = {
    Kind.MONEY: _l("Diminta uang atau pemberian (pungutan)"),
    Kind.HARASSMENT: _l("Dilecehkan"),
    Kind.MISTREATMENT: _l("Diperlakukan buruk atau dibeda-bedakan"),
    Kind.OTHER: _l("Hal lain"),
}


def _lines(text: str | None) -> str:
    return readable(text or "").strip()


class ReportForm(CitizenForm):
    """What is reported. kantor: the name of an office in its address, or nothing."""

    kunci = StringField()
    jenis = StringField(
        _l("Apa yang terjadi?"),
        validators=[AnyOf([str(kind) for kind in Kind], message=_l("Pilih apa yang terjadi."))],
    )
    kantor = StringField(_l("Kantor mana?"))
    cerita = TextAreaField(
        _l("Ceritakan"),
        filters=[_lines],
        validators=[
            Length(
                min=SHORTEST,
                max=LONGEST,
                message=_l("Tulis antara %(min)d dan %(max)d huruf."),
            )
        ],
    )
    teruskan = BooleanField(_l("Boleh diteruskan ke SP4N-LAPOR! tanpa nama saya"))


class AddForm(CitizenForm):
    """What the writer adds to a report."""

    pesan = TextAreaField(
        _l("Jawaban atau tambahan"),
        filters=[_lines],
        validators=[
            DataRequired(message=_l("Masih kosong. Tulis dulu, lalu kirim.")),
            Length(max=MESSAGE_LENGTH, message=_l("Terlalu panjang: paling banyak %(max)d huruf.")),
        ],
    )


class ReceiptForm(CitizenForm):
    """The box in which a receipt is typed."""

    kode = StringField(filters=[lambda text: printable(text or "")])
