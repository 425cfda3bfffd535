"""How a paper cites others, read from its words.

A citation is type, number, date, issuer ("Kế hoạch số 67/KH-UBND ngày 27/02/2026 của Ủy ban nhân
dân thành phố Hải Phòng"; NĐ 30/2020, PL I, II.6). All but the number may be missing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from documents import types
from documents.linting.places import Passage


def day_of(year: str, month: str, day: str) -> dt.date | None:
    """The day these figures name; None when there is none."""
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


TYPE_CODES = {name: code for code, name in types.choices()}
_TYPE_WORDS = "|".join(sorted(TYPE_CODES, key=len, reverse=True))
_UPPER = "A-ZĐ"
_ISSUER_END = (
    r"(?=,|;|\.|\(|\)|$|\s(?:về|ban hành|phê duyệt|quy định|thực hiện|triển khai|tuyên truyền|"
    r"hướng dẫn|sửa đổi|và các|và của|trên|đến|tại|trong|năm|cho|đối|giai đoạn|là|đã|theo|kèm)\b)"
)
_CITE = re.compile(
    rf"(?:(?P<type>(?i:{_TYPE_WORDS}))\s+)?(?:(?i:số)\s*:?\s*)?"
    rf"(?<![\w/.-])(?P<number>0*[1-9]\d{{0,4}})\s?(?P<mark>[-/])\s?"
    rf"(?P<symbol>[{_UPPER}][A-Za-zĐđ]*(?:[-/][{_UPPER}][A-Za-zĐđ]*)+)"
    r"(?P<comma>,)?(?:\s*\(?ngày\s+(?P<d>\d{1,2})(?:/|\s+tháng\s+)(?P<m>\d{1,2})"
    r"(?:/|\s+năm\s+)(?P<y>\d{4})\)?)?"
    rf"(?:,?\s+của\s+(?P<issuer>[^,;.()]{{3,120}}?)(?:{_ISSUER_END}|(?=\s+và\s+(?i:{_TYPE_WORDS}))))?"
)


@dataclass(frozen=True)
class Cite:
    """One citation as written, and the passage it stands in."""

    type_name: str
    number: str
    mark: str
    symbol: str
    comma: bool
    date: dt.date | None
    issuer: str
    passage: Passage

    @property
    def full(self) -> str:
        return f"{self.number}{self.mark}{self.symbol}"

    @property
    def kind(self) -> str:
        """The type part of the symbol: "KH" of "KH-UBND" and of "KH/TU"; "" for a công văn."""
        group = re.split(r"[-/]", self.symbol)[0]
        return group if types.from_symbol(self.symbol).code != "CV" or group == "CV" else ""

    @property
    def name(self) -> str:
        """ "Nghị quyết số 57-NQ/TW", its type taken from the symbol where none is written."""
        kind = self.type_name or (types.from_symbol(self.symbol).name if self.kind else "Văn bản")
        return f"{kind[:1].upper()}{kind[1:].lower()} số {self.full}"


def read_cites(passages: Iterable[Passage]) -> Iterator[Cite]:
    """Every number that is cited with its symbol, in reading order."""
    for passage in passages:
        for match in _CITE.finditer(passage.text):
            day = day_of(match["y"], match["m"], match["d"]) if match["y"] else None
            yield Cite(
                type_name=match["type"] or "",
                number=match["number"],
                mark=match["mark"],
                symbol=match["symbol"],
                comma=bool(match["comma"] and match["y"]),
                date=day,
                issuer=(match["issuer"] or "").strip(),
                passage=passage,
            )


def key(full_number: str) -> str:
    """A number as it compares: without a leading zero, in capitals."""
    return full_number.strip().lstrip("0").upper()
