"""The public page "Xác minh": anybody brings a code or a file and learns whether it is genuine."""

from __future__ import annotations

from typing import Any

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from documents.forms_desk import VerifyForm
from documents.services.verifying import Answer, judge, look_up
from documents.verification import grouped, read_code

# Reading a file costs a process of its own; one visitor gets a fair share of them. A code costs one
# query, and can't be guessed; its share is that of a clerk with a stack of papers.
FILES, CODES, WITHIN_SECONDS = 20, 120, 300


@login_not_required
def verify(request: HttpRequest) -> HttpResponse:
    """Check a code or an uploaded PDF. Nothing is stored, nothing of the paper's text is shown."""
    form = VerifyForm(request.POST, request.FILES) if request.method == "POST" else VerifyForm()
    answer: Answer | None = None
    if request.method == "POST" and form.is_valid():
        upload: UploadedFile[Any] | None = form.cleaned_data["tep"]
        if upload is None:
            return redirect("documents:verify-code", code=form.cleaned_data["ma"])
        if refused := _refusal(request, upload):
            form.add_error("tep", refused)
        else:
            answer = judge(upload.read())
    return _page(request, form, answer)


@login_not_required
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    """What was issued under the code: the page a printed QR code leads to."""
    kept = read_code(code)
    if kept and kept != code:
        return redirect("documents:verify-code", code=kept)
    form = VerifyForm(initial={"ma": grouped(kept) if kept else code[:40]})
    if _too_often(request, "ma", CODES):
        wait = f"Đã tra {CODES} mã trong {WITHIN_SECONDS // 60} phút. Thử lại sau ít phút."
        return _page(request, form, Answer("unreadable", wait), status=429)
    return _page(request, form, look_up(code), by_code=True)


def _page(
    request: HttpRequest,
    form: VerifyForm,
    answer: Answer | None,
    *,
    by_code: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "answer": answer, "by_code": by_code}
    return render(request, "documents/verify/verify.html", context, status=status)


def _refusal(request: HttpRequest, upload: UploadedFile[Any]) -> str:
    limit = settings.UPLOAD_MAX_BYTES
    if (upload.size or 0) > limit:
        return f"Tệp lớn quá {limit // 1024**2} MB nên không kiểm tra được."
    if _too_often(request, "tep", FILES):
        return f"Đã kiểm tra {FILES} tệp trong {WITHIN_SECONDS // 60} phút. Thử lại sau ít phút."
    return ""


def _too_often(request: HttpRequest, what: str, share: int) -> bool:
    """Count one more of the visitor's, and say whether the share is used up."""
    key = f"xac-minh:{what}:{get_client_ip_address(request)}"
    return not cache.add(key, 1, WITHIN_SECONDS) and _one_more(key) > share


def _one_more(key: str) -> int:
    """Count once more; the count may have ended its time a moment ago."""
    try:
        return cache.incr(key)
    except ValueError:
        cache.set(key, 1, WITHIN_SECONDS)
        return 1
