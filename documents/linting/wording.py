"""Rules on words: the paper's type, names of units, spelling, marks (document-format §10)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from documents import fonts
from documents.linting.paper import Paper
from documents.linting.places import Spot
from documents.linting.slips import Slip
from units.text import fold

_UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_OWN_TYPES = "Kế hoạch|Hướng dẫn|Chương trình|Chỉ thị|Báo cáo|Nghị quyết|Thông báo|Đề án|Phương án"
_ISSUES = re.compile(rf"\bban hành (?P<type>{_OWN_TYPES})\b", re.IGNORECASE)
_ABOVE_IS = re.compile(rf"\b[Tt]rên đây là (?:toàn bộ )?(?P<type>{_OWN_TYPES})\b", re.IGNORECASE)


def unprintable(paper: Paper) -> Iterable[Slip]:
    """Letters no font of papers has; 〔 and 〕 mark gaps and are found as such."""
    seen: dict[str, Spot] = {}
    for passage in paper.passages():
        for letter in fonts.unprintable(passage.text) - set("〔〕"):
            seen.setdefault(letter, passage.spot)
    if seen:
        letters = ", ".join(f"“{letter}”" for letter in sorted(seen))
        yield Slip("", seen[min(seen)], {"letters": letters})


_SECRET = re.compile(r"(?:TUYỆT|TỐI)?\s*MẬT")


def secret(paper: Paper) -> Iterable[Slip]:
    """A line that is a mark of secrecy: such papers stay off ordinary networks."""
    for passage in paper.passages():
        if _SECRET.fullmatch(passage.text.strip(" .")):
            yield Slip("", passage.spot, {"mark": passage.text.strip(" .")})


def type_in_opening(paper: Paper) -> Iterable[Slip]:
    """KẾ HOẠCH above, "ban hành Hướng dẫn" in the sentence that opens the text."""
    for passage in paper.opening:
        written = [match["type"] for match in _ISSUES.finditer(passage.text)]
        if written and written[-1].lower() != paper.type_name.lower():
            words = {"own": paper.type_name.upper(), "written": written[-1]}
            yield Slip("", passage.spot, words)


def type_in_closing(paper: Paper) -> Iterable[Slip]:
    """KẾ HOẠCH above, "Trên đây là Hướng dẫn" at the end."""
    for passage in paper.own_text():
        match = _ABOVE_IS.search(passage.text)
        if match and match["type"].lower() != paper.type_name.lower():
            yield Slip("", passage.spot, {"own": paper.type_name.upper(), "written": match["type"]})


_PLACE_NAME = rf"[{_UPPER}0-9][\w']*(?:\s+(?:[{_UPPER}][\w']*|\d+))*"
_MIXED_NAME = re.compile(
    r"\b(?:Ủy ban nhân dân|UBND|Hội đồng nhân dân|HĐND|Đảng ủy|Ủy ban MTTQ|Ủy ban Mặt trận Tổ quốc)"
    rf"(?: Việt Nam)?\s+(?:thành phố|tỉnh|TP\.?)\s+(?:xã|phường|đặc khu)\s+{_PLACE_NAME}"
)
_OTHER_HEAD = re.compile(
    rf"\b(?:Thành ủy|Tỉnh ủy|Sở [^,;.]{{2,30}}?)\s+(?:xã|phường|đặc khu)\s+{_PLACE_NAME}"
)


def mixed_names(paper: Paper) -> Iterable[Slip]:
    """ "Ủy ban nhân dân thành phố xã Tân Kỳ", "Thành ủy xã Tân Kỳ"."""
    for passage in paper.passages():
        for pattern in (_MIXED_NAME, _OTHER_HEAD):
            for match in pattern.finditer(passage.text):
                yield Slip(match[0], passage.spot, {"name": match[0]})


_COMMUNE = re.compile(rf"\b(?:xã|phường|đặc khu)\s+(?P<name>{_PLACE_NAME})")


def other_commune(paper: Paper) -> Iterable[Slip]:
    """Another commune's name where the own one belongs: what was copied from a neighbour's paper.

    Only lời dẫn, lời kết and trích yếu are looked at; a mục may speak of neighbours.
    """
    if not paper.is_commune:
        return
    own = fold(paper.place)
    for passage in (paper.subject, *paper.opening, *paper.closing):
        for match in _COMMUNE.finditer(passage.text):
            name = fold(match["name"])
            if own and not name.startswith(own) and not own.endswith(name):
                yield Slip(match[0], passage.spot, {"name": match[0], "own": paper.issuer})


# What scanning and quick typing make of abbreviations; each row: what is written, what is meant.
_MISREAD = {
    "CDS": "CĐS",
    "HDND": "HĐND",
    "UBDN": "UBND",
    "QD": "QĐ",
    "MTTO": "MTTQ",
    "Noi nhận": "Nơi nhận",
    "Noi nhan": "Nơi nhận",
    "BTGVDV": "BTGDV",
}
_MISREAD_WORD = re.compile(rf"(?<![\w/-])(?:{'|'.join(_MISREAD)})(?![\w/-])")


def misread(paper: Paper) -> Iterable[Slip]:
    """ "CDS" for "CĐS": offered, never put right by itself."""
    for passage in paper.passages():
        for match in _MISREAD_WORD.finditer(passage.text):
            words = {"written": match[0], "meant": _MISREAD[match[0]]}
            yield Slip(match[0], passage.spot, words)


_OLD_UY = re.compile(r"\b(?:Uỷ|UỶ|uỷ)\b")
_NEW_UY = re.compile(r"\b(?:Ủy|ỦY|ủy)\b")


def mixed_spelling(paper: Paper) -> Iterable[Slip]:
    """ "Ủy" beside "Uỷ": either is right, both together are not (HD 05)."""
    old = [passage for passage in paper.passages() if _OLD_UY.search(passage.text)]
    if old and any(_NEW_UY.search(passage.text) for passage in paper.passages()):
        yield Slip("", old[0].spot)


_BAD_SPACE = re.compile(r"\w+\s+[,;:](?=\s|$)|\w+\s+\.(?=\s|$)")
_TWICE = re.compile(
    r"\b(của|và|các|những|để|trong|với|cho|được|về|theo|từ|tại|đến)\s+\1\b", re.IGNORECASE
)


def stray_spaces(paper: Paper) -> Iterable[Slip]:
    """A space before a comma or full stop."""
    for passage in paper.passages():
        for match in _BAD_SPACE.finditer(passage.text):
            yield Slip(match[0], passage.spot, {"words": match[0]})


def words_twice(paper: Paper) -> Iterable[Slip]:
    """ "của của"."""
    for passage in paper.passages():
        for match in _TWICE.finditer(passage.text):
            yield Slip(match[0].lower(), passage.spot, {"words": match[0]})


_END_MARK = re.compile(r"\./\.?")


def typed_end_mark(paper: Paper) -> Iterable[Slip]:
    """ "./." is set by the printer, at the very end and only where the rule set has it."""
    texts = [*paper.opening, *paper.body, *paper.closing]
    forbidden = paper.profile.end_mark == "."
    for place, passage in enumerate(texts, start=1):
        match = _END_MARK.search(passage.text)
        if match and (forbidden or place < len(texts) or match.end() < len(passage.text)):
            yield Slip(passage.text[-40:], passage.spot, {"words": passage.text[-40:]})


_TITLE = re.compile(
    r"^(?:GS|PGS|TS|ThS|Ths|BS|CKI+|NGƯT|NGND|Thạc sĩ|Tiến sĩ|Giáo sư|Bác sĩ|Kỹ sư|Luật sư|"
    r"Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thiếu tướng|Trung tướng|Ông|Bà|Đồng chí)[.\s]"
)


def title_of_signer(paper: Paper) -> Iterable[Slip]:
    """No degree, rank or form of address before the signer's name (NĐ 30, PL I, II.7)."""
    if match := _TITLE.match(paper.signer_name):
        yield Slip("", Spot("signer"), {"title": match[0].strip()})
