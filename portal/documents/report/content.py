"""What a report says, chapter by chapter, as plain text and numbers: the PDF and the Word document show the same.

Every value is text as it is printed, except `value` and `ikm` of what a chart draws, in hundredths.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from portal.documents.numbers import count, decimal, percent
from portal.documents.report.edition import EditionResult, ElementResult
from portal.documents.report.prose import Prose
from portal.documents.report.values import (
    Characteristic,
    FollowUp,
    Letterhead,
    OfficeLine,
    Signatory,
    SkmReport,
    Summary,
    TrendRow,
)
from portal.domain import skm
from portal.domain.batches import K
from portal.domain.editions import DEMO_NOTICE, TIERS

TIER_WORDS = {
    "poster": "lewat poster di loket",
    "screen": "lewat layar di loket",
    "slip": "dengan slip kunjungan",
    "assisted": "dibantu petugas lain atau kertas",
}
"""How an answer came, in words."""
_DASH = "–"


def report_content(report: SkmReport) -> dict[str, Any]:
    """Return everything a report shows, ready to be laid out."""
    return {
        **_front(report),
        **Prose(report).chapters(),
        **_survey(report),
        **_results(report.edition),
        **_plans(report),
        "questions": [
            {"no": str(number), "text": question.official.id, "answers": [words.id for words in question.answers]}
            for number, question in enumerate(report.questionnaire.questions, 1)
        ],
        "documentation": list(report.documentation),
    }


def summary_content(summary: Summary) -> dict[str, Any]:
    """Return everything the summary of all offices shows, the government's own line last."""
    lines = [_line(str(number), line) for number, line in enumerate(summary.lines, 1)]
    counted = [line for line in summary.lines if line.ikm is not None]
    return {
        "demo": DEMO_NOTICE if summary.demo else "",
        "id": "",
        "letterhead": letterhead_content(summary.letterhead),
        "signatory": signatory_content(summary.signatory),
        "period": summary.period,
        "address": summary.address,
        "paragraphs": [
            f"Dari {count(len(lines))} unit layanan, {count(len(counted))} memiliki IKM pada {summary.period}. "
            f"Unit dengan kurang dari {count(K)} jawaban tidak diberi angka agar tak seorang pun dapat dikenali.",
            "Rentang menunjukkan seberapa jauh angka dapat bergeser karena kebetulan; unit yang rentangnya "
            "bertumpang tindih tidak dapat diurutkan. Tindak lanjut: bagian rencana terakhir yang sudah selesai.",
        ],
        "lines": [*lines, _line("", summary.total)] if summary.total else lines,
        "totalled": summary.total is not None,
    }


def _line(number: str, line: OfficeLine) -> dict[str, str]:
    known = line.ikm is not None and line.low is not None and line.high is not None
    return {
        "no": number,
        "office": line.office,
        "n": _DASH if line.n is None else count(line.n),
        "ikm": _DASH if line.ikm is None else decimal(line.ikm),
        "grade": line.grade or _DASH,
        "interval": f"{decimal(line.low or 0)}{_DASH}{decimal(line.high or 0)}" if known else _DASH,
        "follow_up": _DASH if line.follow_up is None else f"{line.follow_up}%",
    }


def letterhead_content(letterhead: Letterhead) -> dict[str, str]:
    """Return the head of a letter."""
    return {
        "government": letterhead.government,
        "office": letterhead.office,
        "address": letterhead.address,
        "contact": letterhead.contact,
    }


def signatory_content(signatory: Signatory) -> dict[str, str]:
    """Return the signature's lines; dots stand where a pen has to fill in."""
    return {
        "place_and_date": signatory.place_and_date or "." * 40,
        "title": signatory.title,
        "name": signatory.name or "." * 40,
        "nip": "NIP " + (signatory.nip or "." * 30),
    }


def bands_content(rule: skm.Rule) -> list[dict[str, Any]]:
    """Return the grades with the indices they cover, best first."""
    uppers = [100_00, *(band.lower - 1 for band in rule.bands)]
    return [
        {
            "letter": band.letter,
            "word": band.word.id,
            "lower": band.lower,
            "range": f"{decimal(band.lower)}{_DASH}{decimal(upper)}",
        }
        for band, upper in zip(rule.bands, uppers, strict=False)
    ]


def _front(report: SkmReport) -> dict[str, Any]:
    edition = report.edition
    return {
        "demo": DEMO_NOTICE if edition.demo else "",
        "letterhead": letterhead_content(report.letterhead),
        "signatory": signatory_content(report.signatory),
        "period": report.period,
        "executor": report.executor,
        "address": report.address,
        "id": edition.id,
        "hash": edition.hash,
        "n": count(edition.n),
        "ikm": decimal(edition.ikm),
        "grade": edition.grade,
        "performance": edition.performance(edition.grade),
        "low": decimal(edition.low),
        "high": decimal(edition.high),
    }


def _survey(report: SkmReport) -> dict[str, Any]:
    edition = report.edition
    provenance = edition.provenance or {}
    return {
        "timetable": [
            {
                "no": str(number),
                "name": row.name,
                "time": row.time,
                "days": _DASH if row.days is None else count(row.days),
            }
            for number, row in enumerate(report.activities, 1)
        ],
        "locations": list(report.locations),
        "services": list(report.services),
        "characteristics": [_characteristic(item) for item in report.characteristics],
        "provenance": [
            {
                "way": TIER_WORDS[tier],
                "n": count(provenance[tier]),
                "percent": percent(provenance[tier], edition.n),
            }
            for tier in TIERS
            if tier in provenance
        ],
    }


def _characteristic(item: Characteristic) -> dict[str, Any]:
    whole = sum(share.n for share in item.shares)
    rows = [
        {"label": share.label, "n": count(share.n), "percent": percent(share.n, whole)}
        for share in item.shares
        if whole
    ]
    return {"title": item.title, "rows": rows, "n": count(whole)}


def _results(edition: EditionResult) -> dict[str, Any]:
    return {
        "elements": [_element(number, item, edition) for number, item in enumerate(edition.elements, 1)],
        "weighted": decimal(sum(item.weighted for item in edition.elements), 4),
        "distributed": all(item.counts for item in edition.elements),
        "service_results": [
            {
                "name": item.name,
                "n": count(item.n),
                "ikm": decimal(item.ikm),
                "grade": item.grade,
                "interval": f"{decimal(item.low)}{_DASH}{decimal(item.high)}",
            }
            for item in edition.services
        ],
        "bands": bands_content(edition.rule),
    }


def _element(number: int, item: ElementResult, edition: EditionResult) -> dict[str, Any]:
    return {
        "no": str(number),
        "name": item.name,
        "short": item.short,
        "counts": [count(n) for n in item.counts] if item.counts else [_DASH] * 4,
        "total": count(item.total),
        "nrr": decimal(item.nrr),
        "weighted": decimal(item.weighted, 4),
        "value": item.value,
        "printed": decimal(item.value),
        "grade": item.grade,
        "performance": edition.performance(item.grade),
    }


def _plans(report: SkmReport) -> dict[str, Any]:
    return {
        "follow_up": _follow_up(report.follow_up),
        "past_follow_up": _follow_up(report.past_follow_up),
        "trend": trend_content(report.trend),
    }


def _follow_up(rows: Iterable[FollowUp]) -> list[dict[str, Any]]:
    return [
        {
            "no": str(number),
            "element": row.element,
            "action": row.action,
            "quarters": ["•" if quarter in row.quarters else "" for quarter in (1, 2, 3, 4)],
            "owner": row.owner,
            "status": row.status,
        }
        for number, row in enumerate(rows, 1)
    ]


def trend_content(rows: Sequence[TrendRow]) -> list[dict[str, Any]]:
    """Return the periods of a trend; those with a note are drawn hollow."""
    return [
        {
            "period": row.period,
            "n": _DASH if row.n is None else count(row.n),
            "ikm": row.ikm,
            "printed": decimal(row.ikm),
            "grade": row.grade,
            "note": row.note,
        }
        for row in rows
    ]
