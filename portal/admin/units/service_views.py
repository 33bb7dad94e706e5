"""The services of an office over HTTP, with the fourteen parts of their standards."""

from flask import Response, abort, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.admin.answers import done
from portal.admin.asking import Question, ask
from portal.admin.forms import ConfirmForm
from portal.admin.guard import the_office, the_staff
from portal.admin.units import service_actions as actions
from portal.admin.units.opening import blueprint, edits, reads, today
from portal.admin.units.service_forms import ServiceForm, stored_standard
from portal.db import begin_write, db
from portal.domain.permissions import Permission
from portal.domain.standards import PARTS, missing_parts
from portal.domain.words import Words
from portal.i18n import gettext as _
from portal.i18n import words
from portal.models.units import Service
from portal.site import forget_site


def _service_or_404(slug: str) -> Service:
    service = actions.find_service(db.session, the_office().id, slug)
    if service is None:
        abort(404)
    return service


@blueprint.get("/kantor/<unit>/layanan/<service>")
@reads
def show_service(unit: str, service: str) -> str:  # noqa: ARG001 - the guard has found the office.
    """Show a service with its standard, and which parts are missing."""
    found = _service_or_404(service)
    return render_template(
        "staff/units/service.html",
        office=the_office(),
        service=found,
        parts=[(part, Words(**found.standard[part.key])) for part in PARTS if part.key in found.standard],
        missing=missing_parts(found.standard),
        may_edit=the_staff().may(Permission.EDIT_REGISTER, the_office().id),
    )


@blueprint.get("/kantor/<unit>/layanan-baru")
@edits
def add_service(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask about a new service."""
    return _form_page(ServiceForm(), None)


@blueprint.post("/kantor/<unit>/layanan-baru")
@edits
def add_service_submit(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Add a service to an office."""
    begin_write(db.session)
    form = ServiceForm()
    if not form.validate():
        return _form_page(form, None, 422)
    service = actions.add_service(db.session, the_office().id, _facts(form))
    return _saved(service, _("Layanan ditambahkan."))


def _facts(form: ServiceForm) -> actions.ServiceFacts:
    return actions.ServiceFacts(name=Words(form.name_id.data, form.name_en.data or ""), standard=form.standard)


def _form_page(form: ServiceForm, service: Service | None, status: int = 200) -> Response:
    body = render_template("staff/units/service_form.html", form=form, service=service, office=the_office())
    return Response(body, status, mimetype="text/html")


def _saved(service: Service, message: str) -> AnyResponse:
    slug = service.slug
    db.session.commit()
    forget_site()
    return done(message, "staff.units.show_service", unit=the_office().slug, service=slug)


@blueprint.get("/kantor/<unit>/layanan/<service>/ubah")
@edits
def edit_service(unit: str, service: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Show a service and its standard, to be changed."""
    found = _service_or_404(service)
    names = {"name_id": found.name_id, "name_en": found.name_en}
    return _form_page(ServiceForm(data=names | stored_standard(found.standard)), found)


@blueprint.post("/kantor/<unit>/layanan/<service>/ubah")
@edits
def edit_service_submit(unit: str, service: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Change a service and its standard."""
    begin_write(db.session)
    found, form = _service_or_404(service), ServiceForm()
    if not form.validate():
        return _form_page(form, found, 422)
    actions.change_service(db.session, found, _facts(form))
    return _saved(found, _("Layanan disimpan."))


@blueprint.get("/kantor/<unit>/layanan/<service>/tutup")
@edits
def close_service(unit: str, service: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask before a service is closed."""
    return ask(_closing(_service_or_404(service)))


@blueprint.post("/kantor/<unit>/layanan/<service>/tutup")
@edits
def close_service_submit(unit: str, service: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Close a service."""
    begin_write(db.session)
    found, form = _service_or_404(service), ConfirmForm()
    if not form.validate():
        return ask(_closing(found), form)
    actions.close_service(db.session, found, today())
    return _saved(found, _("Layanan ditutup."))


def _closing(service: Service) -> Question:
    return Question(
        title=_("Tutup %(name)s?", name=words(service.name)),
        texts=[
            _("Survei di loket mana pun tidak lagi menawarkannya, dan halaman kantor tidak lagi menampilkannya."),
            _("Jawaban yang sudah masuk tetap dihitung. Layanan bisa dibuka lagi kapan saja."),
        ],
        button=_("Tutup layanan"),
        crumb=_crumb(service),
    )


def _crumb(service: Service) -> tuple[str, str]:
    page = url_for("staff.units.show_service", unit=the_office().slug, service=service.slug)
    return words(service.name), page


@blueprint.get("/kantor/<unit>/layanan/<service>/buka")
@edits
def reopen_service(unit: str, service: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask before a closed service is opened again."""
    return ask(_reopening(_service_or_404(service)))


@blueprint.post("/kantor/<unit>/layanan/<service>/buka")
@edits
def reopen_service_submit(unit: str, service: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Open a closed service again."""
    begin_write(db.session)
    found, form = _service_or_404(service), ConfirmForm()
    if not form.validate():
        return ask(_reopening(found), form)
    actions.reopen_service(db.session, found)
    return _saved(found, _("Layanan dibuka lagi."))


def _reopening(service: Service) -> Question:
    return Question(
        title=_("Buka lagi %(name)s?", name=words(service.name)),
        texts=[_("Loket yang dahulu menyediakannya menawarkannya lagi dalam survei.")],
        button=_("Buka layanan"),
        crumb=_crumb(service),
    )
