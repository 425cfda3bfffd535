"""Papers a person may read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from units.actors import PortalRequest


def paper_list(request: PortalRequest) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def detail(request: PortalRequest, pk: int) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def opened(request: PortalRequest, pk: int) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def citations(request: PortalRequest, pk: int) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def history(request: PortalRequest, pk: int) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def file(request: PortalRequest, pk: int, kind: str) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})
