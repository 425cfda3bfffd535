"""What every page about one paper shows round its own part: name, state, tabs, what can be done.

Pages of later apps (tasks, units carrying out) use the same frame: they fetch by `fetch`, pass
`frame(request, document, tab)` to a template that extends "documents/library/paper.html".
"""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from documents import permissions
from documents.lifecycle import Action, State
from documents.models import Document, IncomingEntry
from units.actors import Actor, PortalRequest
from units.dates import format_date, in_hanoi
from units.models import Role

# Tab, its words, the address (of this app or a later one).
TABS = (
    ("content", "Nội dung", "documents:detail"),
    ("tasks", "Nhiệm vụ", "directives:tasks"),
    ("units", "Đơn vị thực hiện", "directives:carried-out"),
    ("citations", "Căn cứ", "documents:citations"),
    ("history", "Lịch sử", "documents:history"),
)

Link = tuple[str, str]


def fetch(request: PortalRequest, pk: int) -> Document:
    """The paper, if the person may know it exists; 404 otherwise."""
    rows = Document.objects.visible_to(request.actor).for_lists()
    found: Document = get_object_or_404(
        rows.select_related("issuer__area", "registered_by_unit"), pk=pk
    )
    return found


def frame(request: PortalRequest, document: Document, tab: str) -> dict[str, Any]:
    """Context of "documents/library/paper.html"; `tab` is a key of TABS.

    A page does not offer the way to itself. `quiet_acts`: the tab has a filled button of its own.
    """
    here = reverse({key: name for key, _, name in TABS}[tab], args=[document.pk])
    return {
        "document": document,
        "tabs": [
            (label, reverse(name, args=[document.pk]), key == tab) for key, label, name in TABS
        ],
        "acts": [(label, url) for label, url in acts(document, request.actor) if url != here],
        "quiet_acts": False,
        "links": links(document, request.actor),
        "banner": banner(document),
        "crumbs": [("Văn bản chỉ đạo", reverse("documents:list"))],
    }


def banner(document: Document) -> str:
    """Why a paper no longer binds anybody; "" while it does."""
    if document.state == State.RECALLED and document.recalled_at:
        day = format_date(in_hanoi(document.recalled_at).date())
        return (
            f"Văn bản đã thu hồi ngày {day} theo {document.recalled_number}. "
            "Không giao việc được nữa."
        )
    if document.state == State.REPLACED and document.replaced_by:
        other = document.replaced_by
        day = f" ngày {format_date(other.date)}" if other.date else ""
        return f"Văn bản đã thay bằng {other}{day}. Không giao việc được nữa."
    return ""


def acts(document: Document, actor: Actor) -> list[Link]:
    """What this person can do with the paper now, the most pressing first; often nothing."""
    found: list[Link] = [
        (label, reverse(name, args=[document.pk]))
        for action, label, name in (
            (Action.NUMBER, "Cấp số", "documents:number"),
            (Action.SIGN, "Ký văn bản", "documents:sign"),
            (Action.ISSUE, "Phát hành", "documents:issue"),
            (Action.RECORD_SIGNED, "Ghi văn bản ký giấy", "documents:by-hand"),
            (Action.CLAIM, "Mở thẩm định", "documents:review"),
        )
        if permissions.can(action, document, actor)
    ]
    if document.state == State.REVIEWING and document.reviewer_id == actor.user.pk:
        found.append(("Thẩm định tiếp", reverse("documents:review", args=[document.pk])))
    if document.state == State.ISSUED:
        found += _acts_of_issued(document, actor)
    return found


def _acts_of_issued(document: Document, actor: Actor) -> list[Link]:
    found: list[Link] = []
    unit = actor.unit
    if actor.has(Role.CLERK) and can_enter(document, actor):
        found.append(("Vào sổ văn bản đến", reverse("documents:enter", args=[document.pk])))
    if actor.has(Role.STAFF, Role.LEADER) and (duty := plan_duty(document, actor)):
        found.append(("Lập kế hoạch", f"{reverse('plans:start')}?viec={duty}"))
    if unit.pk in cascading_units(document) and actor.has(Role.LEADER, Role.REVIEWER):
        if has_tasks(document):
            found.append(("Giao việc", reverse("directives:cascade-start", args=[document.pk])))
        elif document.origin == Document.Origin.RECEIVED:
            found.append(("Đánh dấu nhiệm vụ", reverse("directives:tasks", args=[document.pk])))
    return found


def has_tasks(document: Document) -> bool:
    """Whether the paper demands anything; tasks belong to a later app."""
    return Document.objects.filter(pk=document.pk, tasks__isnull=False).exists()


def cascading_units(document: Document) -> set[int]:
    """Whose leaders and reviewers pass its tasks on: who registered it here, else the issuer."""
    return {document.registered_by_unit_id or document.issuer_id}


def can_enter(document: Document, actor: Actor) -> bool:
    """Whether the unit got the paper and has not given it an incoming number."""
    entered = IncomingEntry.objects.filter(unit=actor.unit, document=document)
    got = document.deliveries.standing().filter(unit=actor.unit)
    return got.exists() and not entered.exists()


def plan_duty(document: Document, actor: Actor) -> int | None:
    """The unit's duty to answer the paper with a plan, as long as it has made none.

    Reads the rows of later apps by their names on the paper, which needs none of their code.
    """
    duties = Document.objects.filter(
        pk=document.pk,
        tasks__kind="plan",
        tasks__assignments__unit=actor.unit,
        tasks__assignments__state__in=["new", "accepted"],
        tasks__assignments__plan=None,
    )
    return duties.values_list("tasks__assignments", flat=True).first()


def links(document: Document, actor: Actor) -> list[Link]:
    """Quieter ways on: the writer's page, the receipts, recalling."""
    found: list[Link] = []
    if actor.unit.pk != document.issuer_id or document.origin != Document.Origin.COMPOSED:
        return found
    found.append(("Trang soạn", document.compose_url("overview")))
    if document.is_frozen and actor.has(Role.CLERK, Role.LEADER, Role.REVIEWER):
        found.append(("Nơi đã nhận", reverse("documents:issue", args=[document.pk])))
    if permissions.can(Action.RECALL, document, actor):
        found.append(("Thu hồi văn bản", reverse("documents:recall", args=[document.pk])))
    return found
