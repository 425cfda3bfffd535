"""The one-page receipt of what was handed in, to print and keep (screens A8, §7 point 24)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.utils.text import Truncator

from documents.models import Revision
from documents.pdf import print_slip
from units.dates import clock, date_in_words, in_hanoi


def receipt_pdf(revision: Revision) -> bytes:
    """The receipt as PDF: number, server time to the second, revision, fingerprint, lateness."""
    document = revision.document
    rows = [
        ("Đơn vị trình", revision.submitted_for.name),
        ("Người trình", str(revision.submitted_by)),
        ("Văn bản", document.title),
        ("Bản trình", f"Bản số {revision.number}"),
        ("Nơi thẩm định", document.review_unit.name if document.review_unit else ""),
        ("Thời hạn", _in_time(revision)),
    ]
    if revision.withdrawn_at:
        rows.append(("Hiệu lực", "Đã rút lại, biên nhận hết hiệu lực"))
    return slip(
        "Biên nhận trình văn bản", revision.receipt, revision.submitted_at, rows, revision.sha256
    )


def _in_time(revision: Revision) -> str:
    if revision.late_by_days:
        why = Truncator(revision.late_reason).chars(300)
        return f"Muộn {revision.late_by_days} ngày{f'. Lý do: {why}' if why else ''}"
    return "Đúng hạn" if revision.document.due_at else "Không ghi hạn"


def slip(
    heading: str, number: str, at: dt.datetime, rows: Sequence[tuple[str, str]], sha256: str
) -> bytes:
    """A receipt of any kind as one page: what, its number, when, the rows, the fingerprint."""
    moment = f"{clock(at)} {date_in_words(in_hanoi(at).date())}"
    return print_slip(
        "documents/pdf/receipt.html",
        {
            "portal_name": settings.PORTAL_NAME,
            "demo": settings.DEMO_MODE,
            "heading": heading,
            "number": number,
            "rows": [("Nhận lúc", moment), *rows],
            "fingerprint": " ".join(sha256[start : start + 8] for start in range(0, 64, 8)),
        },
    )
