"""The survey form: shape and field checks only; the rules are in `portal.domain.questionnaire`."""

from werkzeug.datastructures import MultiDict
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.answering import COMMENT_LENGTH, CounterForm
from portal.citizen_forms import CitizenForm
from portal.domain.questionnaire import Answers, InvalidAnswersError, check
from portal.text import readable


def _readable(text: str | None) -> str:
    return readable(text or "")


class AnswerForm(CitizenForm):
    """The parts of an answer sheet that every questionnaire has; questions come from the frozen version."""

    kunci = StringField()
    layanan = StringField()
    komentar = TextAreaField(filters=[_readable], validators=[Length(max=COMMENT_LENGTH)])


def read_answers(form: CounterForm, fields: AnswerForm, entered: MultiDict[str, str]) -> Answers:
    """Build valid answers from what was entered, or raise `InvalidAnswersError` with every fault by field."""
    faults = {} if fields.validate() else {"komentar": "too_long"}
    try:
        answers = check(
            form.version,
            # No browser sends two scores for a question; joined they are none, rather than the first of them.
            scores={key: ",".join(entered.getlist(key)) for key in form.version.keys},
            services=tuple(service.slug for service in form.services),
            service=fields.layanan.data,
            profile={item.key: entered.get(f"profil-{item.key}") for item in form.version.profile},
            comment=fields.komentar.data,
        )
    except InvalidAnswersError as error:
        raise InvalidAnswersError(error.faults | faults) from None
    if faults:
        raise InvalidAnswersError(faults)
    return answers


class ReceiptForm(CitizenForm):
    """The box in which a receipt is typed."""

    kode = StringField()


class ReplyForm(CitizenForm):
    """What the writer of a comment answers to the office's reply."""

    jawaban = TextAreaField(
        filters=[_readable, str.strip], validators=[DataRequired(), Length(max=COMMENT_LENGTH)]
    )


class CodeForm(CitizenForm):
    """The box in which a counter's code is typed."""

    kode = StringField()
