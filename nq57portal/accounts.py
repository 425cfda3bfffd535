"""Sign-in rules that span allauth and axes."""

from collections.abc import Mapping

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from documents.signing.keys import open_bytes, seal_bytes


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a unit's administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Seeds of one-time codes and recovery codes lie encrypted in the database."""

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
