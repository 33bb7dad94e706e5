"""Counters over HTTP: list, show, add, change, close and open again, new codes."""

import secrets
from datetime import date, datetime

from flask import Response, abort, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.admin import lists
from portal.admin.answers import csv_file, done
from portal.admin.asking import Question, ask
from portal.admin.counters import actions, posters, queries
from portal.admin.counters.forms import CounterForm
from portal.admin.counters.opening import blueprint, edits, reads, survey_address
from portal.admin.forms import ConfirmForm
from portal.admin.guard import the_office, the_staff
from portal.db import begin_write, db
from portal.domain.periods import WITA
from portal.domain.permissions import Permission
from portal.domain.words import Words
from portal.i18n import gettext as _
from portal.i18n import ngettext, words
from portal.models.counters import Counter
from portal.site import forget_site

__all__ = ["blueprint", "posters"]  # The posters hang on the same blueprint.


def _today() -> date:
    return datetime.now(WITA).date()


@blueprint.get("/loket/")
@reads
def index() -> AnyResponse:
    """List the counters of the offices that the reader's posts reach."""
    staff = the_staff()
    reach = staff.reach(Permission.READ_REGISTER)
    found = queries.page_of_counters(db.session, lists.asked(request.args, filters=("state", "unit")), reach)
    if found.asked.everything:
        return _as_csv(found.rows)
    offices = queries.list_offices(db.session, reach)
    choices = [
        ("state", _("Keadaan"), [("open", _("Buka")), ("closed", _("Ditutup"))]),
        ("unit", _("Kantor"), [(slug, words(name)) for slug, name in offices]),
    ]
    may_edit = staff.may(Permission.EDIT_REGISTER)
    body = render_template("staff/counters/index.html", page=found, choices=choices, may_edit=may_edit)
    return Response(body, mimetype="text/html")


def _as_csv(rows: tuple[queries.CounterRow, ...]) -> Response:
    header = (_("Kode"), _("Loket"), _("Kantor"), _("Jam buka"), _("Petugas"), _("Keadaan"), _("Alamat survei"))
    cells = (
        (
            row.code,
            row.name.id,
            row.unit.id,
            row.hours,
            row.officers,
            _("Buka") if row.open else _("Ditutup"),
            survey_address(row.code),
        )
        for row in rows
    )
    return csv_file("loket.csv", header, cells)


@blueprint.get("/kantor/<unit>/loket/<code>")
@reads
def show(unit: str, code: str) -> str:  # noqa: ARG001 - the guard has found the office.
    """Show a counter."""
    page = queries.find_page(db.session, the_office().id, code)
    if page is None:
        abort(404)
    may_edit = the_staff().may(Permission.EDIT_REGISTER, the_office().id)
    return render_template(
        "staff/counters/show.html", page=page, office=the_office(), may_edit=may_edit, address=survey_address(code)
    )


def _counter_or_404(code: str) -> Counter:
    counter = actions.find_counter(db.session, the_office().id, code)
    if counter is None:
        abort(404)
    return counter


@blueprint.get("/kantor/<unit>/loket-baru")
@edits
def add(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask about a new counter."""
    return _form_page(_offering(CounterForm()), None)


@blueprint.post("/kantor/<unit>/loket-baru")
@edits
def add_submit(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Add a counter to an office, with a code of its own."""
    begin_write(db.session)
    form = _offering(CounterForm())
    if not form.validate():
        return _form_page(form, None, 422)
    counter = actions.add_counter(db.session, the_office().id, _facts(form), choose=secrets.choice)
    return _saved(counter, _("Loket ditambahkan. Cetak posternya dan pasang di loket."))


def _offering(form: CounterForm) -> CounterForm:
    form.offer(queries.list_services(db.session, the_office().id))
    return form


def _facts(form: CounterForm) -> actions.CounterFacts:
    return actions.CounterFacts(
        name=Words(form.name_id.data, form.name_en.data or ""),
        hours=form.hours.data or "",
        officers=form.officers.data,
        service_ids=form.service_ids.data or (),
    )


def _form_page(form: CounterForm, counter: Counter | None, status: int = 200) -> Response:
    body = render_template("staff/counters/form.html", form=form, counter=counter, office=the_office())
    return Response(body, status, mimetype="text/html")


def _saved(counter: Counter, message: str) -> AnyResponse:
    """Commit what was done with a counter, and say so on its page."""
    code = counter.code
    db.session.commit()
    forget_site()
    return done(message, "staff.counters.show", unit=the_office().slug, code=code)


@blueprint.get("/kantor/<unit>/loket/<code>/ubah")
@edits
def edit(unit: str, code: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Show what is written down about a counter, to be changed."""
    counter = _counter_or_404(code)
    offered = [service.id for service in counter.services]
    return _form_page(_offering(CounterForm(obj=counter, service_ids=offered)), counter)


@blueprint.post("/kantor/<unit>/loket/<code>/ubah")
@edits
def edit_submit(unit: str, code: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Write down other facts about a counter."""
    begin_write(db.session)
    counter, form = _counter_or_404(code), _offering(CounterForm())
    if not form.validate():
        return _form_page(form, counter, 422)
    actions.change_counter(db.session, counter, _facts(form))
    return _saved(counter, _("Loket disimpan."))


@blueprint.get("/kantor/<unit>/loket/<code>/tutup")
@edits
def close(unit: str, code: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask before a counter is closed."""
    return ask(_closing(_counter_or_404(code)))


@blueprint.post("/kantor/<unit>/loket/<code>/tutup")
@edits
def close_submit(unit: str, code: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Close a counter."""
    begin_write(db.session)
    counter, form = _counter_or_404(code), ConfirmForm()
    if not form.validate():
        return ask(_closing(counter), form)
    actions.close_counter(db.session, counter, _today())
    return _saved(counter, _("Loket ditutup."))


def _closing(counter: Counter) -> Question:
    return Question(
        title=_("Tutup %(name)s?", name=words(counter.name)),
        texts=[*_what_closing_means(), _("Lepaskan posternya.")],
        button=_("Tutup loket"),
        crumb=_crumb(counter),
    )


def _what_closing_means() -> list[str]:
    return [
        _("Yang memindai posternya membaca bahwa loket sudah ditutup. Formulir yang belum dikirim ditolak."),
        _("Jawaban yang sudah masuk tetap dihitung. Loket bisa dibuka lagi kapan saja, dengan kode yang sama."),
    ]


def _crumb(counter: Counter) -> tuple[str, str]:
    return words(counter.name), url_for("staff.counters.show", unit=the_office().slug, code=counter.code)


@blueprint.get("/kantor/<unit>/loket/<code>/buka")
@edits
def reopen(unit: str, code: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask before a closed counter is opened again."""
    return ask(_reopening(_counter_or_404(code)))


@blueprint.post("/kantor/<unit>/loket/<code>/buka")
@edits
def reopen_submit(unit: str, code: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Open a closed counter again."""
    begin_write(db.session)
    counter, form = _counter_or_404(code), ConfirmForm()
    if not form.validate():
        return ask(_reopening(counter), form)
    actions.reopen_counter(db.session, counter)
    return _saved(counter, _("Loket dibuka lagi."))


def _reopening(counter: Counter) -> Question:
    return Question(
        title=_("Buka lagi %(name)s?", name=words(counter.name)),
        texts=[_("Loket menerima jawaban lagi dengan kode dan poster yang lama.")],
        button=_("Buka loket"),
        crumb=_crumb(counter),
    )


@blueprint.get("/kantor/<unit>/loket/<code>/kode-baru")
@edits
def replace_code(unit: str, code: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask before a counter gets another code."""
    return ask(_replacing(_counter_or_404(code)))


@blueprint.post("/kantor/<unit>/loket/<code>/kode-baru")
@edits
def replace_code_submit(unit: str, code: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Give a counter another code."""
    begin_write(db.session)
    counter, form = _counter_or_404(code), ConfirmForm()
    if not form.validate():
        return ask(_replacing(counter), form)
    actions.replace_code(db.session, counter, choose=secrets.choice, today=_today())
    return _saved(counter, _("Kode diganti. Cetak poster yang baru dan ganti yang lama."))


def _replacing(counter: Counter) -> Question:
    return Question(
        title=_("Ganti kode %(name)s?", name=words(counter.name)),
        texts=[
            _("Perlu kalau posternya disalahgunakan, misalnya difoto lalu disebarkan."),
            _("Poster yang sekarang (kode %(code)s) tidak berlaku lagi dan harus diganti.", code=counter.code),
            _("Formulir yang sudah terbuka di ponsel warga masih diterima selama 24 jam."),
            _("Jawaban yang sudah masuk tetap dihitung."),
        ],
        button=_("Ganti kode"),
        crumb=_crumb(counter),
    )


@blueprint.get("/loket/tutup")
@edits
def close_selected() -> AnyResponse:
    """Ask before the counters that were ticked are closed."""
    chosen = _chosen(request.args.getlist("pilih"))
    return ask(_closing_all(chosen)) if chosen else _nothing_chosen()


@blueprint.post("/loket/tutup")
@edits
def close_selected_submit() -> AnyResponse:
    """Close the counters that were ticked, as far as one's posts reach."""
    begin_write(db.session)
    form = ConfirmForm()
    chosen = _chosen(request.form.getlist("pilih"))
    if not chosen:
        return _nothing_chosen()
    if not form.validate():
        return ask(_closing_all(chosen), form)
    for counter in chosen:
        actions.close_counter(db.session, counter, _today())
    db.session.commit()
    forget_site()
    said = ngettext("%(num)s loket ditutup.", "%(num)s loket ditutup.", len(chosen))
    return done(said, "staff.counters.index")


def _chosen(codes: list[str]) -> list[Counter]:
    return queries.find_open_counters(db.session, the_staff().reach(Permission.EDIT_REGISTER), codes)


def _nothing_chosen() -> AnyResponse:
    return done(_("Centang dahulu loket yang masih buka."), "staff.counters.index")


def _closing_all(chosen: list[Counter]) -> Question:
    return Question(
        title=ngettext("Tutup %(num)s loket?", "Tutup %(num)s loket?", len(chosen)),
        texts=_what_closing_means(),
        items=[f"{counter.code} · {words(counter.name)}, {words(counter.unit.name)}" for counter in chosen],
        values=[("pilih", counter.code) for counter in chosen],
        button=_("Tutup semuanya"),
        crumb=(_("Loket"), url_for("staff.counters.index")),
    )
