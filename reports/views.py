"""Pages of reports."""

from django.http import HttpResponse
from django.shortcuts import render

from units.actors import PortalRequest


def report_list(request: PortalRequest) -> HttpResponse:
    return render(request, "reports/report_list.html")


def open_report(request: PortalRequest, assignment: int) -> HttpResponse:
    return render(request, "reports/report_list.html")


def detail(request: PortalRequest, pk: int) -> HttpResponse:
    return render(request, "reports/report_list.html")
