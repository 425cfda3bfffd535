"""Giao việc in three steps: who, what, and a look at exactly what will happen."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from directives import permissions, services
from directives.forms.cascading import GroupForm, WantedForm
from directives.forms.fields import only_asks
from directives.models import Assignment, Cascade, Task
from directives.services import telling
from directives.states import AssignmentState
from documents.errors import PaperError
from documents.models import Document
from documents.views import paper
from units.access import Refusal
from units.actors import PortalRequest
from units.dates import clock, format_date, in_hanoi, number_vi, today
from units.groups import Group, unread_sentence
from units.models import Membership, Unit
from units.paging import page_of

ADD = "_them"
"""Name of the button that only adds a group and stays on the page."""


def start(request: PortalRequest, pk: int) -> HttpResponse:
    """Begin (or go on) giving out the paper's tasks; nothing happens before step 3."""
    document = paper.fetch(request, pk)
    permissions.require_cascading(document, request.actor)
    if request.method == "POST":
        try:
            cascade = services.prepare(document, by=request.actor)
        except PaperError as error:
            messages.error(request, error.sentence)
            return redirect("directives:cascade-start", pk)
        return redirect("directives:cascade-who", cascade.pk)
    context = {
        "document": document,
        "banner": paper.banner(document),
        "task_count": document.tasks.filter(kind=Task.Kind.WORK).count(),
        "prepared": document.cascades.filter(unit=request.actor.unit, state="prepared").first(),
        "done": document.cascades.filter(unit=request.actor.unit, state="done"),
        "mark_url": document.compose_url("tasks")
        if document.is_editable
        else reverse("directives:tasks", args=[pk]),
        "crumbs": _crumbs(document),
    }
    return render(request, "directives/cascade_start.html", context)


def _crumbs(document: Document) -> list[tuple[str, str]]:
    return [
        ("Văn bản chỉ đạo", reverse("documents:list")),
        (str(document), document.get_absolute_url()),
    ]


def _prepared(request: PortalRequest, pk: int) -> Cascade:
    """The cascade to go on with: of the person's own unit, and theirs to give out."""
    cascade: Cascade = get_object_or_404(
        Cascade.objects.select_related(
            "document__issuer__area",
            "document__registered_by_unit",
            "unit__area",
            "review_unit",
            "report_to",
        ),
        pk=pk,
        unit=request.actor.unit,
    )
    permissions.require_cascading(cascade.document, request.actor)
    return cascade


# --- Step 1: who ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Offered:
    """One group that can be ticked, with the units it stands for today."""

    group: Group
    units: list[Unit]
    ticked: bool

    @property
    def problem(self) -> str:
        return "" if self.units else unread_sentence(self.group.label, today())


def who(request: PortalRequest, pk: int) -> HttpResponse:
    """Step 1, "Ai làm": the groups the paper names, and groups of one's own."""
    cascade = _prepared(request, pk)
    if cascade.state == Cascade.State.DONE:
        return redirect(cascade)
    posted = request.POST if request.method == "POST" else None
    adding = posted is not None and (ADD in posted or only_asks(request))
    form = GroupForm(
        posted if adding else None, giver=cascade.unit, asking=only_asks(request), prefix="nhom"
    )
    problem = ""
    if posted is not None and not only_asks(request):
        chosen = set(posted.getlist("nhom"))
        groups = [group for group in _offered_groups(cascade) if group.label in chosen]
        if adding and form.is_valid():
            groups = [group for group in groups if group.label != form.group.label]
            _keep_groups(cascade, [*groups, form.group])
            messages.success(request, f"Đã thêm nhóm “{form.group.label}”.")
            return redirect("directives:cascade-who", pk)
        if not adding and groups:
            _keep_groups(cascade, groups)
            return redirect("directives:cascade-what", pk)
        if not adding:
            problem = "Chọn ít nhất một nhóm đơn vị."
    ticked = (
        set(posted.getlist("nhom"))
        if posted is not None
        else {Group.from_json(data).label for data in cascade.groups}
    )
    found = _offered_groups(cascade)
    context = _step(cascade, 1) | {
        "offered": [
            Offered(group, units, group.label in ticked)
            for group, units in zip(found, services.resolve_all(found), strict=True)
        ],
        "unread": [
            unread_sentence(words, today()) for words in services.unread_lines(cascade.document)
        ],
        "form": form,
        "problem": problem,
        "form_has_errors": bool(problem),
        "add": ADD,
    }
    return render(request, "directives/cascade_who.html", context)


def _offered_groups(cascade: Cascade) -> list[Group]:
    """The groups chosen so far, then those the paper names."""
    chosen = [Group.from_json(data) for data in cascade.groups]
    named = services.suggested_groups(cascade.document, cascade.unit)
    return list({group.label: group for group in [*named, *chosen]}.values())


def _keep_groups(cascade: Cascade, groups: list[Group]) -> None:
    """Store the groups; each task stays with the groups it was ticked for, wherever they move."""
    before = [Group.from_json(data).label for data in cascade.groups]
    places = {group.label: index for index, group in enumerate(groups)}
    new = [index for label, index in places.items() if label not in before]
    cascade.matrix = {
        task: sorted(
            {places[before[i]] for i in indexes if i < len(before) and before[i] in places}
            | set(new)
        )
        for task, indexes in cascade.matrix.items()
    }
    cascade.groups = [group.as_json() for group in groups]
    cascade.save(update_fields=["groups", "matrix"])


def _step(cascade: Cascade, number: int) -> dict[str, object]:
    """What the three step pages share."""
    names = ("Ai làm", "Làm gì", "Xem trước")
    urls = ("directives:cascade-who", "directives:cascade-what", "directives:cascade-preview")
    return {
        "cascade": cascade,
        "document": cascade.document,
        "step": number,
        "step_name": names[number - 1],
        "steps": [
            (name, reverse(url, args=[cascade.pk]) if place <= number else "", place == number)
            for place, (name, url) in enumerate(zip(names, urls, strict=True), start=1)
        ],
        "crumbs": _crumbs(cascade.document),
    }


# --- Step 2: what ---------------------------------------------------------------------------------


def what(request: PortalRequest, pk: int) -> HttpResponse:
    """Step 2, "Làm gì": which task goes to which group; is a plan wanted, is a report."""
    cascade = _prepared(request, pk)
    if cascade.state == Cascade.State.DONE:
        return redirect(cascade)
    if not cascade.groups:
        return redirect("directives:cascade-who", pk)
    tasks = list(cascade.document.tasks.filter(kind=Task.Kind.WORK))
    posted = request.POST if request.method == "POST" else None
    form = WantedForm(posted, cascade=cascade, asking=only_asks(request))
    matrix = _matrix(posted.getlist("giao"), tasks, cascade) if posted else cascade.matrix
    problem = ""
    if posted is not None and form.is_valid():
        form.fill(cascade)
        if any(matrix.values()) or cascade.plan_wanted or cascade.report_wanted:
            cascade.matrix = matrix
            cascade.save()
            return redirect("directives:cascade-preview", pk)
        problem = "Chưa chọn nhiệm vụ nào cho nhóm nào."
    groups = [Group.from_json(data) for data in cascade.groups]
    context = _step(cascade, 2) | {
        "groups": groups,
        "rows": [
            (task, [(i, g, i in matrix.get(str(task.pk), [])) for i, g in enumerate(groups)])
            for task in tasks
        ],
        "form": form,
        "problem": problem,
        "form_has_errors": bool(problem or form.errors),
    }
    return render(request, "directives/cascade_what.html", context)


def _matrix(ticked: list[str], tasks: list[Task], cascade: Cascade) -> dict[str, list[int]]:
    """The ticks ("task:group") as the cascade keeps them; others are ignored."""
    wanted = set(ticked)
    return {
        str(task.pk): [i for i in range(len(cascade.groups)) if f"{task.pk}:{i}" in wanted]
        for task in tasks
    }


# --- Step 3: look, confirm ------------------------------------------------------------------------


@dataclass(frozen=True)
class GroupRow:
    """One line of the preview: a group, the units that get something, their tasks and limits."""

    label: str
    units: list[Unit]
    tasks: list[Task]


def look(request: PortalRequest, pk: int) -> HttpResponse:
    """Step 3, "Xem trước": exactly who gets what; a POST gives it out, once."""
    cascade = _prepared(request, pk)
    if cascade.state == Cascade.State.DONE:
        if request.method == "POST" and cascade.done_at:
            messages.warning(
                request,
                f"Đã giao trước đó lúc {clock(cascade.done_at)} ngày "
                f"{format_date(in_hanoi(cascade.done_at).date())}. Không giao lần thứ hai.",
            )
        return redirect(cascade)
    if not cascade.groups:
        return redirect("directives:cascade-who", pk)
    problem = ""
    if request.method == "POST":
        try:
            cascade = services.confirm(cascade, by=request.actor)
        except PaperError as error:
            problem = error.sentence
        else:
            messages.success(
                request,
                f"Đã giao {number_vi(cascade.assignment_count)} việc cho "
                f"{number_vi(cascade.unit_count)} đơn vị.",
            )
            return redirect(cascade)
    planned = services.preview(cascade)
    context = _step(cascade, 3) | {
        "planned": planned,
        "group_rows": _group_rows(planned),
        "task_count": len(planned.tasks),
        "empty": [unread_sentence(label, today()) for label in planned.empty],
        "problem": problem,
        "form_has_errors": bool(problem),
        "question": f"Giao {number_vi(len(planned.tasks))} nhiệm vụ cho "
        f"{number_vi(planned.unit_count)} đơn vị",
    }
    return render(request, "directives/cascade_preview.html", context)


def _group_rows(planned: services.Preview) -> list[GroupRow]:
    """The units by the group that brought them in; helpers outside every group come last."""
    rows, placed = [], set()
    for group, members in planned.members:
        units = [unit for unit in members if unit in planned.rows]
        placed |= set(units)
        rows.append(GroupRow(group.label, units, _tasks_given(planned, units)))
    helpers = [unit for unit in planned.rows if unit not in placed]
    if helpers:
        rows.append(GroupRow("Đơn vị phối hợp", helpers, _tasks_given(planned, helpers)))
    return rows


def _tasks_given(planned: services.Preview, units: list[Unit]) -> list[Task]:
    ids = {id(task) for unit in units for task, _ in planned.rows[unit]}
    return [task for task in planned.tasks if id(task) in ids]


# --- Afterwards -----------------------------------------------------------------------------------


def result(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Lượt giao": what was given to whom, and which units nobody hears for."""
    cascade: Cascade = get_object_or_404(
        Cascade.objects.visible_to(request.actor).select_related("document__issuer", "unit", "by"),
        pk=pk,
    )
    if cascade.state != Cascade.State.DONE:
        if request.actor.unit.pk != cascade.unit_id:
            raise Refusal("Lượt giao này chưa xong.")
        return redirect("directives:cascade-who", pk)
    rows = Assignment.objects.filter(cascade=cascade)
    staffed = Membership.objects.active_on(today()).filter(user__is_active=True).values("unit")
    context = {
        "cascade": cascade,
        "document": cascade.document,
        "page_obj": page_of(request, rows.by_unit(timezone.now())),
        "tasks": Task.objects.filter(assignments__cascade=cascade).distinct(),
        "told": telling.notices_of(cascade).count(),
        "telling": telling.is_waiting(cascade),
        "withdrawn": rows.filter(state=AssignmentState.CANCELLED).count(),
        "may_recall": permissions.may_recall(cascade, request.actor)
        and services.recallable(cascade).exists(),
        "without_people": Unit.objects.filter(pk__in=rows.values("unit"))
        .exclude(pk__in=staffed)
        .in_vietnamese_order(),
        "crumbs": _crumbs(cascade.document),
    }
    return render(request, "directives/cascade.html", context)
