"""Decides for which unit a request acts, and stops a page written for another one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from units.actors import Actor, actors_of
from units.resending import fields_of, texts_of
from units.services import remembering_days

SESSION_KEY = "acting_unit"
# In forms: for which unit the page was opened, and "switch to it and go on".
MEANT, SWITCH = "thay_mat", "doi_don_vi"


class ActingUnitMiddleware:
    """Sets `request.actor` and `request.actor_choices` for signed-in people.

    A form carries the unit it was opened for in `thay_mat`; when another tab has switched
    meanwhile nothing is saved and the person chooses (E-DONVI, screens §3). The answer to that
    question is the same form once more, with `doi_don_vi`.
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
        with remembering_days():
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or getattr(view, "works_without_unit", False):
            return None
        if not getattr(view, "login_required", True) or _is_account_page(request):
            return None
        actor: Actor | None = request.actor  # type: ignore[attr-defined]
        meant = request.POST.get(MEANT, "") if request.method == "POST" else ""
        if meant and (actor is None or meant != str(actor.unit.pk)):
            return self._meant_for_another(request, actor, meant)
        return None if actor else _ask_for_unit(request)

    def _meant_for_another(
        self, request: HttpRequest, actor: Actor | None, meant: str
    ) -> HttpResponse | None:
        choices: list[Actor] = request.actor_choices  # type: ignore[attr-defined]
        meant_actor = next((c for c in choices if str(c.unit.pk) == meant), None)
        if meant_actor and SWITCH in request.POST:
            request.session[SESSION_KEY] = meant_actor.unit.pk
            request.actor = meant_actor  # type: ignore[attr-defined]
            return None
        fields = fields_of(request)
        return render(
            request,
            "units/other_unit.html",
            {
                "opened_for": meant_actor and meant_actor.unit,
                "acting_for": actor and actor.unit,
                "fields": fields,
                "texts": texts_of(fields),
                "switch": SWITCH,
                "has_files": bool(request.FILES),
            },
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


def _ask_for_unit(request: HttpRequest) -> HttpResponse:
    """The page to choose on, which leads back to where the person was going."""
    onward = QueryDict(mutable=True)
    if request.method == "GET":
        onward["next"] = request.get_full_path()
    return redirect(f"{reverse('units:choose')}?{onward.urlencode()}".rstrip("?"))


def _is_account_page(request: HttpRequest) -> bool:
    """Sign-in, sign-out and second-factor pages belong to allauth and know no unit."""
    match = request.resolver_match
    return bool(match and (match.url_name or "").startswith(("account_", "mfa_")))
