"""Pages of plans."""

from django.http import HttpResponse
from django.shortcuts import render

from units.actors import PortalRequest


def plan_list(request: PortalRequest) -> HttpResponse:
    return render(request, "plans/plan_list.html")


def start(request: PortalRequest) -> HttpResponse:
    return render(request, "plans/start.html")


def coverage(request: PortalRequest, pk: int) -> HttpResponse:
    return render(request, "plans/coverage.html")


def coverage_take(request: PortalRequest, pk: int) -> HttpResponse:
    return render(request, "plans/coverage.html")


def not_applicable(request: PortalRequest, pk: int, task: int) -> HttpResponse:
    return render(request, "plans/coverage.html")
