"""The administrator's pages about accounts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin.accounts import actions, own, queries
from portal.admin.accounts.forms import ROLE_NAMES, InvitationForm, PostForm
from portal.admin.accounts.links import make_link
from portal.admin.accounts.shown import STATUS_NAMES, fresh, moment, session_id
from portal.admin.answers import csv_file, done
from portal.admin.forms import ConfirmForm
from portal.admin.guard import the_staff
from portal.admin.lists import asked
from portal.db import begin_write, db
from portal.domain.periods import WITA
from portal.domain.permissions import Permission, Role
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l
from portal.i18n import words
from portal.models.accounts import Account, Post

blueprint = Blueprint("accounts", __name__)
blueprint.add_app_template_filter(moment)

ACCOUNT = "/akun/<int:number>"
HELD_POST = f"{ACCOUNT}/tugas/<int:post>/cabut"

manage = access(Permission.MANAGE_ACCOUNTS)

REFUSALS = {
    actions.OneselfError: _l("Anda tidak bisa melakukan ini pada akun Anda sendiri. Mintalah administrator lain."),
    actions.LastAdministratorError: _l("Ini administrator terakhir. Tunjuk administrator lain lebih dahulu."),
    actions.PostHeldError: _l("Akun ini sudah memegang tugas itu."),
    actions.ApartError: _l(
        "Tugas ini tidak boleh dirangkap dengan yang sudah dipegang: peninjau hanya meninjau, dan moderator tidak"
        " menjawab untuk kantor. Undang akun lain."
    ),
    actions.DisabledError: _l("Akun ini nonaktif. Aktifkan lebih dahulu."),
    actions.EmailTakenError: _l("Alamat surel ini sudah dipakai akun lain."),
}
Refused = tuple(REFUSALS)


@blueprint.get("/akun")
@manage
def index() -> Any:
    """List the accounts."""
    found = queries.list_accounts(db.session, asked(request.args, filters=("role", "status")))
    if found.asked.everything:
        header = (_("Nama"), _("Surel"), _("Tugas"), _("Keadaan"), _("Terakhir masuk"))
        return csv_file("akun.csv", header, [_csv_row(account) for account in found.rows])
    return render_template("staff/accounts/index.html", page=found, roles=ROLE_NAMES, statuses=STATUS_NAMES)


def _csv_row(account: queries.AccountView) -> tuple[str, ...]:
    posts = "; ".join(f"{ROLE_NAMES[p.role]} ({words(p.office) or _('Semua kantor')})" for p in account.posts)
    seen = account.signed_in_at
    return (
        account.name,
        account.email,
        posts,
        str(STATUS_NAMES[account.status]),
        seen.astimezone(WITA).isoformat(timespec="minutes") if seen else "",
    )


@blueprint.get("/akun/undang")
@manage
@fresh
def invite() -> str:
    """Ask who is to be invited."""
    return render_template("staff/accounts/invite.html", form=_offering(InvitationForm()))


@blueprint.post("/akun/undang")
@manage
@fresh
def invite_submit() -> Any:
    """Add the account, and show the link with which its owner begins."""
    begin_write(db.session)
    form = _offering(InvitationForm())
    if form.validate_on_submit():
        try:
            account = actions.invite(db.session, email=form.email.data, name=form.name.data, now=datetime.now(UTC))
            actions.add_post(db.session, account, *form.post)
            return _commit_and_show_link(account)
        except actions.EmailTakenError as refusal:
            form.email.errors = [str(REFUSALS[type(refusal)])]
    return render_template("staff/accounts/invite.html", form=form), 422


def _offering(form: Any) -> Any:
    form.offer(queries.list_offices(db.session, datetime.now(WITA).date()))
    return form


def _commit_and_show_link(account: Account) -> str:
    link, name, number = make_link(account), account.name, account.id
    db.session.commit()
    return render_template("staff/accounts/link.html", link=link, name=name, number=number)


@blueprint.get(ACCOUNT)
@manage
def show(number: int) -> str:
    """Show an account: its posts, how it signs in and where it is signed in."""
    account = queries.find_account(db.session, number)
    if account is None:
        abort(404)
    sessions = queries.list_sessions(db.session, number, datetime.now(UTC))
    return render_template(
        "staff/accounts/show.html", account=account, sessions=sessions, roles=ROLE_NAMES, statuses=STATUS_NAMES
    )


@blueprint.get(f"{ACCOUNT}/tugas")
@manage
@fresh
def add_post(number: int) -> str:
    """Ask for a role and an office."""
    return _post_page(_offering(PostForm()), _get(number))


@blueprint.post(f"{ACCOUNT}/tugas")
@manage
@fresh
def add_post_submit(number: int) -> Any:
    """Give an account a post."""
    begin_write(db.session)
    account, form = _get(number), _offering(PostForm())
    if form.validate_on_submit():
        try:
            actions.add_post(db.session, account, *form.post)
            db.session.commit()
            return done(_("Tugas ditambahkan."), "staff.accounts.show", number=number)
        except (actions.PostHeldError, actions.ApartError) as refusal:
            form.role.errors = [str(REFUSALS[type(refusal)])]
    return _post_page(form, account), 422


def _post_page(form: PostForm, account: Account) -> str:
    return render_template("staff/accounts/add_post.html", form=form, name=account.name, number=account.id)


def _get(number: int) -> Account:
    account = db.session.get(Account, number)
    if account is None:
        abort(404)
    return account


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A step that asks before it is taken. said: what is told afterwards; empty where a link is shown instead."""

    title: str
    text: str
    button: str
    said: str
    take: Callable[[Account, int], None]


STEPS = {
    "tautan": Step(
        title=_l("Buat tautan baru?"),
        text=_l("Semua sesi akun ini berakhir dan tautan sebelumnya berhenti berlaku."),
        button=_l("Buat tautan"),
        said="",
        take=lambda account, _by: actions.prepare_link(db.session, account),
    ),
    "nonaktifkan": Step(
        title=_l("Nonaktifkan akun ini?"),
        text=_l("Pemiliknya langsung keluar di mana pun dan tidak bisa masuk lagi. Jejak kerjanya tetap ada."),
        button=_l("Nonaktifkan"),
        said=_l("Akun dinonaktifkan."),
        take=lambda account, by: actions.disable(db.session, account, by=by),
    ),
    "aktifkan": Step(
        title=_l("Aktifkan akun ini lagi?"),
        text=_l("Pemiliknya bisa masuk lagi dengan kata sandi dan kode yang lama."),
        button=_l("Aktifkan"),
        said=_l("Akun aktif lagi."),
        take=lambda account, _by: actions.enable(db.session, account),
    ),
    "langkah-kedua": Step(
        title=_l("Hapus langkah kedua akun ini?"),
        text=_l(
            "Hanya kalau ponselnya hilang dan Anda sudah mengenali orangnya. Semua sesinya berakhir; kode ponsel"
            " dan kode pemulihan yang lama tidak berlaku lagi. Ia memasang yang baru ketika masuk."
        ),
        button=_l("Hapus langkah kedua"),
        said=_l("Langkah kedua dihapus."),
        take=lambda account, _by: actions.forget_second_factor(db.session, account),
    ),
}
_STEP = f"{ACCOUNT}/<any({', '.join(map(repr, STEPS))}):step>"


@blueprint.get(_STEP)
@manage
@fresh
def ask(number: int, step: str) -> str:
    """Ask before a step with consequences is taken."""
    return _ask(_get(number), STEPS[step])


@blueprint.post(_STEP)
@manage
@fresh
def take(number: int, step: str) -> Any:
    """Take the step."""
    begin_write(db.session)
    return _take(_get(number), STEPS[step])


@blueprint.get(HELD_POST)
@manage
@fresh
def remove_post(number: int, post: int) -> str:
    """Ask before a post is taken away."""
    held = _get_post(number, post)
    return _ask(held.account, _removal(held))


@blueprint.post(HELD_POST)
@manage
@fresh
def remove_post_submit(number: int, post: int) -> Any:
    """Take the post away."""
    begin_write(db.session)
    held = _get_post(number, post)
    return _take(held.account, _removal(held))


def _ask(account: Account, step: Step, fault: str = "") -> str:
    return render_template("staff/accounts/ask.html", step=step, name=account.name, number=account.id, fault=fault)


def _take(account: Account, step: Step) -> Any:
    if not ConfirmForm().validate_on_submit():
        return _ask(account, step, fault=_("Halaman ini terlalu lama terbuka. Kirim sekali lagi.")), 422
    try:
        step.take(account, the_staff().account_id)
    except Refused as refusal:
        return _ask(account, step, fault=str(REFUSALS[type(refusal)])), 422
    if not step.said:
        return _commit_and_show_link(account)
    number = account.id
    db.session.commit()
    return done(str(step.said), "staff.accounts.show", number=number)


def _get_post(number: int, post: int) -> Post:
    held = db.session.get(Post, post)
    if held is None or held.account_id != number:
        abort(404)
    return held


def _removal(post: Post) -> Step:
    office = words(post.unit.name) if post.unit else _("Semua kantor")
    return Step(
        title=_("Cabut tugas %(role)s (%(office)s)?", role=ROLE_NAMES[Role(post.role)], office=office),
        text=_("Semua sesi akun ini berakhir; ketika masuk lagi tugas itu sudah tidak ada."),
        button=_("Cabut tugas"),
        said=_("Tugas dicabut."),
        take=lambda _account, by: actions.remove_post(db.session, post, by=by),
    )


@blueprint.post(f"{ACCOUNT}/sesi/<row>/akhiri")
@manage
def end_session(number: int, row: str) -> AnyResponse:
    """End one session of an account."""
    begin_write(db.session)
    if not ConfirmForm().validate_on_submit():
        abort(400)
    actions.end_session(db.session, number, session_id(row))
    db.session.commit()
    return done(_("Sesi diakhiri."), "staff.accounts.show", number=number)


blueprint.add_url_rule("/saya", "mine", own.mine, methods=["GET"])
blueprint.add_url_rule("/saya", "rename", own.rename, methods=["POST"])
blueprint.add_url_rule("/saya/ringkasan", "ask_for_digest", own.ask_for_digest, methods=["POST"])
blueprint.add_url_rule("/saya/sesi/<row>/akhiri", "end_own_session", own.end_own_session, methods=["POST"])
blueprint.add_url_rule("/saya/sesi/akhiri-lainnya", "end_other_sessions", own.end_other_sessions, methods=["POST"])
