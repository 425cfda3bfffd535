"""The signer's desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from units.actors import PortalRequest


def queue(request: PortalRequest) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def bulk(request: PortalRequest) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def sign(request: PortalRequest, pk: int) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})


def give_back(request: PortalRequest, pk: int) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})
