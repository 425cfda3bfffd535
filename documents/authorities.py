"""In whose name a paper is signed: TM., KT., TL., TUQ., Q. and the Party's T/M, K/T, T/L.

State: NĐ 30/2020, Điều 13 and Phụ lục I, II.7. Party: HD 36-HD/VPTW and HD 05-HD/VPTW, with the
habit that a committee acts collectively, so its deputy secretary never signs "K/T".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from documents.types import Family

Rank = Literal["head", "deputy", "office", "acting", "member"]
"""Of a person in the unit: head, deputy, head of an office of it, acting head, anybody else."""

Body = Literal["collective", "headed"]
"""Whether the issuing body decides as a collective (UBND, cấp ủy) or its head does (sở, ban)."""

_BOTH: tuple[Body, ...] = ("collective", "headed")
_DEPUTY: tuple[Rank, ...] = ("deputy",)
_OFFICE: tuple[Rank, ...] = ("office",)


@dataclass(frozen=True, slots=True)
class Authority:
    """One way to sign.

    `ranks` and `bodies` say who may use it by position, `handed_to` to whom the head may give leave
    to use it for some days ("ủy quyền"); nobody signs TUQ. without such leave. `behalf` is put
    before the collective's name, `for_head` before the head's position and `own` before the
    signer's own position, each followed by a space; "" prints no such line.
    """

    code: str
    label: str
    ranks: tuple[Rank, ...]
    bodies: tuple[Body, ...]
    behalf: str = ""
    for_head: str = ""
    own: str = ""
    handed_to: tuple[Rank, ...] = ()

    @property
    def capacity(self) -> str:
        """How a leave to sign this way is called: "KT" whether or not a "TM." stands above it."""
        return self.code.rpartition("_")[2]

    @property
    def marks(self) -> tuple[str, ...]:
        """The abbreviations by which a printed sign-off shows it: ("TM.", "KT.")."""
        return tuple(filter(None, (self.behalf, self.for_head, self.own)))

    def lines(self, *, collective: str = "", head: str = "") -> list[str]:
        """Printed lines above the position: ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"].

        `collective` and `head` are the collective's name and the head's position ("Chủ tịch").
        """
        lines = []
        if self.behalf:
            lines.append(f"{self.behalf} {collective.upper()}")
        if self.for_head:
            lines.append(f"{self.for_head} {head.upper()}")
        return lines

    def position(self, position: str) -> str:
        """The signer's position as printed: "PHÓ CHỦ TỊCH", for an acting head "Q. CHỦ TỊCH"."""
        return f"{self.own} {position.upper()}".strip()


def _state() -> tuple[Authority, ...]:
    return (
        Authority("TM", "Thay mặt tập thể", ("head",), ("collective",), behalf="TM."),
        Authority(
            "TM_KT",
            "Thay mặt tập thể, cấp phó ký thay",
            ("deputy",),
            ("collective",),
            behalf="TM.",
            for_head="KT.",
            handed_to=_DEPUTY,
        ),
        Authority("", "Người đứng đầu ký theo thẩm quyền", ("head",), _BOTH),
        Authority(
            "KT", "Ký thay người đứng đầu", _DEPUTY, _BOTH, for_head="KT.", handed_to=_DEPUTY
        ),
        Authority(
            "TL", "Thừa lệnh người đứng đầu", _OFFICE, _BOTH, for_head="TL.", handed_to=_OFFICE
        ),
        Authority(
            "TUQ",
            "Thừa ủy quyền người đứng đầu",
            (),
            _BOTH,
            for_head="TUQ.",
            handed_to=("deputy", "office", "member"),
        ),
        Authority("Q", "Quyền cấp trưởng", ("acting",), _BOTH, own="Q."),
    )


def _collective_led(spelling: Literal["period", "slash"]) -> tuple[Authority, ...]:
    """Party and mass organisations: head and deputies alike sign on behalf of the standing body."""
    say = (
        {"TM": "TM.", "KT": "KT.", "TL": "TL."}
        if spelling == "period"
        else {"TM": "T/M", "KT": "K/T", "TL": "T/L"}
    )
    return (
        Authority("TM", "Thay mặt tập thể", ("head", "deputy"), ("collective",), behalf=say["TM"]),
        Authority("", "Người đứng đầu ký theo thẩm quyền", ("head",), ("headed",)),
        Authority(
            "KT",
            "Ký thay người đứng đầu",
            _DEPUTY,
            ("headed",),
            for_head=say["KT"],
            handed_to=_DEPUTY,
        ),
        Authority(
            "TL",
            "Thừa lệnh tập thể",
            _OFFICE,
            ("collective",),
            behalf=say["TL"],
            handed_to=_OFFICE,
        ),
        Authority("Q", "Quyền cấp trưởng", ("acting",), ("headed",), own="Q."),
    )


AUTHORITIES: dict[tuple[Family, str], tuple[Authority, ...]] = {
    ("state", "period"): _state(),
    ("party", "slash"): _collective_led("slash"),
    ("mass", "period"): _collective_led("period"),
    ("mass", "slash"): _collective_led("slash"),
}
"""(family, spelling) → the ways to sign, in the order forms offer them."""
