"""Writing an edXML message, in the spelling of the schema ("Bussiness") and with its prefixes."""

from __future__ import annotations

import base64
import hashlib
import re

from django.template.loader import render_to_string

from documents.exchange.message import NAMESPACE, Message
from units.dates import in_hanoi

# What XML 1.0 knows no way to write.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(message: Message) -> bytes:
    """The message as UTF-8. The same message gives the same bytes.

    Some gateways look for the prefix "edXML:" instead of the namespace, so it is written as their
    own samples have it: prefixed inside the envelope, bare outside.
    """
    files = [
        {
            "name": attachment.name,
            "type": attachment.content_type,
            "cid": f"{hashlib.sha256(attachment.data).hexdigest()[:32]}-{place}",
            "encoded": base64.b64encode(attachment.data).decode(),
        }
        for place, attachment in enumerate(message.attachments, start=1)
    ]
    sent = in_hanoi(message.sent_at) if message.sent_at else None
    text = render_to_string(
        "documents/exchange/message.xml",
        {
            "namespace": NAMESPACE,
            "message": message,
            "kind": int(message.kind),
            "date": f"{message.date:%Y/%m/%d}",
            "sent": f"{sent:%Y/%m/%d %H:%M:%S}" if sent else "",
            "trace": hashlib.sha256(message.document_id.encode()).hexdigest()[:32],
            "subject": message.subject[:500],
            "to_places": [place[:150] for place in message.to_places],
            "files": files,
        },
    )
    return _FORBIDDEN.sub("", text).encode()
