"""The report and the summary as PDF."""

from collections.abc import Mapping
from typing import Any

from portal.documents.report.content import report_content, summary_content
from portal.documents.report.values import SkmReport, Summary
from portal.documents.typesetter import code_values, each_text, printable, typeset


def report_pdf(report: SkmReport) -> bytes:
    """Return an office's report as a tagged PDF (PDF/UA-1); equal reports give equal bytes."""
    return _page("report/report.typ", report_content(report), report.address)


def summary_pdf(summary: Summary) -> bytes:
    """Return the summary of all offices as a tagged PDF (PDF/UA-1)."""
    return _page("report/summary.typ", summary_content(summary), summary.address)


def _page(source: str, content: Mapping[str, Any], address: str) -> bytes:
    return typeset(source, {**each_text(content, printable), **code_values(address)})
