"""Choosing the unit to act for, finding units, one's own account."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from units import sign_ins
from units.actors import PortalRequest
from units.administration import administrators_of
from units.dates import today
from units.middleware import SESSION_KEY, works_without_unit
from units.models import Membership, Role, Unit, User

FOUND_AT_MOST = 20


@works_without_unit
def choose(request: PortalRequest) -> HttpResponse:
    """ "Chọn đơn vị": for whom to work now; shown after signing in to people of several units."""
    context = {"choices": request.actor_choices, "next": _onward(request, request.GET)}
    return render(request, "units/choose.html", context)


@require_POST
@works_without_unit
def switch(request: PortalRequest) -> HttpResponse:
    """Act for another unit of one's own from now on. An unknown one changes nothing."""
    wanted = request.POST.get("unit", "")
    allowed = {str(actor.unit.pk) for actor in request.actor_choices}
    if wanted not in allowed:
        return redirect("units:choose")
    request.session[SESSION_KEY] = int(wanted)
    return redirect(_onward(request, request.POST) or "home")


def _onward(request: PortalRequest, values: object) -> str:
    """Where to go after choosing, when it is an address of this portal."""
    onward: str = values.get("next", "")  # type: ignore[attr-defined]
    if url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure()):
        return onward
    return ""


def search(request: PortalRequest) -> HttpResponse:
    """Units whose names hold the words typed, with or without accents; at most 20."""
    words = request.GET.get("q", "").strip()[:100]
    found = Unit.objects.active_on(today()).search(words) if words else Unit.objects.none()
    units = list(found.select_related("area__parent").in_vietnamese_order()[: FOUND_AT_MOST + 1])
    context = {"units": units[:FOUND_AT_MOST], "words": words, "more": len(units) > FOUND_AT_MOST}
    partial = "units/partials/unit_results.html"
    return render(request, partial if request.htmx else "units/search.html", context)


@works_without_unit
def account(request: PortalRequest) -> HttpResponse:
    """ "Tài khoản": who one is, for which units, and where to change the rest."""
    rows = (
        Membership.objects.active_on(today())
        .filter(user=request.user)
        .select_related("unit")
        .order_by("unit__sort_key", "unit_id", "role")
    )
    admins = administrators_of(request.actor.unit) if request.actor else []
    return render(request, "units/account.html", {"memberships": rows, "admins": admins})


@works_without_unit
def security(request: PortalRequest) -> HttpResponse:
    """ "Bảo mật": password, second factor, how long one stays signed in."""
    factors = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    return render(
        request,
        "units/security.html",
        {
            "second_factor": Authenticator.Type.TOTP in factors,
            "recovery_codes": Authenticator.Type.RECOVERY_CODES in factors,
            # Their names on a paper bind the unit, so theirs are worth stealing (screens §3).
            "advised": any(
                actor.has(Role.LEADER, Role.CLERK, Role.REVIEWER, Role.ADMIN)
                for actor in request.actor_choices
            ),
            "idle_minutes": settings.SESSION_COOKIE_AGE // 60,
            "places": sign_ins.places_of(_person(request), request.session.session_key),
        },
    )


@works_without_unit
def end_sign_ins(request: PortalRequest, pk: int | None = None) -> HttpResponse:
    """ "Kết thúc phiên": one's own session on another machine, or all of them but this one."""
    current = request.session.session_key
    places = [place for place in sign_ins.places_of(_person(request), current) if not place.here]
    if pk is not None:
        places = [place for place in places if place.pk == pk]
    if request.method == "POST":
        ended = sign_ins.end(_person(request), but=current, only=pk)
        if ended:
            messages.success(request, f"Đã kết thúc {ended} phiên đăng nhập trên máy khác.")
    if request.method == "POST" or not places:
        if not places:
            messages.warning(request, "Phiên đó đã kết thúc từ trước. Chưa làm gì.")
        return redirect("units:security")
    named = f"phiên {places[0].browser}" if pk is not None else f"{len(places)} phiên trên máy khác"
    context = {
        "question": f"Kết thúc {named}?",
        "effects": [
            "Máy đó phải đăng nhập lại; nội dung đang gõ dở ở đó chưa lưu thì không gửi được nữa.",
            "Phiên đang dùng ở máy này không thay đổi.",
        ],
        "verb": "Kết thúc phiên",
        "danger": True,
        "back_url": reverse("units:security"),
        "back_label": "Không kết thúc, quay lại",
        "crumbs": [("Tài khoản", reverse("units:account")), ("Bảo mật", reverse("units:security"))],
    }
    return render(request, "components/confirm_page.html", context)


def _person(request: PortalRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
