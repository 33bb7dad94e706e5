"""Officers over HTTP: the list, one of them, and what the administrator writes down about them."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin import lists
from portal.admin.answers import csv_file, done
from portal.admin.clock import now, today
from portal.admin.employees import actions, queries
from portal.admin.employees.forms import STATE_NAMES, STATUS_NAMES, STEP, AccountForm, EmployeeForm, LeaveForm
from portal.admin.employees.queries import EmployeeLine, EmployeePage
from portal.admin.guard import the_staff
from portal.admin.units.queries import list_choices
from portal.db import begin_write, db
from portal.domain.employees import Status, hidden_nip
from portal.domain.permissions import Permission
from portal.i18n import gettext as _
from portal.i18n import words
from portal.models.employees import Employee

blueprint = Blueprint("employees", __name__, url_prefix="/pegawai")
blueprint.add_app_template_filter(hidden_nip)

reads = access(Permission.READ_EMPLOYEES)
edits = access(Permission.EDIT_EMPLOYEES)

FILTERS = ("unit", "status", "state")


def _html(name: str, status: int = 200, **values: Any) -> Response:
    body = render_template(f"staff/employees/{name}.html", **values)
    return Response(body, status, mimetype="text/html")


def _may_edit() -> bool:
    return the_staff().may(Permission.EDIT_EMPLOYEES)


@blueprint.get("/")
@reads
def index() -> AnyResponse:
    """List the officers of the offices in reach."""
    reach = the_staff().reach(Permission.READ_EMPLOYEES)
    wanted = lists.asked(request.args, filters=FILTERS)
    found = queries.list_employees(db.session, wanted, reach, by_nip=_may_edit())
    if found.asked.everything:
        return _as_csv(found.rows)
    offices = list_choices(db.session, reach)
    choices = [
        ("unit", _("Kantor"), [(office.id, STEP * office.depth + words(office.name)) for office in offices]),
        ("status", _("Status"), list(STATUS_NAMES.items())),
        ("state", _("Keadaan"), list(STATE_NAMES.items())),
    ]
    return _html("index", page=found, choices=choices, may_edit=_may_edit(), statuses=STATUS_NAMES)


def _as_csv(rows: Sequence[EmployeeLine]) -> Response:
    """Return the list as a table; the numbers only go to whoever edits them."""
    head = (
        _("NIP"), _("Nama"), _("Status"), _("Golongan"), _("Jabatan"), _("Kantor"), _("Atasan langsung"),
        _("Berlaku sejak"), _("Akun"), _("Tanggal keluar"),
    )  # fmt: skip
    lines = (
        (
            f"'{row.nip}" if row.nip else "",
            row.name,
            STATUS_NAMES[Status(row.status)],
            row.grade,
            row.position,
            words(row.unit),
            row.supervisor or "",
            row.since.isoformat(),
            _("ada") if row.has_account else _("belum ada"),
            row.left_on.isoformat() if row.left_on else "",
        )
        for row in rows
    )
    start = 0 if _may_edit() else 1
    return csv_file("pegawai.csv", head[start:], (line[start:] for line in lines))


def _page_or_404(number: int) -> EmployeePage:
    found = queries.find_page(db.session, number, the_staff().reach(Permission.READ_EMPLOYEES))
    if found is None:
        abort(404)
    return found


def _employee_or_404(number: int) -> Employee:
    employee = db.session.get(Employee, number)
    if employee is None:
        abort(404)
    return employee


@blueprint.get("/<int:number>")
@reads
def show(number: int) -> AnyResponse:
    """Show an officer: their post, who leads them, whom they lead, their account and their history."""
    return _html(
        "show",
        person=_page_or_404(number),
        reach=the_staff().reach(Permission.READ_EMPLOYEES),
        may_edit=_may_edit(),
        may_manage_accounts=the_staff().may(Permission.MANAGE_ACCOUNTS),
        statuses=STATUS_NAMES,
    )


@blueprint.get("/baru")
@edits
def new() -> AnyResponse:
    """Ask about a new officer."""
    return _html("new", form=_offering(EmployeeForm(formdata=None, reason=str(_("Pegawai baru")))))


@blueprint.post("/baru")
@edits
def new_submit() -> AnyResponse:
    """Add an officer."""
    begin_write(db.session)
    form = _offering(EmployeeForm())
    if form.validate():
        try:
            employee = actions.add_employee(db.session, form.said, **_circumstances(form))
            return _saved(employee.id, _("Pegawai ditambahkan."))
        except Refused as refusal:
            _say(form, refusal)
    return _html("new", 422, form=form)


def _offering(form: EmployeeForm, employee: Employee | None = None) -> EmployeeForm:
    """Offer all offices, and as a supervisor everybody but the officer, with whoever leads them now."""
    but, keep = (employee.id, employee.supervisor_id) if employee else (None, None)
    form.offer(list_choices(db.session, None), queries.list_supervisors(db.session, but=but, keep=keep))
    return form


def _circumstances(form: EmployeeForm) -> dict[str, Any]:
    return {"since": form.since.data, "reason": form.reason.data, "now": now()}


Refused = (actions.NipTakenError, actions.SupervisorError)


def _say(form: EmployeeForm, refusal: Exception) -> None:
    """Note beside its field why an officer was not written down."""
    if isinstance(refusal, actions.NipTakenError):
        form.nip.errors = [_("Pegawai lain sudah memakai NIP ini.")]
    else:
        form.supervisor.errors = [
            _("Orang ini dipimpin oleh pegawai ini sendiri, langsung atau lewat orang lain.")
        ]


def _saved(number: int, message: str) -> AnyResponse:
    db.session.commit()
    return done(message, ".show", number=number)


@blueprint.get("/<int:number>/ubah")
@edits
def change(number: int) -> AnyResponse:
    """Show what is known of an officer, to be changed or corrected."""
    employee = _employee_or_404(number)
    values = asdict(actions.facts_of(employee)) | {"since": employee.since}
    chosen = {"unit": str(employee.unit_id), "supervisor": str(employee.supervisor_id or "")}
    form = EmployeeForm(formdata=None, data=values | chosen)
    return _change_page(employee, _offering(form, employee))


@blueprint.post("/<int:number>/ubah")
@edits
def change_submit(number: int) -> AnyResponse:
    """Write down what changed, and keep in the history what was known before."""
    begin_write(db.session)
    employee = _employee_or_404(number)
    form = _offering(EmployeeForm(), employee)
    if form.validate():
        try:
            changed = actions.change_employee(db.session, employee, form.said, **_circumstances(form))
            return _saved(number, _("Tersimpan.") if changed else _("Tidak ada yang berubah."))
        except Refused as refusal:
            _say(form, refusal)
    return _change_page(employee, form, 422)


def _change_page(employee: Employee, form: EmployeeForm, status: int = 200) -> Response:
    return _html("change", status, form=form, employee=employee)


@blueprint.get("/<int:number>/keluar")
@edits
def leave(number: int) -> AnyResponse:
    """Ask for an officer's last day, and say who is left without a superior."""
    return _leave_page(_employee_or_404(number), LeaveForm(formdata=None, on=today()))


@blueprint.post("/<int:number>/keluar")
@edits
def leave_submit(number: int) -> AnyResponse:
    """Write down that an officer left."""
    begin_write(db.session)
    employee, form = _employee_or_404(number), LeaveForm()
    if form.validate():
        try:
            actions.leave(db.session, employee, on=form.on.data, reason=form.reason.data, now=now())
            return _saved(number, _("Tercatat bahwa pegawai ini keluar."))
        except actions.DateError:
            form.on.errors = [_("Paling awal hari tugasnya dimulai, dan paling akhir hari ini.")]
        except actions.LeftError:
            form.form_errors.append(_("Pegawai ini sudah tercatat keluar."))
    return _leave_page(employee, form, 422)


def _leave_page(employee: Employee, form: LeaveForm, status: int = 200) -> Response:
    team = queries.list_led(db.session, employee.id)
    return _html("leave", status, form=form, employee=employee, team=team)


@blueprint.get("/<int:number>/akun")
@edits
def account(number: int) -> AnyResponse:
    """Ask by which account an officer signs in."""
    employee = _employee_or_404(number)
    form = AccountForm(formdata=None, account=str(employee.account_id or ""))
    return _account_page(employee, _offering_accounts(form, number))


@blueprint.post("/<int:number>/akun")
@edits
def account_submit(number: int) -> AnyResponse:
    """Link an officer to an account, or to none."""
    begin_write(db.session)
    employee = _employee_or_404(number)
    form = _offering_accounts(AccountForm(), number)
    if not form.validate():
        return _account_page(employee, form, 422)
    chosen = form.account.data
    actions.link_account(db.session, employee, int(chosen) if chosen else None)
    return _saved(number, _("Akun dihubungkan.") if chosen else _("Pegawai ini tidak lagi terhubung ke akun."))


def _offering_accounts(form: AccountForm, number: int) -> AccountForm:
    form.offer(queries.list_free_accounts(db.session, number))
    return form


def _account_page(employee: Employee, form: AccountForm, status: int = 200) -> Response:
    return _html("account", status, form=form, employee=employee)
