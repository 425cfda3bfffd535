"""Who may sign a paper, in whose name, and the lines printed for it ("Người ký và thể thức").

Sources: NĐ 30/2020, Điều 13; HD 36-HD/VPTW and HD 05-HD/VPTW: a Party committee acts
collectively, so its deputy secretary signs T/M and never K/T.
"""

from __future__ import annotations

from dataclasses import dataclass

from documents import formats
from documents.authorities import Body, Rank
from documents.compose import profile_of
from documents.models import Document
from units.dates import today
from units.models import Line, Membership, Role, Unit, User
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
# The head's position and the collective's name where nobody of that rank is registered.
_HEADS = {
    _K.PARTY_COMMITTEE: ("Bí thư", "Ban Thường vụ"),
    _K.INSPECTION: ("Chủ nhiệm", "Ủy ban kiểm tra"),
    _K.PEOPLES_COMMITTEE: ("Chủ tịch", "Ủy ban nhân dân"),
    _K.FRONT: ("Chủ tịch", "Ban Thường trực"),
    _K.ASSOCIATION: ("Chủ tịch", "Ban Thường vụ"),
    _K.PARTY_BOARD: ("Trưởng Ban", ""),
    _K.DEPARTMENT: ("Giám đốc", ""),
    _K.OFFICE: ("Trưởng phòng", ""),
    _K.SERVICE: ("Giám đốc", ""),
}


@dataclass(frozen=True)
class Choice:
    """One person signing in one capacity; `key` names it in the form.

    `authority` are the printed lines above `position`. `barred` says why it can't be chosen.
    """

    key: str
    user: User
    label: str
    authority: list[str]
    position: str
    barred: str = ""

    @property
    def printed(self) -> str:
        """The sign-off on one line: "TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH"."""
        return ", ".join([*self.authority, self.position])


def body_of(unit: Unit) -> Body:
    """Whether the unit decides as a collective or by its head alone."""
    return "collective" if unit.kind in COLLECTIVE else "headed"


def rank_of(position: str) -> Rank:
    """What a position is in its unit: "Phó Chủ tịch" → deputy, "Quyền Giám đốc" → acting."""
    words = fold(position)
    if words.startswith("pho "):
        return "deputy"
    if words.startswith(("quyen ", "q ")):
        return "acting"
    return "office" if words.startswith("chanh van phong") else "head"


def collective_of(document: Document) -> str:
    """In whose name: what this paper says now, else what the kind of unit usually says."""
    first = document.authority.splitlines()[:1]
    mark, _, name = first[0].partition(" ") if first else ("", "", "")
    if mark in {"TM.", "T/M", "TL.", "T/L"} and body_of(document.issuer) == "collective" and name:
        return name
    return _HEADS.get(_K(document.issuer.kind), ("", ""))[1] or document.issuer.name


def choices_for(document: Document, collective: str) -> list[Choice]:
    """Every leader of the unit in every capacity the rules allow; two queries.

    Those who wrote the paper are listed with the reason why they can't sign it.
    """
    unit = document.issuer
    profile, body = profile_of(document), body_of(unit)
    people = list(
        Membership.objects.active_on(today())
        .filter(unit=unit, role=Role.LEADER, user__is_active=True)
        .select_related("user")
        .order_by("user__sort_key")
    )
    people.sort(key=lambda row: rank_of(row.position) != "head")
    usual_head = _HEADS.get(_K(unit.kind), ("Thủ trưởng", ""))[0]
    head = next((p.position for p in people if p.position and rank_of(p.position) == "head"), "")
    writers = set(document.writers.values_list("pk", flat=True))
    choices = []
    for person in people:
        position = person.position or usual_head
        for authority in formats.authority_choices(profile, body):
            if rank_of(position) not in authority.ranks:
                continue
            bare = position.split(" ", 1)[1] if authority.own and " " in position else position
            choices.append(
                Choice(
                    key=f"{person.user_id}-{authority.code}",
                    user=person.user,
                    label=authority.label,
                    authority=authority.lines(collective=collective, head=head or usual_head),
                    position=authority.position(bare),
                    barred="đã tham gia soạn văn bản này" if person.user_id in writers else "",
                )
            )
    return choices


def rule_of(unit: Unit) -> str:
    """What people must know before choosing; "" where nothing is unusual."""
    if unit.line == Line.PARTY and body_of(unit) == "collective":
        return f"{unit} làm việc theo chế độ tập thể: phó bí thư ký T/M, không ký K/T."
    return ""
