"""Judge a stranger's file in a process of its own, so that it can't take the portal's with it.

A few hundred bytes can be written so that a PDF reader needs hours or all memory. A limit on the
size of the upload does not help against that; a limit on the reader does.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from documents.signing.revocation import Revocations
from documents.signing.verdict import Finding, SignatureVerdict, Verdict, judgement, verify

SECONDS = 15
MEGABYTES = 768

PROJECT = Path(__file__).resolve().parents[2]


def verify_upload(
    pdf: bytes,
    trusted: Sequence[str | bytes],
    *,
    revoked: Revocations | None = None,
    now: datetime | None = None,
) -> Verdict:
    """Judge a file as `verify` does, within SECONDS and MEGABYTES, in about half a second.

    A file that needs more is called damaged.
    """
    if not pdf.startswith(b"%PDF-"):
        return verify(pdf, trusted)
    request = {
        "trusted": [pem if isinstance(pem, str) else pem.decode() for pem in trusted],
        "revoked": (revoked or Revocations()).to_json(),
        "now": now.isoformat() if now else None,
    }
    try:
        answer = subprocess.run(
            [sys.executable, "-m", "documents.signing"],
            input=json.dumps(request).encode() + b"\n" + pdf,
            capture_output=True,
            check=True,
            timeout=SECONDS,
            cwd=PROJECT,
            env={},
        ).stdout
        return _from_json(answer)
    except (subprocess.SubprocessError, ValueError, BrokenPipeError):
        return judgement(Finding.DAMAGED)


def answer(request: bytes) -> bytes:
    """What the process inside answers to the bytes it was sent."""
    head, _, pdf = request.partition(b"\n")
    wanted = json.loads(head)
    now = datetime.fromisoformat(wanted["now"]) if wanted["now"] else None
    revoked = Revocations.from_json(wanted["revoked"])
    verdict = verify(pdf, wanted["trusted"], revoked=revoked, now=now)
    return json.dumps(asdict(verdict), default=datetime.isoformat).encode()


def _from_json(text: bytes) -> Verdict:
    fields = json.loads(text)
    signatures = tuple(
        SignatureVerdict(
            **{
                **signature,
                "finding": Finding(signature["finding"]),
                "signed_at": signature["signed_at"]
                and datetime.fromisoformat(signature["signed_at"]),
            }
        )
        for signature in fields["signatures"]
    )
    return Verdict(Finding(fields["finding"]), fields["sentence"], signatures)
