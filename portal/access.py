"""Every route says who may use it; a test lists them all, and one without a declaration cannot be registered."""

from collections.abc import Callable
from enum import StrEnum
from typing import ParamSpec, TypeVar

from portal.domain.permissions import Permission

P = ParamSpec("P")
R = TypeVar("R")


class Access(StrEnum):
    """Who a route is for. A route of the staff area that needs more than a signed-in person names a Permission."""

    PUBLIC = "public"  # anybody
    RECEIPT = "receipt"  # whoever holds a receipt; the code is the authority
    DEMO = "demo"  # anybody, but only where every figure is synthetic
    MACHINE = "machine"  # health checks
    SIGN_IN = "sign-in"  # anybody on the way into the staff area
    STAFF = "staff"  # whoever is signed in


def access(kind: Access | Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare who a view is for."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        view.access = kind  # type: ignore[attr-defined]
        return view

    return mark


def access_of(view: Callable[..., object]) -> Access | Permission | None:
    """Return what a view declared, or None."""
    return getattr(view, "access", None)


def takes_files(view: Callable[P, R]) -> Callable[P, R]:
    """Declare that a view of the staff area takes a photo or a document, larger than other forms."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def does_take_files(view: Callable[..., object]) -> bool:
    """Tell whether a view declared that it takes files."""
    return getattr(view, "takes_files", False)
