"""Kind error pages: what happened and what to do, in the reader's language; JSON under /api/."""

from flask import Flask, Response, current_app, jsonify, render_template, request
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import Conflict, HTTPException, InternalServerError, SecurityError, ServiceUnavailable

from portal.i18n import language
from portal.i18n import lazy_gettext as _l
from portal.site import SiteMissingError

PAGES = {
    400: (_l("Permintaan ini tidak dapat dibaca"), _l("Buka halamannya lagi dan coba sekali lagi.")),
    403: (
        _l("Halaman ini bukan untuk tugas Anda"),
        _l("Akun Anda tidak memegang tugas ini, atau tidak untuk kantor ini. Administrator dapat mengubahnya."),
    ),
    404: (
        _l("Halaman tidak ditemukan"),
        _l("Mungkin alamatnya salah ketik. Periksa lagi, atau mulai dari depan."),
    ),
    405: (_l("Halaman ini tidak bisa dipakai begitu"), _l("Buka dari halaman depan.")),
    409: (
        _l("Ada yang mendahului Anda"),
        _l("Data ini berubah atau sudah tersimpan sejak halamannya Anda buka. Buka lagi halamannya dan periksa."),
    ),
    410: (_l("Halaman ini sudah tidak ada"), _l("Mulai dari halaman depan.")),
    413: (
        _l("Kiriman terlalu besar"),
        _l("Pendekkan isiannya atau pilih berkas yang lebih kecil, lalu kirim lagi."),
    ),
    415: (_l("Kiriman ini bukan formulir"), _l("Buka halamannya lagi, lalu kirim dari formulir di sana.")),
    429: (
        _l("Terlalu ramai sebentar"),
        _l("Tunggu satu menit, kembali ke halaman sebelumnya, lalu coba lagi. Isian survei masih ada di sana."),
    ),
    500: (
        _l("Ada yang salah di pihak kami"),
        _l("Coba lagi sebentar lagi. Jawaban yang sudah mendapat kode bukti tidak hilang."),
    ),
    503: (_l("Portal belum siap"), _l("Coba lagi beberapa menit lagi.")),
}


RETRY_AFTER = 60
"""Seconds after which a client may ask again."""


def init_app(app: Flask) -> None:
    """Answer every HTTP error, and every unforeseen one, with a page or with JSON."""
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(SiteMissingError, _not_set_up)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(IntegrityError, _somebody_was_first)


def _answer(error: HTTPException) -> Response:
    """Explain an error; one that brings its own page, such as a form with what was typed, is answered with it."""
    if isinstance(error.response, Response):
        return error.response
    code = error.code or 500
    title, text = PAGES.get(code, PAGES[400 if code < 500 else 500])
    if request.path.startswith("/api/"):
        response = jsonify(error=code, message=str(title))
    else:
        response = Response(_page(error, str(title), str(text)), mimetype="text/html")
    response.status_code = code
    response.headers["Cache-Control"] = "no-store"
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            response.headers[name] = value
    return response


def _page(error: HTTPException, title: str, text: str) -> str:
    """Render the error page; where that cannot work, the words alone.

    After an unforeseen error anything may be broken; under a host name that is not ours no link can be built.
    """
    if isinstance(error, InternalServerError | ServiceUnavailable | SecurityError):
        return (
            f'<!doctype html><html lang="{language()}"><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
            f"<h1>{title}</h1><p>{text}</p>"
        )
    return render_template("error.html", title=title, text=text)


def _database_away(error: OperationalError) -> Response:
    """Say that the database is busy, full or away: nothing was stored, and trying again is right."""
    current_app.logger.error("Database: %s", error.orig)
    return _answer(ServiceUnavailable(retry_after=RETRY_AFTER))


def _somebody_was_first(error: IntegrityError) -> Response:
    """Say that a row came or changed between looking and writing; nothing was stored."""
    current_app.logger.error("Database: %s", type(error.orig).__name__)
    return _answer(Conflict())


def _not_set_up(_error: SiteMissingError) -> Response:
    return Response(
        "Portal belum disiapkan. / The portal has not been set up.\n\nportal init\nportal demo\n",
        503,
        mimetype="text/plain",
        headers={"Retry-After": str(RETRY_AFTER)},
    )
