"""Nhiệm vụ: the tasks a unit has, of its own papers and those given to it or by it."""

from __future__ import annotations

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from directives.forms.following import TaskFilter
from directives.models import Assignment, Task
from directives.states import AssignmentState
from directives.views.tasks import seen_tasks
from documents.lifecycle import State
from documents.models import Document
from units.actors import Actor, PortalRequest
from units.paging import page_of


def task_list(request: PortalRequest) -> HttpResponse:
    """The unit's tasks with their limits and how many units are done; so many queries a page."""
    actor = request.actor
    rows = own_tasks(actor)
    papers = Document.objects.filter(tasks__in=rows.values("pk")).distinct()
    filtering = TaskFilter(request.GET, papers=papers.select_related("issuer").order_by("-pk"))
    page = page_of(request, filtering.apply(with_due(rows, actor), actor, timezone.now()))
    shown = list(page.object_list)
    seen = Assignment.objects.visible_to(actor).filter(task__in=[task.pk for task in shown])
    own = {row.task_id: row for row in seen.filter(unit=actor.unit)}
    done = Count("pk", filter=Q(state=AssignmentState.DONE))
    counted = seen.counted().order_by().values("task").annotate(given=Count("pk"), done=done)
    counts = {row["task"]: row for row in counted}
    context = {
        "page_obj": page,
        "rows": [(task, own.get(task.pk), counts.get(task.pk)) for task in shown],
        "filter": filtering,
        "anything": bool(shown) or rows.exists(),
    }
    partial = "directives/partials/task_results.html"
    return render(request, partial if request.htmx else "directives/task_list.html", context)


def own_tasks(actor: Actor) -> QuerySet[Task]:
    """Tasks of the unit's own papers, and those given to it or by it; never one it may not see."""
    unit = actor.unit
    papers = Document.objects.filter(Q(issuer=unit) | Q(registered_by_unit=unit))
    given = Assignment.objects.filter(Q(unit=unit) | Q(issuer=unit))
    return seen_tasks(actor).filter(
        Q(document__in=papers.exclude(state=State.ABANDONED).values("pk"))
        | Q(pk__in=given.values("task"))
    )


def with_due(rows: QuerySet[Task], actor: Actor) -> QuerySet[Task]:
    """Annotate `due` and `due_words`: the limit of the unit's own assignment, else the task's."""
    own = Assignment.objects.filter(task=OuterRef("pk"), unit=actor.unit)
    return rows.annotate(
        due=Coalesce(Subquery(own.values("due_at")[:1]), F("due_at")),
        due_words=Coalesce(Subquery(own.values("wording")[:1]), F("wording")),
    )
