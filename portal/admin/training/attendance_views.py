"""Attendance over HTTP: the code on the wall, what scanning it leads to, and the certificate."""

import secrets
from datetime import date, datetime

from babel.dates import format_date
from flask import Response, abort, current_app, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from portal.admin.answers import done
from portal.admin.clock import today
from portal.admin.forms import ConfirmForm
from portal.admin.guard import the_staff
from portal.admin.leaving import require_here
from portal.admin.people import Person, find_me
from portal.admin.training import enrolments, queries
from portal.admin.training.opening import blueprint, edits, held_run, html, now, reads, run_or_404, takes
from portal.admin.training.queries import CertificateView
from portal.db import begin_write, db
from portal.documents.certificate import CertificateContent, render_certificate
from portal.domain.certificates import is_ready, read_certificate_code
from portal.domain.permissions import Permission
from portal.domain.training import CourseForm, Token, is_on, make_token, read_token, slot_of
from portal.i18n import gettext as _
from portal.qr import qr_svg
from portal.settings import Settings
from portal.site import current_site, forget_site

REFRESH_SECONDS = 60
"""How often the page on the wall asks for itself: at least once in the two minutes that a code is shown."""


_FORMS = {CourseForm.CLASSICAL: "klasikal", CourseForm.NON_CLASSICAL: "nonklasikal"}
"""Certificates are in Indonesian, whatever language their reader looks at pages in."""


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


@blueprint.get("/sesi/<int:run>/qr")
@edits
def show_code(run: int) -> AnyResponse:
    """Show the code to scan, large enough for a projector; the page comes anew by itself, without a script."""
    line, moment = run_or_404(run), now()
    if line.cancelled_on is not None or not is_on(line.starts_on, line.ends_on, moment):
        return done(_("Kode kehadiran hanya tampil pada hari sesi."), ".show_run", run=run)
    people = queries.list_participants(db.session, run)
    response = html(
        "code",
        run=line,
        code=Markup(qr_svg(_address(run, moment)).decode()),  # noqa: S704 - drawn here
        attended=sum(one.attended_at is not None for one in people),
        clock=f"{moment:%H.%M}",
    )
    response.headers["Refresh"] = str(REFRESH_SECONDS)
    return response


def _address(run: int, moment: datetime) -> str:
    token = make_token(_settings().secret, run, slot_of(moment))
    return _settings().public_url + url_for(".attend", token=token)


@blueprint.get("/hadir/<token>")
@takes
def attend(token: str) -> AnyResponse:
    """Ask the officer who scanned a code to confirm being there."""
    return _attend_page(token)


def _attend_page(token: str, form: ConfirmForm | None = None) -> Response:
    read = _fresh_or_stop(token)
    me = find_me(db.session, the_staff())
    if me:
        require_here(me)
    line = run_or_404(read.run, me.id if me else None)
    return html(
        "attend", 422 if form else 200, token=token, run=line, me=me, form=form or ConfirmForm(formdata=None)
    )


def _fresh_or_stop(token: str) -> Token:
    """Read a code, or answer that it has to be scanned again: 404 for one that is none, 410 for an old one."""
    read = read_token(_settings().secret, token)
    if read is None:
        abort(html("scan_again", 404))
    if not read.is_fresh(now()):
        abort(html("scan_again", 410))
    return read


@blueprint.post("/hadir/<token>")
@takes
def attend_submit(token: str) -> AnyResponse:
    """Mark the signed-in officer present."""
    read = _fresh_or_stop(token)
    begin_write(db.session)
    held, form, me = held_run(read.run), ConfirmForm(), find_me(db.session, the_staff())
    if me is None or not form.validate():
        return _attend_page(token, form)
    require_here(me)
    course_id = held.course_id
    try:
        enrolments.attend(db.session, held, me.id, now=now(), draw=secrets.token_bytes)
    except enrolments.NotTodayError:
        return done(_("Sesi ini tidak berlangsung hari ini."), ".show", course=course_id)
    except enrolments.FullError:
        return done(_("Semua kursi terisi. Bicaralah dengan penyelenggara."), ".show", course=course_id)
    db.session.commit()
    forget_site()
    return done(_("Kehadiran Anda tercatat. Terima kasih."), ".show", course=course_id)


@blueprint.get("/sertifikat/<code>.pdf")
@reads
def certificate(code: str) -> AnyResponse:
    """Return a certificate as a PDF to its officer, or to the owner of training."""
    found = queries.find_certificate(db.session, read_certificate_code(code) or "")
    if found is None or not _may_print(found, find_me(db.session, the_staff())):
        abort(404)
    named = {"Content-Disposition": f'inline; filename="sertifikat-{found.code}.pdf"'}
    return Response(render_certificate(_content(found)), headers=named, mimetype="application/pdf")


def _may_print(found: CertificateView, me: Person | None) -> bool:
    if not is_ready(found.ends_on, today()):
        return False
    return the_staff().may(Permission.EDIT_TRAINING) or (me is not None and me.id == found.employee_id)


def _content(found: CertificateView) -> CertificateContent:
    site = current_site()
    return CertificateContent(
        government=site.government.id,
        name=found.name,
        title=found.title,
        form=_FORMS[found.form],
        hours=found.hours,
        dates=_dates(found.starts_on, found.ends_on),
        provider=found.provider,
        code=found.code,
        url=f"{_settings().public_url}/sertifikat",
        demo=site.demo,
    )


def _dates(first: date, last: date) -> str:
    days = [format_date(each, "d MMMM y", locale="id") for each in (first, last)]
    return days[0] if first == last else f"{days[0]} sampai {days[1]}"
