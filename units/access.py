"""How a page says no: 404 outside one's rooms, a reason and a name inside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from units.actors import PortalRequest

View = Callable[..., HttpResponse]


class Refusal(PermissionDenied):
    """A refused act on something the person may see; the message is the whole sentence shown."""


def for_roles(*roles: str) -> Callable[[View], View]:
    """Open the page only to those holding one of the roles in the unit acted for.

    For everybody else the page does not exist (screens §1.8).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.actor.has(*roles):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate
