"""All offices of a period at once: the government's summary, and the list of proofs for PEKPPP."""

from collections.abc import Iterable, Sequence

from portal.admin.reports.material import OfficeReport, Setting
from portal.admin.reports.naming import period_words
from portal.documents.report.values import Evidence, Letterhead, OfficeLine, Signatory, Summary
from portal.domain.figures import Published
from portal.domain.follow_up import Status, media_score, realised, realised_score
from portal.domain.periods import Period


def summarise(
    offices: Sequence[OfficeReport], government: Published | None, period: Period, setting: Setting
) -> Summary:
    """Return the summary of all offices; the government's edition, which pools every answer, closes it."""
    total = _line(setting.government, government, None) if government and government.figure else None
    return Summary(
        letterhead=Letterhead(government=setting.government, office=setting.owner, address=""),
        signatory=Signatory(place_and_date="", title=f"Kepala {setting.owner}"),
        period=period_words(period),
        address=f"{setting.public_url}/perbandingan",
        demo=any(office.edition.demo for office in offices),
        lines=tuple(_line(office.name.id, office.edition, _percent(office.promised)) for office in offices),
        total=total,
    )


def _line(name: str, edition: Published, follow_up: int | None) -> OfficeLine:
    figure = edition.figure
    return OfficeLine(
        office=name,
        n=figure.n if figure else None,
        ikm=figure.ikm if figure else None,
        grade=figure.grade if figure else "",
        low=figure.low if figure else None,
        high=figure.high if figure else None,
        follow_up=follow_up,
        edition_id=edition.id,
    )


def _percent(statuses: Iterable[Status]) -> int | None:
    """Return the percentage that is done, rounded down, so that 100 is all of it."""
    share = realised(statuses)
    return None if share is None else int(share)


def prove(offices: Iterable[OfficeReport], period: Period, setting: Setting) -> list[Evidence]:
    """Return the proofs for the PEKPPP assessment, office by office.

    The portal's public page is one medium; the others are those that an office named in its report.
    """
    before = period_words(Period(kind=period.kind, sequence=period.sequence - 1))
    return [proof for office in offices for proof in _proofs(office, period_words(period), before, setting)]


def _proofs(office: OfficeReport, period: str, before: str, setting: Setting) -> Iterable[Evidence]:
    name, edition = office.name.id, office.edition
    at_edition = f"{setting.public_url}/edisi/{edition.id}"
    at_office = f"{setting.public_url}/unit/{office.slug}"
    if edition.figure is None:
        yield Evidence(
            item=f"Survei {period}: jawaban belum cukup untuk diumumkan",
            office=name,
            link=at_edition,
            hash=edition.hash,
        )
        return
    yield Evidence(item=f"Laporan hasil SKM {period}", office=name, link=at_edition, hash=edition.hash)
    yield Evidence(item=f"Publikasi hasil SKM: {_media(office)}", office=name, link=at_office)
    yield Evidence(item=f"Tindak lanjut hasil SKM {before}: {_done(office.promised)}", office=name, link=at_office)


def _media(office: OfficeReport) -> str:
    count = 1 + len(office.texts.media)
    return f"{count} media (skor {media_score(count)}): {', '.join(('halaman portal', *office.texts.media))}"


def _done(statuses: Sequence[Status]) -> str:
    share = realised(statuses)
    if share is None:
        return "tidak ada rencana yang tercatat"
    done = sum(status is Status.DONE for status in statuses)
    return f"{done} dari {len(statuses)} selesai, {int(share)}% (skor {realised_score(share)})"
