"""`portal staff-invite`: how the first administrator of a place gets in."""

from datetime import UTC, datetime
from pathlib import Path

import click
from email_validator import EmailNotValidError, validate_email

from portal.admin.accounts.actions import (
    DisabledError,
    add_post,
    find_by_email,
    forget_second_factor,
    invite,
    prepare_link,
)
from portal.admin.accounts.links import make_link
from portal.cli.shared import data_option, open_place
from portal.db import begin_write, db
from portal.domain.permissions import Role
from portal.models.accounts import Account
from portal.site import get_site


@click.command("staff-invite", short_help="Undang staf dan cetak tautan sekali pakainya.")
@data_option
@click.option("--email", required=True, help="Alamat surel untuk masuk; tidak ada surel yang dikirim.")
@click.option("--name", required=True, help="Nama orangnya.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.ADMINISTRATOR.value,
    show_default=True,
    help="Tugasnya, untuk semua kantor.",
)
@click.option("--forget-phone", is_flag=True, help="Akun yang sudah ada: hapus juga langkah keduanya.")
def staff_invite(data: Path, email: str, name: str, role: str, forget_phone: bool) -> None:
    """Tambah akun staf dan cetak tautan untuk membuat kata sandinya; serahkan langsung kepada orangnya.

    Akun yang sudah ada mendapat tautan baru; sesi dan tautan lamanya berakhir.
    """
    try:
        address = validate_email(email, check_deliverability=False).normalized
    except EmailNotValidError:
        raise click.BadParameter("bukan alamat surel.", param_hint="--email") from None
    with open_place(data):
        get_site(db.session)
        db.session.rollback()
        begin_write(db.session)
        account = find_by_email(db.session, address)
        if account is None:
            account = invite(db.session, email=address, name=name.strip(), now=datetime.now(UTC))
            add_post(db.session, account, Role(role), None)
        else:
            _begin_again(account, forget_phone=forget_phone)
        link = make_link(account)
        shown = account.name
        db.session.commit()
    click.echo(f"Tautan untuk {shown}, berlaku tiga hari dan hanya sekali:\n{link}")


def _begin_again(account: Account, *, forget_phone: bool) -> None:
    try:
        prepare_link(db.session, account)
    except DisabledError:
        raise click.ClickException(f"akun {account.email} dinonaktifkan oleh administrator.") from None
    if forget_phone:
        forget_second_factor(db.session, account)
