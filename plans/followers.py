"""What plans add to a paper's life; registered by `apps.PlansConfig.ready`."""

from __future__ import annotations

from collections.abc import Iterable

from documents import events
from documents.events import Finding
from documents.models import Document, Recipient
from plans import services
from plans.models import Plan
from units.actors import Actor
from units.dates import format_date, in_hanoi


@events.on_move
def follow(document: Document, action: str, by: Actor | None) -> None:
    services.follow_plan(document, action, by)


@events.finder
def unanswered_tasks(document: Document) -> Iterable[Finding]:
    """A superior's task without an answer blocks; a later date than asked wants a reason."""
    plan = Plan.objects.filter(document=document).first()
    if plan is None:
        return
    page = document.compose_url("coverage")
    for line in services.coverage(plan):
        if line.status == "unanswered":
            yield Finding(
                f"unanswered-{line.given.task_id}",
                True,
                f"Nhiệm vụ số {line.number} của cấp trên chưa được trả lời.",
                page,
            )
        if line.status == "later":
            own = max(t.due_at for t in line.answers if t.due_at)
            limit = line.given.due_at
            yield Finding(
                f"later-{line.given.task_id}",
                False,
                f"Hạn {format_date(in_hanoi(own).date())} muộn hơn hạn cấp trên giao "
                f"({format_date(in_hanoi(limit).date()) if limit else ''}).",
                page,
            )


@events.finder
def missing_recipients(document: Document) -> Iterable[Finding]:
    """The directive says who must be reported to; they belong under "Nơi nhận"."""
    plan = Plan.objects.filter(document=document).select_related("assignment").first()
    if plan is None or plan.assignment is None:
        return
    named = {
        unit
        for line in document.recipients.exclude(kind=Recipient.Kind.ARCHIVE)
        for unit in (line.group.get("units", []) if line.group else [])
    }
    for unit in services.mandatory_recipients(plan.assignment):
        if unit.pk not in named:
            yield Finding(
                f"recipient-{unit.pk}",
                True,
                f"Nơi nhận thiếu nơi phải báo cáo theo văn bản giao việc: {unit}.",
                document.compose_url("recipients"),
            )


@events.finder
def leads_missing(document: Document) -> Iterable[Finding]:
    """A ticked task without a lead is nobody's."""
    for task in document.tasks.filter(kind="work", lead=""):
        yield Finding(
            f"lead-{task.pk}",
            True,
            f"Nhiệm vụ “{task}” chưa có đơn vị chủ trì.",
            document.compose_url("tasks"),
        )
