"""Public check of a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from units.actors import PortalRequest


def verify(request: PortalRequest) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})
