"""The clerk's desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from units.actors import PortalRequest


def recall(request: PortalRequest, pk: int) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def number_queue(request: PortalRequest) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def number(request: PortalRequest, pk: int) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def issue_queue(request: PortalRequest) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def issue(request: PortalRequest, pk: int) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})
