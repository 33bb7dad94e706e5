"""Security headers of every response. No page needs an inline script or style but the citizen page (by hash)."""

from base64 import b64encode
from hashlib import sha256

from flask import Flask, Response, g, request

PRIVATE_PATHS = ("/s/", "/bukti", "/forum/kunci", "/lapor")
"""Pages whose address says where somebody answered, or is a receipt, or that nobody is to know was open."""


def hash_source(inline: str) -> str:
    """Return the CSP source that allows exactly this inline style or script."""
    return f"'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'"


def allow_inline(*, style: str, script: str) -> None:
    """Allow one inline style and one inline script on the response to the current request."""
    g.inline_style, g.inline_script = hash_source(style), hash_source(script)


def policy(style: str = "", script: str = "") -> str:
    """Return the content security policy, with the hash sources of inline parts if there are any."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'self' {style}".rstrip(),
            f"script-src 'self' {script}".rstrip(),
            "img-src 'self' data:" if style else "img-src 'self'",  # The survey's empty icon saves a request.
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def _add(response: Response) -> Response:
    # A file that somebody sent comes with a stricter policy of its own.
    response.headers.setdefault(
        "Content-Security-Policy", policy(g.get("inline_style", ""), g.get("inline_script", ""))
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    response.headers["Referrer-Policy"] = _referrer_policy(request.path)
    return response


def _referrer_policy(path: str) -> str:
    """Tell nobody where somebody answered, and nobody outside what staff look at.

    Staff pages tell their own server, since a browser that may tell nothing sends forms from the origin `null`.
    """
    if path.startswith(PRIVATE_PATHS):
        return "no-referrer"
    return "same-origin" if path.startswith("/staf") else "strict-origin-when-cross-origin"


def init_app(app: Flask, *, https: bool) -> None:
    """Add the headers to every response."""
    app.after_request(_add)
    if https:
        app.after_request(_require_https)


def _require_https(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
