"""The registers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from units.actors import PortalRequest


def outgoing(request: PortalRequest) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def void(request: PortalRequest, pk: int) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def incoming(request: PortalRequest) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def enter(request: PortalRequest, pk: int) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})
