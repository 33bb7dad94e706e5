"""The survey form: shape and field checks only; the rules are in `portal.domain.questionnaire`."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from portal.domain.questionnaire import Answers, InvalidAnswersError, check
from portal.i18n import lazy_gettext as _l
from portal.survey.queries import CounterForm

COMMENT_LENGTH = 1000


class CitizenForm(FlaskForm):
    """A form without a session: its authority is a sealed key or a receipt, so there is no cookie to protect."""

    class Meta:
        csrf = False


class AnswerForm(CitizenForm):
    """The parts of an answer sheet that every questionnaire has; questions come from the frozen version."""

    kunci = StringField()
    layanan = StringField()
    komentar = TextAreaField(
        validators=[Length(max=COMMENT_LENGTH, message=_l("Paling banyak 1.000 huruf. Pendekkan sedikit."))]
    )


def read_answers(form: CounterForm, fields: AnswerForm, entered: MultiDict[str, str]) -> Answers:
    """Build valid answers from what was entered, or raise `InvalidAnswersError` with every fault by field."""
    faults: dict[str, str] = {}
    if not fields.validate():
        faults["komentar"] = "too_long"
    try:
        answers = check(
            form.version,
            scores={key: entered.get(key) for key in form.version.keys},
            services=tuple(service.slug for service in form.services),
            service=fields.layanan.data,
            profile={item.key: entered.get(f"profil-{item.key}") for item in form.version.profile},
            comment=fields.komentar.data or "",
        )
    except InvalidAnswersError as error:
        raise InvalidAnswersError(error.faults | faults) from None
    if faults:
        raise InvalidAnswersError(faults)
    return answers


def is_broken(entered: Mapping[str, str]) -> bool:
    """Tell whether what arrived was not valid UTF-8, or holds a NUL that no keyboard types."""
    return any("\ufffd" in text or "\x00" in text for pair in entered.items() for text in pair)


class ReceiptForm(CitizenForm):
    """The box in which a receipt is typed."""

    kode = StringField()


class CodeForm(CitizenForm):
    """The box in which a counter's code is typed."""

    kode = StringField()
