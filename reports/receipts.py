"""What a sent report said, as a fingerprint, and its one-page receipt (screens §7 point 24)."""

from __future__ import annotations

import hashlib
import json

from documents.receipts import slip
from reports.models import Report


def fingerprint(report: Report) -> str:
    """SHA-256 of everything the report says: narrative, figures, the fingerprints of its files."""
    figures = report.figures.select_related("indicator").order_by("indicator__code")
    said = {
        "unit": report.unit.code,
        "directive": str(report.directive),
        "outside": report.outside,
        "narrative": {name: getattr(report, name) for name in Report.NARRATIVE},
        "figures": [[row.indicator.code, f"{row.value:.2f}", row.note] for row in figures],
        "evidence": list(report.evidence.values_list("name", "sha256").order_by("pk")),
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def receipt_pdf(report: Report, late: str) -> bytes:
    """The receipt as one page: number, server time to the second, sending, fingerprint."""
    assert report.submitted_at is not None
    rows = [
        ("Đơn vị gửi", report.unit.name),
        ("Người gửi", str(report.submitted_by)),
        ("Báo cáo", f"Kết quả thực hiện {report.directive}"),
        ("Bản gửi", f"Bản số {report.sendings}"),
        ("Nơi nhận", report.to_unit.name),
        ("Thời hạn", late or ("Đúng hạn" if report.assignment.due_at else "Không ghi hạn")),
    ]
    if report.outside:
        rows.append(("Cách gửi", "Đã gửi ngoài hệ thống, tải bản quét"))
    heading = "Biên nhận gửi báo cáo"
    return slip(heading, report.receipt, report.submitted_at, rows, report.sha256)
