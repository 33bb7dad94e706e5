"""Progress over HTTP: what waits for an entry, one measure with its history, corrections and evidence."""

from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flask import Response, abort, current_app, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access, takes_files
from portal.admin import people
from portal.admin.answers import attachment, done
from portal.admin.audit import trail
from portal.admin.clock import now
from portal.admin.guard import the_staff
from portal.admin.leaving import LEFT, require_here
from portal.admin.names import DIRECTIONS
from portal.admin.people import Person
from portal.admin.progress import actions, log_views, queries
from portal.admin.progress.forms import CorrectionForm, EntryForm
from portal.admin.progress.opening import blueprint, unlinked
from portal.admin.progress.queries import EntryLine, MeasureLine
from portal.db import begin_write, db
from portal.domain.permissions import Permission
from portal.domain.plans import Gathering
from portal.domain.progress import Closed, closed, days, last_day_to_record
from portal.domain.uploads import Kind, download_name, tidy_name
from portal.evidence import shelf
from portal.i18n import day as in_words
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l
from portal.models.progress import Entry
from portal.settings import Settings

__all__ = ["blueprint", "log_views"]

_FAULTS = {
    actions.DayError: ("on_day", _l("Tanggalnya dalam masa SKP ini, dan paling lambat hari ini.")),
    actions.NegativeError: ("value", _l("Tidak bisa kurang dari nol. Untuk membetulkan catatan, pakai koreksi.")),
    actions.TooMuchError: ("value", _l("Paling banyak 100 persen.")),
    actions.NoSpentError: ("spent", _l("Isian ini perlu diisi.")),
    actions.BackwardsError: (
        "value",
        _l(
            "Persen atau uangnya kurang dari catatan sebelumnya, atau lebih dari yang sesudahnya."
            " Catatan yang keliru bisa dikoreksi."
        ),
    ),
}


def _html(name: str, status: int = 200, **values: Any) -> Response:
    body = render_template(f"staff/progress/{name}.html", directions=DIRECTIONS, **values)
    return Response(body, status, mimetype="text/html")


def _me() -> Person | None:
    return people.find_me(db.session, the_staff())


@blueprint.get("/")
@access(Permission.EDIT_OWN_PLAN)
def index() -> AnyResponse:
    """List what somebody reports on, what waits longest first."""
    me, today = _me(), now().date()
    if me is None:
        return unlinked()
    years = queries.list_years(db.session, me.id)
    asked = request.args.get("tahun", type=int)
    year = asked if asked in years else today.year
    lines = queries.list_measures(db.session, me.id, year)
    return _html("index", lines=lines, year=year, years=years, today=today, me=me, left=LEFT)


def _visible_or_404(measure_id: int) -> tuple[MeasureLine, Person, bool]:
    """Return a measure that is open to whoever asks, its officer, and whether they are the same."""
    line = queries.find_measure(db.session, measure_id)
    officer = people.find_person(db.session, line.employee_id) if line else None
    me = _me()
    if line is None or officer is None or not people.may_see_work(the_staff(), me, officer):
        abort(404)
    return line, officer, me is not None and me.id == officer.id


def _own_or_404(measure_id: int) -> tuple[MeasureLine, Person]:
    line, officer, is_own = _visible_or_404(measure_id)
    if not is_own:
        abort(404)
    require_here(officer)
    return line, officer


@blueprint.get("/<int:measure>")
@access(Permission.READ_PLANS)
def show(measure: int) -> AnyResponse:
    """Show a measure's entries, and to its officer the form for the next one."""
    line, officer, is_own = _visible_or_404(measure)
    may_write = is_own and the_staff().may(Permission.EDIT_OWN_PLAN)
    form = None
    if may_write and _why_no_form(line, officer) is None:
        _first, last = days(line.starts_on, now().date())
        form = EntryForm(formdata=None, data={"on_day": last, "spent": line.spent})
    return _measure_page(line, officer, form, may_write=may_write)


def _why_no_form(line: MeasureLine, officer: Person) -> str | None:
    """Say why nothing can be recorded; None where it can."""
    if not officer.here:
        return str(LEFT)
    if (why := _why_closed(line)) is not None:
        return why
    if not line.is_open:
        return str(_("Indikator ini tidak ada dalam SKP yang sedang berjalan, jadi tidak dicatat lagi."))
    if now().date() < line.starts_on:
        first = in_words(line.starts_on)
        return str(_("SKP ini berlaku sejak %(day)s; baru dari hari itu ada yang dicatat.", day=first))
    return None


def _why_closed(line: MeasureLine) -> str | None:
    """Say why the year's record is closed; None while it is open."""
    why = closed(line.year, now().date(), is_evaluated=line.is_evaluated)
    if why is Closed.EVALUATED:
        return str(
            _("Evaluasi kinerja %(year)s sudah diserahkan, jadi catatannya tidak berubah lagi.", year=line.year)
        )
    if why is Closed.OVER:
        last = in_words(last_day_to_record(line.year))
        return str(_("Catatan untuk SKP %(year)s ditutup sesudah %(day)s.", year=line.year, day=last))
    return None


def _asked(line: MeasureLine) -> str:
    """Return what is to be typed, in the measure's own words."""
    if line.is_project:
        return str(_("Berapa persen pekerjaan fisik selesai sejauh ini?"))
    if line.target.gathering is Gathering.SUM:
        return str(_("Berapa tambahannya? (%(unit)s)", unit=line.unit_name))
    return str(_("Berapa nilainya sekarang? (%(unit)s)", unit=line.unit_name))


def _measure_page(
    line: MeasureLine, officer: Person, form: EntryForm | None, status: int = 200, *, may_write: bool = True
) -> Response:
    history = queries.list_history(db.session, line.id)
    if form is not None:
        form.ask(_asked(line), money=line.is_project)
    return _html(
        "show",
        status,
        line=line,
        officer=officer,
        form=form,
        history=history,
        may_write=may_write,
        may_correct=may_write and officer.here and _why_closed(line) is None,
        why_no_form=_why_no_form(line, officer),
    )


@blueprint.post("/<int:measure>")
@access(Permission.EDIT_OWN_PLAN)
@takes_files
def record(measure: int) -> AnyResponse:
    """Add an entry to one's own measure."""
    form = EntryForm()
    is_valid = form.validate()  # A file takes seconds to be made anew, and nobody should wait for that to write.
    begin_write(db.session)
    line, officer = _own_or_404(measure)
    moment = now()
    entry = _record(line, form, moment) if is_valid else None
    if entry is None:
        return _measure_page(line, officer, form, 422)
    message = _("Tersimpan: %(name)s.", name=line.name)
    if entry.recorded_at != moment:
        message = _(
            "Catatan yang sama baru saja tersimpan, jadi tidak ditambahkan lagi."
            " Kalau memang dua kali, beri keterangan yang berbeda."
        )
    db.session.commit()
    return done(message, ".index", tahun=_other_year(line))


def _other_year(line: MeasureLine) -> int | None:
    return None if line.year == now().year else line.year


def _record(line: MeasureLine, form: EntryForm, moment: datetime) -> Entry | None:
    """Add what the form says and return the entry, an earlier one for what was sent twice; or note why not."""
    said = _said(form)
    try:
        entry = actions.record_entry(db.session, line.id, line.employee_id, said, now=moment)
    except actions.NotOpenError:
        form.form_errors.append(_("Indikator ini tidak ada lagi dalam SKP yang disetujui."))
    except actions.ClosedError:
        form.form_errors.append(_why_closed(line))
    except actions.WrongError as error:
        _refuse(form, error)
    else:
        _throw_away(said, but={each.stored for each in entry.evidence})
        return entry
    _throw_away(said)
    return None


def _refuse(form: EntryForm | CorrectionForm, error: actions.WrongError) -> None:
    """Say beside the field what no entry may say."""
    name, message = _FAULTS[type(error)]
    form[name].errors = [message]


def _said(form: EntryForm | CorrectionForm) -> actions.Said:
    return actions.Said(
        on_day=form.on_day.data or date.min,
        value=form.value.data,
        spent=form.spent.data,
        note=form.note.data or "",
        evidence=_proofs(form),
    )


def _proofs(form: EntryForm | CorrectionForm) -> tuple[actions.Proof, ...]:
    """Keep the file that was sent, and return it and the link as evidence."""
    found = []
    if form.made is not None:
        stored = shelf.keep(_folder(), form.made.content)
        found.append(actions.proof_of_file(tidy_name(form.file.data.filename), form.made, stored))
    if form.link.data:
        found.append(actions.Proof(link=form.link.data))
    return tuple(found)


def _throw_away(said: actions.Said, *, but: Collection[str] = ()) -> None:
    """Remove the kept file, unless it is among those that a row names."""
    for proof in said.evidence:
        if proof.stored and proof.stored not in but:
            shelf.throw_away(_folder(), proof.stored)


def _folder() -> Path:
    """Return where evidence is kept."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.evidence


def _entry_or_404(entry_id: int) -> tuple[MeasureLine, EntryLine]:
    found = queries.find_entry(db.session, entry_id)
    if found is None:
        abort(404)
    line, _officer = _own_or_404(found[0])
    return line, found[1]


@blueprint.get("/entri/<int:entry>/koreksi")
@access(Permission.EDIT_OWN_PLAN)
def correct(entry: int) -> AnyResponse:
    """Ask what an entry should have said."""
    line, old = _entry_or_404(entry)
    if not old.counts:
        return _already(line)
    if (why := _why_closed(line)) is not None:
        return done(why, ".show", measure=line.id)
    filled = {"way": "replace", "value": old.value, "spent": old.spent, "on_day": old.on_day}
    return _correction_page(line, old, CorrectionForm(formdata=None, data=filled))


def _correction_page(line: MeasureLine, old: EntryLine, form: CorrectionForm, status: int = 200) -> Response:
    return _html("correct", status, line=line, old=old, form=form)


@blueprint.post("/entri/<int:entry>/koreksi")
@access(Permission.EDIT_OWN_PLAN)
@takes_files
def correct_submit(entry: int) -> AnyResponse:
    """Replace one's own entry by another one, or take it back."""
    form = CorrectionForm()
    is_valid = form.validate()
    begin_write(db.session)
    line, old = _entry_or_404(entry)
    try:
        if not is_valid or not _correct(line, old, form):
            return _correction_page(line, old, form, 422)
    except actions.ReplacedError:
        return _already(line)
    db.session.commit()
    return done(_("Koreksi tersimpan. Catatan yang lama tetap terlihat, dicoret."), ".show", measure=line.id)


def _already(line: MeasureLine) -> AnyResponse:
    """Say that an entry does not count any more."""
    return done(_("Catatan itu sudah dikoreksi."), ".show", measure=line.id)


def _correct(line: MeasureLine, old: EntryLine, form: CorrectionForm) -> bool:
    """Replace an entry or take it back, or note in the form why not; raise `ReplacedError` if it was before."""
    withdraws = form.way.data == "withdraw"
    said = actions.withdrawal(old.on_day, form.note.data) if withdraws else _said(form)
    try:
        actions.correct_entry(db.session, old.id, line.employee_id, said, now=now())
    except actions.ReplacedError:
        _throw_away(said)
        raise
    except actions.ClosedError:
        form.form_errors.append(_why_closed(line))
    except actions.WrongError as error:
        _refuse(form, error)
    else:
        return True
    _throw_away(said)
    return False


@blueprint.get("/bukti/<int:evidence>")
@access(Permission.READ_PLANS)
def evidence(evidence: int) -> AnyResponse:
    """Send a file of evidence to be saved, never shown here, and note who took it."""
    begin_write(db.session)
    file = queries.find_file(db.session, evidence)
    officer = people.find_person(db.session, file.employee_id) if file else None
    if file is None or officer is None or not people.may_see_work(the_staff(), _me(), officer):
        abort(404)
    content = shelf.read(_folder(), file.stored)
    if content is None:
        abort(404)
    trail.note(db.session, "saw", "evidence", subject_id=str(file.id), unit_id=officer.unit_id)
    db.session.commit()
    response = attachment(content, file.media_type, download_name(file.name, Kind(file.media_type)))
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
