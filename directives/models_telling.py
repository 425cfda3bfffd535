"""What reminds a unit of its work: people ("đôn đốc"), and the portal by itself ("nhắc hạn")."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from directives.querysets import NudgeQuerySet
from directives.reminders import Slot
from documents.models import Document
from units.models import Unit, User


class Nudge(models.Model):
    """One act of "Đôn đốc": who reminded which units of overdue work, in which words, when.

    `text` still has its places to fill ("{đơn vị}"); `document` is the paper it was about, None
    when it was about everything overdue.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="nudges", verbose_name="đơn vị")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người gửi")
    at = models.DateTimeField("lúc")
    text = models.TextField("nội dung")
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="văn bản"
    )

    objects = NudgeQuerySet.as_manager()

    class Meta:
        verbose_name = "lần đôn đốc"
        verbose_name_plural = "lần đôn đốc"
        ordering = ["-pk"]

    def __str__(self) -> str:
        about = f" về {self.document}" if self.document else ""
        return f"Đôn đốc của {self.unit}{about}"

    def get_absolute_url(self) -> str:
        return reverse("directives:nudge-detail", args=[self.pk])


class NudgedUnit(models.Model):
    """What one nudge meant for one of the chosen units: sent, or not and why."""

    class Outcome(models.TextChoices):
        SENT = "sent", "Đã gửi"
        RECENT = "recent", "Đã được đôn đốc trong 24 giờ qua nên không gửi lại"
        ANSWERED = "answered", "Vừa nộp, không còn việc quá hạn nên không gửi"
        NOBODY = "nobody", "Chưa có tài khoản nên chưa ai nhận được"

    nudge = models.ForeignKey(Nudge, models.PROTECT, related_name="rows")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    outcome = models.CharField("kết quả", max_length=8, choices=Outcome)
    overdue = models.PositiveIntegerField("số việc quá hạn", default=0)
    due_at = models.DateTimeField("hạn sớm nhất", null=True, blank=True)

    class Meta:
        verbose_name = "đơn vị được đôn đốc"
        verbose_name_plural = "đơn vị được đôn đốc"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["nudge", "unit"], name="directives_nudged_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_outcome_display()}"


class Reminder(models.Model):
    """One duty spoken of to one person at one moment of its table (`directives.reminders`).

    The rows are what keeps each single. A slot belongs to the limit it counts from, so a later
    limit has slots of its own. `key` names the notice that says it: of one duty, or, to the unit
    above, of all that are late with one paper.
    """

    person = models.ForeignKey(
        User, models.CASCADE, related_name="reminders", verbose_name="người nhận"
    )
    assignment = models.ForeignKey(
        "directives.Assignment",
        models.PROTECT,
        related_name="reminders",
        verbose_name="việc được giao",
    )
    slot = models.CharField("lần nhắc", max_length=2, choices=Slot)
    due_at = models.DateTimeField("hạn chót")
    day = models.DateField("ngày nhắc")
    key = models.CharField(max_length=200)

    class Meta:
        verbose_name = "lần nhắc hạn"
        verbose_name_plural = "lần nhắc hạn"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "assignment", "slot", "due_at"], name="directives_reminder_once"
            )
        ]
        indexes = [
            models.Index(fields=["person", "key"]),
            models.Index(fields=["day", "slot"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_slot_display()}: {self.assignment}"
