"""Which sentences of a paper are tasks: marking, changing, following the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from activity.services import record
from directives import deadlines
from directives.models import Assignment, Directive, Task
from directives.states import AssignmentState
from documents.errors import PaperError
from documents.models import Document, Section
from documents.services.editing import touch
from units import groups
from units.actors import Actor
from units.dates import today
from units.groups import Group
from units.models import Unit
from units.services import overrides
from units.text import clean, one_line


def tasks_editable(document: Document) -> bool:
    """Tasks of a draft change with it; those of a received paper until they are given out."""
    if document.origin == Document.Origin.RECEIVED:
        return document.state == "issued"
    return document.is_editable


@transaction.atomic
def save_task(
    document: Document,
    *,
    by: Actor,
    text: str,
    lead: str = "",
    support: str = "",
    operator: str = deadlines.Operator.NONE,
    date: dt.date | None = None,
    wording: str = "",
    product: str = "",
    report_to: Unit | None = None,
    report_via: Unit | None = None,
    answers: Sequence[Task] = (),
    section: Section | None = None,
    paragraph: int | None = None,
    lead_group: Group | None = None,
    task: Task | None = None,
) -> Task:
    """Mark a duty in a paper, or change one. Raises PaperError when the paper no longer allows it.

    Lead and support are the printed words; what they mean is read on today's tree unless
    `lead_group` says it. The due instant follows from operator and date; the wording is kept.
    """
    current = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if not tasks_editable(current):
        raise PaperError("Văn bản không còn ở trạng thái soạn, nên không sửa nhiệm vụ được nữa.")
    if task is not None and task.assignments.exists():
        raise PaperError("Nhiệm vụ đã giao cho đơn vị, không sửa được nữa.")
    new = task is None
    task = task or Task(document=document, order=document.tasks.count() + 1)
    task.section, task.paragraph = section, paragraph
    task.text = clean(text).strip()
    if not task.text:
        raise PaperError("Ghi nội dung nhiệm vụ.")
    task.lead, task.support = one_line(lead)[:300], one_line(support)[:300]
    read = lead_group or groups.read(task.lead, document.issuer, today())
    task.lead_group = read.as_json() if read else {}
    helpers = groups.read(task.support, document.issuer, today())
    task.support_group = helpers.as_json() if helpers else {}
    set_deadline(task, operator, date, wording, document.date)
    task.product = one_line(product)[:300]
    task.report_to, task.report_via = report_to, report_via
    task.save()
    task.answers.set(answers)
    if document.origin == Document.Origin.RECEIVED:
        become_directive(document)
        verb = "đánh dấu" if new else "sửa"
        _note(document, f"{verb} nhiệm vụ “{task}”", by)
    else:
        touch(document, by)
    return task


@transaction.atomic
def remove_task(task: Task, *, by: Actor) -> None:
    """Take the mark off a paragraph; refused once the task was given out."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=task.document_id)
    if not tasks_editable(document):
        raise PaperError("Văn bản không còn ở trạng thái soạn, nên không bỏ nhiệm vụ được nữa.")
    if task.assignments.exists():
        raise PaperError("Nhiệm vụ đã giao cho đơn vị, không bỏ được nữa.")
    words = str(task)
    task.delete()
    if document.origin == Document.Origin.RECEIVED:
        _note(document, f"bỏ nhiệm vụ “{words}”", by)
    else:
        touch(document, by)


def become_directive(document: Document) -> None:
    """An issued paper with tasks is a directive by itself; without tasks nothing happens."""
    if document.tasks.exists():
        Directive.objects.get_or_create(document=document)


def cancel_open(document: Document, *, by: Actor | None) -> int:
    """Take back every assignment of a recalled paper that is not finished; returns how many."""
    closed = [AssignmentState.DONE, AssignmentState.EXCUSED, AssignmentState.CANCELLED]
    rows = Assignment.objects.filter(task__document=document).exclude(state__in=closed)
    count = rows.update(
        state=AssignmentState.CANCELLED,
        closed_at=timezone.now(),
        reason=f"{document} đã thu hồi {document.recalled_number}",
    )
    if count:
        who = f"{by.unit}: {by.user}" if by else "Cổng"
        record(
            target=document,
            verb="directives.cancel",
            sentence=f"{who} rút {count} việc đã giao chưa xong của {document}",
            by=by,
            data={"assignments": count},
        )
    return count


def set_deadline(
    task: Task, operator: str, date: dt.date | None, wording: str, issued_on: dt.date | None
) -> None:
    """Give the task its deadline: the words of the paper and the last moment that follows."""
    op = deadlines.Operator(operator)
    try:
        task.wording = wording or deadlines.wording(op, date)
    except ValueError as error:
        raise PaperError(str(error)) from error
    task.operator, task.date = op.value, date
    task.due_at = deadlines.due_instant(
        deadlines.stored(op, task.wording, date), issued_on=issued_on, overrides=overrides()
    )


def remap_tasks(section: Section, mapping: Mapping[int, int | None]) -> None:
    """Let the tasks follow their paragraphs after an edit; a task whose paragraph is gone keeps
    its words but loses its place."""
    tasks = list(section.tasks.filter(paragraph__isnull=False))
    # Two steps, since a paragraph may move to where another one just was.
    Task.objects.filter(pk__in=[task.pk for task in tasks]).update(paragraph=None)
    for task in tasks:
        task.paragraph = mapping.get(task.paragraph or 0)
        task.save(update_fields=["paragraph"])


def _note(document: Document, what: str, by: Actor) -> None:
    record(
        target=document,
        verb="directives.mark",
        sentence=f"{by.unit}: {by.user} {what} của {document}",
        by=by,
    )


@dataclass(frozen=True)
class Mark:
    """What a page says about one paragraph: its task's values, or None when it is no task."""

    section: Section
    paragraph: int
    text: str
    task: Task | None
    values: Mapping[str, Any] | None


@transaction.atomic
def save_marks(
    document: Document, marks: Sequence[Mark], *, by: Actor, drop: Sequence[Task]
) -> int:
    """Store a whole page of ticked paragraphs at once; returns how many tasks the paper now has.

    Tasks get the order of their paragraphs. `drop` are tasks whose paragraph is gone. Raises
    PaperError when the paper is no longer in writing; then nothing was stored.
    """
    for task in drop:
        remove_task(task, by=by)
    for mark in marks:
        if mark.values is None:
            if mark.task is not None:
                remove_task(mark.task, by=by)
        elif mark.task is None or not _same(mark.task, mark.values):
            save_task(
                document,
                by=by,
                text=mark.text,
                section=mark.section,
                paragraph=mark.paragraph,
                task=mark.task,
                **mark.values,
            )
    tasks = list(
        document.tasks.filter(kind=Task.Kind.WORK).order_by(
            F("section__order").asc(nulls_last=True), F("paragraph").asc(nulls_last=True), "pk"
        )
    )
    for order, task in enumerate(tasks, start=1):
        task.order = order
    Task.objects.bulk_update(tasks, ["order"])
    return len(tasks)


def _same(task: Task, values: Mapping[str, Any]) -> bool:
    """Whether a page left a task as it was; what was read on an earlier tree then stays too."""
    answers = {answered.pk for answered in values.get("answers", ())}
    kept = {name: value for name, value in values.items() if name != "answers"}
    return answers == {above.pk for above in task.answers.all()} and all(
        getattr(task, name) == value for name, value in kept.items()
    )
