"""What follows from signing in and from a new password: the list of sessions stays true."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from nq57portal.accounts import client_ip
from units import sign_ins
from units.models import User


@receiver(user_logged_in)
def note_sign_in(sender: type, request: HttpRequest, user: User, **kwargs: Any) -> None:
    sign_ins.note(request, user, client_ip(request))


@receiver([password_changed, password_reset])
def sign_out_elsewhere(sender: type, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """A new password ends every other session; the one it was changed in has a new key by now."""
    sign_ins.end(user, but=request.session.session_key)
    if request.user.is_authenticated:
        sign_ins.note(request, user, client_ip(request))
