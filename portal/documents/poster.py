"""Posters of counters with the QR code, ready to print and hang, stand or fold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from portal.documents.typesetter import code_values, printable, typeset
from portal.domain.words import Words

Paper = Literal["a4", "a5", "tent"]
"""What a poster is printed as; a tent is an A4 page to be folded in the middle, the same on both sides."""
_LONGEST_NAME = 200  # Characters; more would not fit above the code at a size that anyone can read.


@dataclass(frozen=True, kw_only=True, slots=True)
class PosterContent:
    """What one counter's poster says.

    `url` is what the QR code holds. `short_address` is the portal's front page as people type it, without
    `https://`; the counter's `code` is entered there. `owner` runs the survey. `demo` marks made-up data.
    """

    unit_name: str
    counter_name: str
    url: str
    short_address: str
    code: str
    owner: str
    demo: bool


def poster_of(
    unit: Words, counter: Words, code: str, *, public_url: str, owner: Words, demo: bool
) -> PosterContent:
    """Return what a counter's poster says. public_url: the portal's address, without a slash at its end."""
    return PosterContent(
        unit_name=unit.id,
        counter_name=counter.id,
        url=f"{public_url}/s/{code}",
        short_address=public_url.split("://", 1)[1],
        code=code,
        owner=owner.id,
        demo=demo,
    )


class NoPostersError(ValueError):
    """A document of posters was asked for no counter at all."""


def render_poster(content: PosterContent) -> bytes:
    """Return the poster as a tagged PDF (PDF/UA-1), always one A4 page; equal content gives equal bytes."""
    return render_posters([content])


def render_posters(contents: Sequence[PosterContent], paper: Paper = "a4") -> bytes:
    """Return one tagged PDF (PDF/UA-1) with a page for every counter, in the given order.

    Raises NoPostersError without any.
    """
    if not contents:
        raise NoPostersError("no counters")
    return typeset("poster.typ", {"paper": paper, "posters": [_values(content) for content in contents]})


def _values(content: PosterContent) -> dict[str, Any]:
    return {
        "unit": printable(content.unit_name, _LONGEST_NAME),
        "counter": printable(content.counter_name, _LONGEST_NAME),
        "address": printable(content.short_address, _LONGEST_NAME),
        "code": printable(content.code, _LONGEST_NAME),
        "owner": printable(content.owner, _LONGEST_NAME),
        "demo": content.demo,
        "url": content.url,
        **code_values(content.url),
    }
