"""Pages of writing and reviewing papers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from units.actors import PortalRequest


def signer(request: PortalRequest, **where: Any) -> HttpResponse:
    return render(request, "base.html", {"title": "Văn bản"})
