"""Pages that look across apps: home, search, help, health, and the error pages."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nq57portal.kept_forms import kept_forms_of
from nq57portal.todo import blocks_for
from units.actors import PortalRequest
from units.resending import fields_of, texts_of


def front(request: PortalRequest) -> HttpResponse:
    """The bare address leads to the task list."""
    return redirect("home")


def home(request: PortalRequest) -> HttpResponse:
    """ "Việc cần làm": what waits for this person, and nothing else."""
    context = {"blocks": blocks_for(request.actor), "kept_forms": kept_forms_of(request.user)}
    return render(request, "home.html", context)


def search(request: PortalRequest) -> HttpResponse:
    return render(request, "search.html")


@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "help.html")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "accessibility.html")


@login_not_required
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "offline.html")


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 with its reason, only ever for something the person may see."""
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or older than the sign-in; what was typed is shown."""
    context = {"texts": texts_of(fields_of(request))}
    return render(request, "stale_form.html", context, status=403)
