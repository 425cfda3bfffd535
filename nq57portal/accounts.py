"""Sign-in rules that span allauth and axes."""

from collections.abc import Mapping, Sequence
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse

from documents.signing.keys import open_bytes, seal_bytes
from units.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a unit's administrator; nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Tài khoản này đã ngừng dùng. Liên hệ quản trị của đơn vị.",
        "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu không đúng.",
        "too_many_login_attempts": "Đã sai nhiều lần. Thử lại sau 5 phút.",
        "rate_limited": "Đã thử nhiều lần liền. Thử lại sau 5 phút.",
        "enter_current_password": "Mật khẩu đang dùng không đúng.",
        "incorrect_password": "Mật khẩu không đúng.",
        "incorrect_code": "Mã không đúng. Mở ứng dụng, nhập mã đang hiện.",
        "invalid_password_reset": "Liên kết đặt lại mật khẩu không còn dùng được.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by axes alone; allauth's own count is for one-time codes.

        Allauth counts by name wherever the visitor is, so that a stranger could keep somebody out.
        """

    def _rollback_login_failed_rl_usage(self) -> None:
        """Nothing was counted, so there is nothing to take back."""

    def format_email_subject(self, subject: str) -> str:
        """No "[host] " before the subject."""
        return str(subject)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of the mail; its host is the configured one, whatever host the visitor named."""
        uidb36, _, token = key.partition("-")
        path = reverse("account_reset_password_from_key", args=[uidb36, token])
        return f"{settings.BASE_URL}{path}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("units:security")

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": "Xác nhận bằng mật khẩu",
            "mfa_reauthenticate": "Xác nhận bằng mã một lần",
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]


class MFAAdapter(DefaultMFAAdapter):
    """Seeds of one-time codes and recovery codes lie encrypted in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Mã không đúng. Mở ứng dụng, nhập mã đang hiện.",
        "cannot_delete_authenticator": "Chưa tắt được xác thực hai lớp.",
        "cannot_generate_recovery_codes": "Bật xác thực hai lớp trước, rồi tạo mã dự phòng.",
    }

    def encrypt(self, text: str) -> str:
        return seal_bytes(text.encode(), settings.SIGNING_KEY).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return open_bytes(encrypted_text.encode("ascii"), settings.SIGNING_KEY).decode()


def client_username(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """Whom somebody tries to sign in as; axes asks with the credentials and also without."""
    return (credentials or {}).get("username") or request.POST.get("login", "").strip()


def client_ip(request: HttpRequest) -> str:
    """The visitor's address, believing only as many proxies as ``PROXY_COUNT`` says are ours.

    Each proxy appends the address it was called from; what stands further left was written by the
    visitor and could be anything.
    """
    if settings.PROXY_COUNT:
        hops = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
        if len(hops) >= settings.PROXY_COUNT:
            return hops[-settings.PROXY_COUNT].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def demo_accounts() -> Sequence[Any]:
    """The people the sign-in page offers to play, in demo mode only."""
    if not settings.DEMO_MODE:
        return []
    from nq57portal.demo.accounts import DEMO_ACCOUNTS  # not even loaded on a real installation

    return DEMO_ACCOUNTS
