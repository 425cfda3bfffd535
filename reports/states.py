"""The states of a report and their words (screens §5).

The first five are stored. The last three follow from the calendar: a period that has not begun, one
that was closed some days after its limit, and one opened again for a unit (`reports.periods`).
"""

from __future__ import annotations

from django.db import models

from documents.lifecycle import StateLabel


class ReportState(models.TextChoices):
    OPEN = "open", "Chưa gửi"
    DRAFT = "draft", "Đang làm"
    SUBMITTED = "submitted", "Đã gửi, chờ tiếp nhận"
    RETURNED = "returned", "Cần chỉnh sửa"
    ACCEPTED = "accepted", "Đã tiếp nhận"
    NOT_OPEN = "not_open", "Chưa đến kỳ"
    LOCKED = "locked", "Đã khóa kỳ"
    REOPENED = "reopened", "Được mở khóa"


_R = ReportState
# Never sent: what the calendar may close.
UNSENT = (_R.OPEN, _R.DRAFT)
# Where the writing unit may change it, as long as the period is open.
WRITABLE = (_R.OPEN, _R.DRAFT, _R.RETURNED)
BY_CALENDAR = (_R.NOT_OPEN, _R.LOCKED, _R.REOPENED)

# {date} is the last day of an opened period.
REPORT_LABELS: dict[ReportState, StateLabel] = {
    _R.OPEN: StateLabel("Chưa gửi", "xam", "circle"),
    _R.DRAFT: StateLabel("Đang làm", "xam", "pencil"),
    _R.SUBMITTED: StateLabel("Đã gửi, chờ tiếp nhận", "lam", "send"),
    _R.RETURNED: StateLabel("Cần chỉnh sửa", "vang", "arrow-return-left"),
    _R.ACCEPTED: StateLabel("Đã tiếp nhận", "luc", "check-circle"),
    _R.NOT_OPEN: StateLabel("Chưa đến kỳ", "xam", "lock"),
    _R.LOCKED: StateLabel("Đã khóa kỳ", "xam", "lock"),
    _R.REOPENED: StateLabel("Được mở khóa đến {date}", "vang", "unlock"),
}
REPORT_LABELS_ABOVE: dict[ReportState, StateLabel] = {
    **REPORT_LABELS,
    _R.OPEN: StateLabel("Chưa nhận được", "xam", "circle"),
    _R.DRAFT: StateLabel("Chưa nhận được", "xam", "pencil"),
    _R.SUBMITTED: StateLabel("Chờ tiếp nhận", "vang", "send"),
    _R.RETURNED: StateLabel("Đã trả lại", "vang", "arrow-return-left"),
}
