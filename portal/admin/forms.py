"""What the forms of the staff area share: a token, trimmed text, messages in the reader's language."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, PasswordField, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from portal.domain.numbers import read_thousandths, write_thousandths
from portal.domain.plans import THOUSAND
from portal.i18n import lazy_gettext as _l
from portal.text import printable, readable

# WTForms says it in English; these are the sentences that the portal's forms can bring about.
_MESSAGES = {
    "This field is required.": _l("Isian ini perlu diisi."),
    "Not a valid choice.": _l("Pilih salah satu dari daftar."),
    "Not a valid choice": _l("Pilih salah satu dari daftar."),
    "'%(value)s' is not a valid choice for this field.": _l("Pilih dari daftar."),
    "'%(value)s' are not valid choices for this field.": _l("Pilih dari daftar."),
    "Invalid Choice: could not coerce.": _l("Pilih salah satu dari daftar."),
    "Invalid choice(s): one or more data inputs could not be coerced.": _l("Pilih dari daftar."),
    "Not a valid integer value.": _l("Isi dengan bilangan bulat."),
    "Not a valid decimal value.": _l("Isi dengan angka, misalnya 88.45."),
    "Not a valid date value.": _l("Isi dengan tanggal, misalnya 2026-06-30."),
    "Invalid input.": _l("Isian ini tidak bisa dipakai."),
    "Invalid email address.": _l("Isi dengan alamat surel, misalnya nama@bulungan.go.id."),
    "Invalid URL.": _l("Isi dengan alamat yang diawali https://."),
    "Number must be between %(min)s and %(max)s.": _l("Isi dengan angka dari %(min)s sampai %(max)s."),
    "Number must be at least %(min)s.": _l("Angka paling kecil %(min)s."),
    "Number must be at most %(max)s.": _l("Angka paling besar %(max)s."),
    "Field must be between %(min)d and %(max)d characters long.": _l("Panjangnya %(min)d sampai %(max)d huruf."),
    "Field must be at least %(min)d character long.": _l("Paling sedikit %(min)d huruf."),
    "Field cannot be longer than %(max)d character.": _l("Paling banyak %(max)d huruf."),
    "Field must be exactly %(max)d character long.": _l("Panjangnya tepat %(max)d huruf."),
}


class _Messages:
    """The translations object that WTForms asks; a message that is missing here would show in English."""

    def gettext(self, text: str) -> str:
        return str(_MESSAGES.get(text, text))

    def ngettext(self, one: str, many: str, _count: int) -> str:
        return str(_MESSAGES.get(one) or _MESSAGES.get(many) or one)


def _one_line(text: Any) -> Any:
    return printable(text).strip() if isinstance(text, str) else text


def _lines(text: Any) -> Any:
    return readable(text).strip() if isinstance(text, str) else text


class StaffForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """A form of the staff area."""

    class Meta:
        def get_translations(self, _form: FlaskForm) -> _Messages:
            """Give WTForms the portal's own messages."""
            return _Messages()

        def bind_field(self, form: FlaskForm, unbound: Any, options: dict[str, Any]) -> Field:
            """Trim text and take control characters out of it, but leave a password as it was typed."""
            kind = unbound.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                tidy = _lines if issubclass(kind, TextAreaField) else _one_line
                options["filters"] = [tidy, *unbound.kwargs.get("filters", ())]
            return unbound.bind(form=form, **options)


class ThousandthsField(StringField):  # type: ignore[misc]  # WTForms ships no types.
    """A number with up to three decimals, with comma or point as it is written here; its data is thousandths.

    Points that group thousands are understood: `2.500.000` and `2.500.000,5`, but `2.5` is two and a half.
    """

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; what is no number leaves no data and says so."""
        text = valuelist[0].strip() if valuelist else ""
        self.typed = text
        self.data = None if not text else read_thousandths(text)
        if text and self.data is None:
            raise ValueError(_l("Isi dengan angka, misalnya 88,45."))

    def _value(self) -> str:
        if getattr(self, "typed", None) is not None:
            return str(self.typed)
        return "" if self.data is None else write_thousandths(self.data)


class RupiahField(ThousandthsField):
    """Whole rupiah, with points between the thousands if one likes."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        super().process_formdata([text.removeprefix("Rp").strip() for text in valuelist])
        if self.data is None:
            return
        self.data, part = divmod(self.data, THOUSAND)
        if part:
            self.data = None
            raise ValueError(_l("Isi dengan rupiah bulat, misalnya 250.000.000."))

    def _value(self) -> str:
        if getattr(self, "typed", None) is not None:
            return str(self.typed)
        return "" if self.data is None else f"{self.data:,}".replace(",", ".")


class CheckList(SelectMultipleField):  # type: ignore[misc]  # WTForms ships no types.
    """Several choices, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ConfirmForm(StaffForm):
    """A step that asks nothing but to be confirmed."""
