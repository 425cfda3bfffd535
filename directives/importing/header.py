"""Third stage: number, symbol, date, place, issuers, type, trích yếu and addressees.

The two columns of a header come in every order once a file is turned into text. Parts that are
recognisable by themselves are claimed wherever they stand; what is left in capitals is the issuer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from directives.importing import entries, heading, issuers, lines, names
from directives.importing.heading import MOTTO, NATION, PLACE, SYMBOL
from directives.importing.passage import Passage, joined
from directives.importing.record import Reading, Record
from directives.importing.vocabulary import ARRIVED, NOT_THE_PAPER, TYPE_OF_SYMBOL
from units.dates import valid_date

_NUMBER = re.compile(
    rf"(?:(?<!\w)S[ốôỐ]\s?[:.]?\s?)(?P<n>[0-9]{{1,6}}(?:\.[0-9]{{1,2}})?[a-zđ]?)?(?P<blank>[.…_\s]*)"
    rf"(?P<mark>[-/–])\s?(?:(?P<year>[0-9]{{4}})\s?/\s?)?(?P<symbol>{SYMBOL})"
)
_ALONE = re.compile(rf"(?P<n>[0-9]{{1,6}})\s?(?P<mark>[-/–])\s?(?P<symbol>{SYMBOL})")
_CUT_NUMBER = re.compile(
    r"\W*S[ốôỐ]\s?[:.]?\s?[0-9]{0,6}\s*(?:[-/–]\s?[\w&.]*(?:[-/]\s?[\w&]*)*)?\s?$"
)
_DATE = re.compile(
    rf"(?:(?P<place>{PLACE})\s?,\s?)?[Nn]g[àa]y\s?(?P<d>[0-9]{{0,2}})[.…_\s]*[Tt]h[áa]ng\s?"
    r"(?P<m>[0-9]{0,2})[.…_\s]*,?\s?[Nn][ăa]m\s?(?P<y>[0-9]{4})?"
)
_SHORT_DATE = re.compile(
    rf"(?P<place>{PLACE})\s?,\s?ngày\s?(?P<d>[0-9]{{1,2}})\s?[-/.]\s?(?P<m>[0-9]{{1,2}})\s?[-/.]\s?(?P<y>[0-9]{{4}})"
)
_NATION_PART = re.compile(rf"\W*(?:{NATION}|{MOTTO})\W*")
_STATE = re.compile(r"CHỦ NGHĨA VIỆT NAM|Độc lập")
_PARENT = re.compile("hoi nong dan viet nam")
_SUBJECT = re.compile(r"\W*(?:V/v|v/v|V/V|V\.v|Về việc|về việc)\s*:?\s*")
_TO = re.compile(r"^.*?k[íi]nh (?:g[ửu]i|tr[ìi]nh)\s*:?\s*", re.IGNORECASE)
_ATTACHED = re.compile(
    r"\(?\s*(?:[Bb]an hành )?[Kk]èm theo (?P<type>[^\W\d_]+ [^\W\d_]+) số\s?:?\s?"
    rf"(?P<n>[0-9]{{1,6}})\s?(?P<mark>[-/–])\s?(?P<symbol>{SYMBOL})"
    r"\s?,?\s?ngày\s?(?P<d>[0-9]{1,2})\s?(?:[-/.]|tháng)\s?(?P<m>[0-9]{1,2})\s?(?:[-/.]"
    r"|năm)\s?(?P<y>[0-9]{4})"
)


_OF = re.compile(r"\s{1,3}của\s{1,3}")


@dataclass
class _Parts:
    """The lines of a header by what they are."""

    number: list[Passage] = field(default_factory=list)
    date: list[Passage] = field(default_factory=list)
    subject: list[Passage] = field(default_factory=list)
    issuer: list[Passage] = field(default_factory=list)
    loose: list[Passage] = field(default_factory=list)
    type_name: str | None = None
    type_line: Passage | None = None
    title: list[Passage] = field(default_factory=list)
    addressees: list[Passage] = field(default_factory=list)
    label: list[Passage] = field(default_factory=list)
    remarks: list[Passage] = field(default_factory=list)


def read(rows: Sequence[Passage], record: Record) -> Passage:
    """Fill the record with what the header says; return what of it may cite: trích yếu, remarks."""
    parts = _sorted([row for row in _without_stamp(rows) if not _is_about_the_copy(row)])
    _read_number(parts, record)
    _read_date(parts.date, parts.loose, record)
    _read_type(parts, record)
    title = _read_title(parts, record)
    issuers.read(parts.issuer, record)
    found = entries.entries(parts.addressees)
    record.put("addressees", Reading.of([entry.text for entry in found], 0.95, found))
    return joined([*title, *parts.remarks])


def _is_about_the_copy(row: Passage) -> bool:
    return bool(NOT_THE_PAPER.match(row.bare.lstrip(" -*"))) and not lines.is_nation(row)


def _without_stamp(rows: Sequence[Passage]) -> list[Passage]:
    """The lines without the name of the office that stamped the paper on its arrival.

    It stands over "CÔNG VĂN ĐẾN" in a block of its own, below the header of the paper.
    """
    kept: list[Passage] = []
    for row in rows:
        if ARRIVED.fullmatch(row.bare.strip(" .:*")):
            first = len(kept)
            while first and kept[first - 1].text and heading.is_issuer(kept[first - 1]):
                first -= 1
            own_block = first > 0 and not kept[first - 1].text
            if own_block and any(heading.is_issuer(other) for other in kept[:first]):
                del kept[first:]
        kept.append(row)
    return kept


def _sorted(rows: Sequence[Passage]) -> _Parts:
    parts = _Parts()
    at = 0
    in_subject = False
    of_state = any(_STATE.search(row.text) for row in rows)
    while at < len(rows):
        row = rows[at]
        blank_before = at > 0 and not rows[at - 1].text
        at += 1
        if not row.text or lines.is_separator(row):
            continue
        if lines.is_addressed(row):
            parts.label = [row]
            parts.addressees, at = _addressees(rows, at - 1)
        elif _NATION_PART.fullmatch(row.text):
            # Beside the Quốc hiệu the name of the organisation is no heading but the parent.
            if of_state and _PARENT.fullmatch(row.bare.strip(" *-")) and parts.type_line is None:
                parts.issuer.append(row)
        elif parts.type_line is None and (found := lines.type_name(row)):
            parts.type_name, parts.type_line = found[0], row.part(0, found[1])
            at, parts.title = heading.title(rows, at - 1, found[1])
            in_subject = False
        elif _takes_number(row, parts):
            if _NUMBER.match(row.text):
                # "Số: 3391" of an incoming stamp gives way to a number with a symbol.
                parts.number = []
            parts.number.append(row)
        elif _is_date_line(row, parts):
            parts.date.append(row)
        elif heading.is_subject(row) and not parts.subject:
            parts.subject.append(row)
            in_subject = True
        elif heading.is_urgency(row):
            in_subject = False
        elif lines.is_accompanying(row):
            in_subject = False
            parts.remarks.append(row)
        elif in_subject and _continues_subject(parts.subject, row, blank_before=blank_before):
            parts.subject.append(row)
        elif heading.is_issuer(row) and parts.type_line is None:
            parts.issuer.append(row)
            in_subject = False if lines.is_capitals(row.text) else in_subject
        elif lines.is_capitals(row.text) and parts.issuer and not parts.number and len(row) < 80:
            parts.issuer.append(row)
        else:
            parts.loose.append(row)
    return parts


def _takes_number(row: Passage, parts: _Parts) -> bool:
    if row.text == "SỐ" and parts.issuer:
        return False  # the last word of "… CHUYỂN ĐỔI SỐ", cut off by the width of the column
    if parts.number and not (_NUMBER.match(row.text) and not _is_complete(parts.number)):
        last = parts.number[-1].text
        cut = bool(re.search(r"[-/–]$", last)) or not _NUMBER.search(last)
        goes_on = row.text[:1] in "/-–" and len(row) < 40
        return (
            (cut or goes_on) and len(parts.number) < 3 and bool(_SYMBOL_PIECE.fullmatch(row.text))
        )
    return bool(
        _NUMBER.match(row.text.lstrip(" -*("))
        or _CUT_NUMBER.fullmatch(row.text)
        or _ALONE.fullmatch(row.text)
    )


def _is_complete(pieces: list[Passage]) -> bool:
    return bool(_NUMBER.search(joined(pieces, "").text) or _ALONE.fullmatch(pieces[0].text))


_SYMBOL_PIECE = re.compile(rf"[-/–]?\s?(?:{SYMBOL})?[-/–]?")


def _is_date_line(row: Passage, parts: _Parts) -> bool:
    """A place and a date and nothing else; a date inside the trích yếu is not the paper's."""
    if parts.date or len(row) > 110 or heading.is_subject(row):
        return False
    if _SHORT_DATE.search(row.text) and len(row) < 80:
        return True
    match = _DATE.search(row.text)
    if match is None:
        return False
    around = (row.text[: match.start()] + row.text[match.end() :]).strip(" ,.()")
    return len(around) < 12 and (bool(match["place"]) or not around)


def _continues_subject(subject: list[Passage], row: Passage, *, blank_before: bool) -> bool:
    last = subject[-1].text
    if len(subject) > 6 or len(row) > 200 or last.endswith((".", ";")):
        return False
    if lines.is_capitals(row.text) and not lines.is_capitals(last):
        return False
    first = row.text[:1]
    waiting = bool(heading.is_open(last))
    return not blank_before or first.islower() or first.isdigit() or waiting


def _addressees(rows: Sequence[Passage], at: int) -> tuple[list[Passage], int]:
    """The lines of "Kính gửi", the label taken off, and where they end."""
    match = _TO.match(rows[at].text)
    rest = rows[at].part(match.end() if match else 0).strip()
    found = [rest] if rest.text else []
    for position in range(at + 1, len(rows)):
        row = rows[position]
        if lines.type_name(row) or lines.is_number(row) or lines.is_nation(row):
            return found, position
        if row.text and not heading.is_urgency(row) and not lines.is_separator(row):
            found.append(row)
    return found, len(rows)


def _read_number(parts: _Parts, record: Record) -> None:
    if not parts.number:
        return
    whole = joined(parts.number, "")
    match = _NUMBER.search(whole.text) or _ALONE.fullmatch(whole.text)
    if match is None:
        return
    said = match.groupdict()
    symbol = _tight(said["symbol"])
    mark = "-" if said["mark"] in "-–" else "/"
    record.put("symbol", Reading.of(symbol, 0.95, [whole]))
    if number := said["n"]:
        year = f"{said['year']}/" if said.get("year") else ""
        record.put("number", Reading.of(number, 0.95, [whole]))
        record.put("full_number", Reading.of(f"{number}{mark}{year}{symbol}", 0.95, [whole]))


def _tight(symbol: str) -> str:
    return re.sub(r"\s+", "", symbol).replace("–", "-").rstrip(".")


def _cut_place(row: Passage, loose: Sequence[Passage]) -> Passage | None:
    """ "Bà Rịa - Vũng" on the line above "Tàu, ngày …"."""
    for line in loose:
        near = 0 <= row.span[0] - line.span[1] <= 3
        if near and re.fullmatch(PLACE, line.text) and not lines.is_capitals(line.text):
            return line
    return None


def _read_date(rows: Sequence[Passage], loose: Sequence[Passage], record: Record) -> None:
    for row in rows:
        match = _DATE.search(row.text) or _SHORT_DATE.search(row.text)
        if match is None:
            continue
        place = row.part(*match.span("place")).strip(" ,.") if match["place"] else None
        if place and (before := _cut_place(row, loose)):
            place = joined([before, place])
        if place:
            record.put("place", Reading.of(place.text, 0.95, [place]))
        if match["y"]:
            record.year = int(match["y"])
        day = _day(match)
        if day:
            record.issued_on, record.year = day, day.year
            record.put("date", Reading.of(day.isoformat(), 0.95, [row.part(*match.span())]))
        return


def _day(match: re.Match[str]) -> date | None:
    if not (match["d"] and match["m"] and match["y"]):
        return None
    try:
        return valid_date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None


def _read_type(parts: _Parts, record: Record) -> None:
    if parts.type_name and parts.type_line:
        record.put("doc_type", Reading.of(parts.type_name, 0.97, [parts.type_line]))
    elif symbol := record.get("symbol"):
        group = re.split(r"[-/]", symbol)[0]
        letter = bool(parts.subject or parts.addressees)
        name = TYPE_OF_SYMBOL.get(group) or ("Công văn" if "-" in symbol or letter else None)
        if name:
            spans = record.readings["symbol"].spans
            record.put("doc_type", Reading(name, 0.9 if letter else 0.8, spans))
    elif parts.subject or parts.label:
        places = [*parts.subject, *parts.label][:1]
        record.put("doc_type", Reading.of("Công văn", 0.7, places))


def _read_title(parts: _Parts, record: Record) -> list[Passage]:
    places, confidence = parts.title, 0.93
    if not places and parts.subject:
        places, confidence = parts.subject, 0.93
    if not places:
        places = [row for row in parts.loose if 12 < len(row) < 400 and not row.text.endswith(":")][
            :5
        ]
        confidence = 0.5
    if not places:
        return []
    whole = joined(places)
    match = _SUBJECT.match(whole.text)
    if match and (parts.subject or places is parts.loose):
        whole = whole.part(match.end())
    text = " ".join(whole.text.split()).strip(" ;,.-–*")
    if text.count('"') % 2:
        text = text.strip('"')
    record.put("title", Reading.of(text, confidence, places))
    return list(places)


def entitled(body: Passage, record: Record) -> None:
    """Take a lost trích yếu from "… ban hành Kế hoạch thực hiện Đề án X như sau:"."""
    kind = record.get("doc_type")
    if record.get("title") or not kind:
        return
    opening = body.part(0, _OPENING)
    pattern = re.compile(
        rf"(?:ban hành|xây dựng)\s{{1,3}}{re.escape(kind)}\s{{1,3}}(?P<title>[^;\n]{{10,300}}?)"
        r"[\s,]{1,3}(?:cụ thể\s{1,3})?(?:như sau|với (?:các|những|một số) nội dung)",
        re.IGNORECASE,
    )
    if match := pattern.search(opening.text):
        place = opening.part(*match.span("title"))
        record.put("title", Reading.of(" ".join(place.text.split()), 0.5, [place]))


_OPENING = 4_000  # characters of the body in which a paper says what it is


def attached(text: Passage, record: Record) -> None:
    """Take number and date from "(Kèm theo Kế hoạch số … ngày …)" when the header is lost."""
    if record.get("number") or not record.get("doc_type"):
        return
    said = text.text.replace("\n", " ")
    for match in _ATTACHED.finditer(said):
        if match["type"].casefold() != record.get("doc_type").casefold():
            continue
        place = [text.part(*match.span())]
        symbol, mark = _tight(match["symbol"]), "-" if match["mark"] in "-–" else "/"
        record.put("symbol", Reading.of(symbol, 0.7, place))
        record.put("number", Reading.of(match["n"], 0.7, place))
        record.put("full_number", Reading.of(f"{match['n']}{mark}{symbol}", 0.7, place))
        day = _day(match)
        if day and not record.issued_on:
            record.issued_on, record.year = day, day.year
            record.put("date", Reading.of(day.isoformat(), 0.7, place))
        if not record.get("issuer") and (by := _OF.match(said, match.end())):
            name = text.part(by.end(), names.body_end(said, by.end()))
            if names.starts_with_unit(name.text):
                issuer = names.opened(" ".join(name.text.split()))
                record.put("issuer", Reading.of(issuer, 0.65, [name]))
        return
