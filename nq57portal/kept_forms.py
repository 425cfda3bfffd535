"""A form sent after an hour of silence is not lost: it waits half an hour for the same person.

Who that was is read from the session that ended, whose cookie the browser still sends; nobody
else ever sees the form, and signing out leaves nothing to read (E-PHIEN, screens §3 and §7.20).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth import SESSION_KEY as USER_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from documents.signing.keys import CannotOpenSealedBytes, open_bytes, seal_bytes
from units.actors import PortalRequest
from units.middleware import MEANT, SWITCH, works_without_unit
from units.models import KeptForm, User
from units.resending import Fields, fields_of, texts_of

KEPT_FOR = dt.timedelta(minutes=30)
AT_MOST = 5  # forms a person; the newest ones
# In the form that is sent again: which kept one it was.
NAME = "noi_dung_giu"


class KeptFormMiddleware:
    """Keeps what a signed-out person sends, and forgets it once it was sent again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not getattr(view, "login_required", True):
            return None
        if request.user.is_authenticated:
            sent = request.POST.get(NAME, "")
            if sent.isdigit():
                KeptForm.objects.filter(user=request.user, pk=int(sent)).delete()
            return None
        former = _former_person(request)
        if former is None:
            return None
        if "X-Autosave" in request.headers:
            # The page itself says so, and keeps its text on the machine; see luu-tu-dong.js.
            return HttpResponse(status=401)
        onward = ""
        if request.method == "POST":
            onward = reverse("kept-form", args=[_keep(request, former).pk])
        return _to_sign_in(request, onward)


def _former_person(request: HttpRequest) -> User | None:
    """Whose session it was that ended; None when the browser never had one or signed out."""
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    session = Session.objects.filter(pk=cookie).first() if cookie else None
    person = session.get_decoded().get(USER_KEY) if session else None
    return User.objects.filter(pk=person, is_active=True).first() if person else None


def _keep(request: HttpRequest, person: User) -> KeptForm:
    files = [file.name for name in request.FILES for file in request.FILES.getlist(name)]
    said = {"fields": fields_of(request), "files": files}
    sealed = seal_bytes(json.dumps(said).encode(), settings.SIGNING_KEY)
    kept = KeptForm.objects.create(
        user=person, address=request.get_full_path()[:500], sealed=sealed
    )
    older = KeptForm.objects.filter(user=person).values_list("pk", flat=True)[AT_MOST:]
    KeptForm.objects.filter(pk__in=list(older)).delete()
    return kept


def _to_sign_in(request: HttpRequest, onward: str) -> HttpResponse | None:
    """The sentence on the sign-in page; None leaves the way there to Django."""
    minutes = settings.SESSION_COOKIE_AGE // 60
    kept = f" Nội dung vừa gửi được giữ {KEPT_FOR.seconds // 60} phút." if onward else ""
    messages.warning(
        request,
        f"Phiên làm việc đã hết vì {minutes} phút không thao tác.{kept} Đăng nhập lại để tiếp tục.",
    )
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    if htmx:  # a page part must not be replaced by the sign-in page
        onward = onward or htmx.current_url_abs_path or reverse("home")
        return HttpResponseClientRedirect(_sign_in_address(onward))
    return redirect(_sign_in_address(onward)) if onward else None


def _sign_in_address(onward: str) -> str:
    return f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: onward})}"


def kept_forms_of(person: User) -> list[KeptForm]:
    """What waits to be sent again, newest first."""
    since = timezone.now() - KEPT_FOR
    return list(KeptForm.objects.filter(user=person, kept_at__gte=since).defer("sealed"))


def forget_old() -> int:
    """Delete what was kept long enough. Returns how many."""
    return KeptForm.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR).delete()[0]


@works_without_unit
def kept_form(request: PortalRequest, pk: int) -> HttpResponse:
    """What was typed, with a button that sends it again; POST here throws it away."""
    since = timezone.now() - KEPT_FOR
    kept = KeptForm.objects.filter(user=request.user, kept_at__gte=since, pk=pk).first()
    said = _said(kept) if kept else None
    if kept is None or said is None:
        messages.info(request, "Không còn nội dung chưa gửi: chỉ giữ 30 phút, hoặc đã gửi lại.")
        return redirect("home")
    if request.method == "POST":
        kept.delete()
        messages.success(request, "Đã bỏ nội dung chưa gửi.")
        return redirect("home")
    fields: Fields = [(name, value) for name, value in said["fields"] if name != SWITCH]
    meant = dict(fields).get(MEANT)
    unit = next((a.unit for a in request.actor_choices if str(a.unit.pk) == meant), None)
    return render(
        request,
        "kept_form.html",
        {
            "kept": kept,
            "until": kept.kept_at + KEPT_FOR,
            "fields": fields,
            "texts": texts_of(fields),
            "files": said["files"],
            "name": NAME,
            "switch": SWITCH if unit else "",
            "unit": unit,
        },
    )


def _said(kept: KeptForm) -> dict[str, Any] | None:
    try:
        said: dict[str, Any] = json.loads(open_bytes(bytes(kept.sealed), settings.SIGNING_KEY))
    except CannotOpenSealedBytes:  # the key was changed meanwhile
        return None
    return said
