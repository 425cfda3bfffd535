"""The one-page receipt of a hand-in, to print and keep (screens A8, §7 point 24)."""

from __future__ import annotations

from django.conf import settings

from documents.models import Revision
from documents.pdf import print_slip
from units.dates import clock, date_in_words, in_hanoi


def receipt_pdf(revision: Revision) -> bytes:
    """The receipt as PDF: number, server time to the second, revision, fingerprint, lateness."""
    document = revision.document
    return print_slip(
        "documents/pdf/receipt.html",
        {
            "portal_name": settings.PORTAL_NAME,
            "demo": settings.DEMO_MODE,
            "revision": revision,
            "document": document,
            "moment": f"{clock(revision.submitted_at)} "
            f"{date_in_words(in_hanoi(revision.submitted_at).date())}",
            "fingerprint": " ".join(
                revision.sha256[start : start + 8] for start in range(0, len(revision.sha256), 8)
            ),
        },
    )
