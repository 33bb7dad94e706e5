"""Rows checked by the forms in which people type the same facts, so that the same rules hold."""

from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from portal.admin.forms import StaffForm
from portal.admin.imports.steps import Wrong, WrongRowError
from portal.domain.csv_import import Column

WITHOUT_TOKEN = {"csrf": False}
"""How a form is made that only checks rows; the page's own form carries the token."""


def fill(form: StaffForm, columns: Sequence[Column], cells: Mapping[str, str]) -> dict[str, str]:
    """Fill a form with a row, and return its cells as the form understood them, by column key.

    Raises `WrongRowError` with every fault. The form may be filled again and again.
    """
    mine = [column for column in columns if column.key in form]
    form.process(MultiDict({column.key: cells.get(column.key, "") for column in mine}))
    if not form.validate():
        raise WrongRowError(
            *(
                Wrong(message=" ".join(map(str, form[column.key].errors)), column=column)
                for column in mine
                if form[column.key].errors
            )
        )
    return {column.key: _text(form[column.key].data) for column in mine}


def _text(value: Any) -> str:
    return "" if value is None else str(value)
