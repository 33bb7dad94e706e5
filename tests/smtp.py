"""A mail server for tests: it speaks SMTP over a real socket and keeps what it takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread


class Sink(ThreadingTCPServer):
    """The server. taken: receivers and message of each letter; refused: addresses; verbs: what it heard."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.taken: list[tuple[list[str], EmailMessage]] = []
        self.refused: set[str] = set()
        self.verbs: list[str] = []

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    @property
    def receivers(self) -> list[str]:
        return [address for addresses, _ in self.taken for address in addresses]


class _Talk(StreamRequestHandler):
    server: Sink

    def handle(self) -> None:
        self._say("220 siap")
        to: list[str] = []
        for line in self.rfile:
            verb, _, rest = line.decode().strip().partition(" ")
            verb = verb.upper()
            self.server.verbs.append(verb)
            address = rest.partition("<")[2].partition(">")[0]
            if verb == "RCPT" and address in self.server.refused:
                self._say(f"550 {address} tidak dikenal")
            elif verb == "DATA":
                self._say("354 silakan")
                self.server.taken.append((to, self._read()))
                to = []
                self._say("250 diterima")
            elif verb == "QUIT":
                self._say("221 selesai")
                return
            else:
                to += [address] if verb == "RCPT" else []
                self._say("250 baik")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def _read(self) -> EmailMessage:
        lines = iter(self.rfile.readline, b".\r\n")
        return message_from_bytes(
            b"".join(line.removeprefix(b".").replace(b"\r", b"") for line in lines), policy=policy.default
        )


@contextmanager
def sink() -> Iterator[Sink]:
    """Run a server on a free port."""
    with Sink() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
