"""Pages that look across apps: home, search, help, health, and the error pages."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import re
import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from activity.models import LogEntry
from activity.reading import addresses_of
from nq57portal import sanity
from nq57portal.kept_forms import kept_forms_of
from nq57portal.searching import search as find
from nq57portal.todo import blocks_for
from units.access import for_roles
from units.actors import PortalRequest
from units.administration import administrators_of
from units.middleware import works_without_unit
from units.models import Role
from units.paging import page_of
from units.resending import fields_of, texts_of
from units.text import one_line

# What a page is drawn with: what it links to under the address of static files.
LINKED = re.compile(rf'(?:href|src)="({re.escape(settings.STATIC_URL)}[^"]+)"')
# Looking is no work done.
LOOKS = ("documents.look", "reports.look", "documents.open")
DONE_SHOWN = dt.timedelta(days=30)

logger = logging.getLogger(__name__)


def front(request: PortalRequest) -> HttpResponse:
    """The bare address leads to the task list."""
    return redirect("home")


def home(request: PortalRequest) -> HttpResponse:
    """ "Việc cần làm": what waits for this person, and nothing else."""
    context = {"blocks": blocks_for(request.actor), "kept_forms": kept_forms_of(request.user)}
    return render(request, "home.html", context)


def home_done(request: PortalRequest) -> HttpResponse:
    """ "Việc đã xong": what this person did for the unit in the last 30 days, newest first."""
    done = LogEntry.objects.filter(
        actor=request.user, unit=request.actor.unit, at__gte=timezone.now() - DONE_SHOWN
    ).exclude(verb__in=LOOKS)
    page = page_of(request, done.select_related("target_type").order_by("-sequence"))
    addresses = addresses_of(page, request.actor)
    rows = [(line, addresses.get(line.pk, "")) for line in page]
    return render(request, "home_done.html", {"page_obj": page, "rows": rows})


def search(request: PortalRequest) -> HttpResponse:
    """ "Tìm kiếm": everything within the person's rooms that holds the words, by kind."""
    words = one_line(request.GET.get("q", ""))[:200]
    context = {"search_query": words, "groups": find(request.actor, words)}
    return render(request, "search.html", context)


@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """ "Trợ giúp": by job, the words, and whom to call; open to everybody."""
    actor = getattr(request, "actor", None)
    admins = administrators_of(actor.unit) if actor else []
    return render(request, "help.html", {"admins": admins})


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """ "Tuyên bố tiếp cận": what works for whom, and where it does not; open to everybody."""
    return render(request, "accessibility.html")


@login_not_required
@works_without_unit
def offline(request: HttpRequest) -> HttpResponse:
    """The page a browser shows by itself when there is no network."""
    return render(request, "offline.html")


@login_not_required
@works_without_unit
def offline_script(request: HttpRequest) -> HttpResponse:
    """The service worker that keeps the page above; at the root, so that it serves every page.

    Its text changes with the page it keeps, which makes browsers fetch that again.
    """
    page = render_to_string("offline.html", request=request)
    version = hashlib.sha256(page.encode()).hexdigest()[:12]
    context = {"version": version, "files": LINKED.findall(page)}
    answer = render(request, "ngoai-tuyen.js", context, content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer


@for_roles(Role.ADMIN)
def admin_checks(request: PortalRequest) -> HttpResponse:
    """ "Kiểm tra": whether the portal and what the unit needs are well; changes nothing."""
    now = timezone.now()
    rows = sanity.rows_for(request.actor, now)
    context = {
        "rows": rows,
        "troubles": sum(row.state in (sanity.LOOK, sanity.WRONG) for row in rows),
        "now": now,
        "crumbs": [("Quản trị", reverse("units:admin"))],
    }
    return render(request, "admin_checks.html", context)


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """ "ok" while the database answers, 503 otherwise; asked by whoever watches the server."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database away", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 with its reason, only ever for something the person may see (E-QUYEN)."""
    context = {"reason": str(exception or ""), "back_url": _page_before(request)}
    return render(request, "403.html", context, status=403)


def _page_before(request: HttpRequest) -> str:
    """The page the person came from, when it is one of this portal and not this very page."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}, request.is_secure()):
        return ""
    return "" if before == request.build_absolute_uri() else before


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or older than the sign-in; what was typed is shown."""
    context = {"texts": texts_of(fields_of(request))}
    return render(request, "stale_form.html", context, status=403)


def failed(request: HttpRequest) -> HttpResponse:
    """500 with a code that also stands in the server's log, beside what went wrong.

    Rendered without the request: whatever broke the page must not break this one.
    """
    code = secrets.token_hex(4).upper()
    logger.error("incident %s: %s %s", code, request.method, request.path)
    page = render_to_string("500.html", {"code": code, "portal": {"name": settings.PORTAL_NAME}})
    return HttpResponse(page, status=500)
