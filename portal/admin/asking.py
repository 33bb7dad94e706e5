"""The page that asks before a step with consequences is taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template

from portal.admin.forms import ConfirmForm


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What is asked. texts: what will happen. items: what it happens to, where that is more than one thing.

    crumb: where the step belongs, and its address, which is also the way back. values: what the form sends on.
    """

    title: str
    texts: Sequence[str]
    button: str
    crumb: tuple[str, str]
    items: Sequence[str] = ()
    values: Sequence[tuple[str, str]] = ()


def ask(question: Question, form: ConfirmForm | None = None) -> Response:
    """Show the question; with a form that was not valid, say so."""
    body = render_template("staff/_ask.html", question=question, form=form or ConfirmForm())
    return Response(body, 422 if form else 200, mimetype="text/html")
