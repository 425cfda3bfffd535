"""A unit's answer to a directive."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from directives.models import Assignment, Directive, Task
from documents.models import Document
from plans.querysets import PlanQuerySet
from units.models import Unit, User


class Plan(models.Model):
    """The role of a paper that answers a directive ("kế hoạch").

    Sections, tasks, recipients and signatures are the document's. `assignment` is the duty to make
    this plan; a plan written of one's own accord has none.
    """

    class Start(models.TextChoices):
        FRAME = "khung", "Khung của cấp trên: giữ các mục, chừa chỗ cho nội dung của đơn vị"
        LAST = "nam_truoc", "Kế hoạch năm trước của đơn vị"
        FILE = "tep_word", "Tệp Word có sẵn"
        BLANK = "trang", "Trang trắng"

    document = models.OneToOneField(Document, models.PROTECT, primary_key=True, related_name="plan")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans")
    directive = models.ForeignKey(
        Directive, models.PROTECT, null=True, blank=True, related_name="plans"
    )
    assignment = models.OneToOneField(
        Assignment, models.PROTECT, null=True, blank=True, related_name="plan"
    )
    year = models.PositiveSmallIntegerField("năm")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.document)

    def get_absolute_url(self) -> str:
        return reverse("ke-hoach:overview", args=[self.pk])


class NotApplicable(models.Model):
    """Why a superior's task does not concern this unit; it then needs no answer in the plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="not_applicable")
    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    reason = models.CharField("lý do", max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "nhiệm vụ không áp dụng"
        verbose_name_plural = "nhiệm vụ không áp dụng"
        constraints = [
            models.UniqueConstraint(fields=["plan", "task"], name="plans_not_applicable_once")
        ]

    def __str__(self) -> str:
        return self.reason
