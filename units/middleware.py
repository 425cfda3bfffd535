"""Decides for which unit a request acts, and stops a page written for another one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from units.actors import Actor, actors_of

SESSION_KEY = "acting_unit"


class ActingUnitMiddleware:
    """Sets `request.actor` and `request.actor_choices` for signed-in people.

    A form carries the unit it was opened for in `thay_mat`; when another tab has switched
    meanwhile nothing is saved and the person chooses (E-DONVI, screens §3).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        request.actor_choices = []  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            choices = actors_of(request.user)
            request.actor_choices = choices  # type: ignore[attr-defined]
            request.actor = _chosen(request, choices)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or getattr(view, "works_without_unit", False):
            return None
        if not getattr(view, "login_required", True) or _is_account_page(request):
            return None
        actor: Actor | None = request.actor  # type: ignore[attr-defined]
        if actor is None:
            return redirect("units:choose")
        meant = request.POST.get("thay_mat", "") if request.method == "POST" else ""
        if meant and meant != str(actor.unit.pk):
            return self._other_unit(request, actor, meant)
        return None

    def _other_unit(self, request: HttpRequest, actor: Actor, meant: str) -> HttpResponse:
        choices: list[Actor] = request.actor_choices  # type: ignore[attr-defined]
        opened_for = next((c.unit for c in choices if str(c.unit.pk) == meant), None)
        fields = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name != "csrfmiddlewaretoken"
        ]
        return render(
            request,
            "units/other_unit.html",
            {"opened_for": opened_for, "acting_for": actor.unit, "fields": fields},
            status=409,
        )


def works_without_unit(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that a person may open before choosing a unit."""
    view.works_without_unit = True  # type: ignore[attr-defined]
    return view


def _chosen(request: HttpRequest, choices: list[Actor]) -> Actor | None:
    """The unit of the session if still allowed; the only one there is; else none."""
    wanted = request.session.get(SESSION_KEY)
    for actor in choices:
        if actor.unit.pk == wanted:
            return actor
    return choices[0] if len(choices) == 1 else None


def _is_account_page(request: HttpRequest) -> bool:
    """Sign-in, sign-out and second-factor pages belong to allauth and know no unit."""
    match = request.resolver_match
    return bool(match and (match.url_name or "").startswith(("account_", "mfa_")))
