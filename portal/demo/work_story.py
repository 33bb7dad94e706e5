"""What the demo's staff work on: paper forms and a report."""

from itertools import islice

from sqlalchemy import select

from portal.admin.entry.actions import FilledSheet, key_sheet, read_again
from portal.admin.reports.actions import keep_texts
from portal.admin.reports.texts import ReportTexts
from portal.answering import CounterForm, find_counter_form
from portal.demo.answers import SyntheticAnswer, synthetic_responses
from portal.demo.offices import HOSPITAL
from portal.demo.stage import Stage
from portal.demo.words_of_staff import (
    REPORT_ACTIVITIES,
    REPORT_ANALYSIS,
    REPORT_CLOSING,
    REPORT_MEDIA,
    REPORT_METHOD,
)
from portal.domain.periods import Period, period_of
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
