"""The public page "Xác minh": anybody brings a file and learns whether it is genuine."""

from __future__ import annotations

from typing import Any

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from documents.forms_desk import VerifyForm
from documents.services.verifying import Answer, judge

# Reading a file costs a process of its own; one visitor gets a fair share of them.
FILES, WITHIN_SECONDS = 20, 300


@login_not_required
def verify(request: HttpRequest) -> HttpResponse:
    """Check an uploaded PDF. Nothing is stored, nothing of the paper's text is shown."""
    form = VerifyForm(request.POST, request.FILES) if request.method == "POST" else VerifyForm()
    answer: Answer | None = None
    if request.method == "POST" and form.is_valid():
        upload: UploadedFile[Any] = form.cleaned_data["tep"]
        if refused := _refusal(request, upload):
            form.add_error("tep", refused)
        else:
            answer = judge(upload.read())
    return render(request, "documents/verify/verify.html", {"form": form, "answer": answer})


def _refusal(request: HttpRequest, upload: UploadedFile[Any]) -> str:
    limit = settings.UPLOAD_MAX_BYTES
    if (upload.size or 0) > limit:
        return f"Tệp lớn quá {limit // 1024**2} MB nên không kiểm tra được."
    key = f"xac-minh:{get_client_ip_address(request)}"
    if not cache.add(key, 1, WITHIN_SECONDS) and _one_more(key) > FILES:
        return f"Đã kiểm tra {FILES} tệp trong {WITHIN_SECONDS // 60} phút. Thử lại sau ít phút."
    return ""


def _one_more(key: str) -> int:
    """Count a file; the count may have ended its time a moment ago."""
    try:
        return cache.incr(key)
    except ValueError:
        cache.set(key, 1, WITHIN_SECONDS)
        return 1
