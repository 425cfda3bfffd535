""" "Người ký và thể thức": who signs, in whose name, and how the head and foot will print."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from documents import competence, signing_choices
from documents.compose import profile_of, symbol_of
from documents.errors import PaperError, WrongState
from documents.models import Document
from documents.permissions import WRITERS_AND_CLERK
from documents.services import editing
from documents.views.drafts import locked, lost, own_paper, page, saved
from units.actors import PortalRequest
from units.text import clean, one_line


@require_http_methods(["GET", "HEAD", "POST"])
def signer(request: PortalRequest, pk: int) -> HttpResponse:
    """Choose person and capacity in one step; the preview beside shows the result after saving."""
    document = own_paper(request, pk, WRITERS_AND_CLERK)
    if request.method != "POST":
        if (away := locked(request, document)) is not None:
            return away
        return _page(request, document, _chosen_key(document))
    key = request.POST.get("nguoi_ky", "")
    collective = one_line(clean(request.POST.get("tap_the", "")))[:100]
    collective = collective or signing_choices.collective_of(document)
    choices = signing_choices.choices_for(document, collective)
    choice = next((c for c in choices if c.key == key), None)
    if choice is None:
        return _page(request, document, key, wrong="Chọn người ký và cách ký.")
    if choice.barred:
        return _page(request, document, key, wrong=f"Đồng chí {choice.user} {choice.barred}.")
    version = request.POST.get("version", "")
    try:
        editing.save_fields(
            document,
            version=int(version) if version.isdecimal() else 0,
            by=request.actor,
            signer=choice.user,
            signer_name=choice.user.full_name,
            authority="\n".join(choice.authority)[:200],
            position=choice.position[:150],
        )
    except WrongState as error:
        return lost(request, document, error, [])
    except PaperError as error:
        return _page(request, document, key, wrong=str(error))
    return saved(request, document, document.compose_url("signer"), f"Đã ghi: {choice.user} ký.")


def _chosen_key(document: Document) -> str:
    """Which of the choices the paper holds now."""
    lines = document.authority.splitlines()
    collective = signing_choices.collective_of(document)
    for choice in signing_choices.choices_for(document, collective):
        same = choice.authority == lines and choice.position == document.position
        if choice.user.pk == document.signer_id and same:
            return choice.key
    return ""


def _page(request: PortalRequest, document: Document, key: str, wrong: str = "") -> HttpResponse:
    collective = request.POST.get("tap_the") or signing_choices.collective_of(document)
    return page(
        request,
        "documents/editor/signer.html",
        document,
        status=409 if wrong else 200,
        choices=signing_choices.choices_for(document, collective),
        chosen=key,
        collective=collective,
        asks_collective=competence.body_of(document.issuer) == "collective",
        rule=signing_choices.rule_of(document.issuer),
        profile=profile_of(document),
        symbol=symbol_of(document),
        wrong=wrong,
        form_has_errors=bool(wrong),
    )
