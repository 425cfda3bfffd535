"""`seed_demo`: the demo campaign, loaded once; a second run changes nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from documents.services.certificates import DEMO_PERSON_PIN, DEMO_SEAL_PIN
from nq57portal.demo import story
from nq57portal.demo.accounts import DEMO_ACCOUNTS
from nq57portal.demo.people import DEMO_PASSWORD


class Command(BaseCommand):
    """Loads the campaign of design §5 into an empty portal and says how to sign in."""

    help = "Nạp chiến dịch trình diễn (một lần) và in danh sách đăng nhập."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_MODE:
            raise CommandError("Chiến dịch trình diễn chỉ nạp khi DEMO_MODE=1.")
        if not story.is_told():
            story.tell()
        self.stdout.write(sign_ins())


def sign_ins() -> str:
    """The table of demo sign-ins: user name, name, roles and units, tier by tier."""
    width = max(len(account.username) for account in DEMO_ACCOUNTS)
    names = max(len(account.full_name) for account in DEMO_ACCOUNTS)
    lines = [
        f"Đăng nhập bản trình diễn (mật khẩu chung: {DEMO_PASSWORD}; "
        f"mã PIN ký: {DEMO_PERSON_PIN}; mã PIN con dấu: {DEMO_SEAL_PIN})"
    ]
    tier = ""
    for account in DEMO_ACCOUNTS:
        if account.tier != tier:
            tier = account.tier
            lines += ["", tier]
        lines.append(f"  {account.username:<{width}}  {account.full_name:<{names}}  {account.part}")
    return "\n".join(lines)
