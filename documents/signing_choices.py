"""Who may sign a paper, in whose name, and the lines printed for it ("Người ký và thể thức").

Sources: NĐ 30/2020, Điều 13; HD 36-HD/VPTW and HD 05-HD/VPTW: a Party committee acts
collectively, so its deputy secretary signs T/M and never K/T.
"""

from __future__ import annotations

from dataclasses import dataclass

from documents import competence, formats
from documents.compose import profile_of
from documents.models import Document
from units.dates import format_date, today
from units.models import Delegation, Line, Role, Unit, User

_K = Unit.Kind
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


def collective_of(document: Document) -> str:
    """In whose name: what this paper says now, else what the kind of unit usually says."""
    first = document.authority.splitlines()[:1]
    mark, _, name = first[0].partition(" ") if first else ("", "", "")
    if (
        mark in {"TM.", "T/M", "TL.", "T/L"}
        and competence.body_of(document.issuer) == "collective"
        and name
    ):
        return name
    return _HEADS.get(_K(document.issuer.kind), ("", ""))[1] or document.issuer.name


def choices_for(document: Document, collective: str) -> list[Choice]:
    """Everybody who may sign for the unit, in every way the rules allow; three queries.

    Those who wrote the paper are listed with the reason why they can't sign it.
    """
    unit = document.issuer
    day = today()
    people = competence.people_of(unit, day)
    usual_head = _HEADS.get(_K(unit.kind), ("Thủ trưởng", ""))[0]
    leading = [row.position for row in people if row.role == Role.LEADER and row.position]
    head = next((p for p in leading if competence.rank_of(p) == "head"), "")
    ways = formats.authority_choices(profile_of(document), competence.body_of(unit))
    writers = set(document.writers.values_list("pk", flat=True))
    choices = []
    for found in competence.competences(unit, ways, people, day):
        authority = found.authority
        position = found.position or usual_head
        bare = position.split(" ", 1)[1] if authority.own and " " in position else position
        choices.append(
            Choice(
                key=f"{found.user.pk}-{authority.code}",
                user=found.user,
                label=authority.label + _days(found.leave),
                authority=authority.lines(collective=collective, head=head or usual_head),
                position=authority.position(bare),
                barred="đã tham gia soạn văn bản này" if found.user.pk in writers else "",
            )
        )
    return choices


def _days(leave: Delegation | None) -> str:
    if leave is None:
        return ""
    return f", ủy quyền từ {format_date(leave.valid_from)} đến {format_date(leave.valid_to)}"


def rule_of(unit: Unit) -> str:
    """What people must know before choosing; "" where nothing is unusual."""
    if unit.line == Line.PARTY and competence.body_of(unit) == "collective":
        return f"{unit} làm việc theo chế độ tập thể: phó bí thư ký T/M, không ký K/T."
    return ""
