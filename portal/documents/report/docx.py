"""The report and the summary as Word documents, filled into templates that the office may restyle."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.documents.report.content import report_content, summary_content
from portal.documents.report.values import SkmReport, Summary
from portal.documents.typesetter import each_text, printable, typeset_picture
from portal.qr import qr_png

if TYPE_CHECKING:
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # It ships no types.

_HERE = Path(__file__).parent
_PPI = 220
_CHART_WIDTH, _QR_WIDTH = 165, 30  # Millimetres.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Picture:
    """A PNG under the name the template calls it by, with the words that a screen reader says."""

    name: str
    png: bytes
    words: str
    width: int


def report_docx(report: SkmReport) -> bytes:
    """Return an office's report as a Word document, with charts as pictures."""
    content = report_content(report)
    pictures = [_code(report.address), _chart(content, "elements", "Diagram batang nilai unsur", "short")]
    if len(report.trend) > 1:
        pictures.append(_chart(content, "trend", "Grafik tren IKM", "period"))
    title = f"Laporan Pelaksanaan SKM {report.letterhead.office} {report.period}"
    return _fill("report.docx", {"trend_chart": None, **content}, pictures, title=title, author=report.executor)


def summary_docx(summary: Summary) -> bytes:
    """Return the summary of all offices as a Word document."""
    title = f"Rekapitulasi SKM {summary.letterhead.government} {summary.period}"
    content, author = summary_content(summary), summary.letterhead.office
    return _fill("summary.docx", content, [_code(summary.address)], title=title, author=author)


def _code(address: str) -> _Picture:
    return _Picture(name="qr", png=qr_png(address), words=f"Kode QR ke {address}", width=_QR_WIDTH)


def _chart(content: Mapping[str, Any], rows: str, what: str, label: str) -> _Picture:
    values = each_text({**content, "chart": rows}, printable)
    said = ", ".join(f"{row[label]} {row['printed']} ({row['grade']})" for row in content[rows])
    return _Picture(
        name="trend_chart" if rows == "trend" else "element_chart",
        png=typeset_picture("report/chart.typ", values, ppi=_PPI),
        words=_without_control(f"{what}: {said}"),
        width=_CHART_WIDTH,
    )


def _fill(
    template: str, content: Mapping[str, Any], pictures: Sequence[_Picture], *, title: str, author: str
) -> bytes:
    # Imported here because lxml is large and most web workers never write a document.
    from docx.shared import Mm
    from docxtpl import DocxTemplate, InlineImage
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    document = DocxTemplate(_HERE / template)
    images = {
        picture.name: InlineImage(document, BytesIO(picture.png), width=Mm(picture.width)) for picture in pictures
    }
    # An office may edit its template, so a template gets no more than the values it shows.
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document.render({**each_text(content, _without_control), **images}, environment, autoescape=True)
    _name(document, pictures, title=_without_control(title), author=_without_control(author))
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def _without_control(text: str) -> str:
    """Return `text` without what XML cannot hold."""
    return _NOT_XML.sub("", text)


def _name(document: "DocxTemplate", pictures: Sequence[_Picture], *, title: str, author: str) -> None:
    """Give the document its title and every picture its words."""
    word = document.docx
    word.core_properties.title = title[:255]
    word.core_properties.author = author[:255]
    word.core_properties.language = "id-ID"
    words = {picture.png: picture.words for picture in pictures}
    for shape in word.inline_shapes:
        image = word.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
        shape._inline.docPr.set("descr", words[image.blob])
