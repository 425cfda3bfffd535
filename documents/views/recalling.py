"""Taking an issued paper out of force: recalled by another paper, or replaced by one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from documents import permissions
from documents.errors import PaperError, WrongState
from documents.forms_desk import RecallForm, ReplaceForm
from documents.lifecycle import Action
from documents.models import Document
from documents.services import issuing
from documents.views.desk import moved_on
from documents.views.drafts import posted
from documents.views.paper import fetch
from units.actors import PortalRequest

NAMED = 30
"""How many of the units concerned are named on the page; the others are counted."""


def recall(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Thu hồi": asks for the recalling paper's number and names everybody it affects."""
    document = fetch(request, pk)
    permissions.require(Action.RECALL, document, request.actor)
    if (answer := moved_on(request, document, Action.RECALL)) is not None:
        return answer
    form = RecallForm(
        posted(request), hint="Ghi trong nhật ký; đơn vị nhận đọc được số văn bản thu hồi."
    )
    if request.method == "POST" and form.is_valid():
        try:
            issuing.recall(
                document,
                by=request.actor,
                number=form.cleaned_data["number"],
                reason=form.cleaned_data["reason"],
            )
        except WrongState as error:
            messages.warning(request, error.sentence)
            return redirect(document)
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, f"Đã thu hồi {document}. Các nơi nhận đã được báo.")
            return redirect(document)
    return render(
        request,
        "components/confirm_page.html",
        {
            **_affected(document),
            "question": f"Thu hồi {document}?",
            "form": form,
            "verb": "Thu hồi",
            "danger": True,
            "back_url": document.get_absolute_url(),
            "back_label": "Không thu hồi, quay lại văn bản",
            "crumbs": [(str(document), document.get_absolute_url())],
        },
    )


def replace(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Thay thế": the clerk names the issued paper that takes this one's place."""
    document = fetch(request, pk)
    permissions.require(Action.REPLACE, document, request.actor)
    if (answer := moved_on(request, document, Action.REPLACE)) is not None:
        return answer
    form = ReplaceForm(posted(request), document=document)
    if request.method == "POST" and form.is_valid():
        try:
            issuing.replace(
                document, by=request.actor, replacement=form.cleaned_data["replacement"]
            )
        except WrongState as error:
            messages.warning(request, error.sentence)
            return redirect(document)
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, f"Đã ghi {document} được thay bằng {document.replaced_by}.")
            return redirect(document)
    return render(
        request,
        "components/confirm_page.html",
        {
            **_affected(document),
            "question": f"Thay {document} bằng văn bản khác?",
            "form": form,
            "verb": "Thay thế",
            "danger": True,
            "back_url": document.get_absolute_url(),
            "back_label": "Không thay, quay lại văn bản",
            "crumbs": [(str(document), document.get_absolute_url())],
        },
    )


def _affected(document: Document) -> dict[str, Any]:
    """Who got the paper and who works by it, named on the page before it loses its force."""
    units = document.deliveries.standing().select_related("unit").order_by("unit__sort_key")
    names = [str(row.unit) for row in units[:NAMED]]
    work = Document.objects.filter(pk=document.pk, tasks__assignments__isnull=False)
    given = work.values_list("tasks__assignments", flat=True).distinct().count()
    reported = (
        work.filter(tasks__assignments__reported_at__isnull=False)
        .values_list("tasks__assignments", flat=True)
        .distinct()
        .count()
    )
    return {
        "effects": [
            f"{units.count()} nơi nhận được báo văn bản không còn hiệu lực.",
            f"{given} việc đã giao theo văn bản này bị ảnh hưởng, trong đó {reported} việc đã báo "
            "hoàn thành. Không giao thêm việc được nữa."
            if given
            else "Chưa giao việc nào theo văn bản này; sau đây không giao việc được nữa.",
            "Tệp đã phát hành giữ nguyên; trang văn bản và trang xác minh ghi rõ tình trạng mới.",
        ],
        "details": "documents/desk/_affected.html",
        "names": names,
        "more": units.count() - len(names),
        "receipts_url": reverse("documents:issue", args=[document.pk]),
    }
