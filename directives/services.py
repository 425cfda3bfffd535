"""Marking tasks, cascading them, and what units do with what they were given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from activity.models import Notice
from activity.services import Message, record, tell_all
from directives import deadlines
from directives.models import Assignment, Cascade, Directive, Task
from directives.states import ASSIGNMENT_STEPS, Act, AssignmentState
from documents.errors import PaperError, WrongState
from documents.models import Document, Recipient, Section
from units import groups
from units.actors import Actor
from units.calendar import Overrides
from units.dates import moment, today
from units.groups import Group
from units.models import CalendarDay, Membership, Role, Unit
from units.text import clean, one_line

# A paragraph that may be a task starts its life with these (screens: "ticked paragraph").
PLAN_TEXT = "Lập kế hoạch thực hiện {document}"
REPORT_TEXT = "Báo cáo kết quả thực hiện {document}"


def overrides() -> Overrides:
    """The office's own rest days and working Saturdays, for the deadline module; one query."""
    return {day.day: day.works for day in CalendarDay.objects.all()}  # type: ignore[misc]


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
    if not tasks_editable(document):
        raise PaperError("Văn bản không còn ở trạng thái soạn, nên không sửa nhiệm vụ được nữa.")
    if task is not None and task.assignments.exists():
        raise PaperError("Nhiệm vụ đã giao cho đơn vị, không sửa được nữa.")
    task = task or Task(document=document, order=document.tasks.count() + 1)
    task.section, task.paragraph = section, paragraph
    task.text = clean(text).strip()
    if not task.text:
        raise PaperError("Ghi nội dung nhiệm vụ.")
    task.lead, task.support = one_line(clean(lead))[:300], one_line(clean(support))[:300]
    read = lead_group or groups.read(task.lead, document.issuer, today())
    task.lead_group = read.as_json() if read else {}
    helpers = groups.read(task.support, document.issuer, today())
    task.support_group = helpers.as_json() if helpers else {}
    _set_deadline(task, operator, date, wording, document.date)
    task.product = one_line(clean(product))[:300]
    task.report_to, task.report_via = report_to, report_via
    task.save()
    task.answers.set(answers)
    if document.origin == Document.Origin.RECEIVED:
        become_directive(document)
    return task


def remove_task(task: Task) -> None:
    """Take the mark off a paragraph; refused once the task was given out."""
    if not tasks_editable(task.document) or task.assignments.exists():
        raise PaperError("Nhiệm vụ đã giao cho đơn vị, không bỏ được nữa.")
    task.delete()


def become_directive(document: Document) -> None:
    """An issued paper with tasks is a directive by itself; without tasks nothing happens."""
    if document.tasks.exists():
        Directive.objects.get_or_create(document=document)


# --- Giao việc ------------------------------------------------------------------------------------


def suggested_groups(document: Document, unit: Unit) -> list[Group]:
    """Whom the paper itself names: leads of its tasks, then "Kính gửi" and "Nơi nhận"."""
    found = [task.leads for task in document.tasks.all()]
    found += [
        line.units_group
        for line in document.recipients.exclude(kind=Recipient.Kind.ARCHIVE)
        if line.group
    ]
    unique: dict[str, Group] = {}
    for group in found:
        if group is not None:
            unique.setdefault(group.label, group)
    return list(unique.values())


@dataclass(frozen=True)
class Preview:
    """What confirming a cascade will do, unit by unit, before it is done.

    `rows` maps each unit to its (task, part); `left_out` names units that already have a task or
    cannot be bound, with the reason; `empty` the groups that stand for nobody today.
    """

    rows: dict[Unit, list[tuple[Task, str]]]
    left_out: list[tuple[Unit, str]] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    without_people: list[Unit] = field(default_factory=list)

    @property
    def unit_count(self) -> int:
        return len(self.rows)

    @property
    def assignment_count(self) -> int:
        return sum(len(given) for given in self.rows.values())


def preview(cascade: Cascade) -> Preview:
    """Resolve the groups on today's tree; queries per group, never per unit."""
    tasks = _tasks_of(cascade)
    day = today()
    reach = set(Unit.objects.in_reach_of(cascade.unit).values_list("pk", flat=True))
    have = set(
        Assignment.objects.filter(task__document=cascade.document).values_list("task", "unit")
    )
    members = [list(Group.from_json(data).resolve(day)) for data in cascade.groups]
    empty = [
        Group.from_json(data).label
        for data, units in zip(cascade.groups, members, strict=True)
        if not units
    ]
    rows: dict[Unit, list[tuple[Task, str]]] = {}
    left_out: dict[Unit, str] = {}
    for task, indexes in tasks:
        for unit in (u for index in indexes for u in members[index]):
            if unit.pk not in reach:
                left_out[unit] = "không thuộc phạm vi giao việc của đơn vị"
            elif (task.pk, unit.pk) in have:
                left_out.setdefault(unit, "đã được giao trước đó")
            elif (task, Assignment.Part.LEAD) not in rows.get(unit, []):
                rows.setdefault(unit, []).append((task, Assignment.Part.LEAD))
        for unit in task.supports.resolve(day) if task.supports else ():
            taken = {given for given, _ in rows.get(unit, [])}
            if unit.pk in reach and task not in taken and (task.pk, unit.pk) not in have:
                rows.setdefault(unit, []).append((task, Assignment.Part.SUPPORT))
    staffed = set(
        Membership.objects.active_on(day)
        .filter(unit__in=[unit.pk for unit in rows])
        .values_list("unit", flat=True)
    )
    return Preview(
        rows=rows,
        left_out=[(unit, why) for unit, why in left_out.items() if unit not in rows],
        empty=empty,
        without_people=[unit for unit in rows if unit.pk not in staffed],
    )


@transaction.atomic
def confirm(cascade: Cascade, *, by: Actor) -> Cascade:
    """Give the tasks out, once: a second confirmation changes nothing.

    Every unit gets its assignments with their own due instants, a notice and a mail. Raises
    PaperError when the directive is out of force or nobody would get anything.
    """
    cascade = Cascade.objects.select_for_update(of=("self",)).get(pk=cascade.pk)
    if cascade.state == Cascade.State.DONE:
        return cascade
    document = cascade.document
    if document.state != "issued":
        raise PaperError(f"{document} không còn hiệu lực. Không giao việc được nữa.")
    plan_task = _extra_task(cascade, Task.Kind.PLAN) if cascade.plan_wanted else None
    report_task = _extra_task(cascade, Task.Kind.REPORT) if cascade.report_wanted else None
    planned = preview(cascade)
    if not planned.rows:
        raise PaperError("Không có đơn vị nào nhận thêm việc. Chưa giao gì.")
    made = Assignment.objects.bulk_create(
        [
            Assignment(
                task=task,
                unit=unit,
                cascade=cascade,
                issuer=cascade.unit,
                part=part,
                due_at=task.due_at,
                wording=task.wording,
            )
            for unit, given in planned.rows.items()
            for task, part in given
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )
    cascade.state, cascade.done_at = Cascade.State.DONE, timezone.now()
    cascade.unit_count, cascade.assignment_count = planned.unit_count, len(made)
    cascade.save()
    become_directive(document)
    entry = record(
        target=document,
        verb="directives.cascade",
        sentence=f"{by.unit}: {by.user} giao {len(made)} việc của {document} "
        f"cho {planned.unit_count} đơn vị",
        by=by,
        data={"cascade": cascade.pk, "units": planned.unit_count, "assignments": len(made)},
    )
    _tell_receivers(cascade, planned, plan_task or report_task, entry)
    return cascade


def _tasks_of(cascade: Cascade) -> list[tuple[Task, list[int]]]:
    """The tasks to give out with the indexes of their groups; plan and report go to all groups."""
    everyone = list(range(len(cascade.groups)))
    tasks = []
    for task in cascade.document.tasks.order_by("order", "pk"):
        if task.kind == Task.Kind.WORK:
            indexes = [i for i in cascade.matrix.get(str(task.pk), []) if i < len(everyone)]
        elif task.kind == Task.Kind.PLAN:
            indexes = everyone if cascade.plan_wanted else []
        else:
            indexes = everyone if cascade.report_wanted else []
        if indexes:
            tasks.append((task, indexes))
    return tasks


def ensure_extra_tasks(cascade: Cascade) -> None:
    """Create or update the plan and report duties before previewing them."""
    if cascade.plan_wanted:
        _extra_task(cascade, Task.Kind.PLAN)
    if cascade.report_wanted:
        _extra_task(cascade, Task.Kind.REPORT)


def _extra_task(cascade: Cascade, kind: str) -> Task:
    """The one PLAN or REPORT duty of the paper; a later cascade with another date changes only
    what is given out from then on."""
    document = cascade.document
    plan = kind == Task.Kind.PLAN
    task = document.tasks.filter(kind=kind).first() or Task(document=document, kind=kind, order=900)
    template = PLAN_TEXT if plan else REPORT_TEXT
    task.text = template.format(document=document)
    task.report_to = cascade.review_unit if plan else (cascade.report_to or cascade.unit)
    operator = cascade.plan_operator if plan else cascade.report_operator
    _set_deadline(
        task,
        operator or "none",
        cascade.plan_date if plan else cascade.report_date,
        "",
        document.date,
    )
    task.save()
    return task


def _tell_receivers(cascade: Cascade, planned: Preview, headline: Task | None, entry: Any) -> None:
    """A1: one notice and mail for each cadre and leader of the bound units; three queries."""
    people = [
        (row.user, row.unit_id)
        for row in Membership.objects.active_on(today())
        .filter(unit__in=[unit.pk for unit in planned.rows], role__in=[Role.STAFF, Role.LEADER])
        .select_related("user")
    ]
    document = cascade.document
    task = headline or next(iter(planned.rows.values()))[0][0]
    due = f", {task.wording}" if task.wording else ""
    limit = f" Hạn chót: {moment(task.due_at)}." if task.due_at else ""
    tell_all(
        people,
        Message(
            subject=f"Việc mới: {task.text[:1].lower()}{task.text[1:]}{due}",
            body=f"{cascade.unit} giao việc theo {document}.{limit}",
            reason=Notice.Reason.NEEDS_YOU,
            address="/viec-duoc-giao/",
        ),
        key=f"cascade:{cascade.pk}",
        entry=entry,
    )


def _set_deadline(
    task: Task, operator: str, date: dt.date | None, wording: str, issued_on: dt.date | None
) -> None:
    op = deadlines.Operator(operator)
    try:
        task.wording = wording or deadlines.wording(op, date)
    except ValueError as error:
        raise PaperError(str(error)) from error
    task.operator, task.date = op.value, date
    task.due_at = deadlines.due_instant(
        deadlines.Deadline(op, task.wording, date), issued_on=issued_on, overrides=overrides()
    )


# --- What the unit does with it -------------------------------------------------------------------


@transaction.atomic
def act(
    assignment: Assignment,
    action: Act,
    *,
    by: Actor | None,
    reason: str = "",
    result: str = "",
    at: dt.datetime | None = None,
) -> None:
    """Make one step of an assignment and write its log line.

    `by` is None when a plan or report moved it. Raises WrongState when it is not where the step
    starts from, PaperError when a reason is missing.
    """
    step, before = ASSIGNMENT_STEPS[action], AssignmentState(assignment.state)
    if action in {Act.ASK_EXCUSE, Act.REJECT, Act.CANCEL, Act.KEEP} and not reason.strip():
        raise PaperError("Ghi lý do.")
    now = at or timezone.now()
    changes: dict[str, Any] = {"state": step.target}
    if reason.strip():
        changes["reason"] = clean(reason).strip()
    if action is Act.ACCEPT:
        changes["accepted_at"] = now
    if action is Act.REPORT:
        changes["reported_at"] = now
        changes["result"] = clean(result).strip() or assignment.result
    if action in {Act.REJECT, Act.TAKE_BACK}:
        changes["reported_at"] = None
    if action is Act.CONFIRM:
        changes["done_at"] = now
    rows = Assignment.objects.filter(pk=assignment.pk, state=before)
    if before not in step.sources or not rows.update(**changes):
        assignment.refresh_from_db()
        raise WrongState(
            f"Việc này đang ở trạng thái “{assignment.get_state_display()}”. "
            "Thao tác vừa rồi không được thực hiện."
        )
    assignment.refresh_from_db()
    who = f"{by.unit}: {by.user}" if by else "Cổng"
    record(
        target=assignment,
        verb=f"assignments.{action.value}",
        sentence=f"{who} {step.done}: {assignment.task}",
        by=by,
        reason=reason,
        data={"from": before, "to": step.target},
    )


def may_act(assignment: Assignment, action: Act, actor: Actor) -> bool:
    """The receiving unit's cadres and leaders act on their side, the issuer's leaders and
    reviewers on theirs."""
    step = ASSIGNMENT_STEPS[action]
    if AssignmentState(assignment.state) not in step.sources:
        return False
    if step.by_issuer:
        return actor.unit.pk == assignment.issuer_id and actor.has(
            Role.LEADER, Role.REVIEWER, Role.STAFF
        )
    return actor.unit.pk == assignment.unit_id and actor.has(Role.STAFF, Role.LEADER)


def remap_tasks(section: Section, mapping: Mapping[int, int | None]) -> None:
    """Let the tasks follow their paragraphs after an edit; a task whose paragraph is gone keeps
    its words but loses its place."""
    tasks = list(section.tasks.filter(paragraph__isnull=False))
    # Two steps, since a paragraph may move to where another one just was.
    Task.objects.filter(pk__in=[task.pk for task in tasks]).update(paragraph=None)
    for task in tasks:
        task.paragraph = mapping.get(task.paragraph or 0)
        task.save(update_fields=["paragraph"])
