"""How a paper of the demo is written down before the services compose it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from directives.operators import Operator
from units.groups import Group
from units.models import Area, Unit

NQ57 = (
    "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, "
    "công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia"
)
"""The resolution as first cited in a paper."""


def text(block: str) -> str:
    """One paragraph a line, from a block wrapped for reading whose paragraphs blank lines part."""
    paragraphs = block.strip().split("\n\n")
    return "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


@dataclass(frozen=True)
class Those:
    """Whom words mean: units by code, or the units of these kinds inside a place.

    Resolved on the day the words are written, so districts count while they last.
    """

    units: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    level: str = ""
    place: str = ""
    org: str = ""

    def group(self, label: str) -> Group | None:
        """The group under its printed words; None when the words stand for nobody."""
        if not self.units and not self.kinds:
            return None
        known = dict(Unit.objects.filter(code__in=self.units).values_list("code", "pk"))
        return Group(
            label=label,
            kinds=tuple(str(kind) for kind in self.kinds),
            level=str(self.level),
            org=self.org,
            area=Area.objects.get(code=self.place).path if self.place else "",
            units=tuple(known[code] for code in self.units),
        )


NOBODY = Those()


@dataclass(frozen=True)
class To:
    """A line under "Kính gửi" or "Nơi nhận"; one that means nobody is printed only."""

    line: str
    whom: Those = NOBODY
    purpose: str = ""


@dataclass(frozen=True)
class Duty:
    """A paragraph that is a tracked task, found by its first words.

    `answers` are the first words of the superior's tasks it carries out.
    """

    begins: str
    lead: str
    whom: Those = NOBODY
    support: str = ""
    operator: str = Operator.NONE
    date: dt.date | None = None
    product: str = ""
    report_to: str = ""
    report_via: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hands:
    """Who made the paper, by user name; `review_unit` is the reviewer's unit by code."""

    writer: str
    reviewer: str
    clerk: str
    signer: str
    review_unit: str


@dataclass(frozen=True)
class Extra:
    """An appendix: text, or a table whose first row is its head."""

    title: str
    text: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    landscape: bool = False


@dataclass(frozen=True)
class Paper:
    """Everything printed on a paper but its number, which the register gives.

    `number` is the one it is to get, `day` its date; the dates of papers without `day` follow the
    day on which the demo is loaded.
    """

    issuer: str
    type_code: str
    subject: str
    opening: str
    sections: tuple[tuple[str, str], ...]
    to: tuple[To, ...]
    archive: str
    position: str
    hands: Hands
    authority: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    closing: str = ""
    addressed: tuple[To, ...] = ()
    field: str = ""
    day: dt.date | None = None
    number: int = 0
    duties: tuple[Duty, ...] = ()
    appendices: tuple[Extra, ...] = ()
