"""Certificates of courses: one lying A4 page that anybody can check with the code on it."""

from dataclasses import dataclass

from portal.documents.typesetter import code_values, printable, typeset

_LONGEST = 200  # Characters; more would not fit at a size that anyone can read.


@dataclass(frozen=True, kw_only=True, slots=True)
class CertificateContent:
    """What a certificate says, in Indonesian.

    form: how the course was held, such as `klasikal`. hours: JP. dates: in words. url: where the code is checked,
    held by the QR code. demo marks made-up data.
    """

    government: str
    name: str
    title: str
    form: str
    hours: int
    dates: str
    provider: str
    code: str
    url: str
    demo: bool


def render_certificate(content: CertificateContent) -> bytes:
    """Return the certificate as a tagged PDF (PDF/UA-1), always one page; equal content gives equal bytes."""
    return typeset(
        "certificate.typ",
        {
            "government": printable(content.government, _LONGEST),
            "name": printable(content.name, _LONGEST),
            "title": printable(content.title, _LONGEST),
            "form": printable(content.form, _LONGEST),
            "hours": content.hours,
            "dates": printable(content.dates, _LONGEST),
            "provider": printable(content.provider, _LONGEST),
            "code": content.code,
            "url": content.url,
            "address": content.url.split("://", 1)[1],
            "demo": content.demo,
            **code_values(content.url),
        },
    )
