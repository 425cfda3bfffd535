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
from typing import Any

from documents.signing.outside import Comparison, compare
from documents.signing.revocation import Revocations
from documents.signing.scans import clean
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
    try:
        return _from_json(
            _ask(
                pdf,
                trusted=_texts(trusted),
                revoked=(revoked or Revocations()).to_json(),
                now=now.isoformat() if now else None,
            )
        )
    except (subprocess.SubprocessError, ValueError, BrokenPipeError):
        return judgement(Finding.DAMAGED)


def compare_upload(ours: bytes, theirs: bytes) -> Comparison:
    """What somebody did to our file, as `outside.compare` says, within the same limits.

    A file that needs more, or can't be read, differs on its first page.
    """
    try:
        fields = json.loads(_ask(ours + theirs, compare=len(ours)))
        return Comparison(**fields)
    except (subprocess.SubprocessError, ValueError, TypeError, BrokenPipeError):
        return Comparison(page=1)


def clean_scan(pdf: bytes) -> bytes | None:
    """A scanner's file as `scans.clean` makes it, within the same limits; None when it can't be."""
    try:
        return _ask(pdf, clean=True) or None
    except (subprocess.SubprocessError, BrokenPipeError):
        return None


def _texts(trusted: Sequence[str | bytes]) -> list[str]:
    return [pem if isinstance(pem, str) else pem.decode() for pem in trusted]


def _ask(data: bytes, **request: Any) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", "documents.signing"],
        input=json.dumps(request).encode() + b"\n" + data,
        capture_output=True,
        check=True,
        timeout=SECONDS,
        cwd=PROJECT,
        env={},
    ).stdout


def answer(request: bytes) -> bytes:
    """What the process inside answers to the bytes it was sent."""
    head, _, pdf = request.partition(b"\n")
    wanted = json.loads(head)
    if "clean" in wanted:
        return clean(pdf)
    if "compare" in wanted:
        length = wanted["compare"]
        return json.dumps(asdict(compare(pdf[:length], pdf[length:]))).encode()
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
