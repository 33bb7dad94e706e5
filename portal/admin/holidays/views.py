"""Days off over HTTP: what the decree says, what was added here, and the step to take one away."""

from datetime import date

from flask import Blueprint, Response, abort, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin.answers import done
from portal.admin.asking import Question, ask
from portal.admin.clock import today
from portal.admin.forms import ConfirmForm
from portal.admin.holidays import actions, queries
from portal.admin.holidays.forms import HolidayForm
from portal.admin.holidays.queries import AddedDay
from portal.db import begin_write, db
from portal.domain.permissions import Permission
from portal.domain.workdays import covers, decreed
from portal.i18n import day as day_words
from portal.i18n import gettext as _
from portal.site import forget_site

blueprint = Blueprint("holidays", __name__, url_prefix="/hari-libur")
edits_holidays = access(Permission.EDIT_HOLIDAYS)


@blueprint.get("/")
@edits_holidays
def index() -> AnyResponse:
    """Show a year's days off, and the form to add one."""
    return _page(HolidayForm(formdata=None))


def _page(form: HolidayForm, status: int = 200) -> Response:
    years, year = actions.years(today()), _year()
    body = render_template(
        "staff/holidays/index.html",
        year=year,
        years=years,
        uncovered=[each for each in years if not covers(each)],
        decreed=decreed(year),
        added=queries.list_added(db.session, year),
        today=today(),
        form=form,
    )
    return Response(body, status, mimetype="text/html")


def _year() -> int:
    """Return the year that the address asks for, else this one."""
    asked, years = request.args.get("tahun", ""), actions.years(today())
    return next((year for year in years if str(year) == asked), years[0])


@blueprint.post("/")
@edits_holidays
def index_submit() -> AnyResponse:
    """Add a day off."""
    begin_write(db.session)
    form = HolidayForm()
    if not form.validate() or not _added(form):
        return _page(form, 422)
    db.session.commit()
    forget_site()
    said = _("%(day)s ditambahkan. Tenggat yang sudah diberikan tidak bergeser.", day=day_words(form.day.data))
    return done(said, ".index", tahun=form.day.data.year)


def _added(form: HolidayForm) -> bool:
    """Add the day, or note in the form why not."""
    try:
        actions.add(db.session, form.day.data, form.name.data, today=today())
    except actions.OutOfRangeError:
        first, last = actions.years(today())
        said = _("Pilih hari mulai besok, di tahun %(first)s atau %(last)s.", first=first, last=last)
        form.day.errors = [said]
    except actions.DayOffError:
        said = _("%(day)s memang sudah hari libur, jadi tidak perlu ditambahkan.", day=day_words(form.day.data))
        form.day.errors = [said]
    else:
        return True
    return False


@blueprint.get("/<day>/hapus")
@edits_holidays
def remove(day: str) -> AnyResponse:
    """Ask before a day off is taken away."""
    return ask(_question(_added_or_404(day)))


def _added_or_404(day: str) -> AddedDay:
    try:
        found = queries.find_added(db.session, date.fromisoformat(day))
    except ValueError:
        abort(404)
    if found is None or found.day <= today():
        abort(404)
    return found


def _question(added: AddedDay) -> Question:
    return Question(
        title=_("Jadikan %(day)s hari kerja lagi?", day=day_words(added.day)),
        texts=[
            _("“%(name)s” tidak lagi dihitung sebagai hari libur.", name=added.name),
            _("Tenggat yang sudah diberikan tidak bergeser; yang baru dihitung tanpa libur ini."),
        ],
        button=_("Ya, jadikan hari kerja"),
        crumb=(_("Hari libur"), url_for(".index", tahun=added.day.year)),
    )


@blueprint.post("/<day>/hapus")
@edits_holidays
def remove_submit(day: str) -> AnyResponse:
    """Take a day off away."""
    begin_write(db.session)
    added, form = _added_or_404(day), ConfirmForm()
    if not form.validate():
        return ask(_question(added), form)
    actions.remove(db.session, added.day, today=today())
    db.session.commit()
    forget_site()
    said = _("%(day)s kembali menjadi hari kerja.", day=day_words(added.day))
    return done(said, ".index", tahun=added.day.year)
