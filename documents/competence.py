"""Who may sign a unit's papers, in which capacity, on which day: one question, asked everywhere.

By position, or by a recorded leave of the head for some days (NĐ 30/2020, Điều 13). The rules
themselves are the rows of `documents/authorities.py`; "Người ký", "Cấp số", "Trình ký" and the
signature itself all ask here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from documents import compose, formats
from documents.authorities import Authority, Body, Rank
from documents.models import Document
from units.dates import format_date, today
from units.models import Delegation, Membership, Role, Unit, User
from units.text import fold

_K = Unit.Kind
COLLECTIVE = frozenset(
    {
        _K.CENTRAL_BODY,
        _K.PARTY_COMMITTEE,
        _K.INSPECTION,
        _K.PEOPLES_COMMITTEE,
        _K.FRONT,
        _K.ASSOCIATION,
    }
)
# Heads of the offices a unit consists of, by the first words of their positions.
_OFFICE_HEADS = ("chanh ", "truong phong", "truong ban", "giam doc")


@dataclass(frozen=True)
class Competence:
    """One person who may sign in one way; `leave` is what allows it beyond the own position."""

    user: User
    position: str
    authority: Authority
    leave: Delegation | None = None


def body_of(unit: Unit) -> Body:
    """Whether the unit decides as a collective or by its head alone."""
    return "collective" if unit.kind in COLLECTIVE else "headed"


def rank_of(position: str) -> Rank:
    """What a leader's position is: "Phó Chủ tịch" → deputy, "Quyền Giám đốc" → acting."""
    words = fold(position)
    if words.startswith("pho "):
        return "deputy"
    if words.startswith(("quyen ", "q ")):
        return "acting"
    return "office" if words.startswith("chanh van phong") else "head"


def rank_in(membership: Membership) -> Rank:
    """The rank of anybody in the unit; who does not lead it may still head one of its offices."""
    if membership.role == Role.LEADER:
        return rank_of(membership.position)
    return "office" if fold(membership.position).startswith(_OFFICE_HEADS) else "member"


def ways_of(unit: Unit, day: dt.date) -> tuple[Authority, ...]:
    """The ways to sign a paper of the unit on a day."""
    return formats.authority_choices(formats.profile_for(unit.line, unit.org, day), body_of(unit))


def people_of(unit: Unit, day: dt.date) -> list[Membership]:
    """One membership for each person of the unit, the leading one first; heads come first."""
    rows = (
        Membership.objects.active_on(day)
        .filter(unit=unit, user__is_active=True)
        .select_related("user")
        .order_by("user__sort_key", "pk")
    )
    best: dict[int, Membership] = {}
    for row in rows:
        if row.user_id not in best or row.role == Role.LEADER:
            best[row.user_id] = row
    return sorted(best.values(), key=lambda row: (row.role != Role.LEADER, rank_in(row) != "head"))


def competences(
    unit: Unit, ways: Iterable[Authority], people: Iterable[Membership], day: dt.date
) -> list[Competence]:
    """Everybody of `people` in every way they may sign on the day or, by leave, from a later one.

    One query beside that for the people.
    """
    leaves: dict[tuple[int, str], Delegation] = {}
    for leave in Delegation.objects.open_on(day).filter(unit=unit).order_by("valid_from"):
        leaves.setdefault((leave.receiver_id, leave.capacity), leave)
    found = []
    for person in people:
        rank, led = rank_in(person), person.role == Role.LEADER
        for way in ways:
            if led and rank in way.ranks:
                found.append(Competence(person.user, person.position, way))
                continue
            given = leaves.get((person.user_id, way.capacity))
            if given is not None and rank in way.handed_to:
                found.append(Competence(person.user, person.position, way, given))
    return found


def heads_of(unit: Unit, day: dt.date) -> list[User]:
    """Who leads the unit and may therefore give leave to sign in their stead."""
    return [
        row.user
        for row in people_of(unit, day)
        if row.role == Role.LEADER and rank_in(row) in {"head", "acting"}
    ]


def refusal(document: Document, user: User, day: dt.date | None = None) -> str:
    """Why the person may not sign the paper as its sign-off prints, as a clause; "" when they may.

    `day` is the day of signing, today when left out.
    """
    day = day or today()
    unit = document.issuer
    printed = marks_of(document)
    ways = formats.authority_choices(compose.profile_of(document), body_of(unit))
    people = [row for row in people_of(unit, day) if row.user_id == user.pk]
    fitting = [c for c in competences(unit, ways, people, day) if c.authority.marks == printed]
    if any(c.leave is None or c.leave.valid_from <= day for c in fitting):
        return ""
    if fitting and (leave := fitting[0].leave):
        return f"ủy quyền ký chỉ có hiệu lực từ ngày {format_date(leave.valid_from)}"
    asked = [way.capacity for way in ways if way.marks == printed and way.handed_to]
    past = Delegation.objects.filter(unit=unit, receiver=user, capacity__in=asked).first()
    if past is not None:
        if past.ended_at is not None:
            return "ủy quyền ký đã kết thúc"
        return f"ủy quyền ký đã hết ngày {format_date(past.valid_to)}"
    lines = ", ".join([*document.authority.splitlines(), document.position])
    return f"đồng chí {user} không có thẩm quyền ký “{lines}” của {unit}"


def marks_of(document: Document) -> tuple[str, ...]:
    """The abbreviations of the sign-off as printed: ("TM.", "KT.") or ("Q.",)."""
    above = tuple(line.partition(" ")[0] for line in document.authority.splitlines() if line)
    first, _, rest = document.position.partition(" ")
    return (*above, first) if rest and first == "Q." else above
