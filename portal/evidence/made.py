"""What becomes of a file: something made anew from it, or a refusal."""

from dataclasses import dataclass

from portal.domain.uploads import Kind, Refusal


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A file made anew from one that was sent."""

    content: bytes
    kind: Kind


class RefusedError(ValueError):
    """The file is not taken. refusal: why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
