"""Xin gia hạn: asking for a later limit of one's own assignment, and the issuer's answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from directives import services
from directives.forms.fields import only_asks
from directives.forms.following import AnswerForm, ExtensionForm
from directives.models import Assignment, Extension, Task
from directives.states import OPEN_BELOW, ExtensionState
from directives.views.tasks import seen_tasks
from documents.errors import PaperError
from units.access import Refusal
from units.actors import PortalRequest
from units.dates import moment


def _own(task: Task, request: PortalRequest) -> Assignment | None:
    """The unit's assignment of the task; of a duty that comes back the period `?viec=` names, or
    the open one that is due first."""
    rows = Assignment.objects.for_lists().filter(task=task, unit=request.actor.unit, stands=False)
    said = request.GET.get("viec", "")
    named = rows.filter(pk=said) if said.isdecimal() else rows.none()
    return named.first() or rows.filter(state__in=OPEN_BELOW).first() or rows.first()


def extension(request: PortalRequest, pk: int) -> HttpResponse:
    """What was asked and answered about a task's limit; the unit that leads it asks here."""
    actor = request.actor
    task = get_object_or_404(seen_tasks(actor), pk=pk)
    own = _own(task, request)
    refusal = _refusal(own, request)
    if request.method == "POST" and refusal:
        raise Refusal(refusal)
    stopped = refusal or (services.cannot_ask(own) if own else "")
    form = ExtensionForm(
        request.POST if request.method == "POST" else None, asking=only_asks(request)
    )
    if own is not None and form.is_valid():
        try:
            services.ask_extension(
                own,
                by=actor,
                day=form.cleaned_data["day"],
                reason=form.cleaned_data["reason"],
            )
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, f"Đã gửi đề nghị gia hạn đến {own.issuer}.")
            return redirect(own)
    asked = Extension.objects.visible_to(actor).filter(assignment__task=task)
    context = {
        "task": task,
        "own": own,
        # A form that was sent is shown with what was wrong, whatever happened meanwhile.
        "form": form if not stopped or form.is_bound else None,
        "stopped": stopped,
        "asked": asked.select_related(
            "assignment__unit", "assignment__issuer", "asked_by", "decided_by"
        )[:100],
        "first": asked.filter(assignment=own, state=ExtensionState.GRANTED).order_by("pk").first(),
        "crumbs": [
            ("Nhiệm vụ", reverse("directives:task-list")),
            (str(task), task.get_absolute_url()),
        ],
    }
    return render(request, "directives/extension.html", context)


def _refusal(own: Assignment | None, request: PortalRequest) -> str:
    if own is None:
        return (
            "Xem được nhiệm vụ này nhưng không xin gia hạn được vì việc này của đơn vị được giao "
            "nhiệm vụ."
        )
    return services.asking_refusal(own, request.actor)


def decide(request: PortalRequest, pk: int, extension: int) -> HttpResponse:
    """The issuer grants a later limit, or says why not; read afterwards by who may see the work."""
    found: Extension = get_object_or_404(
        Extension.objects.visible_to(request.actor).select_related(
            "assignment__task__document__issuer",
            "assignment__unit",
            "assignment__issuer",
            "asked_by",
            "decided_by",
        ),
        pk=extension,
        assignment__task=pk,
    )
    row = found.assignment
    if sentence := services.answering_refusal(row, request.actor):
        raise Refusal(sentence)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        grant = form.cleaned_data["decision"] == AnswerForm.GRANT
        try:
            services.decide_extension(
                found, by=request.actor, grant=grant, answer=form.cleaned_data["answer"]
            )
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            done = f"Đã gia hạn đến {found.new_day}." if grant else "Đã trả lời: không gia hạn."
            messages.success(request, f"{done} {row.unit} nhận thông báo.")
            return redirect("directives:extension", pk)
    elif found.state != ExtensionState.ASKED and not form.is_bound:
        return redirect("directives:extension", pk)
    context = {
        "question": f"Gia hạn đến {found.new_day} cho {row.unit}?",
        "extension": found,
        "assignment": row,
        "effects": [
            f"Nếu gia hạn, hạn chót mới là {moment(found.new_due_at)}; hạn gốc vẫn được ghi.",
            "Nếu không gia hạn, hạn cũ giữ nguyên.",
            f"{row.unit} nhận thông báo.",
        ],
        "details": "directives/partials/extension_facts.html",
        "verb": "Trả lời",
        "form": form,
        "back_url": row.get_absolute_url(),
        "back_label": "Chưa trả lời, quay lại",
        "crumbs": [
            ("Nhiệm vụ", reverse("directives:task-list")),
            (str(row.task), row.task.get_absolute_url()),
        ],
    }
    return render(request, "components/confirm_page.html", context)
