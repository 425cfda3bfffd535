"""What a paper demands: tasks and deadlines, who is bound, what each unit made of it."""

from __future__ import annotations

import datetime as dt
from textwrap import shorten
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from directives import deadlines, periods
from directives.models_import import Import as Import
from directives.models_import import ImportBatch as ImportBatch
from directives.models_import import LearnedName as LearnedName
from directives.models_telling import Nudge as Nudge
from directives.models_telling import NudgedUnit as NudgedUnit
from directives.models_telling import Reminder as Reminder
from directives.querysets import (
    AssignmentQuerySet,
    CascadeQuerySet,
    DirectiveQuerySet,
    ExtensionQuerySet,
)
from directives.states import (
    EXTENSION_LABELS,
    EXTENSION_LABELS_ABOVE,
    AssignmentState,
    DirectiveState,
    ExtensionState,
)
from documents.lifecycle import StateLabel
from documents.models import Document, Section
from units.dates import format_date, in_hanoi
from units.groups import Group
from units.models import Unit, User
from units.text import fold

OPERATORS = [(op.value, deadlines.TABLE[op].label) for op in deadlines.Operator]


class Directive(models.Model):
    """The demanding side of an issued paper ("văn bản chỉ đạo").

    It comes into being by itself when a paper with tasks is issued or registered.
    """

    document = models.OneToOneField(
        Document, models.PROTECT, primary_key=True, related_name="directive"
    )
    state = models.CharField(
        "hiệu lực", max_length=10, choices=DirectiveState, default=DirectiveState.REGISTERED
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản chỉ đạo"
        verbose_name_plural = "văn bản chỉ đạo"

    def __str__(self) -> str:
        return str(self.document)

    def get_absolute_url(self) -> str:
        return reverse("documents:detail", args=[self.pk])


class Task(models.Model):
    """A duty a paper lays down: what, who leads, who helps, by when, reported to whom.

    In a plan a ticked paragraph of "Tổ chức thực hiện" *is* the task: `section` and `paragraph`
    point at it and follow it when the text is edited. `lead` is the printed wording; `lead_group`
    what it means. `answers` are the superior's tasks that this one carries out.
    """

    class Kind(models.TextChoices):
        WORK = "work", "Nhiệm vụ"
        PLAN = "plan", "Lập kế hoạch"
        REPORT = "report", "Báo cáo kết quả"

    document = models.ForeignKey(Document, models.CASCADE, related_name="tasks")
    kind = models.CharField("loại", max_length=6, choices=Kind, default=Kind.WORK)
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="tasks"
    )
    paragraph = models.PositiveSmallIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    text = models.TextField("nội dung nhiệm vụ")
    lead = models.CharField("chủ trì", max_length=300, blank=True)
    lead_group = models.JSONField(default=dict, blank=True)
    support = models.CharField("phối hợp", max_length=300, blank=True)
    support_group = models.JSONField(default=dict, blank=True)
    operator = models.CharField(
        "hạn", max_length=30, choices=OPERATORS, default=deadlines.Operator.NONE.value
    )
    date = models.DateField("ngày", null=True, blank=True)
    wording = models.CharField("hạn ghi trên văn bản", max_length=200, blank=True)
    due_at = models.DateTimeField("hạn chót", null=True, blank=True)
    product = models.CharField("sản phẩm", max_length=300, blank=True)
    report_to = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="báo cáo về"
    )
    report_via = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="qua"
    )
    answers = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="answered_by", verbose_name="trả lời"
    )
    # Of a duty to report: before this day there is nothing to report yet.
    opens_on = models.DateField("nhận báo cáo từ ngày", null=True, blank=True)
    search_text = models.TextField(editable=False, blank=True)

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ["document", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "paragraph"],
                condition=Q(paragraph__isnull=False),
                name="directives_task_one_a_paragraph",
            )
        ]

    def __str__(self) -> str:
        return shorten(self.text, 120, placeholder="…")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = fold(f"{self.text} {self.lead} {self.product}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("directives:task", args=[self.pk])

    @property
    def name(self) -> str:
        """How letters name the duty: by the paper and its place in it, never by the paper's text.

        "nhiệm vụ số 3 theo Kế hoạch số 67/KH-UBND", "lập kế hoạch thực hiện …".
        """
        if self.kind == self.Kind.WORK:
            return f"nhiệm vụ số {self.order} theo {self.document}"
        return f"{self.text[:1].lower()}{self.text[1:]}"

    @property
    def leads(self) -> Group | None:
        return Group.from_json(self.lead_group) if self.lead_group else None

    @property
    def supports(self) -> Group | None:
        return Group.from_json(self.support_group) if self.support_group else None


class Cascade(models.Model):
    """One act of "Giao việc": which groups get which tasks, prepared in three steps, done once.

    `groups` is a list of Group JSON; `matrix` maps a task's primary key (as text) to the indexes
    of its groups. Confirming twice creates nothing more.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", "Đang chuẩn bị"
        DONE = "done", "Đã giao"

    document = models.ForeignKey(Document, models.PROTECT, related_name="cascades")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cascades")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.PREPARED)
    groups = models.JSONField(default=list)
    matrix = models.JSONField(default=dict)
    plan_wanted = models.BooleanField("yêu cầu lập kế hoạch", default=False)
    plan_operator = models.CharField(max_length=30, choices=OPERATORS, blank=True)
    plan_date = models.DateField("hạn trình kế hoạch", null=True, blank=True)
    review_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nơi thẩm định"
    )
    report_wanted = models.BooleanField("yêu cầu báo cáo kết quả", default=False)
    report_operator = models.CharField(max_length=30, choices=OPERATORS, blank=True)
    report_date = models.DateField("hạn báo cáo", null=True, blank=True)
    report_opens = models.DateField("nhận báo cáo từ ngày", null=True, blank=True)
    report_to = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="báo cáo về"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField("giao lúc", null=True, blank=True)
    unit_count = models.PositiveIntegerField("số đơn vị", default=0)
    assignment_count = models.PositiveIntegerField("số việc", default=0)

    objects = CascadeQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt giao việc"
        verbose_name_plural = "lượt giao việc"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Lượt giao {self.document}"

    def get_absolute_url(self) -> str:
        return reverse("directives:cascade", args=[self.pk])


class Assignment(models.Model):
    """A task bound to one unit, with its own due instant and state ("việc được giao").

    On time is judged on `reported_at`, the first time the unit said it was done and was not sent
    back for it. A duty that comes back (`stands`) has an assignment of its own for each period.
    """

    class Part(models.TextChoices):
        LEAD = "lead", "chủ trì"
        SUPPORT = "support", "phối hợp"

    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    cascade = models.ForeignKey(Cascade, models.PROTECT, related_name="assignments")
    issuer = models.ForeignKey(
        Unit, models.PROTECT, related_name="given", verbose_name="đơn vị giao"
    )
    part = models.CharField("vai trò", max_length=7, choices=Part, default=Part.LEAD)
    due_at = models.DateTimeField("hạn chót", null=True, blank=True)
    wording = models.CharField("hạn ghi trên văn bản", max_length=200, blank=True)
    state = models.CharField(
        "trạng thái", max_length=12, choices=AssignmentState, default=AssignmentState.NEW
    )
    created_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField("nhận lúc", null=True, blank=True)
    reported_at = models.DateTimeField("báo hoàn thành lúc", null=True, blank=True)
    done_at = models.DateTimeField("hoàn thành lúc", null=True, blank=True)
    # Excused or cancelled: since then the board does not count it.
    closed_at = models.DateTimeField("thôi giao lúc", null=True, blank=True)
    result = models.TextField("kết quả", blank=True)
    reason = models.TextField("lý do", blank=True)
    stands = models.BooleanField("có các kỳ", default=False)
    period_start = models.DateField("kỳ từ ngày", null=True, blank=True)
    period_end = models.DateField("kỳ đến hết ngày", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "việc được giao"
        verbose_name_plural = "việc được giao"
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "unit"],
                condition=Q(period_end__isnull=True),
                name="directives_assignment_once_a_unit",
            ),
            models.UniqueConstraint(
                fields=["task", "unit", "period_end"],
                condition=Q(period_end__isnull=False),
                name="directives_assignment_once_a_period",
            ),
            models.CheckConstraint(
                name="directives_assignment_period_whole",
                condition=Q(period_start__isnull=True, period_end__isnull=True)
                | Q(period_end__gte=models.F("period_start"), stands=False),
                violation_error_message="Kỳ phải có ngày đầu và ngày cuối.",
            ),
            models.CheckConstraint(
                name="directives_assignment_done_was_reported",
                condition=~Q(state="done") | Q(reported_at__isnull=False, done_at__isnull=False),
                violation_error_message="Việc hoàn thành phải có lúc báo và lúc xác nhận.",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "due_at"]),
            models.Index(fields=["issuer", "state", "due_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.unit})"

    def get_absolute_url(self) -> str:
        return reverse("directives:assignment", args=[self.pk])

    @property
    def name(self) -> str:
        """How letters name it, without the paper's text ("nhiệm vụ số 3 theo Kế hoạch số …")."""
        return f"{self.task.name}{self._of_period}"

    @property
    def title(self) -> str:
        """The beginning of its text and, of a duty that comes back, the period."""
        return f"{self.task}{self._of_period}"

    @property
    def period_label(self) -> str:
        """ "tháng 3/2026", "quý I/2026"; "" for what comes only once."""
        if self.period_start is None or self.period_end is None:
            return ""
        return periods.label_of(self.period_start, self.period_end)

    @property
    def opens_on(self) -> dt.date | None:
        """The first day on which it can be reported on, where one is set."""
        return self.period_start or self.task.opens_on

    @property
    def _of_period(self) -> str:
        return f", kỳ {self.period_label}" if self.period_end else ""


class Extension(models.Model):
    """A unit's request for a later limit of one assignment, and the answer of who gave the work.

    The limit asked away stays here with its words (`old_due_at`, `old_wording`): that of the first
    granted request is the one the paper laid down.
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="extensions")
    state = models.CharField(
        "trạng thái", max_length=7, choices=ExtensionState, default=ExtensionState.ASKED
    )
    old_due_at = models.DateTimeField("hạn cũ")
    old_wording = models.CharField("hạn cũ ghi trên văn bản", max_length=200, blank=True)
    new_due_at = models.DateTimeField("hạn mới")
    reason = models.TextField("lý do")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người xin")
    asked_at = models.DateTimeField("xin lúc")
    answer = models.TextField("ý kiến trả lời", blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người trả lời"
    )
    decided_at = models.DateTimeField("trả lời lúc", null=True, blank=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị gia hạn"
        verbose_name_plural = "đề nghị gia hạn"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(state="asked"),
                name="directives_extension_one_waiting",
            ),
            models.CheckConstraint(
                name="directives_extension_later",
                condition=Q(new_due_at__gt=models.F("old_due_at")),
                violation_error_message="Hạn mới phải sau hạn cũ.",
            ),
        ]

    def __str__(self) -> str:
        return f"Xin gia hạn đến {self.new_day}: {self.assignment}"

    def get_absolute_url(self) -> str:
        return reverse("directives:extension-decide", args=[self.assignment.task_id, self.pk])

    @property
    def new_day(self) -> str:
        """The last day asked for: "20/3/2026"."""
        return format_date(in_hanoi(self.new_due_at).date())

    def state_label(self, reader: str = "writer") -> StateLabel:
        """The state as the unit that asked ("writer") reads it, or who gave the work."""
        labels = EXTENSION_LABELS if reader == "writer" else EXTENSION_LABELS_ABOVE
        found = labels[ExtensionState(self.state)]
        return StateLabel(found.label.format(date=self.new_day), found.colour, found.icon)


class Obstacle(models.Model):
    """What a unit says keeps it from an assignment ("vướng mắc"), until it is marked solved."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="obstacles")
    text = models.TextField("vướng mắc")
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người báo")
    raised_at = models.DateTimeField("báo lúc")
    answer = models.TextField("cách giải quyết", blank=True)
    solved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người đánh dấu"
    )
    solved_at = models.DateTimeField("giải quyết lúc", null=True, blank=True)

    class Meta:
        verbose_name = "vướng mắc"
        verbose_name_plural = "vướng mắc"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(solved_at__isnull=True),
                name="directives_obstacle_one_waiting",
            )
        ]

    def __str__(self) -> str:
        return shorten(self.text, 120, placeholder="…")
