"""How words are written on a paper: clean text, capitals, end marks, line breaks of headings.

Nothing here knows about templates; every rule is one small function on text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from documents import fonts
from documents.formats import Profile
from units.text import clean as stored

_END = re.compile(r"\s*(?:\./\.?|/\.|(?<!\.)[.;,])\s*$")
# Numbers and symbols ("57-NQ/TW", "KH-CN") must not be torn apart at a hyphen or stroke, and no
# line may start with the dash of "chính trị - xã hội": it would read as a new point.
_UNBREAKABLE = re.compile(
    r"(?<!\S)(?:(?=\S*[0-9A-ZĐ])\S{1,24}[-/]\S{1,24}(?!\S)|\S{1,24} [-–](?= \S))"
)


CO_ADDRESSED = re.compile(r"^đồng kính gửi\s*:?\s*", re.IGNORECASE)
"""How a line of "Kính gửi" begins that is meant as "Đồng kính gửi"."""


def clean(text: str) -> str:
    """The text as it can be set: as the portal stores it, tabs as spaces."""
    return stored(text).replace("\t", " ")


NOTE = re.compile(r"\s*\[\[(?P<note>[^\[\]\n]+)\]\]")
"""A footnote as writers type it, behind the word it belongs to: "theo quy định[[Quyết định …]]"."""


def set_text(text: str, held: Callable[[str], bool] = lambda text: True) -> SafeString:
    """Escaped text in which numbers and symbols stay on one line and notes go to the foot.

    `held` says of a number whether there is room to hold it together.
    """
    pieces: list[SafeString] = []
    last = 0
    for match in NOTE.finditer(text):
        note = _held_together(match["note"].strip(), held)
        pieces += [
            _held_together(text[last : match.start()], held),
            format_html('<span class="note">{}</span>', note),
        ]
        last = match.end()
    pieces.append(_held_together(text[last:], held))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _held_together(text: str, held: Callable[[str], bool]) -> SafeString:
    parts: list[SafeString] = []
    last = 0
    for match in _UNBREAKABLE.finditer(text):
        if not held(match[0]):
            continue
        # The element starts behind the first letter: WeasyPrint 70 ends a line after its first
        # word when the text before an element ends with a space and fits only without it.
        start = match.start() + 1
        parts.append(format_html("{}", text[last:start]))
        parts.append(format_html('<span class="whole">{}</span>', text[start : match.end()]))
        last = match.end()
    parts.append(format_html("{}", text[last:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def ended(text: str, mark: str) -> str:
    """The text with exactly this end mark, whatever end mark was typed."""
    bare = _END.sub("", text.rstrip())
    return bare if mark == "." and bare.endswith(("…", "...", "!", "?")) else bare + mark


def listed(items: Sequence[str], mark: str) -> list[str]:
    """A printed list: "- …" each, all but the last with `mark`, the last with a full stop."""
    ends = [mark] * (len(items) - 1) + ["."]
    return [f"- {ended(item.lstrip('-– '), end)}" for item, end in zip(items, ends, strict=False)]


def upper(text: str) -> str:
    """Capitals for a heading, leaving numbers of documents as they are ("1169/QĐ-TTg")."""
    return " ".join(word if re.search(r"\d.*/", word) else word.upper() for word in text.split())


_PROPER = ("Đảng", "Đại hội", "Nghị quyết", "Chỉ thị", "Kết luận", "Quốc hội", "Chính phủ")


def subject_text(profile: Profile, subject: str, *, letter: bool = False) -> str:
    """The trích yếu with the first letter and prefix this profile prints.

    Named types: capital under NĐ 30, small in the Party unless the first word is a proper name.
    Công văn: "V/v " (State), "về việc " (HD 05), nothing (HD 36), never doubled.
    """
    text = re.sub(r"^[Vv]/[Vv]:?\s+", "", clean(subject).strip())
    if letter and profile.letter_prefix == "về việc ":
        text = re.sub(r"^[Vv]ề việc\s+", "", text)
    if not text:
        return ""
    if profile.subject_case == "upper" and not letter:
        return text[0].upper() + text[1:]
    first, _, rest = text.partition(" ")
    proper = text.startswith(_PROPER) or first.isupper() or rest[:1].isupper()
    text = text if proper else text[0].lower() + text[1:]
    return profile.letter_prefix + text if letter else text


_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """1 → "I", 4 → "IV"; for sections and appendices (up to 89)."""
    digits = ""
    for value, letters in _ROMAN:
        while number >= value:
            digits += letters
            number -= value
    return digits


# Where a centred heading breaks well: before these words, after a comma.
_OPENERS = frozenset(
    (
        "của",
        "về",
        "và",
        "trên",
        "tại",
        "trong",
        "cho",
        "đến",
        "với",
        "theo",
        "nhằm",
        "do",
        "để",
        "từ",
    )
)


_BEFORE_FIGURES = frozenset(("số", "ngày", "tháng", "năm"))


def _break_cost(before: str, after: str) -> float:
    """How ill a line break between two words reads: names and dates should stay together."""
    if after in ("-", "–"):
        return 1
    if before.endswith((",", ";", ":")):
        return 0
    if after in _OPENERS:
        return 0.02
    if before in _OPENERS or before in _BEFORE_FIGURES or after[:1].isdigit():
        return 0.5
    if before[:1].isdigit() and after in _BEFORE_FIGURES:
        return 0.5  # "ngày 16" / "tháng 6"
    if before[:1].isupper() or after[:1].isupper():
        return 0.4
    return 0.15


def _cut(word: str, size: float, available: float, style: fonts.Style) -> list[str]:
    """A word wider than the column in pieces that fit: nothing may run off the paper."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and fonts.width(pieces[-1] + letter, size, style) > available:
            pieces.append("")
        pieces[-1] += letter
    return pieces


# A break this ill leaves a name torn in two; one more line is then the lesser evil.
_TORN = 0.4


def wrap(text: str, size: float, available: float, style: fonts.Style) -> list[str]:
    """Break a centred text into as few lines of `available` points as hold it.

    Among those, lines of like length that break between phrases win: "… của Bộ Chính trị" is
    not torn into "của Bộ" and "Chính trị", for which one line more is allowed, and "57-NQ/TW" is
    never cut at its hyphen. Lines break at plain spaces only; no-break spaces hold.
    """
    words = [
        piece
        for word in re.split("[ \n]+", text.strip(" \n"))
        for piece in _cut(word, size, available, style)
    ]
    if words == [""]:
        return []
    space = fonts.width(" ", size, style)
    ends = [0.0]
    for word in words:
        ends.append(ends[-1] + fonts.width(word, size, style) + space)

    # best[i][lines]: (cost, worst break, start of the last line) for the first i words.
    best: list[dict[int, tuple[float, float, int]]] = [{0: (0.0, 0.0, 0)}]
    for end in range(1, len(words) + 1):
        ways: dict[int, tuple[float, float, int]] = {}
        for start in range(end - 1, -1, -1):
            room = available - (ends[end] - ends[start] - space)
            if room < -0.01:
                break
            ill = _break_cost(words[start - 1], words[start]) if start else 0.0
            # Ways that need two lines more than the shortest are never taken.
            for lines, (cost, worst, _) in sorted(best[start].items())[:2]:
                way = (cost + (room / available) ** 2 + ill, max(worst, ill), start)
                ways[lines + 1] = min(way, ways.get(lines + 1, way))
        best.append(ways)
    lines = min(best[-1])
    more = best[-1].get(lines + 1)
    if best[-1][lines][1] >= _TORN and more is not None and more[1] < _TORN:
        lines += 1
    printed: list[str] = []
    end = len(words)
    while end:
        start = best[end][lines][2]
        printed.insert(0, " ".join(words[start:end]))
        end, lines = start, lines - 1
    return printed
