"""Offices over HTTP: list, show, add, change, move, close and open again."""

from typing import TypeVar

from flask import Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.admin import lists
from portal.admin.answers import csv_file, done
from portal.admin.asking import Question, ask
from portal.admin.forms import ConfirmForm
from portal.admin.guard import the_office, the_staff
from portal.admin.units import actions, queries, service_views
from portal.admin.units.forms import NewUnitForm, ParentForm, UnitForm
from portal.admin.units.opening import blueprint, edits, open_unit, reads, today, unit_crumb
from portal.db import begin_write, db
from portal.domain.permissions import Permission
from portal.i18n import gettext as _
from portal.i18n import words
from portal.models.units import Unit
from portal.site import forget_site

__all__ = ["blueprint", "service_views"]  # The pages of services hang on the same blueprint.

Form = TypeVar("Form", bound=ParentForm)


@blueprint.get("/kantor/")
@reads
def index() -> AnyResponse:
    """List the offices that the reader's posts reach."""
    reach = the_staff().reach(Permission.READ_REGISTER)
    found = queries.list_units(db.session, lists.asked(request.args, filters=("state", "parent")), reach)
    if found.asked.everything:
        return _as_csv(found.rows)
    parents = queries.list_parents(db.session, reach)
    choices = [
        ("state", _("Keadaan"), [("open", _("Buka")), ("closed", _("Ditutup"))]),
        ("parent", _("Di bawah"), [(unit.slug, words(unit.name)) for unit in parents]),
    ]
    body = render_template("staff/units/index.html", page=found, choices=choices, may_edit=_may_edit())
    return Response(body, mimetype="text/html")


def _may_edit(unit_id: int | None = None) -> bool:
    return the_staff().may(Permission.EDIT_REGISTER, unit_id)


def _as_csv(rows: tuple[queries.UnitLine, ...]) -> Response:
    header = (
        _("Nama dalam alamat"),
        _("Nama"),
        _("Nama dalam bahasa Inggris"),
        _("Di bawah"),
        _("Petugas"),
        _("Loket buka"),
        _("Layanan buka"),
        _("Ditutup"),
    )
    cells = (
        (
            row.slug,
            row.name.id,
            row.name.en,
            words(row.parent),
            row.officers,
            row.counters,
            row.services,
            row.closed_on,
        )
        for row in rows
    )
    return csv_file("kantor.csv", header, cells)


@blueprint.get("/kantor/<unit>")
@reads
def show(unit: str) -> str:  # noqa: ARG001 - the guard has found the office.
    """Show an office with its services and counters."""
    office = the_office()
    return render_template(
        "staff/units/show.html",
        page=queries.get_page(db.session, office.id),
        may_edit=_may_edit(office.id),
        reach=the_staff().reach(Permission.READ_REGISTER),
    )


@blueprint.get("/kantor-baru")
@edits
def add() -> AnyResponse:
    """Ask about a new office."""
    return _add_page(_offering(NewUnitForm()))


@blueprint.post("/kantor-baru")
@edits
def add_submit() -> AnyResponse:
    """Add an office: anywhere below one's own offices, at the top only with a post for everything."""
    begin_write(db.session)
    form = _offering(NewUnitForm())
    form.propose_slug()
    if form.validate():
        try:
            slug, above = form.slug.data, form.parent_id
            unit = actions.add_unit(db.session, form.facts, slug=slug, parent_id=above, today=today())
            return _saved(unit, _("Kantor ditambahkan."))
        except actions.SlugTakenError:
            form.slug.errors = [_("Sudah ada kantor dengan nama alamat ini.")]
        except actions.ReservedSlugError:
            form.slug.errors = [_("Nama ini dipakai untuk seluruh pemerintah daerah.")]
    return _add_page(form, 422)


def _offering(form: Form, *, outside: int | None = None) -> Form:
    """Offer the offices below which one may be put, without the branch that would make a circle."""
    reach = the_staff().reach(Permission.EDIT_REGISTER)
    form.offer(queries.list_choices(db.session, reach, outside=outside), top=reach is None)
    return form


def _add_page(form: NewUnitForm, status: int = 200) -> Response:
    return Response(render_template("staff/units/add.html", form=form), status, mimetype="text/html")


def _saved(unit: Unit, message: str) -> AnyResponse:
    """Commit what was done with an office, and say so on its page."""
    slug = unit.slug
    db.session.commit()
    forget_site()
    return done(message, "staff.units.show", unit=slug)


@blueprint.get("/kantor/<unit>/ubah")
@edits
def edit(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Show what is written down about an office, to be changed."""
    return _edit_page(UnitForm(obj=open_unit()))


@blueprint.post("/kantor/<unit>/ubah")
@edits
def edit_submit(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Write down other facts about an office."""
    begin_write(db.session)
    form = UnitForm()
    if not form.validate():
        return _edit_page(form, 422)
    office = open_unit()
    actions.change_unit(db.session, office, form.facts)
    return _saved(office, _("Kantor disimpan."))


def _edit_page(form: UnitForm, status: int = 200) -> Response:
    body = render_template("staff/units/edit.html", form=form, office=the_office())
    return Response(body, status, mimetype="text/html")


@blueprint.get("/kantor/<unit>/pindah")
@edits
def move(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask below which office this one is to hang."""
    above = open_unit().parent_id
    return _move_page(_offering(ParentForm(parent=str(above or "")), outside=the_office().id))


@blueprint.post("/kantor/<unit>/pindah")
@edits
def move_submit(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Hang an office below another."""
    begin_write(db.session)
    form = _offering(ParentForm(), outside=the_office().id)
    if form.validate():
        try:
            office = open_unit()
            actions.move_unit(db.session, office, form.parent_id)
            return _saved(office, _("Kantor dipindahkan."))
        except actions.CircleError:  # Somebody else moved an office in the meantime.
            form.parent.errors = [_("Kantor tidak bisa berada di bawah dirinya sendiri.")]
    return _move_page(form, 422)


def _move_page(form: ParentForm, status: int = 200) -> Response:
    body = render_template("staff/units/move.html", form=form, office=the_office())
    return Response(body, status, mimetype="text/html")


@blueprint.get("/kantor/<unit>/tutup")
@edits
def close(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask before an office is closed, and say what closes with it."""
    return ask(_closing())


@blueprint.post("/kantor/<unit>/tutup")
@edits
def close_submit(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Close an office."""
    begin_write(db.session)
    form = ConfirmForm()
    if not form.validate():
        return ask(_closing(), form)
    office = open_unit()
    actions.close_unit(db.session, office, today())
    return _saved(office, _("Kantor ditutup."))


def _closing() -> Question:
    page = queries.get_page(db.session, the_office().id)
    texts = [
        _("Loketnya berhenti menerima jawaban (%(count)s loket buka).", count=page.open_counters),
        _("Jawaban yang sudah masuk tetap dihitung, dan edisi yang sudah terbit tetap dapat dibaca."),
        _("Kantor ini tidak lagi tampil di daftar kantor untuk umum. Ia bisa dibuka lagi kapan saja."),
    ]
    still_open = [words(unit.name) for unit in page.below if unit.closed_on is None]
    if still_open:
        texts.append(_("Kantor di bawahnya tetap buka:"))
    return Question(
        title=_("Tutup %(name)s?", name=words(page.name)),
        texts=texts,
        items=still_open,
        button=_("Tutup kantor"),
        crumb=unit_crumb(),
    )


@blueprint.get("/kantor/<unit>/buka")
@edits
def reopen(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask before a closed office is opened again."""
    return ask(_reopening())


@blueprint.post("/kantor/<unit>/buka")
@edits
def reopen_submit(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Open a closed office again."""
    begin_write(db.session)
    form = ConfirmForm()
    if not form.validate():
        return ask(_reopening(), form)
    office = open_unit()
    actions.reopen_unit(db.session, office)
    return _saved(office, _("Kantor dibuka lagi."))


def _reopening() -> Question:
    return Question(
        title=_("Buka lagi %(name)s?", name=words(the_office().name)),
        texts=[_("Loket yang tidak ditutup sendiri menerima jawaban lagi dengan kode dan poster yang lama.")],
        button=_("Buka kantor"),
        crumb=unit_crumb(),
    )
