"""Who issued the paper: the capitals of the header, or what the text says where it has none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from directives.importing import lines, names
from directives.importing.capitals import proper
from directives.importing.passage import UPPER, Passage, bare, joined
from directives.importing.record import Reading, Record
from directives.importing.unit_words import PLACE_WORDS

_GOES_ON = re.compile(
    r"(?:tinh|thanh pho|tp\.?|huyen|quan|thi xa|thi tran|xa|phuong|dac khu|viet nam|va|nhan dan"
    r"|cong san|ho chi minh)(?!\w)(?! (?:uy|doan)\b)"
)
_SPLIT_INSIDE = re.compile(
    r"(?<=\w)\s+(?=(?:SỞ|PHÒNG|CHI CỤC|TRUNG TÂM|ĐẢNG ỦY|BAN (?:TUYÊN GIÁO|TỔ CHỨC"
    r"|QUẢN LÝ|DÂN VẬN|NỘI CHÍNH|DÂN TỘC))\s)"
)
_STATE_ABOVE = re.compile(r"(?:ubnd|uy ban nhan dan|tinh uy|thanh uy|huyen uy|dang bo)\b")
_EXECUTIVE = re.compile(r"(?:ban thuong vu|ban thuong truc|ban chap hanh|btv|bch|btt)$")
_HALF = re.compile(
    r"(?:ban chap hanh|bch|ban thuong vu|btv|uy ban|van phong|ban chi dao|hoi dong nhan dan va)$"
)
_IS_OWN_HEADING = re.compile(r"doan tncs ho chi minh$|doan thanh nien cong san ho chi minh$")
_DECIDES = re.compile(
    r"(?<!\w)(?:ban hành|xây dựng|triển khai|có ý kiến|yêu cầu|đề nghị|thông báo|hướng dẫn"
    r"|báo cáo|tổ chức|nhận được|đã nhận được)(?!\w)"
)
_BODIES = (
    r"(?:Ban Thường vụ |Ban Thường trực |Ban Chấp hành |Ban Cán sự đảng |Thường trực |Chủ tịch "
    r"|Văn phòng )?"
    r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|HĐND|Hội đồng nhân dân|Tỉnh ủy|Thành ủy|Huyện ủy"
    r"|Quận ủy|Thị ủy|Đảng ủy|Tỉnh uỷ|Thành uỷ|Huyện uỷ|Đảng uỷ|Đảng bộ|Chi bộ"
    r"|Ủy ban MTTQ|Ủy ban Mặt trận|MTTQ|Mặt trận Tổ quốc|Hội [A-ZĐ]\w+|Liên đoàn Lao động|LĐLĐ"
    r"|Công đoàn|Tỉnh đoàn|Thành đoàn|Huyện đoàn|Đoàn [A-ZĐ]\w+"
    r"|Sở [A-ZĐ]\w+|Bộ [A-ZĐ]\w+|Ban [A-ZĐ]\w+|Cục [A-ZĐ]\w+|Chi cục [A-ZĐ]\w+"
    r"|Trung tâm [A-ZĐ]\w+|Phòng [A-ZĐ]\w+|Trường [A-ZĐ]\w+|Chính phủ|Thủ tướng)"
)
_BODY = re.compile(_BODIES)
_EXTENSION = re.compile(
    rf"(?:\s+(?:tỉnh|thành phố|huyện|quận|xã|phường|thị xã|TP\.?))?(?:\s+[{UPPER}][\w’']*){{1,4}}"
)


def read(rows: Sequence[Passage], record: Record) -> None:
    """Fill issuer and parent from the lines of capitals in the left column."""
    bodies = _bodies(rows)
    if not bodies:
        return
    issuer = bodies[-1]
    name = _name(issuer)
    if _EXECUTIVE.match(issuer.bare) and len(bodies) > 1:
        # "ỦY BAN MTTQ … TỈNH … / BAN THƯỜNG TRỰC": the lines name one body.
        name = f"{name} {_name(bodies[-2])}"
        issuer = joined(bodies[-2:])
        bodies = bodies[:-1]
    record.put("issuer", Reading.of(name, 0.9, [issuer]))
    if len(bodies) > 1:
        record.put("parent_issuer", Reading.of(_name(bodies[-2]), 0.85, [bodies[-2]]))


def _name(body: Passage) -> str:
    # Opened first: "CCB" in small letters would no longer be an abbreviation.
    text = names.opened(body.text.strip(" .,:*-–"))
    return proper(text.upper() if lines.is_capitals(body.text) else text)


def _bodies(rows: Sequence[Passage]) -> list[Passage]:
    pieces = [
        piece.strip()
        for row in rows
        for piece in (row.split(_SPLIT_INSIDE) if _STATE_ABOVE.match(row.bare) else [row])
    ]
    groups: list[list[Passage]] = []
    for piece in pieces:
        if groups and (
            # "… CHUYỂN ĐỔI / SỐ", "… TỈNH NAM / PHONG": no body has a name of one word.
            " " not in piece.text.strip()
            or _GOES_ON.match(piece.bare)
            or _HALF.search(groups[-1][-1].bare)
            or not names.starts_with_unit(piece.text)
        ):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    whole = [joined(group) for group in groups]
    return [body for body in whole if not _IS_OWN_HEADING.match(body.bare) or len(whole) == 1]


def infer(record: Record, body: Passage, ending: str) -> None:
    """Say who issued a paper without a header: who "ban hành", how the text names it in full."""
    if record.get("issuer"):
        _complete(record, body.text)
        return
    place = record.get("place")
    named = _decider(body)
    if place and (full := _named_with_place(body.text, named.text if named else "", place)):
        at = body.text.index(full)
        record.put("issuer", Reading.of(names.opened(full), 0.6, [body.part(at, at + len(full))]))
    elif named:
        name = _longest_form(body.text + "\n" + ending, named.text)
        record.put("issuer", Reading.of(names.opened(name), 0.55, [named]))


def _complete(record: Record, text: str) -> None:
    """ "ỦY BAN NHÂN DÂN", its second line lost: the place of the paper, as its text calls it."""
    issuer, place = record.readings["issuer"], record.get("place")
    if not place or not _NO_PLACE.fullmatch(bare(issuer.value)):
        return
    said = bare(f"{record.get('title') or ''}\n{text[:_NEAR]}")
    # "thành phố Hà Nội" may already say what it is.
    found = Counter(
        match[1]
        for match in re.finditer(rf"(?<!\w)({_KINDS}) {re.escape(bare(place))}(?!\w)", said)
    )
    kind = max(found, key=lambda each: found[each], default="")
    if kind or bare(place).startswith("thanh pho "):
        name = " ".join([issuer.value, *_KIND_WORDS.get(kind, "").split(), place])
        record.put("issuer", Reading(name, 0.7, issuer.spans))


_NO_PLACE = re.compile("uy ban nhan dan|hoi dong nhan dan")
_NEAR = 20_000  # characters of the body that may name the place
_KIND_WORDS = {bare(kind): kind for kind in PLACE_WORDS if kind not in ("tp", "thôn", "khu vực")}
_KINDS = "|".join(_KIND_WORDS)


def _decider(body: Passage) -> Passage | None:
    """The body named before "ban hành", "đề nghị" … in the opening paragraphs."""
    at = 0
    for paragraph in body.lines()[:8]:
        for verb in _DECIDES.finditer(paragraph.text):
            before = paragraph.text[max(verb.start() - 160, 0) : verb.start()]
            clause = max(before.rfind(mark) for mark in (", ", "; ", ". ", "“", "”")) + 1
            # Whose paper is carried out does not decide: "thực hiện Kế hoạch … của UBND tỉnh".
            found = next(
                (each for each in _BODY.finditer(before, clause) if not _owns(before, each)), None
            )
            if not found:
                continue
            start = verb.start() - len(before) + found.start()
            stop = names.body_end(paragraph.text, start)
            tail = paragraph.text[start : min(stop, verb.start())].rstrip(" ,")
            if len(tail) < 110 and not re.search(r"[,;.“]", tail):
                return paragraph.part(start, start + len(tail))
        at += len(paragraph)
        if at > 6000:
            break
    return None


def _owns(before: str, body: re.Match[str]) -> bool:
    return before[: body.start()].rstrip().endswith((" của", " do", " với"))


def _named_with_place(text: str, named: str, place: str) -> str | None:
    """The fullest and most frequent name of a body of the same kind that carries the place."""
    kind = " ".join(bare(named).split()[:3]) if named else ""
    pattern = re.compile(
        rf"{_BODIES}(?:\s+(?:tỉnh|thành phố|huyện|quận|xã|phường|thị xã|thị trấn"
        rf"|TP\.?))?\s+{re.escape(place)}(?!\w)"
    )
    found = Counter(match[0] for match in pattern.finditer(text))
    alike = {
        name: n
        for name, n in found.items()
        if not kind
        or names.opened(name).casefold().split()[:2] == names.opened(named).casefold().split()[:2]
    }
    return max(alike, key=lambda name: (alike[name], len(name)), default=None)


def _longest_form(text: str, named: str) -> str:
    """The name with its place, when the text gives it somewhere: "… tỉnh Khánh Hòa"."""
    found: Counter[str] = Counter()
    start = text.find(named)
    while start >= 0 and len(found) < 50:
        match = _EXTENSION.match(text, start + len(named))
        if match:
            found[named + match[0]] += 1
        start = text.find(named, start + len(named))
    return max(found, key=lambda name: found[name], default=named)
