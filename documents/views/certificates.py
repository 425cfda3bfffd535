"""Certificates."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from units.actors import PortalRequest


def own(request: PortalRequest) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def admin_list(request: PortalRequest) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def admin_formats(request: PortalRequest) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})
