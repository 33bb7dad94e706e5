"""Officers who have left: they read their own work, and change nothing of it any more."""

from flask import Response, abort, render_template, request

from portal.admin.people import Person
from portal.i18n import lazy_gettext as _l

LEFT = _l(
    "Anda tercatat tidak bertugas lagi, jadi pekerjaan Anda di sini hanya dapat dibaca."
    " Bila itu keliru, hubungi administrator."
)


def require_here(person: Person) -> None:
    """Answer somebody who has left with the sentence that says so: instead of a form, and 403 to what is sent."""
    if person.here:
        return
    body = render_template("staff/left.html", left=LEFT)
    abort(Response(body, 200 if request.method == "GET" else 403, mimetype="text/html"))
