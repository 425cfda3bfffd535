"""Documents cited anywhere in a paper: type, number, date, issuer; each once, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from directives.importing import names
from directives.importing.capitals import proper
from directives.importing.heading import SYMBOL
from directives.importing.passage import UPPER, Passage, bare
from directives.importing.record import Cite, Reading, Record
from directives.importing.vocabulary import DOCUMENT_TYPES, TYPE_OF_SYMBOL
from units.dates import valid_date
from units.text import fold

_TYPE = "|".join(
    sorted((re.escape(name) for name in DOCUMENT_TYPES if name != "Thư"), key=len, reverse=True)
)
_DAY = (
    r"ngày\s{0,3}(?P<d>[0-9]{1,2})\s{0,2}(?:[-/.]|tháng)\s{0,2}(?P<m>[0-9]{1,2})\s{0,2}"
    r",?\s?(?:[-/.]|năm)\s{0,2}(?P<y>[0-9]{4})"
)
# "Công điện số 15/CĐ-UBND hồi 10 giờ ngày 27/9/2025"
_AT = r"(?:(?:hồi|lúc)\s{1,3}[0-9]{1,2}\s?(?:giờ|h|g)\s?(?:[0-9]{2})?(?:\s?phút)?,?\s{1,3})?"
_DATE = re.compile(rf"\s{{0,3}}(?:\(|,)?\s{{0,3}}{_AT}{_DAY}\)?", re.IGNORECASE)
_CODE = re.compile(
    rf"(?<![\w/.-])(?P<n>[0-9]{{1,6}}(?:\.[0-9]{{1,2}})?[a-z]?)\s{{0,2}}(?P<mark>[-/–]|(?<=\s)(?=[{UPPER}]{{2,4}}/))\s{{0,2}}"
    rf"(?:(?P<year>[0-9]{{4}})\s?[-/]\s?)?(?P<symbol>(?=[{UPPER}]{{2}}|[{UPPER}]\w*[-/]){SYMBOL})"
)
_NUMBERED = re.compile(r"(?:[Ss][ốỐ]\s*:?\s*|,\s*|và\s*|;\s*)$")
_ISSUER = re.compile(
    r"\s{0,3}(?:,\s?)?(?:của|do)\s{1,3}(?:Hội nghị(?: lần thứ \w{1,8})?,?\s{1,3})?"
    r"(?=(?:các\s+)?\S)",
    re.IGNORECASE,
)
_NAMES_LAW = re.compile(rf"\w+(?: luật| pháp)?\s+(?:[{UPPER}]|sửa đổi)")
_LAW = re.compile(
    rf"(?<!\w)(?P<name>(?:Luật|Bộ luật|Pháp lệnh"
    rf"|Hiến pháp)\s[^;:.“”\"()\n]{{3,160}}?)\s*,?\s*(?:được[^;.\n]{{0,40}}|thông qua\s)?{_DAY}"
)


@dataclass
class _Mention:
    start: int
    end: int
    cite: Cite


def read(text: Passage, record: Record) -> list[tuple[int, int]]:
    """Fill in the cites of the text; return where they stand, dates included."""
    own = _key(record.get("full_number") or "")
    mentions = sorted(_mentions(text.text), key=lambda each: each.start)
    merged: dict[str, Cite] = {}
    places: dict[str, Passage] = {}
    for mention in mentions:
        key = _key(mention.cite["number"] or "") or _law_key(mention.cite)
        if key == own:
            continue
        if key not in merged:
            merged[key] = mention.cite
            places[key] = text.part(mention.start, mention.end)
            continue
        known = merged[key]
        known["date"] = known["date"] or mention.cite["date"]
        known["issuer"] = known["issuer"] or mention.cite["issuer"]
    complete = sum(bool(cite["date"]) for cite in merged.values())
    confidence = 0.75 + 0.2 * complete / len(merged) if merged else 0.0
    record.put("cites", Reading.of(list(merged.values()), confidence, places.values()))
    return [(mention.start, mention.end) for mention in mentions]


# "Xét đề nghị của Sở Nội vụ tại Tờ trình số …"
_ASKED = re.compile(
    r"(?:(?:đề nghị|ý kiến|chỉ đạo|báo cáo) của|và) (?P<who>(?:(?! tại )[^,;.]){3,90}) tại "
    r"(?:các )?[^\W\d_]+ [^\W\d_]+ số\s?:?\s?$"
)


def _key(number: str) -> str:
    return "".join(letter for letter in fold(number) if letter.isalnum())


def _law_key(cite: Cite) -> str:
    return f"@{fold(cite.get('name', cite['type']))}|{cite['date']}"


def _mentions(text: str) -> Iterator[_Mention]:
    last_type, last_end = "", -1
    for match in _CODE.finditer(text):
        before = text[max(match.start() - 130, 0) : match.start()]
        kind = _kind(before)
        if kind is None:
            numbered = _NUMBERED.search(before)
            if not numbered:
                continue
            carried = last_type if match.start() - last_end < 60 else ""
            if not carried and not numbered[0].lstrip(" ,;").startswith(("s", "S")):
                continue
            kind = TYPE_OF_SYMBOL.get(re.split(r"[-/]", match["symbol"])[0]) or carried or "Văn bản"
            if carried and kind == "Văn bản":
                kind = carried
        mention = _mention(text, match, kind)
        last_type, last_end = kind, mention.end
        if (
            mention.cite["issuer"] is None
            and (asked := _ASKED.search(before))
            and _is_body(asked["who"])
        ):
            mention.cite["issuer"] = " ".join(asked["who"].split())
        yield mention
    for match in _LAW.finditer(text):
        if _CODE.search(match[0]) or not _NAMES_LAW.match(match["name"]):
            continue
        name = re.sub(r"\s+", " ", match["name"]).strip(" ,")
        if len(name) > 120:
            continue
        kind = next(
            each for each in ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp") if name.startswith(each)
        )
        yield _Mention(
            match.start(),
            match.end(),
            {"number": None, "type": kind, "name": name, "date": _iso(match), "issuer": None},
        )


def _kind(before: str) -> str | None:
    """The type named right before a number; laws carry their name between the two."""
    found: re.Match[str] | None = None
    for match in _TYPE_WORD.finditer(before):
        found = match
    if found is None:
        return None
    words = before[found.end() :]
    kind = next(name for name in DOCUMENT_TYPES if name.casefold() == found[0].casefold())
    plain = re.fullmatch(r"\s*(?:liên tịch|hỏa tốc|khẩn|hợp nhất)?\s*(?:[Ss][ốỐ]\s*:?)?\s*", words)
    if plain:
        return kind
    named = kind in {"Luật", "Bộ luật", "Pháp lệnh"} or re.fullmatch(
        r"\s(?:liên tịch|phối hợp|hành động|liên ngành|QPPL)[^,;.]{0,40}(?:[Ss][ốỐ]\s*:?)\s*", words
    )
    if named and not re.search(r"[.;:,“]", words) and re.search(r"[Ss][ốỐ]\s*:?\s*$", words):
        return kind
    return None


_TYPE_WORD = re.compile(rf"(?<!\w)(?:{_TYPE})(?!\w)", re.IGNORECASE)


def _mention(text: str, match: re.Match[str], kind: str) -> _Mention:
    symbol = re.sub(r"\s+", "", match["symbol"]).replace("–", "-").rstrip(".")
    mark = "-" if match["mark"] in "-–" else "/"
    year = f"{match['year']}/" if match["year"] else ""
    end = match.end()
    day, issuer = None, None
    if dated := _DATE.match(text, end):
        day, end = _iso(dated), dated.end()
    if led := _ISSUER.match(text, end):
        stop = names.body_end(text, led.end())
        name = proper(" ".join(text[led.end() : stop].split()))
        if _is_body(name):
            issuer, end = name, stop
            if day is None and (dated := _DATE.match(text, end)):
                day, end = _iso(dated), dated.end()
    number = f"{match['n']}{mark}{year}{symbol}"
    return _Mention(
        match.start(), end, {"number": number, "type": kind, "date": day, "issuer": issuer}
    )


def _is_body(name: str) -> bool:
    low = bare(name)
    return bool(name) and (
        names.starts_with_unit(name)
        or low.startswith(("dang", "tinh", "thanh", "nha nuoc", "quoc hoi"))
    )


def _iso(match: re.Match[str]) -> str | None:
    try:
        return valid_date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
    except ValueError:
        return None
