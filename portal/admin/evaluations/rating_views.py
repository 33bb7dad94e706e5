"""What a supervisor does in an evaluation, one part at a time: cite an edition, rate an item, sign."""

from flask import Response, abort, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin.answers import done
from portal.admin.asking import Question, ask
from portal.admin.evaluations import actions
from portal.admin.evaluations.forms import ItemForm, RatingForm
from portal.admin.evaluations.opening import ONE, blueprint, in_work, now, objection_days
from portal.admin.evaluations.page import cite_form, evaluation_page, item_form, item_id
from portal.admin.evaluations.queries import EvaluationView
from portal.admin.forms import ConfirmForm
from portal.admin.names import term_name
from portal.db import begin_write, db
from portal.domain.evaluations import UNWRITTEN, NoEvidenceError, Subject, TwoAnswersError
from portal.domain.permissions import Permission
from portal.domain.predicate import Rating
from portal.i18n import gettext as _

Answer = AnyResponse | tuple[str, int]


@blueprint.post(f"{ONE}/edisi")
@access(Permission.EVALUATE)
def cite(evaluation: int) -> Answer:
    """Attach an edition with the supervisor's reading."""
    begin_write(db.session)
    view = in_work(evaluation)
    form = cite_form(view)
    if not form.validate():
        return evaluation_page(view, {"cite": form}), 422
    actions.cite(db.session, view, edition_id=form.edition.data, reading=form.reading.data, now=now())
    db.session.commit()
    said = _("Edisi dilampirkan. Pegawai dapat menanggapinya.")
    return done(said, "staff.evaluations.show", evaluation=view.id, _anchor="edisi")


@blueprint.post(f"{ONE}/hasil/<int:goal>")
@access(Permission.EVALUATE)
def rate_goal(evaluation: int, goal: int) -> Answer:
    """Rate a goal of the plan."""
    return _rate_item(evaluation, Subject.GOAL, str(goal))


@blueprint.post(f"{ONE}/perilaku/<behaviour>")
@access(Permission.EVALUATE)
def rate_behaviour(evaluation: int, behaviour: str) -> Answer:
    """Rate one of the seven behaviours."""
    return _rate_item(evaluation, Subject.BEHAVIOUR, behaviour)


def _rate_item(evaluation: int, subject: Subject, key: str) -> Answer:
    begin_write(db.session)
    view = in_work(evaluation)
    form = item_form(view.sheet, subject, key)
    if not form.validate() or not _saved_item(view, subject, key, form):
        return evaluation_page(view, {item_id(subject, key): form}), 422
    db.session.commit()
    return done(_("Butir tersimpan."), "staff.evaluations.show", evaluation=view.id, _anchor=item_id(subject, key))


def _saved_item(view: EvaluationView, subject: Subject, key: str, form: ItemForm) -> bool:
    evidence = [*(form.evidence.data or ()), *([UNWRITTEN] if form.unwritten.data else ())]
    try:
        actions.rate_item(
            db.session,
            view,
            subject=subject,
            key=key,
            rating=Rating(form.rating.data),
            reason=form.reason.data,
            evidence=evidence,
        )
    except actions.NotInPlanError:
        abort(404)
    except NoEvidenceError:
        form.evidence.errors = [_("Pilih sedikitnya satu bukti, atau centang “Tanpa bukti tertulis”.")]
    except TwoAnswersError:
        form.evidence.errors = [_("Ada bukti yang dipilih, jadi “Tanpa bukti tertulis” tidak berlaku.")]
    else:
        return True
    return False


@blueprint.post(f"{ONE}/keseluruhan/hasil")
@access(Permission.EVALUATE)
def rate_results(evaluation: int) -> Answer:
    """Choose the overall rating of the results."""
    return _rate_overall(evaluation, Subject.GOAL)


@blueprint.post(f"{ONE}/keseluruhan/perilaku")
@access(Permission.EVALUATE)
def rate_behaviours(evaluation: int) -> Answer:
    """Choose the overall rating of the behaviours."""
    return _rate_overall(evaluation, Subject.BEHAVIOUR)


def _rate_overall(evaluation: int, subject: Subject) -> Answer:
    begin_write(db.session)
    view = in_work(evaluation)
    form, part = RatingForm(), f"overall-{subject}"
    if not form.validate():
        return evaluation_page(view, {part: form}), 422
    actions.rate_overall(
        db.session, view, subject=subject, rating=Rating(form.rating.data), reason=form.reason.data
    )
    db.session.commit()
    return done(_("Penilaian tersimpan."), "staff.evaluations.show", evaluation=view.id, _anchor=part)


@blueprint.get(f"{ONE}/serahkan")
@access(Permission.EVALUATE)
def confirm_giving(evaluation: int) -> Response:
    """Ask before an evaluation is signed."""
    return ask(_giving(in_work(evaluation)))


@blueprint.post(f"{ONE}/serahkan")
@access(Permission.EVALUATE)
def give(evaluation: int) -> Answer:
    """Sign an evaluation and give it to the officer."""
    begin_write(db.session)
    view = in_work(evaluation)
    form = ConfirmForm()
    if not form.validate():
        return ask(_giving(view), form)
    try:
        actions.give(db.session, view, now=now())
    except actions.NotReadyError:
        form.form_errors.append(_("Evaluasi ini belum lengkap. Lihat daftar yang masih kurang."))
        return evaluation_page(view, {"give": form}), 422
    db.session.commit()
    said = _("Evaluasi ditandatangani dan diserahkan. Isinya tidak berubah lagi.")
    return done(said, "staff.evaluations.show", evaluation=view.id)


def _giving(view: EvaluationView) -> Question:
    sheet = view.sheet
    return Question(
        title=_("Tandatangani evaluasi %(name)s?", name=sheet.officer.name),
        texts=[
            _("Evaluasi %(term)s diserahkan kepada pegawai dan dikunci: tidak ada yang dapat mengubahnya lagi.",
              term=term_name(sheet.term)),
            _("Pegawai dapat mengajukan keberatan sampai %(days)s hari kerja sejak menandatangani tanda terima.",
              days=objection_days()),
        ],
        button=_("Tandatangani dan serahkan"),
        crumb=_crumb(view),
    )  # fmt: skip


def _crumb(view: EvaluationView) -> tuple[str, str]:
    return view.sheet.officer.name, url_for("staff.evaluations.show", evaluation=view.id)
