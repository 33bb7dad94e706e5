"""Files are opened in a process of its own, with little memory and time: a decoder that fails there harms nobody.

As a program it reads a file and writes a line that says what became of it, and the new file after it.
"""

import resource
import subprocess
import sys
from threading import BoundedSemaphore

from portal.domain.uploads import MAX_BYTES, Kind, Refusal, kind_of
from portal.evidence.made import Made, RefusedError
from portal.paths import PACKAGE

_SECONDS = 20
_MEMORY = 1024 * 1024 * 1024
PATIENCE = 15
"""Seconds that a file waits for its turn, so that files that take long never hold everybody up."""
places = BoundedSemaphore(2)
"""So many files are opened at a time; who sends another one meanwhile waits."""


def make_apart(content: bytes) -> Made:
    """Make a file anew in a process of its own; raises `RefusedError`."""
    if len(content) > MAX_BYTES:
        raise RefusedError(Refusal.TOO_LARGE)
    if kind_of(content) is None:
        raise RefusedError(Refusal.WRONG_KIND)
    if not places.acquire(timeout=PATIENCE):
        raise RefusedError(Refusal.BUSY)
    try:
        return _told(_run(content))
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise RefusedError(Refusal.TOO_COMPLEX) from None
    finally:
        places.release()


def _run(content: bytes) -> bytes:
    """Return what the process says of a file."""
    command = [sys.executable, "-m", __name__]
    return subprocess.run(  # noqa: S603 - the command is fixed; what was sent is only its input.
        command,
        input=content,
        capture_output=True,
        timeout=2 * _SECONDS,
        cwd=PACKAGE.parent,
        env={},
        check=True,
    ).stdout


def _told(output: bytes) -> Made:
    """Read what the process said."""
    word, _line, content = output.partition(b"\n")
    if word.decode() in list(Refusal):
        raise RefusedError(Refusal(word.decode()))
    return Made(content=content, kind=Kind(word.decode()))


def make_anew(content: bytes) -> Made:
    """Make a file anew here; only for what `make_apart` starts. Raises `RefusedError`."""
    from portal.evidence.images import make_image
    from portal.evidence.papers import make_paper

    kind = kind_of(content)
    if kind is None:
        raise RefusedError(Refusal.WRONG_KIND)
    made = make_paper(content) if kind is Kind.PDF else make_image(content, kind)
    if len(made.content) > MAX_BYTES:
        raise RefusedError(Refusal.TOO_LARGE)
    return made


def _main() -> None:
    limits = {
        resource.RLIMIT_AS: _MEMORY,
        resource.RLIMIT_CPU: _SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))
    try:
        made = make_anew(sys.stdin.buffer.read())
        said, content = made.kind.value, made.content
    except RefusedError as error:
        said, content = error.refusal.value, b""
    sys.stdout.buffer.write(said.encode() + b"\n" + content)


if __name__ == "__main__":
    _main()
