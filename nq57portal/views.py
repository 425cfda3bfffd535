"""Pages that look across apps: home, search, help, health, and the error pages."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nq57portal.todo import blocks_for
from units.actors import PortalRequest


def front(request: PortalRequest) -> HttpResponse:
    """The bare address leads to the task list."""
    return redirect("home")


def home(request: PortalRequest) -> HttpResponse:
    """ "Việc cần làm": what waits for this person, and nothing else."""
    return render(request, "home.html", {"blocks": blocks_for(request.actor)})


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
