"""The form that takes a table: a file, or what was pasted."""

from contextlib import closing
from typing import Any

from flask_wtf.file import FileField
from wtforms import Field, ValidationError
from wtforms.widgets import TextArea

from portal.admin.forms import StaffForm
from portal.domain.csv_import import NotCsvError, decode, plain
from portal.i18n import lazy_gettext as _l
from portal.text import readable

LARGEST = 1_800_000
"""Bytes of the largest table: sent back for correction, it must still fit what a request may hold."""


class TableField(Field):  # type: ignore[misc]  # WTForms ships no types.
    """A table as text. Unlike other text it is not trimmed: tabs at its end are empty cells."""

    widget = TextArea()
    data: str = ""

    def _value(self) -> str:
        return self.data or ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take out what no page may show."""
        self.data = readable(plain(valuelist[0])) if valuelist else ""


class ImportForm(StaffForm):
    """A table. What a file holds is put into `text`, where it can be corrected and checked again."""

    file = FileField(_l("Berkas CSV"))
    text = TableField(_l("Isi tabel"))

    def validate_file(self, field: FileField) -> None:
        """Read the file as text."""
        if not field.data:
            return
        with closing(field.data) as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise ValidationError(_l("Berkas ini lebih besar dari 1,8 MB. Bagi menjadi beberapa berkas."))
        try:
            self.text.data = readable(decode(content))
        except NotCsvError as error:
            message = _l("Ini buku kerja Excel. Buka di Excel, pilih Simpan Sebagai, lalu jenis CSV.")
            raise ValidationError(message) from error

    def validate_text(self, field: TableField) -> None:
        """Ask for a table where there is none."""
        if not field.data and not self.file.errors:
            raise ValidationError(_l("Pilih berkas, atau tempelkan tabelnya di sini."))
