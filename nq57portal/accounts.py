"""Sign-in rules that span allauth and axes."""

from collections.abc import Mapping

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a unit's administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


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
