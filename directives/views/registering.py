from django.http import Http404, HttpResponse

from units.actors import PortalRequest


def soon(request: PortalRequest, **_: int) -> HttpResponse:
    raise Http404
