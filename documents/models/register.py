"""Numbers of outgoing papers: gapless series, each number with its fate."""

from __future__ import annotations

from dataclasses import replace

from django.db import models
from django.db.models import Q

from documents.lifecycle import StateLabel
from documents.models.document import Document
from units.models import Unit, User


class NumberCounter(models.Model):
    """The last number given in one series of one unit and period; locked while one is given.

    `series` is "" for the unit's single series or a type code; `period` is "2026" for the State,
    "NK2025-09-30" (first day of the term) for Party bodies (NĐ 30/2020 Điều 15; HD 36, 1.3).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    series = models.CharField(max_length=10, blank=True)
    period = models.CharField(max_length=12)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "bộ đếm số văn bản"
        verbose_name_plural = "bộ đếm số văn bản"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "series", "period"], name="documents_counter_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.series} {self.period}: {self.last}"


class RegisterNumber(models.Model):
    """One line of the register of outgoing papers ("sổ văn bản đi"), never reused.

    Without a paper it is a number the clerk set aside ("giữ số"), with the reason.
    """

    class State(models.TextChoices):
        RESERVED = "reserved", "Giữ số"
        USED = "used", "Đã dùng"
        VOID = "void", "Số bỏ"

    LABELS = {
        State.RESERVED: StateLabel("Giữ số", "tim", "clock"),
        State.USED: StateLabel("Đã dùng", "luc", "check-circle"),
        State.VOID: StateLabel("Số bỏ: {reason}", "xam", "slash-circle"),
    }

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="register_numbers")
    series = models.CharField(max_length=10, blank=True)
    period = models.CharField(max_length=12)
    number = models.PositiveIntegerField("số")
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="register_numbers",
        verbose_name="văn bản",
    )
    state = models.CharField("tình trạng", max_length=8, choices=State, default=State.RESERVED)
    reason = models.CharField("lý do", max_length=300, blank=True)
    given_at = models.DateTimeField("cấp lúc", auto_now_add=True)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "số văn bản đi"
        verbose_name_plural = "sổ văn bản đi"
        ordering = ["-period", "series", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "series", "period", "number"], name="documents_number_once"
            ),
            models.CheckConstraint(
                name="documents_number_void_says_why",
                condition=~Q(state="void") | ~Q(reason=""),
                violation_error_message="Số bỏ phải ghi lý do.",
            ),
            models.CheckConstraint(
                name="documents_number_without_paper_says_why",
                condition=Q(document__isnull=False) | ~Q(reason=""),
                violation_error_message="Số giữ không cho văn bản nào phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    def state_label(self, reader: str = "writer") -> StateLabel:
        """The number's fate, a void one with its reason."""
        label = self.LABELS[self.State(self.state)]
        return replace(label, label=label.label.format(reason=self.reason))


class ReceiptCounter(models.Model):
    """The last receipt number of a year: "TK-2026-000123"."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "bộ đếm biên nhận"
        verbose_name_plural = "bộ đếm biên nhận"

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
