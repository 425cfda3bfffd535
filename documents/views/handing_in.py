"""Pages of writing and reviewing papers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from units.actors import PortalRequest


def submit(request: PortalRequest, **where: Any) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def send_to_leader(request: PortalRequest, **where: Any) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def send_back(request: PortalRequest, **where: Any) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def withdraw(request: PortalRequest, **where: Any) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def revise(request: PortalRequest, **where: Any) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def abandon(request: PortalRequest, **where: Any) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def receipt(request: PortalRequest, **where: Any) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})
