"""The gateway to Zalo or SMS: one signed POST for each line, to an address of the office's choice.

Off until an address is configured (docs/configuration.md). Only subject lines go this way.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

PATIENCE = 10  # seconds


class _NoRedirects(HTTPRedirectHandler):
    """A gateway that moved is configured anew; a signed request follows nobody elsewhere."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


_opener = build_opener(_NoRedirects)


def is_on() -> bool:
    """Whether this installation has a gateway."""
    return bool(settings.MESSAGE_WEBHOOK_URL)


def signature(timestamp: str, body: bytes) -> str:
    """The value of X-Portal-Signature, by which the gateway knows the portal and a whole body."""
    key = settings.MESSAGE_WEBHOOK_SECRET.encode()
    return "sha256=" + hmac.new(key, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def send(name: str, phone: str, text: str) -> None:
    """Hand one line to the gateway; raises OSError unless it answers 2xx, so that the job is tried
    again. `name` is the same for the same line, however often it is handed over."""
    mark = hashlib.sha256(name.encode()).hexdigest()[:40]
    body = json.dumps({"id": mark, "to": phone, "text": text}, ensure_ascii=False).encode()
    timestamp = str(int(time.time()))
    request = Request(
        settings.MESSAGE_WEBHOOK_URL,
        data=body,
        method="POST",
        headers={
            "Content-Type": "application/json; charset=utf-8",
            "X-Portal-Timestamp": timestamp,
            "X-Portal-Signature": signature(timestamp, body),
        },
    )
    try:
        _opener.open(request, timeout=PATIENCE).close()
    except HTTPError as error:  # everything but 2xx
        error.close()
        raise OSError(f"cổng tin nhắn trả lời {error.code}") from None
