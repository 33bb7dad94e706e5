"""The forum's forms: shape and field checks only. A fault is a word that the template turns into a sentence."""

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.citizen_forms import CitizenForm
from portal.domain.nicknames import LENGTH as NICKNAME_LENGTH
from portal.text import printable, readable

TITLE_LENGTH = (5, 120)
OPENING_LENGTH = (20, 3000)
REPLY_LENGTH = (2, 3000)


def _line(text: str | None) -> str:
    return " ".join(printable(text or "").split())


def _text(text: str | None) -> str:
    return readable(text or "").strip()


def _between(bounds: tuple[int, int]) -> list[DataRequired | Length]:
    least, most = bounds
    return [DataRequired("empty"), Length(min=least, message="short"), Length(max=most, message="long")]


class ReplyForm(CitizenForm):
    """A reply. yakin: send it although parts of it will be covered."""

    kunci = StringField()
    isi = TextAreaField(filters=[_text], validators=_between(REPLY_LENGTH))
    nama = StringField(filters=[_line], validators=[Length(max=NICKNAME_LENGTH, message="long")])
    yakin = BooleanField()

    @property
    def faults(self) -> dict[str, str]:
        """Return field -> the first thing that is wrong with it."""
        return {name: str(faults[0]) for name, faults in self.errors.items()}


class TopicForm(ReplyForm):
    """A topic that somebody proposes. kantor: an office's slug; edisi: the edition that it cites, or nothing."""

    kantor = StringField(filters=[_line])
    edisi = StringField(filters=[_line])
    judul = StringField(filters=[_line], validators=_between(TITLE_LENGTH))
    isi = TextAreaField(filters=[_text], validators=_between(OPENING_LENGTH))


class KeyForm(CitizenForm):
    """The box in which an author key is typed."""

    kode = StringField()


class VerdictForm(CitizenForm):
    """What the writer of a topic says of the office's answer: `ya` or `belum`."""

    jawaban = StringField()
