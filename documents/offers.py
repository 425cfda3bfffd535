"""What a person may do with a paper next: links to the act, or the reason why not.

One table says which acts belong to which state; who may take them is `documents.permissions`'.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from documents import permissions
from documents.lifecycle import Action, State
from documents.models import Document
from units.actors import Actor, names_with_positions
from units.dates import clock, format_date, in_hanoi
from units.models import Role

_A = Action


@dataclass(frozen=True)
class Offer:
    """One act: a link (`url`), or why the person can't take it (`reason`, a whole sentence).

    The first one with a link that is `main` becomes the page's filled button.
    """

    label: str
    url: str = ""
    reason: str = ""
    main: bool = False


@dataclass(frozen=True)
class _Row:
    """An act in the table: words ({type}, {n} the next and {last} the last revision), address."""

    action: Action
    label: str
    page: str
    main: bool = False
    desk: bool = False  # the page belongs to the clerk's or signer's desk, not to the paper's own


_ROWS: dict[State, tuple[_Row, ...]] = {
    State.DRAFT: (
        _Row(_A.SUBMIT, "Kiểm tra trước khi trình", "check", main=True),
        _Row(_A.ABANDON, "Bỏ bản soạn", "abandon"),
    ),
    State.LEADER_REVIEW: (
        _Row(_A.SUBMIT, "Trình {type}", "submit", main=True),
        _Row(_A.SEND_BACK, "Trả lại người soạn", "send-back"),
    ),
    State.RETURNED: (
        _Row(_A.SUBMIT, "Kiểm tra trước khi trình lại", "check", main=True),
        _Row(_A.ABANDON, "Bỏ bản soạn", "abandon"),
    ),
    State.SUBMITTED: (_Row(_A.WITHDRAW, "Rút lại bản số {last}", "withdraw"),),
    State.REVIEWING: (_Row(_A.WITHDRAW, "Rút lại bản số {last}", "withdraw"),),
    State.APPROVED: (
        _Row(_A.NUMBER, "Cấp số", "number", main=True, desk=True),
        _Row(_A.REVISE, "Sửa lại bản đã duyệt", "revise"),
    ),
    State.NUMBERED: (_Row(_A.SIGN, "Ký văn bản", "sign", main=True, desk=True),),
    State.SIGNED: (_Row(_A.ISSUE, "Phát hành", "issue", main=True, desk=True),),
}


def offers(document: Document, actor: Actor) -> list[Offer]:
    """What the person may do now, main act first; reasons only for acts of their own unit."""
    made = []
    if actor.unit.pk == document.issuer_id:
        made += [_offer(row, document, actor) for row in _ROWS.get(State(document.state), ())]
    reviews = actor.unit.pk == document.review_unit_id and actor.has(Role.REVIEWER, Role.LEADER)
    if reviews and document.state in {State.SUBMITTED, State.REVIEWING}:
        url = reverse("documents:review", args=[document.pk])
        made.append(Offer("Mở trang thẩm định", url, main=True))
    return made


def _offer(row: _Row, document: Document, actor: Actor) -> Offer:
    label = row.label.format(
        type=document.type_name.lower(), n=document.revision_count + 1, last=document.revision_count
    )
    if row.action is Action.WITHDRAW and document.state == State.REVIEWING:
        opened = clock(document.claimed_at) if document.claimed_at else ""
        return Offer(label, reason=f"Không rút lại được: bên thẩm định đã mở lúc {opened}.")
    waits = permissions.waits_for_leader(document, actor) if row.action is Action.SUBMIT else ""
    if waits:
        return Offer(label, reason=waits)
    reason = permissions.refusal(row.action, document, actor)
    if reason:
        return Offer(label, reason=permissions.sentence(row.action, document, reason))
    address = (
        reverse(f"documents:{row.page}", args=[document.pk])
        if row.desk
        else document.compose_url(row.page)
    )
    return Offer(label, address, main=row.main)


def whereabouts(document: Document) -> str:
    """Who has the paper now, in one sentence."""
    state, issuer = State(document.state), document.issuer
    if state in {State.DRAFT, State.RETURNED}:
        names = ", ".join(map(str, document.writers.all()))
        return f"{issuer} đang soạn ({names})"
    if state is State.LEADER_REVIEW:
        return f"Chờ lãnh đạo {issuer}: {names_with_positions(issuer, [Role.LEADER])}"
    if state is State.SUBMITTED and document.review_unit:
        return f"Chờ {document.review_unit} mở thẩm định"
    if state is State.REVIEWING and document.claimed_at:
        day = format_date(in_hanoi(document.claimed_at).date())
        since = f"{clock(document.claimed_at)} ngày {day}"
        return f"{document.review_unit}: đồng chí {document.reviewer} đang thẩm định, từ {since}"
    if state in {State.APPROVED, State.SIGNED}:
        return f"Văn thư {issuer}: {names_with_positions(issuer, [Role.CLERK])}"
    if state is State.NUMBERED:
        return f"Chờ {document.signer_name} ký"
    return ""
