"""What several commands share: the --data option, the app, progress bars and clear failures."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from flask import Flask
from sqlalchemy.exc import DBAPIError

from portal.app import create_app
from portal.domain.periods import WITA
from portal.settings import UnsafeSettingsError, load

Item = TypeVar("Item")
Command = Callable[..., Any]


def data_option(command: Command) -> Command:
    """Give a command its --data option."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("var"),
        show_default=True,
        envvar="PORTAL_DATA",
        help="Folder basis data dan rahasia server; DATABASE_URL menggantikan basis datanya.",
    )(command)


def make_app(data: Path, *, served_at: str = "http://127.0.0.1:8000") -> Flask:
    """Build the app, turning unsafe settings into a clear failure of the command."""
    try:
        return create_app(load(data, served_at=served_at))
    except UnsafeSettingsError as error:
        raise click.ClickException(str(error)) from error


def today() -> date:
    """Return today's date in WITA."""
    return datetime.now(WITA).date()


def progress(label: str) -> Callable[[Sequence[Item]], Iterator[Item]]:
    """Return a wrapper that shows a progress bar while a list is worked through."""

    def wrap(items: Sequence[Item]) -> Iterator[Item]:
        if not items:
            return
        with click.progressbar(items, label=f"{label:<22}") as bar:
            yield from bar

    return wrap


def explain_database(error: DBAPIError) -> click.ClickException:
    """Say in one line why the database cannot be used."""
    return click.ClickException(f"basis data: {error.orig}. Sudah menjalankan `portal init` atau `portal demo`?")
