"""What a unit did: figures, narrative and evidence, added up tier by tier."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from directives.models import Assignment, Directive
from documents.lifecycle import StateLabel
from documents.models import Document
from reports import periods
from reports.querysets import ReportQuerySet
from reports.states import (
    BY_CALENDAR,
    REPORT_LABELS,
    REPORT_LABELS_ABOVE,
    UNSENT,
    WRITABLE,
    ReportState,
)
from units.models import Unit, User

STORED = [(state.value, state.label) for state in ReportState if state not in BY_CALENDAR]


class Indicator(models.Model):
    """A figure every unit reports, added up from below ("chỉ tiêu")."""

    code = models.SlugField("mã", max_length=30, unique=True)
    name = models.CharField("tên", max_length=200)
    measure = models.CharField("đơn vị tính", max_length=40)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.measure})"


class Report(models.Model):
    """A unit's account of what a directive asked of it ("báo cáo nhanh").

    It answers the duty to report (an assignment of kind REPORT); its due instant is the duty's.
    `sha256` is the fingerprint of what was sent last. `outside`: it was sent on paper or by mail,
    and a scan of it stands among the evidence instead of figures. `document` is the official paper
    made from a roll-up, when there is one.
    """

    assignment = models.OneToOneField(
        Assignment, models.PROTECT, primary_key=True, related_name="report"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports")
    directive = models.ForeignKey(Directive, models.PROTECT, related_name="reports")
    to_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="reports_received", verbose_name="gửi đến"
    )
    state = models.CharField("trạng thái", max_length=10, choices=STORED, default=ReportState.OPEN)
    results = models.TextField("I. Kết quả thực hiện", blank=True)
    limits = models.TextField("II. Tồn tại, hạn chế, nguyên nhân", blank=True)
    next_steps = models.TextField("III. Phương hướng, nhiệm vụ thời gian tới", blank=True)
    proposals = models.TextField("IV. Kiến nghị, đề xuất", blank=True)
    version = models.PositiveIntegerField(default=1)
    first_submitted_at = models.DateTimeField("gửi lần đầu lúc", null=True, blank=True)
    submitted_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    receipt = models.CharField("biên nhận", max_length=20, blank=True)
    sendings = models.PositiveSmallIntegerField("số lần gửi", default=0)
    sha256 = models.CharField("mã kiểm tra", max_length=64, blank=True)
    returned_reason = models.TextField("lý do trả lại", blank=True)
    decided_at = models.DateTimeField("tiếp nhận lúc", null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="report_sources"
    )
    outside = models.BooleanField("đã gửi ngoài hệ thống", default=False)
    reopened_until = models.DateTimeField("được mở khóa đến", null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    NARRATIVE = ("results", "limits", "next_steps", "proposals")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo"
        verbose_name_plural = "báo cáo"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["to_unit", "state"])]
        constraints = [
            models.CheckConstraint(
                name="reports_report_accepted_says_who",
                condition=~models.Q(state="accepted")
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                violation_error_message="Báo cáo đã tiếp nhận phải ghi người tiếp nhận.",
            )
        ]

    def __str__(self) -> str:
        period = self.assignment.period_label
        return f"Báo cáo của {self.unit} về {self.directive}" + (f", kỳ {period}" if period else "")

    def get_absolute_url(self) -> str:
        return reverse("reports:detail", args=[self.pk])

    def state_label(self, reader: str = "writer") -> StateLabel:
        """The state as the writing unit, or the unit above, reads it (screens §5)."""
        if self.state not in UNSENT:  # the calendar has no say, and the duty need not be loaded
            labels = REPORT_LABELS if reader == "writer" else REPORT_LABELS_ABOVE
            return labels[ReportState(self.state)]
        return periods.label_of(self.assignment, self, reader)

    @property
    def closed(self) -> str:
        """Why the period is closed now, as a sentence; "" while it is open."""
        return periods.why_closed(self.assignment, self) if self.state in UNSENT else ""

    @property
    def is_editable(self) -> bool:
        return self.state in WRITABLE and not self.closed


class Reopening(models.Model):
    """A unit's request to have a closed period opened again ("xin mở khóa"), and the answer.

    `granted` is None while it waits; granted, the unit may send until the end of `until`.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="reopenings")
    reason = models.TextField("lý do")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người xin")
    asked_at = models.DateTimeField("xin lúc")
    granted = models.BooleanField("đồng ý", null=True, blank=True)
    until = models.DateField("mở đến hết ngày", null=True, blank=True)
    answer = models.TextField("ý kiến trả lời", blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người trả lời"
    )
    decided_at = models.DateTimeField("trả lời lúc", null=True, blank=True)

    class Meta:
        verbose_name = "đề nghị mở khóa"
        verbose_name_plural = "đề nghị mở khóa"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(granted__isnull=True),
                name="reports_reopening_one_waiting",
            ),
            models.CheckConstraint(
                name="reports_reopening_granted_until",
                condition=~models.Q(granted=True) | models.Q(until__isnull=False),
                violation_error_message="Ghi ngày mở khóa đến.",
            ),
        ]

    def __str__(self) -> str:
        return f"Xin mở khóa: {self.report}"

    def get_absolute_url(self) -> str:
        return reverse("reports:reopening", args=[self.pk])


class Figure(models.Model):
    """One value of one report; an indicator without a row was not reported (not zero)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="figures")
    value = models.DecimalField("số liệu", max_digits=16, decimal_places=2)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "số liệu"
        verbose_name_plural = "số liệu"
        ordering = ["indicator__order", "indicator_id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "indicator"], name="reports_figure_once"),
            models.CheckConstraint(
                name="reports_figure_not_negative",
                condition=models.Q(value__gte=0),
                violation_error_message="Số liệu không âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"


class Evidence(models.Model):
    """A file that shows a result ("minh chứng"), kept as it came, with its fingerprint."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="evidence")
    file = models.FileField("tệp", upload_to="evidence/%Y/%m/", max_length=300)
    name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField("dung lượng")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "minh chứng"
        verbose_name_plural = "minh chứng"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class RollUp(models.Model):
    """The paper a unit made by adding up reports from below, with the figures it was made from.

    `sources` maps a report's primary key (as text) to its version then, so that a later
    correction below shows as "đã thay đổi sau khi lấy số liệu". `period_end` is the last day of the
    period it adds up, None where reports come only once.
    """

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="roll_ups")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="roll_ups")
    document = models.OneToOneField(Document, models.PROTECT, related_name="roll_up")
    period_end = models.DateField("kỳ đến hết ngày", null=True)
    sources = models.JSONField(default=dict)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "báo cáo tổng hợp"
        verbose_name_plural = "báo cáo tổng hợp"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Tổng hợp {self.directive} của {self.unit}"
