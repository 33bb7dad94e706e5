"""The keying grid and its relatives; the fields for questions come from the version of the questionnaire."""

from collections.abc import Collection
from typing import Any, cast

from flask import request
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional

from portal.admin.entry.queries import Clerk
from portal.admin.forms import CheckList, StaffForm
from portal.answering import COMMENT_LENGTH, CounterForm
from portal.documents.paper import MOST_SHEETS
from portal.domain.entry import HIGHEST_NUMBER
from portal.domain.questionnaire import Answers, Question, Version, check
from portal.domain.skm import ELEMENTS
from portal.i18n import lazy_gettext as _l
from portal.i18n import words

LISTED = 12
"""How many of the sheets keyed last a page lists."""

_ANSWER, _PROFILE = "jawaban-", "profil-"
_NOTHING = SelectChoice("", "–")
_NAMES = {element.key: element.short for element in ELEMENTS}


class ReadingForm(StaffForm):
    """One digit for each question. Made by `reading_form`."""

    keys: tuple[str, ...] = ()

    def digits(self) -> dict[str, str]:
        """Return question key -> what was typed."""
        return {key: self[_ANSWER + key].data or "" for key in self.keys}

    @property
    def questions(self) -> list[Any]:
        """Return the fields of the questions, in the paper's order."""
        return [self[_ANSWER + key] for key in self.keys]

    @property
    def in_order(self) -> list[Any]:
        """Return the fields that every sheet needs, in the order in which they are keyed."""
        return self.questions

    def start(self) -> None:
        """Put the cursor into the first field that is wrong, or else empty."""
        wrong = [field for field in self.in_order if field.errors]
        empty = [field for field in self.in_order if not field.data]
        for field in (wrong or empty)[:1]:
            field.render_kw = {**(field.render_kw or {}), "autofocus": True}


class SheetForm(ReadingForm):
    """The keying grid. sudah: numbers keyed before on this page, kept in the page and nowhere else."""

    bukan = BooleanField(_l("Saya tidak bertugas di loket ini."), validators=[InputRequired()])
    nomor = IntegerField(_l("Nomor lembar"), validators=[InputRequired(), NumberRange(min=1, max=HIGHEST_NUMBER)])
    komentar = TextAreaField(_l("Pesan di lembar ini"), validators=[Length(max=COMMENT_LENGTH)])
    sudah = HiddenField()

    @property
    def keyed(self) -> tuple[int, ...]:
        """Return the sheets keyed last, oldest first."""
        numbers = (part for part in (self.sudah.data or "").split() if part.isascii() and part.isdigit())
        return tuple(int(part) for part in numbers if len(part) <= len(str(HIGHEST_NUMBER)))[-LISTED:]

    @property
    def service(self) -> Any:
        """Return the field for the service, or None at a counter with one service or none."""
        return self._fields.get("layanan")

    @property
    def in_order(self) -> list[Any]:
        """Return the fields that every sheet needs, in the order in which they are keyed."""
        service = [] if self.service is None else [self.service]
        return [self.bukan, self.nomor, *service, *self.questions]

    @property
    def profile(self) -> list[Any]:
        """Return the fields about the respondent."""
        return [field for field in self if field.name.startswith(_PROFILE)]


def sheet_form(counter: CounterForm, **blank: Any) -> SheetForm:
    """Make the keying grid of a counter, from the request or, where values are given, afresh with these."""
    fields = _questions(counter.version, counter.version.keys)
    for item in counter.version.profile:
        choices = [_NOTHING, *(SelectChoice(code, words(label)) for code, label in item.choices)]
        fields[_PROFILE + item.key] = SelectField(words(item.text), choices=choices, validators=[Optional()])
    if len(counter.services) > 1:
        choices = [_NOTHING, *(SelectChoice(service.slug, words(service.name)) for service in counter.services)]
        fields["layanan"] = SelectField(_l("Layanan"), choices=choices, validators=[InputRequired()])
    kind = type("KeyingForm", (SheetForm,), {**fields, "keys": counter.version.keys})
    return cast("SheetForm", kind(formdata=None, data=blank) if blank else kind())


def reading_form(version: Version, keys: Collection[str]) -> ReadingForm:
    """Make a form that asks a digit for some questions of a version."""
    kind = type("KeyingAgainForm", (ReadingForm,), {**_questions(version, keys), "keys": tuple(keys)})
    return cast("ReadingForm", kind())


def _questions(version: Version, keys: Collection[str]) -> dict[str, Any]:
    """Return a field for each question, numbered as on the paper."""
    numbered = enumerate(version.questions, start=1)
    return {
        _ANSWER + question.key: _digit(place, question) for place, question in numbered if question.key in keys
    }


def _digit(place: int, question: Question) -> Any:
    """Return a field for one digit, named as the element is where the question is one of the official nine."""
    highest = question.scores[-1]
    attributes = {"inputmode": "numeric", "maxlength": "1", "pattern": f"[1-{highest}]", "autocomplete": "off"}
    wrong = _l("Isi dengan angka 1 sampai %(highest)s.", highest=highest)
    return StringField(
        f"{place}. {words(_NAMES.get(question.key, question.short))}",
        validators=[InputRequired(), AnyOf(question.scores, message=wrong)],
        render_kw={**attributes, "data-digit": ""},
    )


def answers_of(counter: CounterForm, form: SheetForm) -> Answers:
    """Build the answers of a valid form."""
    return check(
        counter.version,
        scores=form.digits(),
        services=tuple(service.slug for service in counter.services),
        service=form.service.data if form.service else None,
        profile={field.name.removeprefix(_PROFILE): field.data for field in form.profile},
        comment=form.komentar.data or "",
    )


class PrintingForm(StaffForm):
    """How many sheets to print, and from which number on. It is sent with GET and changes nothing."""

    class Meta:
        csrf = False

    mulai = IntegerField(
        _l("Dari nomor"), validators=[InputRequired(), NumberRange(min=1, max=HIGHEST_NUMBER - MOST_SHEETS)]
    )
    jumlah = IntegerField(_l("Berapa lembar"), validators=[InputRequired(), NumberRange(min=1, max=MOST_SHEETS)])


def printing_form(**blank: int) -> PrintingForm:
    """Make the printing form, from the address or, where values are given, afresh with these."""
    return PrintingForm(formdata=None, data=blank) if blank else PrintingForm(formdata=request.args)


class DesksForm(StaffForm):
    """Who serves at a counter."""

    petugas = CheckList(_l("Bertugas di loket ini"), coerce=int)


def desks_form(clerks: Collection[Clerk]) -> DesksForm:
    """Make the form for these clerks, with those ticked who serve at the counter."""
    form = DesksForm(data={"petugas": [clerk.id for clerk in clerks if clerk.serves]})
    form.petugas.choices = [SelectChoice(clerk.id, f"{clerk.name} ({clerk.email})") for clerk in clerks]
    return form
