"""A mail server and a Zalo gateway that listen on this machine and keep what they are given."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from aiosmtpd.controller import Controller

from tests.servers import free_port

OK = "250 OK"


@dataclass
class Mailbox:
    """What a mail server accepted, in order. `before` is asked about each mail before the answer:
    what it returns is the answer, "" says yes."""

    port: int
    before: Callable[[EmailMessage], str] = lambda mail: ""
    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        mail = message_from_bytes(envelope.original_content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        refused = self.before(mail)
        if not refused:
            self.mails.append(mail)
        return refused or OK

    @property
    def environment(self) -> dict[str, str]:
        """How a process of the portal finds this server."""
        return {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(self.port), "EMAIL_USE_TLS": "0"}


@contextlib.contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A real SMTP server on a free port."""
    box = Mailbox(free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


@dataclass
class Gateway:
    """What a gateway was sent, in order: (headers, body); `answers` are its next replies."""

    address: str = ""
    answers: list[int] = field(default_factory=list)
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def messages(self) -> list[dict[str, str]]:
        return [json.loads(body) for _, body in self.requests]


@contextlib.contextmanager
def message_gateway() -> Iterator[Gateway]:
    """A real HTTP server that takes messages; 204 unless told otherwise."""
    gateway = Gateway()

    class Taker(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            gateway.requests.append((dict(self.headers), body))
            status = gateway.answers.pop(0) if gateway.answers else 204
            self.send_response(status)
            if status == 307:
                self.send_header("Location", f"{gateway.address}khac/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Nothing: the test looks at what was sent."""

    server = HTTPServer(("127.0.0.1", 0), Taker)
    gateway.address = f"http://127.0.0.1:{server.server_port}/tin-nhan/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
