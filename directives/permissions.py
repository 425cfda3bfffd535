"""Who may register, mark tasks and give them out. Seeing a paper is `visible_to`'s matter."""

from __future__ import annotations

from directives.models import Cascade
from documents.models import Document
from documents.permissions import WRITERS
from units.access import Refusal
from units.actors import Actor, names_with_positions
from units.models import Role, Unit

REGISTERING = (Role.CLERK, Role.REVIEWER)
MARKING = (Role.CLERK, Role.REVIEWER, Role.STAFF, Role.LEADER)
CASCADING = (Role.LEADER, Role.REVIEWER)


def owner_of(document: Document) -> Unit:
    """The unit whose matter the paper's tasks are: who registered it here, else who issued it.

    A unit that got the paper by delivery answers it with a plan of its own instead.
    """
    return document.registered_by_unit or document.issuer


def may_mark(document: Document, actor: Actor) -> bool:
    """Whether the person's unit and roles let them say what the paper's tasks are."""
    return not _reason(document, actor, _markers(document))


def require_marking(document: Document, actor: Actor) -> None:
    """Raise Refusal (E-QUYEN) when the person may see the paper but not mark its tasks."""
    _require(document, actor, _markers(document), "đánh dấu nhiệm vụ")


def may_cascade(document: Document, actor: Actor) -> bool:
    return not _reason(document, actor, CASCADING)


def require_cascading(document: Document, actor: Actor) -> None:
    """Raise Refusal (E-QUYEN) when the person may see the paper but not give its tasks out."""
    _require(document, actor, CASCADING, "giao việc")


def may_recall(cascade: Cascade, actor: Actor) -> bool:
    """Whether the person may take the cascade's open work back: who could have given it."""
    return actor.unit.pk == cascade.unit_id and actor.has(*CASCADING)


def require_recall(cascade: Cascade, actor: Actor) -> None:
    """Raise Refusal (E-QUYEN) when the person may see the cascade but not take it back."""
    if may_recall(cascade, actor):
        return
    who = names_with_positions(cascade.unit, CASCADING)
    tail = f" Người làm được việc này: {who}." if who else ""
    raise Refusal(
        "Xem được lượt giao này nhưng không thu hồi được vì việc này của lãnh đạo, cán bộ thẩm "
        f"định ở đơn vị giao.{tail}"
    )


def _markers(document: Document) -> tuple[Role, ...]:
    received = document.origin == Document.Origin.RECEIVED
    return MARKING if received else tuple(sorted(WRITERS))


def _reason(document: Document, actor: Actor, roles: tuple[Role, ...]) -> str:
    owner = owner_of(document)
    if actor.unit.pk != owner.pk:
        return f"việc này của {owner}"
    if not actor.has(*roles):
        return f"việc này của {', '.join(role.label.lower() for role in roles)}"
    return ""


def _require(document: Document, actor: Actor, roles: tuple[Role, ...], verb: str) -> None:
    reason = _reason(document, actor, roles)
    if not reason:
        return
    who = names_with_positions(owner_of(document), roles)
    tail = f" Người làm được việc này: {who}." if who else ""
    raise Refusal(f"Xem được văn bản này nhưng không {verb} được vì {reason}.{tail}")
