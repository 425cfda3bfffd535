"""Who may do which step: one table, one question. Seeing a paper is `visible_to`'s matter."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from documents import competence
from documents.lifecycle import STEPS, Action, State
from documents.models import Document
from units.access import Refusal
from units.actors import Actor, names_with_positions
from units.models import Role

_CB, _LD, _VT, _TG = Role.STAFF, Role.LEADER, Role.CLERK, Role.REVIEWER


class Side(Enum):
    """Which unit the person must act for."""

    WRITER = "đơn vị soạn"
    REVIEWER = "nơi thẩm định"


class Part(Enum):
    """What a person did to the paper; some parts exclude each other (design §3)."""

    WRITER = "đồng chí tham gia soạn văn bản này"
    REVIEWER = "đồng chí đã thẩm định văn bản này"
    SIGNER = "đồng chí là người ký văn bản này"


@dataclass(frozen=True)
class Permit:
    """A step is open to these roles on this side, to nobody who already played a part in `apart`.

    `signer_only`: only the person named as signer. `holder_only`: only who holds the claim.
    `by_leave`: also open to who was given leave to sign ("ủy quyền"). `competent`: the sign-off as
    printed must be one the person may use today.
    """

    side: Side
    roles: frozenset[Role]
    apart: frozenset[Part] = field(default_factory=frozenset)
    signer_only: bool = False
    holder_only: bool = False
    by_leave: bool = False
    competent: bool = False


def _permit(side: Side, *roles: Role, **kwargs: object) -> Permit:
    return Permit(side, frozenset(roles), **kwargs)  # type: ignore[arg-type]


_JUDGES = frozenset({Part.WRITER, Part.SIGNER})

PERMITS: dict[Action, Permit] = {
    Action.SEND_TO_LEADER: _permit(Side.WRITER, _CB, _LD),
    Action.SEND_BACK: _permit(Side.WRITER, _LD),
    Action.SUBMIT: _permit(Side.WRITER, _CB, _LD),
    Action.WITHDRAW: _permit(Side.WRITER, _CB, _LD),
    Action.CLAIM: _permit(Side.REVIEWER, _TG, _LD, apart=_JUDGES),
    Action.RELEASE: _permit(Side.REVIEWER, _TG, _LD, holder_only=True),
    Action.RETURN: _permit(Side.REVIEWER, _TG, _LD, apart=_JUDGES, holder_only=True),
    Action.APPROVE: _permit(Side.REVIEWER, _TG, _LD, apart=_JUDGES, holder_only=True),
    Action.REVISE: _permit(Side.WRITER, _CB, _LD),
    Action.NUMBER: _permit(Side.WRITER, _VT),
    Action.SIGN: _permit(
        Side.WRITER,
        _LD,
        apart=frozenset({Part.WRITER, Part.REVIEWER}),
        signer_only=True,
        by_leave=True,
        competent=True,
    ),
    Action.RECORD_SIGNED: _permit(Side.WRITER, _VT),
    Action.RETURN_UNSIGNED: _permit(Side.WRITER, _LD, signer_only=True, by_leave=True),
    Action.ISSUE: _permit(Side.WRITER, _VT),
    Action.REPLACE: _permit(Side.WRITER, _VT),
    Action.RECALL: _permit(Side.WRITER, _LD),
    Action.ABANDON: _permit(Side.WRITER, _CB, _LD),
}


# Who of the writer's unit may change the text; recipients and signer are the clerk's matter too.
WRITERS = frozenset({_CB, _LD})
WRITERS_AND_CLERK = WRITERS | {_VT}


def edit_refusal(document: Document, actor: Actor, roles: frozenset[Role] = WRITERS) -> str:
    """Why the actor may never edit this paper, as a clause; "" when they may.

    Whether it can be edited now is the state's matter.
    """
    if document.origin != Document.Origin.COMPOSED:
        return "đây là văn bản nhận từ ngoài cổng"
    if actor.unit.pk != document.issuer_id:
        return f"việc này của {Side.WRITER.value}"
    if not actor.has(*roles):
        return f"việc này của {_role_names(roles)}"
    return ""


def require_editor(document: Document, actor: Actor, roles: frozenset[Role] = WRITERS) -> None:
    """Raise Refusal (E-QUYEN) for somebody who may see the paper but not write on it."""
    reason = edit_refusal(document, actor, roles)
    if reason:
        who = names_with_positions(document.issuer, roles)
        tail = f" Người làm được việc này: {who}." if who else ""
        raise Refusal(f"Xem được văn bản này nhưng không sửa được vì {reason}.{tail}")


def _role_names(roles: frozenset[Role]) -> str:
    return ", ".join(role.label.lower() for role in sorted(roles))


def parts_of(document: Document, actor: Actor) -> frozenset[Part]:
    """What the person did to this paper so far."""
    parts = set()
    if document.writers.filter(pk=actor.user.pk).exists():
        parts.add(Part.WRITER)
    if document.reviewer_id == actor.user.pk:
        parts.add(Part.REVIEWER)
    if document.signer_id == actor.user.pk:
        parts.add(Part.SIGNER)
    return frozenset(parts)


def refusal(action: Action, document: Document, actor: Actor) -> str:
    """Why the actor may not make this step now, as a clause; "" when they may.

    Answers both for the button (absent or replaced by the reason) and for the request itself.
    """
    permit = PERMITS[action]
    if State(document.state) not in STEPS[action].sources:
        return f"văn bản đang ở trạng thái “{document.get_state_display()}”"
    return role_refusal(permit, document, actor)


def waits_for_leader(document: Document, actor: Actor) -> str:
    """Why the actor can't hand in what waits for the unit's leader; "" otherwise."""
    waiting = State(document.state) is State.LEADER_REVIEW
    if not waiting or actor.has(_LD):
        return ""
    who = names_with_positions(document.issuer, [_LD])
    return f"Văn bản đang chờ lãnh đạo đơn vị cho ý kiến và trình. Người làm được việc này: {who}."


def role_refusal(permit: Permit, document: Document, actor: Actor) -> str:
    """The part of the question that does not depend on the state."""
    unit = document.issuer_id if permit.side is Side.WRITER else document.review_unit_id
    if actor.unit.pk != unit:
        return f"việc này của {permit.side.value}"
    named = permit.signer_only and document.signer_id == actor.user.pk
    if not actor.has(*permit.roles) and not (permit.by_leave and (named or may_open_desk(actor))):
        return f"việc này của {_role_names(permit.roles)}"
    if permit.signer_only and not named:
        return "người ký ghi trên văn bản là người khác"
    if permit.competent and (reason := competence.refusal(document, actor.user)):
        return reason
    if permit.holder_only and document.reviewer_id not in (None, actor.user.pk):
        return f"đồng chí {document.reviewer} đang thẩm định"
    clash = parts_of(document, actor) & permit.apart
    return min((part.value for part in clash), default="")


def may_open_desk(actor: Actor) -> bool:
    """Whether the person signs papers in this unit: a leader, or by leave in force today."""
    return actor.has(_LD) or actor.signs_until is not None


def can(action: Action, document: Document, actor: Actor) -> bool:
    return not refusal(action, document, actor)


def can_take_back(document: Document, actor: Actor) -> bool:
    """Whether the person may take deliveries back: who sends papers out, while this one stands."""
    standing = State(document.state) is State.ISSUED
    return standing and not role_refusal(PERMITS[Action.ISSUE], document, actor)


def require(action: Action, document: Document, actor: Actor) -> None:
    """Raise Refusal (E-QUYEN) when the person may see the paper but not take this step.

    A wrong state is not refused here: the step itself then says who was first (E-TRUOC).
    """
    reason = role_refusal(PERMITS[action], document, actor)
    if reason:
        raise Refusal(sentence(action, document, reason))


def sentence(action: Action, document: Document, reason: str) -> str:
    """E-QUYEN: the reason and who can do it."""
    permit = PERMITS[action]
    unit = document.issuer if permit.side is Side.WRITER else document.review_unit
    who = ""
    if permit.signer_only and document.signer:
        who = f"{document.signer} ({document.position.capitalize() or 'người ký'})"
    elif unit is not None:
        who = names_with_positions(unit, permit.roles)
    verb = action.label[:1].lower() + action.label[1:]
    tail = f" Người làm được việc này: {who}." if who else ""
    return f"Xem được văn bản này nhưng không {verb} được vì {reason}.{tail}"
