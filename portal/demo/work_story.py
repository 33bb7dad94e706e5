"""What the demo's staff work on: paper forms, evaluations and a report."""

from itertools import islice

from sqlalchemy import select

from portal.admin.entry.actions import FilledSheet, key_sheet, read_again
from portal.admin.evaluations import actions as evaluations
from portal.admin.evaluations.queries import EvaluationView, citable_editions, find_evaluation, list_officers
from portal.admin.reports.actions import keep_texts
from portal.admin.reports.texts import ReportTexts
from portal.answering import CounterForm, find_counter_form
from portal.demo.answers import SyntheticAnswer, synthetic_responses
from portal.demo.offices import HOSPITAL
from portal.demo.stage import Stage
from portal.demo.words_of_staff import (
    ANSWER_OF_COLLEAGUE,
    ANSWER_OF_OFFICER,
    READING_OF_COLLEAGUE,
    READING_OF_MONTH,
    READING_OF_PERIOD,
    REPORT_ACTIVITIES,
    REPORT_ANALYSIS,
    REPORT_CLOSING,
    REPORT_MEDIA,
    REPORT_METHOD,
)
from portal.domain.evaluations import Term
from portal.domain.periods import Period, period_of
from portal.domain.permissions import Staff
from portal.domain.questionnaire import Answers
from portal.domain.skm import LOWEST_SCORE
from portal.models.counters import Counter

_SHEETS = 6
_REPORTING = "dpmptsp"


def key_sheets(stage: Stage) -> None:
    """Key a few paper forms of the running month, and read the first one again, one answer differently."""
    clerk, colleague = stage.enter("entri-rsd").account_id, stage.staff["entri-rsd-2"].account_id
    unit_id = stage.units[HOSPITAL.slug].id
    papers = list(islice(synthetic_responses(HOSPITAL, stage.month, stage.today, stage.rng), _SHEETS))
    for number, paper in enumerate(papers, 1):
        key_sheet(
            stage.session,
            _form(stage, unit_id, paper.counter),
            FilledSheet(number=number, answers=_answers(paper)),
            by=clerk,
            secret=stage.secret,
            now=stage.now,
            draw=stage.rng.randbytes,
        )
    if papers:
        stage.enter("entri-rsd-2")
        read_again(stage.session, unit_id, 1, _misread(papers[0].scores), by=colleague)


def _form(stage: Stage, unit_id: int, counter: int) -> CounterForm:
    """Return the form of an office's counter, by its place among the office's."""
    codes = select(Counter.code).where(Counter.unit_id == unit_id).order_by(Counter.id).offset(counter).limit(1)
    form = find_counter_form(stage.session, stage.session.scalars(codes).one(), stage.month)
    if form is None:
        raise LookupError(counter)
    return form


def _answers(paper: SyntheticAnswer) -> Answers:
    return Answers(
        scores=paper.scores,
        total=paper.total,
        service=paper.service,
        profile=paper.profile,
        comment="",
    )


def _misread(scores: str) -> str:
    """Return scores with the first one read as its neighbour."""
    first = int(scores[0])
    return f"{first - 1 if first > LOWEST_SCORE else first + 1}{scores[1:]}"


def evaluate_officers(stage: Stage) -> None:
    """Let a supervisor evaluate two officers; one citation is still without an answer."""
    newest = period_of(stage.month, "quarter").sequence - 1
    earlier = _open(stage, "pegawai-1", newest - 1)
    _cite(stage, earlier, READING_OF_PERIOD, interim=False)
    _answer(stage, earlier, "pegawai-1", ANSWER_OF_OFFICER)
    _cite(stage, _open(stage, "pegawai-1", newest), READING_OF_MONTH, interim=True)
    other = _open(stage, "pegawai-2", newest)
    _cite(stage, other, READING_OF_COLLEAGUE, interim=False)
    _answer(stage, other, "pegawai-2", ANSWER_OF_COLLEAGUE)


def _open(stage: Stage, officer: str, sequence: int) -> int:
    """Open the evaluation of an officer in a quarter and return its id."""
    supervisor = stage.enter("kabid-dpmptsp")
    account_id = stage.staff[officer].account_id
    found = next(one for one in list_officers(stage.session, supervisor) if one.account_id == account_id)
    quarter = Period(kind="quarter", sequence=sequence)
    term = Term(year=quarter.year, quarter=quarter.number)
    return evaluations.open_evaluation(stage.session, supervisor, found, term, stage.now)


def _cite(stage: Stage, evaluation_id: int, reading: str, *, interim: bool) -> None:
    """Cite the newest edition that the evaluation may cite: of a month, or of a whole period."""
    supervisor = stage.enter("kabid-dpmptsp")
    evaluation = _find(stage, evaluation_id, supervisor)
    editions = citable_editions(stage.session, evaluation)
    edition = next(line for line in editions if line.interim == interim)
    evaluations.cite(stage.session, supervisor, evaluation, edition_id=edition.id, reading=reading, now=stage.now)


def _answer(stage: Stage, evaluation_id: int, officer: str, text: str) -> None:
    """Let the officer answer the newest citation."""
    employee = stage.enter(officer)
    evaluation = _find(stage, evaluation_id, employee)
    newest = evaluation.citations[-1].id
    evaluations.reply(stage.session, employee, evaluation, citation_id=newest, text=text, now=stage.now)


def _find(stage: Stage, evaluation_id: int, staff: Staff) -> EvaluationView:
    evaluation = find_evaluation(stage.session, evaluation_id, staff)
    if evaluation is None:
        raise LookupError(evaluation_id)
    return evaluation


def write_report(stage: Stage) -> None:
    """Type the parts of one office's report of its last official period."""
    stage.enter("kepala-dpmptsp")
    running = period_of(stage.month, stage.kind)
    texts = ReportTexts(
        method=REPORT_METHOD,
        activities=REPORT_ACTIVITIES,
        analysis=REPORT_ANALYSIS,
        closing=REPORT_CLOSING,
        media=REPORT_MEDIA,
    )
    last = Period(kind=running.kind, sequence=running.sequence - 1)
    keep_texts(stage.session, stage.units[_REPORTING].id, last, texts)
