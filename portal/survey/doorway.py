"""Answer a warm survey page before Flask's dispatch: the one page that a whole hall opens at once.

Only what the ordinary path has answered before is answered here, with the very headers it sent; anything else goes
on to it. So there is nothing to keep equal by hand, and a page of the register as it was is never shown.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Flask
from werkzeug.sansio.utils import host_is_trusted

from portal import site
from portal.citizen_forms import fresh_key
from portal.domain.periods import WITA, month_of
from portal.survey.pages import KEPT_PAGES, KeptPage, Pages

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX = "/s/"
SHOWN = "portal.survey.page"
"""Where the ordinary path tells, in the request's environment, which kept page it has sent."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Answer:
    """A page that the ordinary path sent, and its headers; their length never changes, since a key's does not."""

    page: KeptPage
    headers: list[tuple[str, str]]


class Doorway:
    """WSGI middleware in front of the app, behind the language prefix."""

    def __init__(self, flask: Flask, app: "WSGIApplication") -> None:
        self.flask, self.app = flask, app
        self.answers: dict[tuple[str, str], _Answer] = {}

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer from memory, or pass on and remember what was answered."""
        if not self._is_survey_page(environ):
            return self.app(environ, start_response)
        code = environ["PATH_INFO"].removeprefix(PREFIX)
        name = (code, environ.get("portal.language", ""))
        now = datetime.now(WITA)
        page = self._warm_page(code, environ, now)
        answer = self.answers.get(name)
        if page is None or answer is None or answer.page is not page:
            return self.app(environ, self._learning(name, environ, start_response))
        key = fresh_key(code, secret=self.flask.config["SETTINGS"].secret, now=now, draw=secrets.token_bytes)
        start_response("200 OK", list(answer.headers))
        return [page.gzipped(key)]

    def _is_survey_page(self, environ: "WSGIEnvironment") -> bool:
        return (
            environ["REQUEST_METHOD"] == "GET"
            and environ["PATH_INFO"].startswith(PREFIX)
            and not environ.get("QUERY_STRING")
            and "gzip" in _plain_encodings(environ)
            and host_is_trusted(environ.get("HTTP_HOST", ""), self.flask.config["TRUSTED_HOSTS"])
        )

    def _warm_page(self, code: str, environ: "WSGIEnvironment", now: datetime) -> KeptPage | None:
        whose = site.kept_site(self.flask)
        if whose is None:
            return None
        pages: Pages = self.flask.extensions["portal.survey.pages"]
        return pages.kept((whose, month_of(now.date())), code, environ.get("portal.language", "id"))

    def _learning(
        self, name: tuple[str, str], environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> "StartResponse":
        """Return a `start_response` that remembers the headers of a page sent whole."""

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            page = environ.get(SHOWN)
            if status == "200 OK" and page is not None and ("Content-Encoding", "gzip") in headers:
                if len(self.answers) >= KEPT_PAGES:
                    self.answers.clear()
                self.answers[name] = _Answer(page=page, headers=list(headers))
            return start_response(status, headers, *more)

        return start


def _plain_encodings(environ: "WSGIEnvironment") -> list[str]:
    """Return the encodings that are accepted without a condition."""
    return [part.strip() for part in environ.get("HTTP_ACCEPT_ENCODING", "").split(",")]
