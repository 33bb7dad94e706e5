"""Is this certificate real? Whoever holds one types its code and the name on it; the record knows no names."""

from dataclasses import dataclass
from datetime import date
from hmac import compare_digest

from flask import Blueprint, Response, render_template
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import StringField

from portal import limits
from portal.access import Access, access
from portal.db import db
from portal.domain.certificates import digest_code, digest_holder, read_certificate_code
from portal.limits import limiter
from portal.models.achievements import Certificate
from portal.text import printable

blueprint = Blueprint("certificates", __name__, url_prefix="/sertifikat")

_LONGEST_CODE, _LONGEST_NAME = 60, 400


class CheckForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """What is on a certificate. Nobody is signed in here, so there is no token to protect."""

    class Meta:
        csrf = False

    kode = StringField()
    nama = StringField()


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What the record says of a code. hours: JP. matches: the name that was typed is the certificate's."""

    title: str
    hours: int
    held_on: date
    matches: bool


def check_certificate(session: Session, typed_code: str, typed_name: str) -> Known | None:
    """Look a typed code up and compare the typed name; None for a code that the record does not know."""
    code = read_certificate_code(typed_code)
    found = session.get(Certificate, digest_code(code)) if code else None
    if code is None or found is None:
        return None
    matches = compare_digest(found.holder, digest_holder(code, typed_name))
    return Known(title=found.title, hours=found.hours, held_on=found.held_on, matches=matches)


@blueprint.get("")
@access(Access.PUBLIC)
def ask() -> Response:
    """Ask for the code and the name on a certificate."""
    return _page()


@blueprint.post("")
@access(Access.PUBLIC)
@limiter.limit(limits.LOOK_UP)
def check() -> Response:
    """Say whether code and name belong together; they are posted, so that no address ever holds them."""
    form = CheckForm()
    typed = printable(form.kode.data or "")[:_LONGEST_CODE]
    name = (form.nama.data or "")[:_LONGEST_NAME]
    return _page(typed=typed, known=check_certificate(db.session, typed, name), asked=True)


def _page(*, typed: str = "", known: Known | None = None, asked: bool = False) -> Response:
    body = render_template("transparency/certificates.html", typed=typed, known=known, asked=asked)
    return Response(body, headers={"Cache-Control": "no-store"}, mimetype="text/html")
