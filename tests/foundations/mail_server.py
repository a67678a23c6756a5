"""A small SMTP server on the loopback: keeps what it is given, and can cut the line before saying so."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on `port` (0: any). `cut_lines`: how many letters it takes and then hangs up on."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, host: str, port: int) -> None:
        super().__init__((host, port), _Conversation)
        self.letters: list[EmailMessage] = []
        self.cut_lines = 0

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = cast(MailServer, self.server)
        self._say("220 ready")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self._say("354 go on")
                server.letters.append(self._letter())
                if server.cut_lines:
                    server.cut_lines -= 1
                    return
            self._say("221 bye" if verb == b"QUIT" else "250 ok")

    def _letter(self) -> EmailMessage:
        lines = iter(self.rfile.readline, b".\r\n")
        return cast(EmailMessage, message_from_bytes(b"".join(lines), policy=default))

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def running(port: int = 0, host: str = "127.0.0.1") -> Iterator[MailServer]:
    """A server that answers for the length of the block."""
    with MailServer(host, port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
