"""The tasks of a paper: reading and marking them, in received papers and while writing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from directives import hooks, permissions, services
from directives.forms.fields import only_asks
from directives.forms.tasks import TaskForm, later_than_asked
from directives.models import Assignment, Task
from directives.origin import chain
from directives.paragraphs import open_page
from documents import outline
from documents.errors import PaperError
from documents.lifecycle import EDITABLE, State
from documents.models import Document, Section
from documents.views import paper
from units.access import Refusal
from units.actors import Actor, PortalRequest
from units.paging import page_of

# --- Reading --------------------------------------------------------------------------------------


def document_tasks(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Nhiệm vụ": what the paper asks of whom by when; of a received paper also marking it."""
    document = paper.fetch(request, pk)
    tasks = _shown_tasks(document, request)
    marking = (
        document.origin == Document.Origin.RECEIVED
        and services.tasks_editable(document)
        and permissions.may_mark(document, request.actor)
    )
    given = set(Assignment.objects.filter(task__document=document).values_list("task", flat=True))
    context = paper.frame(request, document, "tasks") | {
        "rows": [(task, task.pk in given) for task in tasks],
        "who": _who(tasks, document),
        "marking": marking,
        # Where nothing is marked yet, that comes first.
        "quiet_acts": marking and not tasks,
        "sections": _text_to_mark(document, tasks) if marking else [],
        "editor": document.compose_url("tasks") if _marks_in_editor(request, document) else "",
    }
    return render(request, "directives/document_tasks.html", context)


def _marks_in_editor(request: PortalRequest, document: Document) -> bool:
    """Whether this person ticks the paper's tasks while it is written."""
    composed = document.origin == Document.Origin.COMPOSED
    return composed and document.is_editable and permissions.may_mark(document, request.actor)


def _mine(request: PortalRequest, document: Document) -> bool:
    return request.actor.unit.pk == document.issuer_id


def _shown_tasks(document: Document, request: PortalRequest) -> list[Task]:
    """The tasks this person may read: of a paper in writing only its own unit's people."""
    if State(document.state) in EDITABLE and not _mine(request, document):
        return []
    tasks = document.tasks.select_related("report_to", "report_via").order_by("order", "pk")
    return list(tasks)


def _who(tasks: list[Task], document: Document) -> dict[str, Any]:
    """What each lead and helper named in the tasks means today; queries per group, not per row.

    "Các xã, phường" of a paper from above are those of the place of the unit that entered it.
    """
    owner = permissions.owner_of(document)
    groups = {
        group.label: services.within(group, owner)
        for task in tasks
        for group in (task.leads, task.supports)
        if group is not None
    }
    return dict(zip(groups, services.resolve_all(list(groups.values())), strict=True))


def _text_to_mark(document: Document, tasks: list[Task]) -> list[tuple[Section, list[Any]]]:
    """The pasted text of a received paper, each paragraph with its task if it has one."""
    marked = {(task.section_id, task.paragraph): task for task in tasks}
    return [
        (section, [(p, marked.get((section.pk, p.index))) for p in outline.parse(section.text)])
        for section in document.sections.all()
    ]


def carried_out(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Đơn vị thực hiện": which units got the paper's tasks and how far each one is."""
    document = paper.fetch(request, pk)
    rows = Assignment.objects.visible_to(request.actor).filter(task__document=document)
    context = paper.frame(request, document, "units") | {
        "page_obj": page_of(request, rows.by_unit(timezone.now())),
        "cascades": document.cascades.visible_to(request.actor).filter(state="done"),
        "may_cascade": permissions.may_cascade(document, request.actor),
    }
    return render(request, "directives/carried_out.html", context)


def task(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Nhiệm vụ": where one task comes from, who carries it out, what answers it below."""
    actor = request.actor
    found = get_object_or_404(seen_tasks(actor), pk=pk)
    assignments = Assignment.objects.visible_to(actor).filter(task=found)
    page = page_of(request, assignments.for_lists().order_by("unit__sort_key", "pk"))
    answering = Task.objects.filter(
        answers=found, document__in=Document.objects.visible_to(actor).in_force().values("pk")
    )
    context = {
        "task": found,
        "document": found.document,
        "who": _who([found], found.document),
        "steps": chain(found, actor),
        "page_obj": page,
        "answers": hooks.answers_of(list(page.object_list), actor),
        "answering": answering.select_related("document__issuer").order_by(
            "document__issuer__sort_key", "order"
        )[:200],
        "crumbs": [
            ("Văn bản chỉ đạo", reverse("documents:list")),
            (str(found.document), reverse("directives:tasks", args=[found.document_id])),
        ],
    }
    return render(request, "directives/task.html", context)


def seen_tasks(actor: Actor) -> QuerySet[Task]:
    """Tasks of papers the person may read, and those given to units whose work they may see."""
    given = Assignment.objects.visible_to(actor).values("task")
    papers = Document.objects.visible_to(actor)
    read = papers.exclude(~Q(issuer=actor.unit), state__in=EDITABLE).values("pk")
    return Task.objects.filter(Q(document__in=read) | Q(pk__in=given)).select_related(
        "document__issuer__area",
        "document__registered_by_unit__area",
        "report_to",
        "report_via",
    )


# --- Marking in a received paper ------------------------------------------------------------------


def task_add(request: PortalRequest, pk: int) -> HttpResponse:
    """Mark one more task of a received paper, from a paragraph (?muc=&doan=) or typed."""
    document = _to_mark(request, pk)
    section, paragraph = _paragraph(document, request)
    initial = {"text": paragraph.text} if paragraph else {}
    place = {"section": section, "paragraph": paragraph.index if paragraph else None}
    return _task_form(request, document, None, initial=initial, place=place)


def task_edit(request: PortalRequest, pk: int, task: int) -> HttpResponse:
    """Change a task of a received paper that was not given out yet."""
    document = _to_mark(request, pk)
    found = get_object_or_404(document.tasks, pk=task)
    place = {"section": found.section, "paragraph": found.paragraph}
    return _task_form(request, document, found, initial={}, place=place)


def task_remove(request: PortalRequest, pk: int, task: int) -> HttpResponse:
    """Take the mark off; a page of its own asks first."""
    document = _to_mark(request, pk)
    found = get_object_or_404(document.tasks, pk=task)
    back = reverse("directives:tasks", args=[pk])
    if request.method == "POST":
        try:
            services.remove_task(found, by=request.actor)
        except PaperError as error:
            messages.error(request, error.sentence)
        else:
            messages.success(request, "Đã bỏ nhiệm vụ khỏi danh sách.")
        return redirect(back)
    context = {
        "question": f"Bỏ nhiệm vụ “{found}”?",
        "effects": [
            f"Nhiệm vụ không còn trong danh sách của {document}.",
            "Nội dung văn bản không thay đổi.",
        ],
        "verb": "Bỏ nhiệm vụ",
        "danger": True,
        "back_url": back,
        "back_label": "Không bỏ, quay lại",
        "crumbs": [(str(document), back)],
    }
    return render(request, "components/confirm_page.html", context)


def _to_mark(request: PortalRequest, pk: int) -> Document:
    document = paper.fetch(request, pk)
    if document.origin != Document.Origin.RECEIVED:
        raise Http404  # a paper written here is marked on its editing page
    permissions.require_marking(document, request.actor)
    if not services.tasks_editable(document):
        raise Refusal("Văn bản không còn hiệu lực nên không đánh dấu nhiệm vụ được nữa.")
    return document


def _paragraph(
    document: Document, request: PortalRequest
) -> tuple[Section | None, outline.Paragraph | None]:
    """The paragraph named in the address, if there is one and it is not a task yet."""
    muc, doan = request.GET.get("muc", ""), request.GET.get("doan", "")
    if not (muc.isdecimal() and doan.isdecimal()):
        return None, None
    section = document.sections.filter(order=int(muc[:5])).first()
    if section is None or section.tasks.filter(paragraph=int(doan[:5])).exists():
        return None, None
    found = {p.index: p for p in outline.parse(section.text)}.get(int(doan[:5]))
    return (section, found) if found else (None, None)


def _task_form(
    request: PortalRequest,
    document: Document,
    found: Task | None,
    *,
    initial: dict[str, Any],
    place: dict[str, Any],
) -> HttpResponse:
    back = reverse("directives:tasks", args=[document.pk])
    form = TaskForm(
        request.POST if request.method == "POST" else None,
        document=document,
        task=found,
        initial=initial,
        asking=only_asks(request),
    )
    if form.is_valid():
        values = form.task_values() | place
        if found is not None:
            values["answers"] = list(found.answers.all())
        try:
            saved = services.save_task(document, by=request.actor, task=found, **values)
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, f"Đã lưu nhiệm vụ “{saved}”.")
            return redirect(back)
    context = {"form": form, "document": document, "task": found, "back": back}
    return render(request, "directives/task_form.html", context)


# --- Marking while writing ------------------------------------------------------------------------


def compose_tasks(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Nhiệm vụ của kế hoạch": tick the paragraphs that are tasks and say who, by when, what."""
    document = paper.fetch(request, pk)
    if document.origin != Document.Origin.COMPOSED:
        raise Http404
    permissions.require_marking(document, request.actor)
    given = hooks.superior_tasks(document)
    posted = request.POST if request.method == "POST" and document.is_editable else None
    page = open_page(
        document,
        given=given,
        known=_who(list(document.tasks.all()), document),
        data=posted,
        asking=only_asks(request),
    )
    problem = ""
    if posted is not None and not only_asks(request) and page.is_valid():
        drop = [row for row in page.strays if f"bo-{row.pk}" in posted]
        try:
            count = services.save_marks(document, page.marks(), by=request.actor, drop=drop)
        except PaperError as error:
            problem = error.sentence
        else:
            messages.success(request, f"Đã lưu. {document.type_name} có {count} nhiệm vụ.")
            return redirect(document.compose_url("tasks"))
    by_task = {row.task_id: row for row in given}
    for line in page.lines:
        if line.task is not None:
            line.warning = later_than_asked(line.task, by_task)
    context = {
        "document": document,
        "page": page,
        "given": given,
        "problem": problem,
        "form_has_errors": bool(problem or page.lost or any(form.errors for form in page.forms)),
        "crumbs": [(document.title, document.compose_url("overview"))],
        "overview": document.compose_url("overview"),
        "take_url": document.compose_url("coverage-take"),
    }
    return render(request, "directives/compose_tasks.html", context)
