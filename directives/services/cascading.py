"""Giao việc: who gets which task, shown before it is done, done once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from activity.services import record
from directives import giving
from directives.models import Assignment, Cascade, Task
from directives.services import telling
from directives.services.coming_back import lay_out_periods
from directives.services.marking import become_directive, set_deadline
from documents.errors import PaperError
from documents.models import Document, Recipient
from units.actors import Actor
from units.dates import format_date, in_hanoi, today
from units.groups import Group
from units.models import Membership, Unit

PLAN_TEXT = "Lập kế hoạch thực hiện {document}"
REPORT_TEXT = "Báo cáo kết quả thực hiện {document}"
ALREADY = "đã được giao trước đó"
OUT_OF_REACH = "không thuộc phạm vi giao việc của đơn vị"


def suggested_groups(document: Document, giver: Unit) -> list[Group]:
    """Whom the paper itself names: leads of its tasks, then "Kính gửi" and "Nơi nhận".

    "Các xã, phường" of a paper from above are, for the unit that passes it on, those of its own
    place or line. Whom the giver cannot bind ("Thường trực Thành ủy (để b/c)") is left out; a group
    that stands for nobody stays, so that it can be replaced.
    """
    named = [*_leads(document), *_printed(document)]
    unique = {group.label: within(group, giver) for group in reversed(named)}
    groups = [unique[label] for label in dict.fromkeys(group.label for group in named)]
    members = resolve_all(groups)
    reach = Unit.objects.in_reach_of(giver)
    meant = {unit.pk for units in members for unit in units}
    bound = set(reach.filter(pk__in=meant).values_list("pk", flat=True))
    return [
        group
        for group, units in zip(groups, members, strict=True)
        if not units or any(unit.pk in bound for unit in units)
    ]


def _leads(document: Document) -> list[Group]:
    return [group for task in document.tasks.all() if (group := task.leads) is not None]


def _printed(document: Document) -> list[Group]:
    lines = document.recipients.exclude(kind=Recipient.Kind.ARCHIVE)
    return [group for line in lines if (group := line.units_group) is not None]


def resolve_all(groups: Sequence[Group]) -> list[list[Unit]]:
    """The units each group stands for today; groups that name units cost one query together."""
    day = today()
    named = {pk for group in groups if not group.is_expression for pk in group.units}
    units = {unit.pk: unit for unit in Unit.objects.active_on(day).filter(pk__in=named)}
    return [
        list(group.resolve(day))
        if group.is_expression
        else [units[pk] for pk in group.units if pk in units]
        for group in groups
    ]


def within(group: Group, giver: Unit) -> Group:
    """The group as the giving unit means it: only what lies in its own place, or in its line."""
    if not group.is_expression:
        return group
    if not giver.binds_area:
        return replace(group, under=giver.path)
    if giver.area.path.startswith(group.area):
        return replace(group, area=giver.area.path)
    return group


def unread_lines(document: Document) -> list[str]:
    """Words by which the paper names somebody and which mean no unit: leads and printed lines."""
    leads = document.tasks.filter(lead_group={}).exclude(lead="").values_list("lead", flat=True)
    lines = document.recipients.filter(group={}, print_only=False).exclude(
        Q(kind=Recipient.Kind.ARCHIVE) | Q(text__istartswith="như ")
    )
    return list(dict.fromkeys([*leads, *lines.values_list("text", flat=True)]))


@transaction.atomic
def prepare(document: Document, *, by: Actor) -> Cascade:
    """The unit's cascade in preparation for the paper; started with what the paper suggests.

    Raises PaperError when the paper is out of force or has no task.
    """
    _require_in_force(document)
    tasks = list(document.tasks.filter(kind=Task.Kind.WORK))
    if not tasks:
        raise PaperError("Chưa có nhiệm vụ để giao.")
    open_one = Cascade.objects.filter(document=document, unit=by.unit, state=Cascade.State.PREPARED)
    if (existing := open_one.first()) is not None:
        return existing
    groups = _first_choice(document, by.unit)
    cascade = Cascade(document=document, unit=by.unit, by=by.user)
    cascade.groups = [group.as_json() for group in groups]
    cascade.matrix = {str(task.pk): _indexes_for(task, groups) for task in tasks}
    cascade.save()
    return cascade


def _first_choice(document: Document, giver: Unit) -> list[Group]:
    """Who leads a task; only where nobody does, whom the paper is sent to."""
    suggested = suggested_groups(document, giver)
    real = [g for g, units in zip(suggested, resolve_all(suggested), strict=True) if units]
    leading = {group.label for group in _leads(document)}
    return [group for group in real if group.label in leading] or real


def _indexes_for(task: Task, groups: list[Group]) -> list[int]:
    """A task goes to the group that leads it; one that names nobody goes to all."""
    if not task.lead:
        return list(range(len(groups)))
    label = task.leads.label if task.leads else None
    return [index for index, group in enumerate(groups) if group.label == label]


@dataclass(frozen=True)
class Preview:
    """What confirming a cascade will do, unit by unit, before it is done.

    `rows` maps each unit to its (task, part); `given` lists the same by task: the task, the part in
    it, the keys of the units; `members` lists each group with its units;
    `left_out` names units that already have everything or cannot be bound, with the reason;
    `empty` the groups that stand for nobody today. Tasks to plan and to report may be unsaved.
    """

    rows: dict[Unit, list[tuple[Task, str]]]
    members: list[tuple[Group, list[Unit]]] = field(default_factory=list)
    left_out: list[tuple[Unit, str]] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    given: list[tuple[Task, str, list[int]]] = field(default_factory=list)

    @property
    def unit_count(self) -> int:
        return len(self.rows)

    @property
    def assignment_count(self) -> int:
        return sum(len(given) for given in self.rows.values())

    @property
    def tasks(self) -> list[Task]:
        """The different tasks given out, in the order of the paper."""
        found: dict[int, Task] = {}
        for given in self.rows.values():
            for task, _ in given:
                found.setdefault(id(task), task)
        return sorted(found.values(), key=lambda task: (task.order, task.pk or 0))

    @cached_property
    def without_people(self) -> list[Unit]:
        """Units in which nobody would hear of it; one query."""
        return _unstaffed(self.rows)

    @property
    def named_twice(self) -> list[Unit]:
        """Units that stand in more than one group; each task still goes to them once."""
        seen: dict[Unit, int] = {}
        for _, units in self.members:
            for unit in units:
                seen[unit] = seen.get(unit, 0) + 1
        return [unit for unit, times in seen.items() if times > 1 and unit in self.rows]


def preview(cascade: Cascade) -> Preview:
    """Resolve the groups on today's tree; queries per group and task, never per unit."""
    day = today()
    reach = set(Unit.objects.in_reach_of(cascade.unit).values_list("pk", flat=True))
    have = _given_before(cascade.document)
    groups = [Group.from_json(data) for data in cascade.groups]
    members = resolve_all(groups)
    units: dict[int, Unit] = {}
    rows: dict[int, list[tuple[Task, str]]] = {}
    given: list[tuple[Task, str, list[int]]] = []
    left_out: dict[int, str] = {}

    # By key: tens of thousands of look-ups, and a unit's own hash is slow.
    def give(task: Task, meant: Iterable[Unit], part: str, taken: set[int]) -> None:
        key, bound = _key(task), []
        for unit in meant:
            pk = unit.pk
            units.setdefault(pk, unit)
            if pk in taken:
                continue
            if pk not in reach:
                left_out[pk] = OUT_OF_REACH
            elif (key, pk) in have:
                left_out.setdefault(pk, ALREADY)
            else:
                rows.setdefault(pk, []).append((task, part))
                taken.add(pk)
                bound.append(pk)
        given.append((task, part, bound))

    for task, indexes in _tasks_of(cascade):
        taken: set[int] = set()
        give(task, (u for i in indexes for u in members[i]), Assignment.Part.LEAD, taken)
        if task.supports:
            helpers = within(task.supports, cascade.unit).resolve(day)
            give(task, helpers, Assignment.Part.SUPPORT, taken)
    return Preview(
        rows={units[pk]: tasks for pk, tasks in rows.items()},
        members=list(zip(groups, members, strict=True)),
        left_out=[(units[pk], why) for pk, why in left_out.items() if pk not in rows],
        empty=[g.label for g, found in zip(groups, members, strict=True) if not found],
        given=given,
    )


def _given_before(document: Document) -> set[tuple[int | str, int]]:
    """Who has which task already; a second duty to plan or report counts as the same one."""
    return {
        (pk if kind == Task.Kind.WORK else kind, unit)
        for pk, kind, unit in Assignment.objects.filter(task__document=document).values_list(
            "task", "task__kind", "unit"
        )
    }


def _key(task: Task) -> int | str:
    return task.pk if task.kind == Task.Kind.WORK else task.kind


def _unstaffed(units: dict[Unit, list[tuple[Task, str]]]) -> list[Unit]:
    staffed = set(
        Membership.objects.active_on(today())
        .filter(unit__in=[unit.pk for unit in units], user__is_active=True)
        .values_list("unit", flat=True)
    )
    return [unit for unit in units if unit.pk not in staffed]


@transaction.atomic
def confirm(cascade: Cascade, *, by: Actor) -> Cascade:
    """Give the tasks out, once: a second confirmation changes nothing.

    Every unit gets its assignments with their own due instants, and hears of it. Raises
    PaperError when the directive is out of force or nobody would get anything.
    """
    cascade = Cascade.objects.select_for_update(of=("self",)).get(pk=cascade.pk)
    if cascade.state == Cascade.State.DONE:
        return cascade
    document = Document.objects.select_for_update(of=("self",)).get(pk=cascade.document_id)
    cascade.document = document
    _require_in_force(document)
    planned = preview(cascade)
    if not planned.rows:
        raise PaperError("Không có đơn vị nào nhận thêm việc. Chưa giao gì.")
    for task in planned.tasks:
        if task.kind != Task.Kind.WORK:
            task.save()
    made = giving.write(cascade, planned.given)
    cascade.state, cascade.done_at = Cascade.State.DONE, timezone.now()
    cascade.unit_count, cascade.assignment_count = planned.unit_count, made
    cascade.save()
    become_directive(document)
    lay_out_periods(tasks=planned.tasks)
    entry = record(
        target=document,
        verb="directives.cascade",
        sentence=f"{by.unit}: {by.user} giao {made} việc của {document} "
        f"cho {planned.unit_count} đơn vị",
        by=by,
        data={"cascade": cascade.pk, "units": planned.unit_count, "assignments": made},
    )
    telling.tell(cascade, entry)
    return cascade


def _require_in_force(document: Document) -> None:
    if document.state == "recalled":
        on = in_hanoi(document.recalled_at) if document.recalled_at else None
        day = f" ngày {format_date(on.date())}" if on else ""
        raise PaperError(
            f"Văn bản đã thu hồi{day} theo {document.recalled_number}. Không giao việc được nữa."
        )
    if document.state == "replaced":
        raise PaperError(f"Văn bản đã thay bằng {document.replaced_by}. Không giao việc được nữa.")
    if document.state != "issued":
        raise PaperError("Văn bản chưa ban hành nên chưa giao việc được.")


def _tasks_of(cascade: Cascade) -> list[tuple[Task, list[int]]]:
    """The tasks to give out with the indexes of their groups; plan and report go to all groups."""
    everyone = list(range(len(cascade.groups)))
    tasks = []
    for task in cascade.document.tasks.filter(kind=Task.Kind.WORK).order_by("order", "pk"):
        indexes = [i for i in cascade.matrix.get(str(task.pk), []) if i < len(everyone)]
        if indexes:
            tasks.append((task, indexes))
    if everyone and cascade.plan_wanted:
        tasks.append((_extra_task(cascade, Task.Kind.PLAN), everyone))
    if everyone and cascade.report_wanted:
        tasks.append((_extra_task(cascade, Task.Kind.REPORT), everyone))
    return tasks


def _extra_task(cascade: Cascade, kind: str) -> Task:
    """The duty to plan or to report, as this cascade wants it; not saved yet.

    One that was given out before with the same limit and place is used again; with others, the
    units of this cascade get one of their own.
    """
    document, plan = cascade.document, kind == Task.Kind.PLAN
    to_unit = cascade.review_unit if plan else (cascade.report_to or cascade.unit)
    operator = (cascade.plan_operator if plan else cascade.report_operator) or "none"
    date = cascade.plan_date if plan else cascade.report_date
    known = document.tasks.filter(kind=kind)
    opens = None if plan else cascade.report_opens
    same = known.filter(report_to=to_unit, operator=operator, date=date, opens_on=opens).first()
    if same is not None:
        return same
    task = known.filter(assignments__isnull=True).first() or Task(
        document=document, kind=kind, order=900 if plan else 901
    )
    task.text = (PLAN_TEXT if plan else REPORT_TEXT).format(document=document)
    task.report_to, task.opens_on = to_unit, opens
    set_deadline(task, operator, date, "", document.date)
    return task
