"""Pages of the administrator."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from units.access import for_roles
from units.actors import PortalRequest
from units.models import Role


@for_roles(Role.ADMIN)
def people_list(request: PortalRequest, pk: int = 0) -> HttpResponse:
    return render(request, "units/account.html")


@for_roles(Role.ADMIN)
def person_add(request: PortalRequest, pk: int = 0) -> HttpResponse:
    return render(request, "units/account.html")


@for_roles(Role.ADMIN)
def person_edit(request: PortalRequest, pk: int = 0) -> HttpResponse:
    return render(request, "units/account.html")
