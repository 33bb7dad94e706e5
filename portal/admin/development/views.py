"""Development over HTTP: the hours of the year, what is worth learning and why, and the plan."""

from datetime import date, datetime
from typing import Any

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.wrappers import Response as AnyResponse
from wtforms import SelectChoice

from portal.access import access
from portal.admin.answers import done
from portal.admin.audit import trail
from portal.admin.development import actions, queries
from portal.admin.development.forms import DropForm, NeedForm, WishForm
from portal.admin.development.shown import reason_of
from portal.admin.forms import ConfirmForm
from portal.admin.guard import the_staff
from portal.admin.leaving import LEFT, require_here
from portal.admin.names import COMPETENCES, NEED_SOURCES
from portal.admin.people import Person, find_me, find_person, leads
from portal.db import begin_write, db
from portal.domain.certificates import is_ready
from portal.domain.needs import Need
from portal.domain.periods import WITA
from portal.domain.permissions import Permission
from portal.domain.training import YEARLY_HOURS, Competence, NeedSource
from portal.i18n import day
from portal.i18n import gettext as _

blueprint = Blueprint("development", __name__, url_prefix="/pengembangan")

_FIRST_YEAR = 2000
_MOST_OFFERS = 3


def _now() -> datetime:
    return datetime.now(WITA)


def _today() -> date:
    return _now().date()


def _html(name: str, status: int = 200, **values: Any) -> Response:
    body = render_template(f"staff/development/{name}.html", **values)
    return Response(body, status, mimetype="text/html")


@blueprint.get("/")
@access(Permission.TAKE_TRAINING)
def index() -> AnyResponse:
    """Show the signed-in officer's own hours, needs and plan."""
    me = find_me(db.session, the_staff())
    return _html("unlinked") if me is None else _year_page(me, me)


@blueprint.get("/<int:employee>")
@access(Permission.READ_TRAINING)
def show(employee: int) -> AnyResponse:
    """Show an officer's hours, needs and plan to the officer, and to the superior, whose look is noted."""
    begin_write(db.session)
    me, person = _me_and_person_or_404(employee)
    if me.id != person.id:
        trail.note(db.session, "saw", "development_items", subject_id=str(person.id), unit_id=person.unit_id)
    page = _year_page(me, person)
    db.session.commit()
    return page


def _me_and_person_or_404(employee: int) -> tuple[Person, Person]:
    """Return the reader and the officer that a page is about: oneself, or somebody whom the reader leads."""
    staff = the_staff()
    me, person = find_me(db.session, staff), find_person(db.session, employee)
    if me is None or person is None:
        abort(404)
    own = me.id == person.id and staff.may(Permission.TAKE_TRAINING)
    if not own and not (leads(me, person) and staff.may(Permission.LEAD_TEAM)):
        abort(404)
    return me, person


def _to_write_or_404(employee: int) -> tuple[Person, Person]:
    """Return the reader and the officer whose plan is written; one's own only while one has not left."""
    me, person = _me_and_person_or_404(employee)
    if me.id == person.id:
        require_here(me)
    return me, person


def _year_page(me: Person, person: Person, status: int = 200, form: ConfirmForm | None = None) -> Response:
    today = _today()
    year = _asked_year(today.year)
    attended = queries.list_attended(db.session, person.id, year)
    items = queries.list_items(db.session, person.id)
    shown = queries.hide_foreign_ratings(db.session, items, employee_id=person.id, reader_id=me.id)
    own = me.id == person.id
    return _html(
        "year",
        status,
        person=person,
        own=own,
        may_write=person.here or not own,
        left=LEFT,
        year=year,
        this_year=today.year,
        hours=sum(line.hours for line in attended),
        wanted=YEARLY_HOURS,
        attended=attended,
        ready={line.run_id for line in attended if line.certificate and is_ready(line.ends_on, today)},
        items=[item for item in shown if item.year == year],
        proposals=_proposals(me, person, items, today) if year == today.year else (),
        team=_team(me, year) if own else (),
        today=today,
        form=form or ConfirmForm(formdata=None),
        competences=COMPETENCES,
        sources=NEED_SOURCES,
    )


def _asked_year(this_year: int) -> int:
    asked = request.args.get("tahun", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else this_year
    return year if _FIRST_YEAR <= year <= this_year + 1 else this_year


def _team(me: Person, year: int) -> tuple[queries.TeamLine, ...]:
    return queries.list_team_hours(db.session, me.id, year) if the_staff().may(Permission.LEAD_TEAM) else ()


def _proposals(
    me: Person, person: Person, planned: tuple[queries.Item, ...], today: date
) -> list[tuple[Need, str, tuple[queries.Offer, ...]]]:
    """Return what is worth learning, each with the reason in words and open courses."""
    needs = queries.find_needs(db.session, person, planned, reader_id=me.id, today=today)
    offers = queries.list_offers(db.session, {need.competence for need in needs}, today)
    return [(need, reason_of(need, today), offers[need.competence][:_MOST_OFFERS]) for need in needs]


@blueprint.get("/<int:employee>/baru")
@access(Permission.READ_TRAINING)
def new(employee: int) -> AnyResponse:
    """Ask what is to be done about a need, or what somebody wishes to learn."""
    me, person = _to_write_or_404(employee)
    need = _asked_need(me, person)
    form = NeedForm(formdata=None) if need else WishForm(formdata=None)
    offers = _offer_courses(form, need)
    chosen = next((offer for offer in offers if str(offer.id) == request.args.get("pelatihan")), None)
    if chosen:
        form.course.data = str(chosen.id)
        form.step.data = _("Mengikuti pelatihan %(course)s", course=chosen.title)
        form.due_on.data = chosen.next_on
    return _new_page(person, need, form)


def _asked_need(me: Person, person: Person) -> Need | None:
    """Return the need that the address names as it stands now; None for a wish of one's own."""
    source, key = request.args.get("sumber"), request.args.get("kunci")
    if source is None:
        return None
    planned = queries.list_items(db.session, person.id)
    needs = queries.find_needs(db.session, person, planned, reader_id=me.id, today=_today())
    found = next((need for need in needs if need.source.value == source and need.key == key), None)
    if found is None and any((item.source.value, item.key, item.dropped) == (source, key, "") for item in planned):
        abort(_already_planned(person))
    if found is None:
        abort(404)
    return found


def _already_planned(person: Person) -> AnyResponse:
    return done(_("Kebutuhan ini sudah ada di rencana."), ".show", employee=person.id)


def _offer_courses(form: NeedForm, need: Need | None) -> tuple[queries.Offer, ...]:
    """Give the form the open courses of the need's competence, or all of them."""
    today = _today()
    if need:
        offers = queries.list_offers(db.session, [need.competence], today)[need.competence]
    else:
        offers = queries.list_all_offers(db.session, today)
    form.course.choices = [SelectChoice("", _("Tanpa pelatihan dari katalog")), *map(_course_choice, offers)]
    return offers


def _course_choice(offer: queries.Offer) -> SelectChoice:
    named = _("%(course)s, %(hours)s JP", course=offer.title, hours=offer.hours)
    return SelectChoice(str(offer.id), f"{named} ({day(offer.next_on)})" if offer.next_on else named)


def _new_page(person: Person, need: Need | None, form: NeedForm, status: int = 200) -> Response:
    return _html(
        "new",
        status,
        person=person,
        need=need,
        reason=reason_of(need, _today()) if need else "",
        form=form,
        competences=COMPETENCES,
    )


@blueprint.post("/<int:employee>/baru")
@access(Permission.READ_TRAINING)
def new_submit(employee: int) -> AnyResponse:
    """Add a line to an officer's plan; the reason of a need is kept as it stands now."""
    begin_write(db.session)
    me, person = _to_write_or_404(employee)
    need = _asked_need(me, person)
    form = NeedForm() if need else WishForm()
    _offer_courses(form, need)
    if not form.validate() or not _add(person, need, form):
        return _new_page(person, need, form, 422)
    year = form.due_on.data.year
    db.session.commit()
    return done(_("Masuk ke rencana pengembangan."), ".show", employee=employee, tahun=year)


def _add(person: Person, need: Need | None, form: NeedForm) -> bool:
    """Add what the form says, or note in it why not."""
    try:
        actions.add_item(db.session, person.id, _facts(need, form), now=_now(), today=_today())
    except actions.DueError:
        form.due_on.errors = [_("Pilih hari mulai hari ini sampai akhir tahun depan.")]
    except actions.AlreadyPlannedError:
        abort(_already_planned(person))
    except actions.UnknownCourseError:
        form.course.errors = [_("Pelatihan ini tidak ditawarkan lagi.")]
    else:
        return True
    return False


def _facts(need: Need | None, form: NeedForm) -> actions.ItemFacts:
    course_id = int(form.course.data) if form.course.data else None
    step, due_on = form.step.data, form.due_on.data
    if need is None:
        competence, reason = Competence(form.competence.data), form.reason.data
        source, key = NeedSource.OWN_WISH, ""
    else:
        competence, reason, source, key = need.competence, reason_of(need, _today()), need.source, need.key
    return actions.ItemFacts(
        competence=competence, source=source, key=key, reason=reason, step=step, course_id=course_id, due_on=due_on
    )


@blueprint.post("/<int:employee>/<int:item>/selesai")
@access(Permission.READ_TRAINING)
def finish_submit(employee: int, item: int) -> AnyResponse:
    """Say that a line of the plan is done."""
    begin_write(db.session)
    me, person = _to_write_or_404(employee)
    held, form = actions.hold_item(db.session, person.id, item), ConfirmForm()
    if held is None:
        abort(404)
    if not form.validate():
        return _year_page(me, person, 422, form)
    year = held.year
    try:
        actions.finish(db.session, held, _today())
    except actions.EndedError:
        return done(_("Rencana ini sudah berakhir."), ".show", employee=employee, tahun=year)
    db.session.commit()
    return done(_("Ditandai selesai."), ".show", employee=employee, tahun=year)


@blueprint.get("/<int:employee>/<int:item>/batal")
@access(Permission.READ_TRAINING)
def drop(employee: int, item: int) -> AnyResponse:
    """Ask why a line of the plan is dropped."""
    _me, person = _to_write_or_404(employee)
    return _drop_page(person, item, DropForm(formdata=None))


def _drop_page(person: Person, item: int, form: DropForm, status: int = 200) -> Response:
    found = queries.find_item(db.session, person.id, item)
    if found is None:
        abort(404)
    return _html("drop", status, person=person, item=found, form=form)


@blueprint.post("/<int:employee>/<int:item>/batal")
@access(Permission.READ_TRAINING)
def drop_submit(employee: int, item: int) -> AnyResponse:
    """Drop a line of the plan; it stays, with the reason."""
    begin_write(db.session)
    _me, person = _to_write_or_404(employee)
    held, form = actions.hold_item(db.session, person.id, item), DropForm()
    if held is None:
        abort(404)
    if not form.validate():
        return _drop_page(person, item, form, 422)
    year = held.year
    try:
        actions.drop(db.session, held, form.reason.data)
    except actions.EndedError:
        return done(_("Rencana ini sudah berakhir."), ".show", employee=employee, tahun=year)
    db.session.commit()
    return done(_("Dibatalkan, dan alasannya tersimpan."), ".show", employee=employee, tahun=year)
