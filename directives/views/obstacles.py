"""Báo vướng mắc: the unit says what is in its way; either side marks it solved."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from directives import services
from directives.forms.following import ObstacleForm, SolvedForm
from directives.models import Assignment, Obstacle
from documents.errors import PaperError
from units.access import Refusal
from units.actors import PortalRequest


def report_obstacle(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Báo vướng mắc?": one text, heard by the unit that gave the work."""
    row = get_object_or_404(Assignment.objects.visible_to(request.actor).for_lists(), pk=pk)
    if sentence := services.raising_refusal(row, request.actor):
        raise Refusal(sentence)
    form = ObstacleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.raise_obstacle(row, by=request.actor, text=form.cleaned_data["text"])
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, f"Đã báo vướng mắc đến {row.issuer}.")
            return redirect(row)
    elif not form.is_bound and (stopped := services.cannot_raise(row)):
        messages.warning(request, stopped)
        return redirect(row)
    context = {
        "question": f"Báo vướng mắc “{row.title}”?",
        "effects": [
            f"{row.issuer} nhận thông báo và thấy việc này trong bộ lọc “Có vướng mắc”.",
            "Hạn không thay đổi. Cần thêm thời gian thì xin gia hạn.",
        ],
        "verb": "Báo vướng mắc",
        "form": form,
        "back_url": row.get_absolute_url(),
        "back_label": "Không báo, quay lại",
        "crumbs": _crumbs(row),
    }
    return render(request, "components/confirm_page.html", context)


def solve(request: PortalRequest, pk: int, obstacle: int) -> HttpResponse:
    """ "Đánh dấu đã giải quyết?": by the unit itself or by who gave the work."""
    rows = Assignment.objects.visible_to(request.actor).for_lists()
    row = get_object_or_404(rows, pk=pk)
    found: Obstacle = get_object_or_404(row.obstacles.select_related("solved_by"), pk=obstacle)
    if sentence := services.solving_refusal(row, request.actor):
        raise Refusal(sentence)
    form = SolvedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.solve_obstacle(found, by=request.actor, answer=form.cleaned_data["answer"])
        except PaperError as error:
            messages.warning(request, error.sentence)
        else:
            messages.success(request, "Đã đánh dấu vướng mắc đã giải quyết.")
        return redirect(row)
    if found.solved_at and not form.is_bound:
        return redirect(row)
    context = {
        "question": f"Đánh dấu đã giải quyết vướng mắc của {row.unit}?",
        "effects": [
            f"Vướng mắc: {found.text}",
            "Việc không còn trong bộ lọc “Có vướng mắc”.",
            f"{row.issuer if row.unit_id == request.actor.unit.pk else row.unit} nhận thông báo.",
        ],
        "verb": "Đánh dấu đã giải quyết",
        "form": form,
        "back_url": row.get_absolute_url(),
        "back_label": "Chưa giải quyết, quay lại",
        "crumbs": _crumbs(row),
    }
    return render(request, "components/confirm_page.html", context)


def _crumbs(row: Assignment) -> list[tuple[str, str]]:
    return [
        ("Việc được giao", reverse("directives:assignments")),
        (row.title, row.get_absolute_url()),
    ]
