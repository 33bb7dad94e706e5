"""The documents of one period: each office's report in three formats, and for all offices the overviews."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from io import RawIOBase
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy.orm import Session

from portal.admin.reports.material import OfficeReport
from portal.admin.reports.profile import with_profile
from portal.admin.reports.shelf import Shelf
from portal.documents.report import docx, pdf, workbook
from portal.documents.report.values import Evidence, SkmReport, Summary
from portal.paths import PACKAGE

REPORT_MAKERS: dict[str, Callable[[SkmReport], bytes]] = {
    "docx": docx.report_docx,
    "pdf": pdf.report_pdf,
    "xlsx": workbook.report_workbook,
}
SUMMARY_MAKERS: dict[str, Callable[[Summary], bytes]] = {
    "docx": docx.summary_docx,
    "pdf": pdf.summary_pdf,
    "xlsx": workbook.summary_workbook,
}
MIMETYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A document that can be made. name: its path in the ZIP. key: a name that changes with what it says."""

    name: str
    key: str
    make: Callable[[], bytes]


def office_documents(session: Session, office: OfficeReport) -> list[Document]:
    """Return an office's report in each format; none where no report can be made.

    Who answered is counted only when a document is made: the answers of an edition never change.
    """
    if office.report is None:
        return []
    report, edition = office.report, office.edition

    @cache
    def whole() -> SkmReport:
        return with_profile(session, report, office.unit_id, edition)

    return [
        Document(
            name=f"{office.slug}/laporan-skm-{edition.id}.{kind}",
            key=_key(f"{office.unit_id} {edition.batches} {report!r}", kind),
            make=partial(_make, maker, whole),
        )
        for kind, maker in REPORT_MAKERS.items()
    ]


def _make(maker: Callable[[SkmReport], bytes], whole: Callable[[], SkmReport]) -> bytes:
    return maker(whole())


def summary_documents(summary: Summary, label: str) -> list[Document]:
    """Return the government's summary in each format. label: the period's."""
    return [
        Document(
            name=f"rekapitulasi-skm-{label}.{kind}", key=_key(repr(summary), kind), make=partial(maker, summary)
        )
        for kind, maker in SUMMARY_MAKERS.items()
    ]


def evidence_document(evidence: Sequence[Evidence], label: str, *, demo: bool) -> Document:
    """Return the list of proofs for PEKPPP."""
    return Document(
        name=f"bukti-pekppp-{label}.xlsx",
        key=_key(f"{demo} {evidence!r}", "xlsx"),
        make=partial(workbook.evidence_workbook, evidence, demo=demo),
    )


def _key(said: str, kind: str) -> str:
    return f"{sha256(json.dumps([_form(), said]).encode()).hexdigest()}.{kind}"


@cache
def _form() -> str:
    """Return a digest of everything that lays documents out, so that a new release makes new files."""
    sources = sorted(
        file for file in (PACKAGE / "documents").rglob("*") if file.suffix in {".py", ".typ", ".docx"}
    )
    return sha256(b"".join(file.read_bytes() for file in sources)).hexdigest()


def fetch(document: Document, shelf: Shelf) -> Path:
    """Return a document's file, made now if it is not there."""
    found = shelf.find(document.key)
    if found is None:
        return shelf.put(document.key, document.make())
    shelf.keep(document.key)
    return found


def missing(documents: Sequence[Document], shelf: Shelf) -> list[Document]:
    """Return the documents that have no file yet."""
    return [document for document in documents if shelf.find(document.key) is None]


def prepare(documents: Sequence[Document], shelf: Shelf, *, time_is_up: Callable[[], bool]) -> int:
    """Make missing documents, at least one, until time is up; return how many are still missing."""
    left = missing(documents, shelf)
    for number, document in enumerate(left):
        if number and time_is_up():
            return len(left) - number
        fetch(document, shelf)
    return 0


class _Pipe(RawIOBase):
    """What a ZIP is written to while it is sent: it holds only what was not taken yet."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        part = bytes(content)  # type: ignore[call-overload]  # Whatever has bytes.
        self._waiting += part
        return len(part)

    def take(self) -> bytes:
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken


def pack(files: Iterable[tuple[str, Path]]) -> Iterator[bytes]:
    """Yield a ZIP of files under their names, stored as they are: documents are compressed already."""
    pipe = _Pipe()
    with ZipFile(pipe, "w", ZIP_STORED) as archive:
        for name, file in files:
            archive.writestr(ZipInfo(name), file.read_bytes())
            yield pipe.take()
    yield pipe.take()
