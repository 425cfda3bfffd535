"""Pages of writing and reviewing papers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from units.actors import PortalRequest


def review(request: PortalRequest, **where: Any) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def claim(request: PortalRequest, **where: Any) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def release(request: PortalRequest, **where: Any) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def comment(request: PortalRequest, **where: Any) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def comment_delete(request: PortalRequest, **where: Any) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def give_back(request: PortalRequest, **where: Any) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def approve(request: PortalRequest, **where: Any) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})
