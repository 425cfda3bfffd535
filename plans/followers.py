"""What plans add to a paper's life; registered by `apps.PlansConfig.ready`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from directives.models import Task
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
def unanswered_tasks(documents: Sequence[Document]) -> Iterable[tuple[int, Finding]]:
    """A superior's task without an answer blocks; a later date than asked wants a reason."""
    plans = list(Plan.objects.filter(document__in=documents))
    papers = {document.pk: document for document in documents}
    for pk, lines in services.coverage_of(plans).items() if plans else ():
        page = papers[pk].compose_url("coverage")
        for line in lines:
            if line.status == "unanswered":
                sentence = f"Nhiệm vụ số {line.number} của cấp trên chưa được trả lời."
                yield pk, Finding(f"unanswered-{line.given.task_id}", True, sentence, page)
            if line.status == "later":
                yield pk, Finding(f"later-{line.given.task_id}", False, _later(line), page)


def _later(line: services.Line) -> str:
    own = max(task.due_at for task in line.answers if task.due_at)
    limit = format_date(in_hanoi(line.given.due_at).date()) if line.given.due_at else ""
    return (
        f"Hạn {format_date(in_hanoi(own).date())} của nhiệm vụ trả lời nhiệm vụ số {line.number} "
        f"muộn hơn hạn cấp trên giao ({limit})."
    )


@events.finder
def missing_recipients(documents: Sequence[Document]) -> Iterable[tuple[int, Finding]]:
    """The directive says who must be reported to; they belong under "Nơi nhận"."""
    plans = Plan.objects.filter(document__in=documents, assignment__isnull=False)
    assignments = {
        plan.pk: plan.assignment
        for plan in plans.select_related("assignment__task", "assignment__issuer")
        if plan.assignment is not None
    }
    if not assignments:
        return
    wanted = services.mandatory_of(list(assignments.values()))
    for document in documents:
        if document.pk not in assignments:
            continue
        named = {
            unit
            for line in document.recipients.all()
            if line.kind != Recipient.Kind.ARCHIVE
            for unit in (line.group.get("units", []) if line.group else [])
        }
        for unit in wanted[assignments[document.pk].pk]:
            if unit.pk not in named:
                yield (
                    document.pk,
                    Finding(
                        f"recipient-{unit.pk}",
                        True,
                        f"Nơi nhận thiếu nơi phải báo cáo theo văn bản giao việc: {unit}.",
                        document.compose_url("recipients"),
                    ),
                )


@events.finder
def leads_missing(documents: Sequence[Document]) -> Iterable[tuple[int, Finding]]:
    """A ticked task without a lead is nobody's."""
    papers = {document.pk: document for document in documents}
    for task in Task.objects.filter(document__in=papers, kind=Task.Kind.WORK, lead=""):
        yield (
            task.document_id,
            Finding(
                f"lead-{task.pk}",
                True,
                f"Nhiệm vụ “{task}” chưa có đơn vị chủ trì.",
                papers[task.document_id].compose_url("tasks"),
            ),
        )
