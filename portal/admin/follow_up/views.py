"""Follow-up plans over HTTP: the list, planning, one action and how far it got."""

import secrets
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.wrappers import Response as AnyResponse
from wtforms import DateField

from portal.access import access
from portal.admin import lists
from portal.admin.answers import csv_file, done
from portal.admin.follow_up import actions, queries
from portal.admin.follow_up.forms import (
    REASON_NAMES,
    STATE_NAMES,
    STEP_NAMES,
    ChangeForm,
    PlanForm,
    StatusForm,
)
from portal.admin.follow_up.queries import OVERDUE, ActionLine, ActionView
from portal.admin.follow_up.shown import element_name
from portal.admin.guard import the_office, the_staff
from portal.admin.periods.shown import period_name
from portal.admin.speaking import Warned, refuse_names, warning
from portal.db import begin_write, db
from portal.domain.figures import EditionLine, Published
from portal.domain.follow_up import State, Status, propose_priorities
from portal.domain.periods import WITA
from portal.domain.permissions import Permission
from portal.domain.promises import SUBJECTS, WHOLE, read
from portal.domain.skm import hundredths
from portal.domain.words import Words
from portal.domain.workdays import covers
from portal.i18n import day, words
from portal.i18n import gettext as _
from portal.models.actions import Action
from portal.site import forget_site

blueprint = Blueprint("follow_up", __name__, url_prefix="/tindak-lanjut")

FILTERS = ("unit", "state", "period")


def _today() -> date:
    return datetime.now(WITA).date()


def _html(name: str, status: int = 200, **values: Any) -> Response:
    body = render_template(f"staff/follow_up/{name}.html", **values)
    return Response(body, status, mimetype="text/html")


@blueprint.get("/")
@access(Permission.READ_ACTIONS)
def index() -> AnyResponse:
    """List the actions of all offices in reach, and how far their plans got."""
    wanted = lists.asked(request.args, filters=FILTERS)
    reach = the_staff().reach(Permission.READ_ACTIONS)
    found = queries.list_actions(db.session, reach, wanted, _today())
    if wanted.everything:
        return _as_csv(found.rows)
    progress = queries.progress(db.session, reach, wanted.filters)
    return _html(
        "index",
        page=found,
        choices=_choices(),
        progress=progress,
        percent=hundredths(progress.percentage or Fraction(0)),
        states=STATE_NAMES,
        may_edit=the_staff().may(Permission.EDIT_ACTIONS),
    )


def _choices() -> list[tuple[str, str, list[tuple[str, str]]]]:
    reach = the_staff().reach(Permission.READ_ACTIONS)
    offices = queries.planned_offices(db.session, reach)
    periods = queries.planned_periods(db.session, reach)
    states = [(OVERDUE, STATE_NAMES[State.OVERDUE]), *((step.value, name) for step, name in STEP_NAMES.items())]
    return [
        ("unit", _("Kantor"), [(slug, words(name)) for slug, name in offices]),
        ("state", _("Keadaan"), [(state, str(name)) for state, name in states]),
        ("period", _("Menjawab"), [(f"{each.kind}-{each.sequence}", period_name(each)) for each in periods]),
    ]


def _as_csv(rows: tuple[ActionLine, ...]) -> Response:
    head = (
        _("Kantor"), _("Menjawab"), _("Unsur"), _("Program atau kegiatan"), _("Penanggung jawab"), _("Tenggat"),
        _("Keadaan"), _("Berakhir"),
    )  # fmt: skip
    lines = (
        (
            words(row.unit),
            period_name(row.period) if row.period else "",
            element_name(row.element),
            row.program,
            row.owner,
            row.due_on.isoformat(),
            STATE_NAMES[row.state],
            row.ended_on.isoformat() if row.ended_on else "",
        )
        for row in rows
    )
    return csv_file("tindak-lanjut.csv", head, lines)


@blueprint.get("/baru")
@access(Permission.EDIT_ACTIONS)
def choose() -> AnyResponse:
    """Ask for which office something is to be planned."""
    wanted = lists.asked(request.args)
    found = queries.list_plannable(db.session, the_staff().reach(Permission.EDIT_ACTIONS), wanted)
    if wanted.everything:
        rows = ((row.name.id, period_name(row.edition) if row.edition else "", row.planned) for row in found.rows)
        return csv_file("kantor-tanpa-rencana.csv", (_("Kantor"), _("Edisi resmi terbaru"), _("Rencana")), rows)
    return _html("choose", page=found)


@blueprint.get("/<unit>/baru")
@access(Permission.EDIT_ACTIONS)
def new(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Propose what to act on, and ask for the action."""
    lines = queries.baselines(db.session, the_office().slug)
    if not lines:
        return _html("none", office=the_office())
    asked = request.args.get("edisi", "")
    line = next((line for line in lines if line.id == asked), lines[0])
    form = PlanForm(formdata=None, data={"edition": line.id, "element": request.args.get("unsur", "")})
    return _plan_page(lines, line, _offering(form, lines))


def _offering(form: PlanForm, lines: tuple[EditionLine, ...]) -> PlanForm:
    form.edition.choices = [(line.id, period_name(line)) for line in lines]
    form.element.choices = [("", _("Pilih")), *((subject, element_name(subject)) for subject in SUBJECTS)]
    return form


def _plan_page(
    lines: tuple[EditionLine, ...],
    line: EditionLine,
    form: PlanForm,
    status: int = 200,
    warned: Warned | None = None,
) -> Response:
    edition = queries.read_baseline(db.session, line)
    proposed = propose_priorities(edition.figure.elements) if edition.figure else ()
    return _html(
        "new",
        status,
        office=the_office(),
        lines=lines,
        edition=edition,
        priorities=[(priority, read(edition, priority.key)) for priority in proposed],
        whole=read(edition, WHOLE),
        reasons=REASON_NAMES,
        form=form,
        warned=warned,
    )


@blueprint.post("/<unit>/baru")
@access(Permission.EDIT_ACTIONS)
def new_submit(unit: str) -> AnyResponse:
    """Add the action and publish its promise."""
    begin_write(db.session)
    lines = queries.baselines(db.session, the_office().slug)
    if not lines:
        return _html("none", 422, office=the_office())
    form = _offering(PlanForm(), lines)
    line = next((line for line in lines if line.id == form.edition.data), lines[0])
    edition = queries.read_baseline(db.session, line)
    is_valid = form.validate() and not refuse_names((form.owner,), the_office().name.id)
    warned = warning(form.sure, [form.wording_id.data, form.wording_en.data]) if is_valid else None
    action = _add(form, edition) if is_valid and not warned else None
    if action is None:
        return _plan_page(lines, line, form, 422, warned)
    number = action.id
    db.session.commit()
    forget_site()
    return done(_("Rencana tersimpan, dan janjinya tampil di halaman kantor."), ".show", unit=unit, number=number)


def _plan(form: PlanForm | ChangeForm) -> actions.Plan:
    return actions.Plan(
        program=form.program.data,
        owner=form.owner.data,
        due_on=form.due_on.data,
        wording=Words(form.wording_id.data, form.wording_en.data),
    )


def _add(form: PlanForm, edition: Published) -> Action | None:
    """Add what the form says, or note in it why not."""
    try:
        return actions.add(
            db.session,
            the_office().id,
            _plan(form),
            edition=edition,
            element=form.element.data,
            subject=secrets.token_hex(8),
            today=_today(),
        )
    except actions.NotShownError:
        form.element.errors = [_("Edisi itu tidak memuat nilai unsur ini. Pilih nilai keseluruhan.")]
    except (actions.DueError, actions.DayOffError) as error:
        _refuse_due(form.due_on, error)
    return None


def _refuse_due(field: DateField, error: actions.DueError | actions.DayOffError) -> None:
    """Say what is wrong with a due day; a day off is replaced by the working day that is proposed."""
    if isinstance(error, actions.DueError):
        field.errors = [_("Tenggat mulai dari hari ini dan paling jauh dua tahun lagi.")]
        return
    field.errors = [
        _(
            "%(day)s bukan hari kerja. Kami isikan hari kerja berikutnya, %(next)s. Kirim lagi bila setuju.",
            day=day(field.data),
            next=day(error.proposed),
        )
    ]
    field.process_data(error.proposed)
    field.raw_data = None


def _view_or_404(number: int) -> ActionView:
    view = queries.find_action(db.session, the_office().id, number, _today())
    if view is None:
        abort(404)
    return view


def _action_or_404(number: int) -> Action:
    action = actions.hold(db.session, the_office().id, number)
    if action is None:
        abort(404)
    return action


@blueprint.get("/<unit>/<int:number>")
@access(Permission.READ_ACTIONS)
def show(unit: str, number: int) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Show an action: what was promised, how far it got, and whether it worked."""
    return _html(
        "show",
        action=_view_or_404(number),
        states=STATE_NAMES,
        steps=STEP_NAMES,
        may_edit=the_staff().may(Permission.EDIT_ACTIONS, the_office().id),
    )


@blueprint.get("/<unit>/<int:number>/ubah")
@access(Permission.EDIT_ACTIONS)
def change(unit: str, number: int) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Show the form of an action."""
    view = _view_or_404(number)
    said = {
        "program": view.line.program,
        "owner": view.line.owner,
        "due_on": view.line.due_on,
        "wording_id": view.wording.id,
        "wording_en": view.wording.en,
        "evidence": view.evidence,
        "evidence_link": view.evidence_link,
    }
    return _change_page(view, ChangeForm(formdata=None, data=said))


def _change_page(view: ActionView, form: ChangeForm, status: int = 200, warned: Warned | None = None) -> Response:
    due = form.due_on.data
    return _html(
        "change",
        status,
        action=view,
        form=form,
        warned=warned,
        undecreed=due.year if due and not covers(due.year) else None,
    )


@blueprint.post("/<unit>/<int:number>/ubah")
@access(Permission.EDIT_ACTIONS)
def change_submit(unit: str, number: int) -> AnyResponse:
    """Change an action; what the public reads becomes a new revision."""
    begin_write(db.session)
    action, view, form = _action_or_404(number), _view_or_404(number), ChangeForm()
    is_valid = form.validate() and not _names_person(view, form)
    warned = warning(form.sure, _new_words(view, form)) if is_valid else None
    published = _change(action, form) if is_valid and not warned else None
    if published is None:
        return _change_page(view, form, 422, warned)
    db.session.commit()
    forget_site()
    said = _("Tersimpan, dan halaman kantor ikut berubah.") if published else _("Tersimpan.")
    return done(said, ".show", unit=unit, number=number)


def _names_person(view: ActionView, form: ChangeForm) -> bool:
    """Refuse a new owner that is a person; the one that is public already stays as it is."""
    return form.owner.data != view.line.owner and refuse_names((form.owner,), the_office().name.id)


def _new_words(view: ActionView, form: ChangeForm) -> list[str]:
    """Return what would be published and is not public yet."""
    public = (view.wording.id, view.wording.en)
    return [text for text in (form.wording_id.data, form.wording_en.data) if text not in public]


def _change(action: Action, form: ChangeForm) -> bool | None:
    """Change what the form says and tell whether that was published, or note in the form why not."""
    evidence, link = form.evidence.data or "", form.evidence_link.data or ""
    try:
        return actions.change(
            db.session, action, _plan(form), evidence=evidence, evidence_link=link, today=_today()
        )
    except actions.AgreedError:
        form.form_errors.append(
            _(
                "Janji ini disepakati bersama warga dalam konsultasi publik: kalimat, jabatan, dan tenggatnya"
                " tetap seperti yang disepakati. Keadaan dan buktinya dapat Anda ubah kapan saja."
            )
        )
    except (actions.DueError, actions.DayOffError) as error:
        _refuse_due(form.due_on, error)
    return None


@blueprint.get("/<unit>/<int:number>/keadaan")
@access(Permission.EDIT_ACTIONS)
def status(unit: str, number: int) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask how far an action got."""
    view = _view_or_404(number)
    return _status_page(view, _status_form(view, sent=False))


def _status_form(view: ActionView, *, sent: bool) -> StatusForm:
    form = StatusForm() if sent else StatusForm(formdata=None)
    form.status.choices = [(step.value, STEP_NAMES[step]) for step in actions.NEXT[view.status]]
    return form


def _status_page(view: ActionView, form: StatusForm, code: int = 200, warned: Warned | None = None) -> Response:
    return _html("status", code, action=view, form=form, steps=STEP_NAMES, warned=warned)


def _reasons(form: StatusForm) -> list[str]:
    """Return the words that a step would publish: reasons, if something is dropped."""
    return [form.reason_id.data, form.reason_en.data] if form.status.data == Status.DROPPED else []


@blueprint.post("/<unit>/<int:number>/keadaan")
@access(Permission.EDIT_ACTIONS)
def status_submit(unit: str, number: int) -> AnyResponse:
    """Write down how far an action got, and publish it."""
    begin_write(db.session)
    action, view = _action_or_404(number), _view_or_404(number)
    form = _status_form(view, sent=True)
    is_valid = form.validate()
    warned = warning(form.sure, _reasons(form)) if is_valid else None
    if not is_valid or warned:
        return _status_page(view, form, 422, warned)
    actions.set_status(
        db.session,
        action,
        Status(form.status.data),
        reason=Words(form.reason_id.data or "", form.reason_en.data or ""),
        today=_today(),
    )
    db.session.commit()
    forget_site()
    return done(_("Keadaan tersimpan dan tampil di halaman kantor."), ".show", unit=unit, number=number)
