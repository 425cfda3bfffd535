"""Choosing the unit to act for, finding units, one's own account."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from units.actors import PortalRequest
from units.dates import today
from units.middleware import SESSION_KEY, works_without_unit
from units.models import Unit


@works_without_unit
def choose(request: PortalRequest) -> HttpResponse:
    """"Chọn đơn vị": for whom to work now; shown after signing in to people of several units."""
    return render(request, "units/choose.html")


@require_POST
@works_without_unit
def switch(request: PortalRequest) -> HttpResponse:
    """Act for another unit of one's own from now on. An unknown one changes nothing."""
    wanted = request.POST.get("unit", "")
    allowed = {str(actor.unit.pk) for actor in request.actor_choices}
    if wanted not in allowed:
        return redirect("units:choose")
    request.session[SESSION_KEY] = int(wanted)
    onward = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure()):
        return redirect(onward)
    return redirect("home")


def search(request: PortalRequest) -> HttpResponse:
    """Units whose names hold the words typed, with or without accents; at most 20."""
    words = request.GET.get("q", "").strip()
    found = Unit.objects.active_on(today()).search(words) if words else Unit.objects.none()
    context = {"units": found.select_related("area").in_vietnamese_order()[:20], "words": words}
    partial = "units/partials/unit_results.html"
    return render(request, partial if request.htmx else "units/search.html", context)


@works_without_unit
def account(request: PortalRequest) -> HttpResponse:
    """"Tài khoản": who one is, for which units, and where to change the rest."""
    return render(request, "units/account.html")


@works_without_unit
def security(request: PortalRequest) -> HttpResponse:
    """ "Bảo mật": password and second factor."""
    return render(request, "units/security.html")
