"""Paper forms over HTTP: the keying grid, second readings, decisions, and blank forms to print.

A keyed sheet is answered with the next grid itself, not with a redirect: that would have to carry the sheet's
number in an address or a session, and so into a log or beside a time.
"""

import secrets
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import site
from portal.access import access
from portal.admin import answers, lists
from portal.admin.entry import actions, queries
from portal.admin.entry.forms import (
    LISTED,
    PrintingForm,
    ReadingForm,
    SheetForm,
    answers_of,
    desks_form,
    printing_form,
    reading_form,
    sheet_form,
)
from portal.admin.guard import the_office, the_staff
from portal.answering import CounterForm, find_counter_form
from portal.db import begin_write, db
from portal.documents.paper import PaperForm, render_paper_forms
from portal.domain.entry import HIGHEST_NUMBER, differences
from portal.domain.periods import WITA, month_of
from portal.domain.permissions import Permission
from portal.i18n import gettext as _
from portal.settings import Settings

blueprint = Blueprint("entry", __name__, url_prefix="/entri")


@blueprint.get("")
@access(Permission.ENTER_FORMS)
def index() -> AnyResponse:
    """List the offices whose paper forms somebody may key."""
    asked = lists.asked(request.args, filters=("due",))
    page = queries.list_offices(db.session, asked, the_staff().reach(Permission.ENTER_FORMS))
    if asked.everything:
        header = (_("Kantor"), _("Loket"), _("Lembar"), _("Perlu dibaca kedua kali"), _("Perlu diputuskan"))
        rows = ((row.name.id, row.counters, row.sheets, row.unread, row.differing) for row in page.rows)
        return answers.csv_file("formulir-kertas.csv", header, rows)
    return _html("index", page=page)


def _html(name: str, status: int = 200, **values: Any) -> Response:
    return Response(render_template(f"staff/entry/{name}.html", **values), status, mimetype="text/html")


@blueprint.get("/ketelitian")
@access(Permission.READ_REPORTS)
def accuracy() -> AnyResponse:
    """List how well each office's forms were keyed."""
    asked = lists.asked(request.args)
    page = queries.list_accuracy(db.session, asked, the_staff().reach(Permission.READ_REPORTS))
    if asked.everything:
        header = (_("Kantor"), _("Lembar"), _("Dibaca dua kali"), _("Angka dibandingkan"), _("Angka berbeda"))
        rows = (
            (row.name.id, row.sheets, row.accuracy.sheets, row.accuracy.digits, row.accuracy.differing)
            for row in page.rows
        )
        return answers.csv_file("ketelitian-entri.csv", header, rows)
    return _html("accuracy", page=page)


@blueprint.get("/<unit>")
@access(Permission.ENTER_FORMS)
def office(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Show an office's counters, what waits there, and how well its forms were keyed."""
    here = the_office()
    return _html(
        "office",
        office=here,
        counters=queries.list_counters(db.session, here.id, the_staff().account_id),
        waiting=queries.count_waiting(db.session, here.id),
        accuracy=queries.find_accuracy(db.session, here.id),
        assisted=queries.find_assisted(db.session, here.id),
    )


def _counter_or_404(code: str) -> CounterForm:
    """Find a counter of the office with the questionnaire in force today."""
    form = find_counter_form(db.session, code, month_of(_now().date()))
    if form is None or form.unit_id != the_office().id:
        abort(404)
    return form


def _now() -> datetime:
    return datetime.now(WITA)


@blueprint.get("/<unit>/<code>")
@access(Permission.ENTER_FORMS)
def key(unit: str, code: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Show the keying grid of a counter."""
    counter = _counter_or_404(code)
    if queries.serves_at(db.session, the_staff().account_id, counter.counter_id):
        return _own_counter()
    number = queries.next_number(db.session, counter.unit_id)
    return _grid(counter, sheet_form(counter, nomor=number))


def _own_counter() -> Response:
    return _html("own_counter", 403, office=the_office())


def _grid(counter: CounterForm, form: SheetForm, status: int = 200, **said: Any) -> Response:
    form.start()
    values = {"said": None, "taken": False, "closed": False, **said}
    return _html("key", status, office=the_office(), counter=counter, form=form, **values)


@blueprint.post("/<unit>/<code>")
@access(Permission.ENTER_FORMS)
def key_submit(unit: str, code: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Store a paper form and show the grid for the next one."""
    begin_write(db.session)
    counter = _counter_or_404(code)
    form = sheet_form(counter)
    if not form.validate():
        db.session.rollback()
        return _grid(counter, form, 422)
    try:
        _key(counter, form)
    except actions.OwnCounterError:
        db.session.rollback()
        return _own_counter()
    except (actions.TakenNumberError, actions.ClosedCounterError) as refusal:
        db.session.rollback()
        return _refused(counter, form, refusal)
    db.session.commit()
    return _next_grid(counter, form)


def _key(counter: CounterForm, form: SheetForm) -> None:
    actions.key_sheet(
        db.session,
        counter,
        actions.FilledSheet(number=form.nomor.data, answers=answers_of(counter, form)),
        by=the_staff().account_id,
        secret=_settings().secret,
        now=_now(),
        draw=secrets.token_bytes,
    )


def _refused(counter: CounterForm, form: SheetForm, refusal: ValueError) -> Response:
    if isinstance(refusal, actions.ClosedCounterError):
        return _grid(counter, form, 422, closed=True)
    form.nomor.errors = [_("Lembar nomor ini sudah pernah dimasukkan, dengan isian lain atau oleh rekan lain.")]
    return _grid(counter, form, 422, taken=True)


def _next_grid(counter: CounterForm, form: SheetForm) -> Response:
    """Show the grid for the next sheet; what was keyed on this page is known to the page alone."""
    number = form.nomor.data
    keyed = [*(known for known in form.keyed if known != number), number][-LISTED:]
    following = min(number + 1, HIGHEST_NUMBER)
    blank = sheet_form(counter, nomor=following, bukan=True, sudah=" ".join(map(str, keyed)))
    return _grid(counter, blank, said=number)


@blueprint.get("/<unit>/lembar")
@access(Permission.ENTER_FORMS)
def sheets(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """List an office's sheets, with what is still to do about them."""
    asked = lists.asked(request.args, filters=("state",))
    page = queries.list_sheets(db.session, the_office().id, the_staff().account_id, asked)
    if asked.everything:
        header = (_("Nomor lembar"), _("Loket"), _("Keadaan"))
        rows = ((row.number, row.counter.id, row.state) for row in page.rows)
        return answers.csv_file("lembar.csv", header, rows)
    return _html("sheets", office=the_office(), page=page, states=queries.STATES)


def _sheet_or_404(number: int) -> queries.SheetView:
    sheet = queries.find_sheet(db.session, the_office().id, number)
    if sheet is None:
        abort(404)
    return sheet


@blueprint.get("/<unit>/lembar/<int:number>")
@access(Permission.ENTER_FORMS)
def sheet(unit: str, number: int) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask for a second reading of a sheet without showing the first; once it is there, show both."""
    found = _sheet_or_404(number)
    if refused := _unfit(found):
        return refused
    if found.second is None:
        return _html(
            "second", office=the_office(), sheet=found, form=reading_form(found.version, found.version.keys)
        )
    return _compared(found, _decision_form(found))


def _unfit(sheet: queries.SheetView) -> Response | None:
    """Refuse whoever keyed a sheet first, or serves at its counter."""
    account_id = the_staff().account_id
    if queries.serves_at(db.session, account_id, sheet.counter_id):
        return _own_counter()
    return _html("same_person", 403, office=the_office(), sheet=sheet) if sheet.keyed_by == account_id else None


def _places(sheet: queries.SheetView) -> tuple[int, ...]:
    return () if sheet.second is None or sheet.settled else differences(sheet.first, sheet.second)


def _decision_form(sheet: queries.SheetView) -> ReadingForm:
    return reading_form(sheet.version, tuple(sheet.version.keys[place] for place in _places(sheet)))


def _second(sheet: queries.SheetView, form: ReadingForm, status: int = 200) -> Response:
    form.start()
    return _html("second", status, office=the_office(), sheet=sheet, form=form)


def _compared(sheet: queries.SheetView, form: ReadingForm, status: int = 200) -> Response:
    form.start()
    return _html(
        "compared",
        status,
        office=the_office(),
        sheet=sheet,
        form=form,
        places=_places(sheet),
        may_settle=sheet.second_by != the_staff().account_id,
    )


@blueprint.post("/<unit>/lembar/<int:number>")
@access(Permission.ENTER_FORMS)
def sheet_submit(unit: str, number: int) -> AnyResponse:
    """Store a second reading and lead to what it differs in."""
    begin_write(db.session)
    found = _sheet_or_404(number)
    if refused := _unfit(found):
        db.session.rollback()
        return refused
    form = reading_form(found.version, found.version.keys)
    if not form.validate():
        db.session.rollback()
        return _second(found, form, 422)
    try:
        actions.read_again(
            db.session, the_office().id, number, "".join(form.digits().values()), by=the_staff().account_id
        )
    except actions.ReadAlreadyError:
        db.session.rollback()
    db.session.commit()
    return redirect(url_for(".sheet", unit=unit, number=number), 303)


@blueprint.post("/<unit>/lembar/<int:number>/putusan")
@access(Permission.ENTER_FORMS)
def settle(unit: str, number: int) -> AnyResponse:
    """Store what the paper says where two readings of it differ."""
    begin_write(db.session)
    found = _sheet_or_404(number)
    if refused := _unfit(found):
        db.session.rollback()
        return refused
    form = _decision_form(found)
    if not form.validate():
        db.session.rollback()
        return _compared(found, form, 422)
    try:
        _settle(found, form)
    except actions.SamePersonError:
        db.session.rollback()
        return _html("same_person", 403, office=the_office(), sheet=found)
    return redirect(url_for(".sheet", unit=unit, number=number), 303)


def _settle(sheet: queries.SheetView, form: ReadingForm) -> None:
    chosen = {sheet.version.keys.index(question): digit for question, digit in form.digits().items()}
    by = the_staff().account_id
    try:
        actions.settle(db.session, the_office().id, sheet.number, chosen, by=by, draw=secrets.token_bytes)
    except actions.NothingToSettleError:
        db.session.rollback()  # Sent twice, or somebody else was first: the page tells what was decided.
    db.session.commit()


@blueprint.get("/<unit>/<code>/formulir")
@access(Permission.READ_REGISTER)
def paper(unit: str, code: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask how many blank forms to print, and from which number on."""
    counter = _counter_or_404(code)
    number = queries.next_number(db.session, counter.unit_id)
    return _paper(counter, printing_form(mulai=number, jumlah=10))


def _paper(counter: CounterForm, form: PrintingForm, status: int = 200) -> Response:
    return _html("paper", status, office=the_office(), counter=counter, form=form)


@blueprint.get("/<unit>/<code>/formulir.pdf")
@access(Permission.READ_REGISTER)
def paper_pdf(unit: str, code: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Return blank forms with running numbers, one sheet each."""
    counter, form = _counter_or_404(code), printing_form()
    if not form.validate():
        return _paper(counter, form, 422)
    pdf = render_paper_forms(_blank_sheet(counter), first=form.mulai.data, sheets=form.jumlah.data)
    return answers.attachment(pdf, "application/pdf", f"formulir-{counter.code}-{form.mulai.data}.pdf")


def _blank_sheet(counter: CounterForm) -> PaperForm:
    whose = site.current_site()
    return PaperForm(
        office=counter.unit.id,
        counter=counter.counter.id,
        services=tuple(service.name.id for service in counter.services),
        questionnaire=counter.version,
        url=f"{_settings().public_url}/s/{counter.code}",
        owner=whose.owner.id,
        demo=whose.demo,
    )


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


@blueprint.get("/<unit>/<code>/petugas")
@access(Permission.EDIT_REGISTER)
def desks(unit: str, code: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask which clerks serve at a counter."""
    counter = _counter_or_404(code)
    clerks = queries.list_clerks(db.session, counter.unit_id, counter.counter_id)
    return _html("desks", office=the_office(), counter=counter, form=desks_form(clerks))


@blueprint.post("/<unit>/<code>/petugas")
@access(Permission.EDIT_REGISTER)
def desks_submit(unit: str, code: str) -> AnyResponse:
    """Note which clerks serve at a counter."""
    begin_write(db.session)
    counter = _counter_or_404(code)
    clerks = queries.list_clerks(db.session, counter.unit_id, counter.counter_id)
    form = desks_form(clerks)
    if not form.validate():
        db.session.rollback()
        return _html("desks", 422, office=the_office(), counter=counter, form=form)
    actions.set_desks(db.session, counter.counter_id, [clerk.id for clerk in clerks], form.petugas.data)
    db.session.commit()
    return answers.done(_("Tersimpan."), ".desks", unit=unit, code=code)
