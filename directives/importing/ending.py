"""Fifth stage: Nơi nhận, lưu, and in whose name, in which position and by whom it was signed.

Both columns of the end may be flattened in any order, onto the same line too; capitals tell the
right one from the left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from directives.importing import entries, lines
from directives.importing.passage import UPPER, Passage, bare, joined
from directives.importing.record import Reading, Record
from directives.importing.vocabulary import (
    ACADEMIC,
    AUTHORITY,
    FAMILY_NAMES,
    POSITION_GOES_ON,
    POSITIONS,
    SIGNED,
)

_COLUMNS = re.compile("[\t\x1f]+|[ ]{3,}")
_WIDE = 400  # characters a line with both columns may have
_LABEL = re.compile(r"\W*n[ơo]i nh[ậa]n\s*:?\s*", re.IGNORECASE)
_ALSO = re.compile(r"\W*(?:[đd][ồo]ng (?:k[íi]nh )?g[ửu]i|k[íi]nh g[ửu]i)\s*:?\s*", re.IGNORECASE)
_ARCHIVE = re.compile(r"\W*l[ưu]u\s*(?:tại\s+)?[:.,]?\s*(?=\S)", re.IGNORECASE)
_POSITION = (
    rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, POSITIONS), key=len, reverse=True))})(?!\w)"
)
_RIGHT = re.compile(
    r"(?<=[\s;,.:])(?:(?:T/?M|K/?T|T/?L|T/?UQ|TUQ|Q)\s?[.\s]\s?(?=["
    + UPPER
    + "]{2})|(?=["
    + UPPER
    + "]{3}))"
)
_NAME = re.compile(
    rf"[{UPPER}][\w’'.-]*(?:\s+[{UPPER}][\w’'-]*){{1,5}}|[KH][’'][{UPPER}]\w{{1,12}}"
)
_REMARK = re.compile(
    r"\(\s*(?:để b/?c|b/c|để báo cáo|để p/?h|để phối hợp|để t/?h|để thực hiện)[^)]*\)",
    re.IGNORECASE,
)
_BRACE = re.compile(r"\s*[}{⎫⎬⎭\]\[]+\s*(?:\(?[^)]{0,30}\)?)?\s*$")
_FOOTNOTE = re.compile(r"^(?:[¹²³⁴⁵⁶⁷⁸⁹]+|\[[0-9]{1,2}\]|\([0-9]{1,2}\))\s*\S")


@dataclass
class _Columns:
    """The lines of the end, by column."""

    label: bool = False
    left: list[Passage] = field(default_factory=list)
    archive: list[Passage] = field(default_factory=list)
    also: list[Passage] = field(default_factory=list)
    capitals: list[Passage] = field(default_factory=list)
    names: list[Passage] = field(default_factory=list)


def read(rows: Sequence[Passage], record: Record) -> None:
    """Fill the record with what the end of the paper says."""
    columns = _sorted(_pieces(rows))
    found = [*_recipients(columns.left), *_recipients(columns.also)]
    record.put("recipients", Reading.of([each.text for each in found], 0.92, found))
    if columns.archive:
        kept = joined(columns.archive)
        record.put("archive", Reading.of(kept.text.strip(" .;,:/"), 0.92, [kept]))
    _read_signature(columns, record)


def _pieces(rows: Sequence[Passage]) -> list[Passage]:
    """The lines, what stood side by side taken apart."""
    pieces: list[Passage] = []
    for row in rows:
        for column in row.split(_COLUMNS):
            pieces += _left_and_right(column.strip())
    return [piece for piece in pieces if piece.text]


def _left_and_right(piece: Passage) -> list[Passage]:
    """Split "- Như trên; KT. CHỦ TỊCH" and "- Lưu: VT. Nguyễn Văn A"."""
    text = piece.text
    if lines.is_capitals(text):
        return _authority_and_position(piece)
    for spot in _RIGHT.finditer(text[:_WIDE]):
        right = text[spot.start() :]
        if (
            len(text) < _WIDE
            and lines.is_capitals(right)
            and (lines.is_authority(piece.part(spot.start())) or _starts_position(right))
        ):
            return [
                piece.part(0, spot.start()).strip(),
                *_authority_and_position(piece.part(spot.start()).strip()),
            ]
    if (match := _ARCHIVE_AND_NAME.match(text)) and bare(match["name"]).split()[0] in FAMILY_NAMES:
        return [piece.part(0, match.start("name")).strip(), piece.part(match.start("name"))]
    return [piece]


_ARCHIVE_AND_NAME = re.compile(rf"[-–+*•\s]*L[ưu]u[^.]{{2,60}}\.\s+(?P<name>{_NAME.pattern})$")


def _starts_position(text: str) -> bool:
    return lines.is_capitals(text) and bool(_STARTS.match(bare(text)))


_STARTS = re.compile(rf"(?:q\. ?|quyen )?{_POSITION}")
_POSITIONS = re.compile(rf"(?:(?<!\w)(?:t/?m|k/?t|t/?l)\.? ?)?{_POSITION}")


def _authority_and_position(piece: Passage) -> list[Passage]:
    """Split "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" and "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"."""
    match = AUTHORITY.match(piece.bare)
    if not match:
        return [piece]
    acts_for_head = match[0].replace("/", "").startswith(("k", "tl", "tuq"))
    rest = piece.text[match.end() :]
    rest = bare(rest)
    spots = [found.start() for found in _POSITIONS.finditer(rest)]
    # "KT. BỘ TRƯỞNG, CHỦ NHIỆM": a head with two positions.
    spots = [spot for spot in spots if not rest[:spot].rstrip().endswith(",")]
    if acts_for_head:
        spots = [spot for spot in spots if spot > 2]
    if (spots and spots[0] > 2) or (spots and acts_for_head):
        at = match.end() + spots[0]
        left, right = piece.part(0, at).strip(), piece.part(at).strip()
        return [left, *_authority_and_position(right)]
    return [piece]


def _sorted(pieces: Sequence[Passage]) -> _Columns:
    columns = _Columns()
    for piece in pieces:
        if SIGNED.match(piece.bare) or (_FOOTNOTE.match(piece.text) and columns.names):
            continue
        label = _LABEL.match(piece.text)
        if label and not columns.label:
            columns.label = True
            piece = piece.part(label.end()).strip()
            if not piece.text:
                continue
            if lines.is_capitals(piece.text):
                columns.capitals += _authority_and_position(piece)
                continue
        _sort_one(columns, piece)
    return columns


def _sort_one(columns: _Columns, piece: Passage) -> None:
    if (also := _ALSO.match(piece.text)) and columns.left:
        columns.also.append(piece.part(also.end()).strip())
    elif _is_right_column(piece, columns):
        columns.capitals.append(piece)
    elif (match := _ARCHIVE.match(piece.text)) and not columns.archive:
        columns.archive.append(piece.part(match.end()))
    elif columns.names and _ends_name(columns.names[-1], piece):
        columns.names[-1] = joined([columns.names[-1], piece])
    elif name := _person(piece, columns):
        columns.names.append(name)
    elif columns.label and (not columns.archive or columns.also):
        if columns.also:
            columns.also.append(piece)
        else:
            columns.left.append(piece)
            _pull_archive(columns)
    elif columns.archive and _continues_archive(columns.archive[-1], piece):
        columns.archive.append(piece)


def _pull_archive(columns: _Columns) -> None:
    """ "- Như trên; - Lưu: VT." on one line."""
    parts = entries.on_lines([columns.left[-1]])
    if len(parts) > 1 and (match := _ARCHIVE.match(parts[-1].text)):
        columns.left[-1:] = parts[:-1]
        columns.archive.append(parts[-1].part(match.end()))


def _continues_archive(last: Passage, piece: Passage) -> bool:
    return (
        not last.text.rstrip().endswith(".")
        and len(piece) < 30
        and not entries.has_dash(piece)
        and last.text.rstrip().endswith((",", "-", "("))
    )


def _is_right_column(piece: Passage, columns: _Columns) -> bool:
    if not lines.is_capitals(piece.text) or entries.has_dash(piece):
        return False
    if lines.is_authority(piece) or _starts_position(piece.text):
        return True
    if _looks_like_name(piece.text) and columns.capitals:
        return False
    # "TM. ỦY BAN NHÂN DÂN" goes on with "TỈNH …" on the next line.
    return (
        bool(columns.capitals)
        and not columns.names
        and len(piece) < 80
        and not piece.text.endswith(";")
    )


def _person(piece: Passage, columns: _Columns) -> Passage | None:
    """The name of who signed, academic titles taken off; None when the line is none."""
    if entries.has_dash(piece) or piece.text.endswith((";", ",", ":")):
        return None
    text = piece.text.strip(" .*()")
    match = ACADEMIC.match(text)
    at = piece.text.find(text) + (match.end() if match else 0)
    name = piece.part(at, at + len(text) - (match.end() if match else 0)).strip()
    if not _NAME.fullmatch(name.text):
        return None
    known = bare(name.text).split()[0] in FAMILY_NAMES
    if lines.is_capitals(name.text) and not known:
        return None
    unfinished = (
        columns.label
        and columns.left
        and not columns.archive
        and not columns.left[-1].text.rstrip().endswith((";", ".", ","))
    )
    if unfinished and not (known and columns.capitals):
        return None
    if not known and (names_unit(name.text) or not columns.capitals):
        return None
    return name


def _ends_name(name: Passage, piece: Passage) -> bool:
    """Whether a word on the next line is the last one of a name that was cut."""
    next_line = 0 < piece.span[0] - name.span[1] <= _LINE_END
    return next_line and len(name.text.split()) < 4 and bool(_ONE_WORD.fullmatch(piece.text))


_LINE_END = 3  # characters that may stand between two lines: the break and marks of bold type
_ONE_WORD = re.compile(rf"[{UPPER}]\w{{1,6}}")


def names_unit(text: str) -> bool:
    """Whether capitalised words are the name of a body and not of a person."""
    return bool(
        re.match(
            r"(?:ban|so|uy ban|ubnd|van phong|vp|hoi|doan|phong|trung tam|cong|bao|dai|bo|nhu"
            r"|luu|cac)\b",
            bare(text),
        )
    )


def _looks_like_name(text: str) -> bool:
    words = bare(text).split()
    return 2 <= len(words) <= 5 and words[0] in FAMILY_NAMES and not _starts_position(text)


def _recipients(rows: Sequence[Passage]) -> list[Passage]:
    kept = []
    for row in rows:
        if _REMARK.fullmatch(row.text.strip(" };.,")):
            continue
        brace = _BRACE.search(row.text) if re.search(r"[}{⎫⎬⎭]", row.text) else None
        row = row.part(0, brace.start()) if brace else row
        if row.text.strip():
            kept.append(row)
    return [
        entry
        for entry in entries.entries(kept)
        if len(entry) < 400 and not _ARCHIVE.match(entry.text)
    ]


def _read_signature(columns: _Columns, record: Record) -> None:
    authority: list[Passage] = []
    position: list[Passage] = []
    for piece in columns.capitals:
        if lines.is_authority(piece) and not position:
            authority.append(piece)
        elif _starts_position(piece.text):
            if not position or bare(piece.text).startswith(POSITION_GOES_ON):
                position.append(piece)
        elif position:
            if bare(piece.text).startswith(POSITION_GOES_ON):
                position.append(piece)
        elif authority:
            authority[-1] = joined([authority[-1], piece])
    if authority:
        record.put(
            "authority", Reading.of(" / ".join(each.text for each in authority), 0.93, authority)
        )
    if position:
        record.put("position", Reading.of(joined(position).text.strip(" .,"), 0.93, position))
    known = [name for name in columns.names if bare(name.text).split()[0] in FAMILY_NAMES]
    if name := next(iter(known or columns.names), None):
        sure = 0.95 if known and (position or authority) else 0.7
        record.put("signer", Reading.of(" ".join(name.text.split()), sure, [name]))
