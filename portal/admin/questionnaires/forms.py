"""Forms about the questionnaire; which texts a question's form has, the rules say."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from wtforms import BooleanField, SelectField, StringField, SubmitField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from portal.admin.forms import StaffForm
from portal.domain.questionnaire import Question, Version, WeightsError
from portal.domain.questionnaire_editing import (
    UnreadableWeightError,
    blocks_of,
    is_official,
    parts_to_write,
    read_weight,
    share_the_rest,
    texts_of,
    weight_text,
    weights_of,
)
from portal.domain.zona_integritas import BLOCK_NAMES
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l
from portal.i18n import month, words

MONTHS_AHEAD = 24
LONGEST = {"short": 200, "official": 400, "hint": 200}
LONGEST_ANSWER = 80

PARTS: Mapping[str, str] = {
    "intro": _l("Pengantar"),
    "short": _l("Pertanyaan singkat"),
    "official": _l("Bunyi resmi"),
    "hint": _l("Bantuan satu baris"),
    **{f"answer-{score}": _l("Jawaban bernilai %(score)s", score=score) for score in range(1, 10)},
    "weight": _l("Bobot"),
}
"""What a part of a question is called."""

IN_LANGUAGE = {"id": _l("bahasa Indonesia"), "en": _l("bahasa Inggris")}


class StartForm(StaffForm):
    """The month in which a version starts."""

    start = SelectField(_l("Mulai dipakai"), coerce=int)

    def offer(self, months: list[int]) -> None:
        """Give the months to choose from."""
        self.start.choices = [(item, month(item)) for item in months]


class SettingsForm(StartForm):
    """What belongs to a version as a whole."""

    intro_id = StringField(
        _l("Pengantar (%(language)s)", language=IN_LANGUAGE["id"]), [Optional(), Length(max=300)]
    )
    intro_en = StringField(
        _l("Pengantar (%(language)s)", language=IN_LANGUAGE["en"]), [Optional(), Length(max=300)]
    )


class QuestionForm(StaffForm):
    """The texts of one question that may be written anew; see `question_form`."""

    written: tuple[tuple[str, str], ...] = ()

    def texts(self) -> dict[tuple[str, str], str]:
        """Return what was written by (part, language)."""
        return {(part, language): self[_name(part, language)].data for part, language in self.written}


def _name(part: str, language: str) -> str:
    return f"{part}_{language}"


def question_form(question: Question) -> QuestionForm:
    """Return the form of a question, filled with what it says now."""
    now = {text.part: text.words.as_dict() for text in texts_of(question)}
    written = parts_to_write(question)
    fields = {_name(part, language): _text_field(part, language) for part, language in written}
    form_class: Any = type("OneQuestionForm", (QuestionForm,), {"written": written, **fields})
    form: QuestionForm = form_class(
        data={_name(part, language): now[part][language] for part, language in written}
    )
    return form


def _text_field(part: str, language: str) -> StringField:
    """Return a text's field: Indonesian has to be written, English is only missed."""
    must = language == "id" and part != "hint"
    label = _l("%(part)s (%(language)s)", part=PARTS[part], language=IN_LANGUAGE[language])
    longest = Length(max=LONGEST.get(part, LONGEST_ANSWER))
    kind = TextAreaField if part == "official" else StringField
    return kind(label, [InputRequired() if must else Optional(), longest])


def _readable_weight(_form: StaffForm, field: StringField) -> None:
    try:
        read_weight(field.data or "")
    except UnreadableWeightError as error:
        raise ValidationError(_("Tulis pecahan, persen, atau desimal, misalnya 1/9 atau 0,1.")) from error


class WeightsForm(StaffForm):
    """Each element's share of the weighted index; see `weights_form`."""

    keys: tuple[str, ...] = ()
    save = SubmitField()
    share = SubmitField()

    def weights(self, version: Version) -> dict[str, Fraction]:
        """Return the weights to store; with `share` the regulation's nine share what the own questions leave.

        Raises WeightsError when nothing is left to share.
        """
        typed = {key: read_weight(self[f"weight-{key}"].data) for key in self.keys if self._is_asked(key)}
        if not self.share.data:
            return typed
        shared = share_the_rest(version, typed)
        if min(shared.values()) < 0:
            raise WeightsError(sum(typed.values(), Fraction(0)))
        return shared

    def _is_asked(self, key: str) -> bool:
        return not (self.share.data and is_official(key))

    def validate(self, extra_validators: Any = None) -> bool:
        """Read only the weights that count: what will be shared out may stand there as it likes."""
        readable = {f"weight-{key}": [_readable_weight] for key in self.keys if self._is_asked(key)}
        return bool(super().validate(extra_validators=readable | (extra_validators or {})))


def weights_form(version: Version) -> WeightsForm:
    """Return the form of a version's weights, filled with the present ones."""
    now = weights_of(version)
    labels = {item.key: words(item.short) for item in version.questions}
    fields = {f"weight-{key}": StringField(labels[key], [InputRequired(), Length(max=15)]) for key in now}
    form_class: Any = type("OneWeightsForm", (WeightsForm,), {"keys": tuple(now), **fields})
    form: WeightsForm = form_class(data={f"weight-{key}": weight_text(weight) for key, weight in now.items()})
    return form


class BlocksForm(StaffForm):
    """Which sets of extra questions are asked."""

    spkp = BooleanField(_l("SPKP: delapan pernyataan tentang mutu pelayanan, skala 1 sampai 6"))
    spak = BooleanField(_l("SPAK: lima pernyataan tentang anti korupsi, skala 1 sampai 6"))
    control = BooleanField(_l("Pertanyaan kendali: adakah pegawai yang mengarahkan jawaban? (ya atau tidak)"))

    def chosen(self) -> tuple[str, ...]:
        """Return the blocks that are switched on."""
        return tuple(block for block in BLOCK_NAMES if self[block].data)


def blocks_form(version: Version) -> BlocksForm:
    """Return the form of a version's extra questions, as they are now."""
    return BlocksForm(data=dict.fromkeys(blocks_of(version), True))
