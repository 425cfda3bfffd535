"""Certificates for signing: a person's own, a unit's seal, and what the administrator watches."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models import ExpressionWrapper, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from documents.errors import PaperError
from documents.forms_desk import AuthorityForm, CertificateForm, ReasonForm, RevocationForm
from documents.lifecycle import StateLabel
from documents.models import Certificate, TrustedAuthority
from documents.services import certificates, trust
from documents.signing.keys import MAX_P12_BYTES
from documents.views.drafts import posted
from units.access import for_roles
from units.actors import Actor, PortalRequest
from units.administration import require_shared, runs_portal
from units.dates import format_date
from units.models import Membership, Role, Unit
from units.paging import page_of

MAX_IMAGE_BYTES = 1024 * 1024
MAX_PEM_BYTES = 64 * 1024
MAX_CRL_BYTES = 10 * 1024 * 1024

ACCOUNT = ("Tài khoản", "units:account")
ADMIN = ("Quản trị", "units:admin")


def own(request: PortalRequest) -> HttpResponse:
    """ "Chữ ký": the person's certificates and, for a clerk, those of the unit's seal."""
    actor = request.actor
    form = CertificateForm(posted(request), request.FILES or None, actor=actor)
    if request.method == "POST" and form.is_valid() and _sizes_fit(form):
        seal = form.cleaned_data.get("owner") == CertificateForm.SEAL
        image: UploadedFile[Any] | None = form.cleaned_data["image"]
        try:
            added = certificates.add_certificate(
                form.cleaned_data["p12"].read(),
                form.cleaned_data["pin"],
                user=None if seal else actor.user,
                unit=actor.unit if seal else None,
                image=image.read() if image else b"",
                by=actor,
            )
        except certificates.PinRefused as error:
            form.add_error("pin", error.sentence)
        except PaperError as error:
            form.add_error("image" if "Ảnh" in error.sentence else "p12", error.sentence)
        else:
            messages.success(
                request,
                f"Đã thêm chứng thư của {added.subject}, hết hạn {format_date(added.not_after)}.",
            )
            return redirect("documents:certificates")
    return render(
        request,
        "documents/certificates/own.html",
        {
            "rows": _with_labels(_manageable(actor).order_by("revoked_at", "-not_after", "pk")),
            "form": form,
            "crumbs": [(ACCOUNT[0], reverse(ACCOUNT[1]))],
        },
    )


def _sizes_fit(form: CertificateForm) -> bool:
    for name, limit in (("p12", MAX_P12_BYTES), ("image", MAX_IMAGE_BYTES)):
        upload: UploadedFile[Any] | None = form.cleaned_data[name]
        if upload is not None and (upload.size or 0) > limit:
            form.add_error(name, f"Tệp lớn quá {limit // 1024} kB. Chọn lại tệp.")
    return form.is_valid()


def _manageable(actor: Actor) -> QuerySet[Certificate]:
    """The person's own and, for a clerk, the seal of the unit acted for."""
    mine = Q(user=actor.user)
    if actor.has(Role.CLERK):
        mine |= Q(unit=actor.unit)
    return Certificate.objects.filter(mine).select_related("user", "unit")


def _with_labels(rows: QuerySet[Certificate]) -> list[tuple[Certificate, StateLabel]]:
    outside = ExpressionWrapper(Q(sealed__isnull=True), models.BooleanField())
    return [(row, _label(row)) for row in rows.annotate(outside=outside).defer("sealed", "image")]


def _label(certificate: Certificate) -> StateLabel:
    now = timezone.now()
    if certificate.revoked_at is not None:
        return StateLabel(f"Ngừng dùng: {certificate.revoked_reason}", "xam", "slash-circle")
    if now > certificate.not_after:
        return StateLabel("Đã hết hạn", "do", "x-octagon")
    if certificates.ends_soon(certificate, now):
        return StateLabel("Sắp hết hạn", "vang", "clock")
    return StateLabel("Đang dùng", "luc", "check-circle")


def stop(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Ngừng dùng": for good; what was signed with it stays valid.

    Open to the owner, the clerk of the unit for its seal, and the unit's administrator.
    """
    allowed = _manageable(request.actor)
    if request.actor.has(Role.ADMIN):
        allowed = Certificate.objects.filter(
            Q(pk__in=allowed.values("pk")) | Q(pk__in=_administered(request.actor).values("pk"))
        )
    certificate = get_object_or_404(allowed, pk=pk)
    form = ReasonForm(posted(request), hint="Ví dụ: mất thiết bị, chuyển công tác.")
    if request.method == "POST" and form.is_valid():
        try:
            certificates.revoke(certificate, by=request.actor, reason=form.cleaned_data["reason"])
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, f"Đã ngừng dùng chứng thư của {certificate}.")
            return redirect(_list_of(request))
    return render(
        request,
        "components/confirm_page.html",
        {
            "question": f"Ngừng dùng chứng thư của {certificate}?",
            "effects": [
                "Từ lúc này không ký được bằng chứng thư này; không dùng lại được.",
                "Chữ ký trên văn bản đã ký vẫn có giá trị.",
            ],
            "form": form,
            "verb": "Ngừng dùng",
            "danger": True,
            "back_url": reverse(_list_of(request)),
            "back_label": "Không ngừng, quay lại",
        },
    )


def _list_of(request: PortalRequest) -> str:
    is_own = request.actor.has(Role.ADMIN) and not request.actor.has(Role.CLERK)
    return "documents:admin-certificates" if is_own else "documents:certificates"


def _administered(actor: Actor) -> QuerySet[Certificate]:
    """Certificates of the unit and the units below it, and of their people."""
    units = Unit.objects.filter(path__startswith=actor.unit.path).values("pk")
    people = Membership.objects.filter(unit__in=units).values("user")
    return Certificate.objects.filter(Q(unit__in=units) | Q(user__in=people))


@for_roles(Role.ADMIN)
def admin_list(request: PortalRequest) -> HttpResponse:
    """Every certificate the administrator answers for, soonest end first."""
    rows = (
        _administered(request.actor)
        .filter(revoked_at=None)
        .select_related("user", "unit")
        .defer("sealed", "image")
        .order_by("not_after", "pk")
    )
    page = page_of(request, rows)
    return render(
        request,
        "documents/certificates/admin.html",
        {
            "page_obj": page,
            "rows": [(row, _label(row)) for row in page],
            "authorities": TrustedAuthority.objects.defer("crl").order_by("name"),
            "may_trust": runs_portal(request.actor),
            "crumbs": [(ADMIN[0], reverse(ADMIN[1]))],
        },
    )


@for_roles(Role.ADMIN)
def admin_authorities(request: PortalRequest) -> HttpResponse:
    """Add an authority whose certificates the portal believes; whoever can may forge for all."""
    require_shared(request.actor, "danh sách nơi cấp")
    form = AuthorityForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload: UploadedFile[Any] = form.cleaned_data["pem"]
        try:
            if (upload.size or 0) > MAX_PEM_BYTES:
                raise PaperError(f"Tệp lớn quá {MAX_PEM_BYTES // 1024} kB. Chọn lại tệp.")
            added = trust.add_authority(upload.read(), by=request.actor)
        except PaperError as error:
            form.add_error("pem", error.sentence)
        else:
            messages.success(request, f"Đã thêm nơi cấp {added}.")
            return redirect("documents:admin-certificates")
    return render(
        request,
        "components/confirm_page.html",
        {
            "question": "Thêm nơi cấp chứng thư số?",
            "effects": [
                "Chứng thư do nơi này cấp được nhận trên cổng.",
                "Trang xác minh coi chữ ký bằng các chứng thư đó là hợp lệ.",
            ],
            "form": form,
            "verb": "Thêm nơi cấp",
            "back_url": reverse("documents:admin-certificates"),
            "back_label": "Không thêm, quay lại",
            "crumbs": [("Chứng thư số", reverse("documents:admin-certificates"))],
        },
    )


@for_roles(Role.ADMIN)
def admin_revocations(request: PortalRequest) -> HttpResponse:
    """Take in an authority's newest list of revoked certificates (CRL)."""
    require_shared(request.actor, "danh sách thu hồi")
    form = RevocationForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload: UploadedFile[Any] = form.cleaned_data["crl"]
        try:
            if (upload.size or 0) > MAX_CRL_BYTES:
                raise PaperError(f"Tệp lớn quá {MAX_CRL_BYTES // 1024**2} MB. Chọn lại tệp.")
            authority = trust.take_revocations(upload.read(), by=request.actor)
        except PaperError as error:
            form.add_error("crl", error.sentence)
        else:
            messages.success(request, f"Đã nhập danh sách thu hồi của {authority}.")
            return redirect("documents:admin-certificates")
    return render(
        request,
        "components/confirm_page.html",
        {
            "question": "Nhập danh sách thu hồi chứng thư?",
            "effects": [
                "Chứng thư trong danh sách không ký được trên cổng nữa.",
                "Trang xác minh không nhận chữ ký không chứng tỏ được là có trước ngày thu hồi. "
                "Văn bản đã phát hành trên cổng trước ngày đó vẫn hợp lệ.",
            ],
            "form": form,
            "verb": "Nhập danh sách",
            "back_url": reverse("documents:admin-certificates"),
            "back_label": "Không nhập, quay lại",
            "crumbs": [("Chứng thư số", reverse("documents:admin-certificates"))],
        },
    )
