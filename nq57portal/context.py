"""What every page knows: the portal's name, the navigation, who acts for which unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from activity.models import Notice
from documents.permissions import may_open_desk
from documents.views import review_queue, signing
from units.actors import Actor
from units.models import Role

_R = Role
EVERYBODY = frozenset(Role)


@dataclass(frozen=True)
class Entry:
    """One entry of the left navigation: label, address, who gets it, which number it shows.

    `also` are addresses of pages that belong to it without standing below it; `signers`: also for
    who signs by leave.
    """

    label: str
    url_name: str
    roles: frozenset[str] = EVERYBODY
    count: str = ""
    also: tuple[str, ...] = ()
    signers: bool = False


# Groups are divided by a line; ≤ 10 entries a person, counts only where something waits.
NAVIGATION: tuple[tuple[Entry, ...], ...] = (
    (Entry("Việc cần làm", "home"),),
    (
        Entry("Văn bản chỉ đạo", "documents:list"),
        Entry("Việc được giao", "directives:assignments", also=("/giao-viec/", "/nhiem-vu/")),
    ),
    (
        Entry("Kế hoạch", "plans:list"),
        Entry("Báo cáo", "reports:list"),
        Entry("Thẩm định", "documents:review-queue", frozenset({_R.REVIEWER, _R.LEADER}), "review"),
        Entry("Trình ký", "documents:sign-queue", frozenset({_R.LEADER}), "sign", signers=True),
        Entry(
            "Sổ văn bản",
            "documents:register-out",
            frozenset({_R.CLERK, _R.LEADER, _R.INSPECTOR}),
            also=("/so-van-ban/", "/phat-hanh/"),
        ),
    ),
    (
        Entry("Tiến độ", "directives:board"),
        Entry("Lịch", "directives:calendar"),
        Entry("Nhật ký", "activity:log", frozenset({_R.LEADER, _R.INSPECTOR, _R.ADMIN})),
        Entry("Quản trị", "units:admin", frozenset({_R.ADMIN})),
    ),
    (Entry("Trợ giúp", "help"),),
)


def portal(request: HttpRequest) -> dict[str, Any]:
    """Context of every template; three small count queries for a signed-in person."""
    actor: Actor | None = getattr(request, "actor", None)
    context: dict[str, Any] = {
        "portal": {
            "name": settings.PORTAL_NAME,
            "support_phone": settings.SUPPORT_PHONE,
            "demo": settings.DEMO_MODE,
        },
        "actor": actor,
        "actor_choices": getattr(request, "actor_choices", []),
        "nav": [],
        "notice_count": 0,
    }
    if actor is not None:
        counts = _counts(actor)
        context["nav"] = navigation(actor, request.path, counts)
        context["notice_count"] = counts["notices"]
    return context


def navigation(actor: Actor, path: str, counts: dict[str, int]) -> list[list[dict[str, Any]]]:
    """The groups of entries the actor may open, the current one marked."""
    groups = []
    for group in NAVIGATION:
        entries = [
            {
                "label": entry.label,
                "url": (url := reverse(entry.url_name)),
                "current": path.startswith((url, *entry.also)),
                "count": counts.get(entry.count, 0),
            }
            for entry in group
            if actor.has(*entry.roles) or (entry.signers and may_open_desk(actor))
        ]
        if entries:
            groups.append(entries)
    return groups


def _counts(actor: Actor) -> dict[str, int]:
    """As many as the lists behind the entries show."""
    counts = {"notices": Notice.objects.filter(recipient=actor.user, seen_at=None).count()}
    if actor.has(Role.REVIEWER, Role.LEADER):
        counts["review"] = review_queue.waiting_for(actor).count()
    if may_open_desk(actor):
        counts["sign"] = signing.waiting_for(actor).count()
    return counts
