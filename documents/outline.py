"""The outline of a paper's text: which lines are mục, khoản, điểm, and how they are numbered.

The body of a paper is plain text, one paragraph a line. The marks officials type or paste from
Word ("I.", "I-", "1.", "1.1.", "a)", "-", "•") are recognised, kept as levels and numbered again
in one way: Roman, Arabic, then letters in the order of the Vietnamese alphabet (NĐ 30/2020, PL I,
II.6). The editor, the printer and the importer all read text through this module.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from documents.wording import roman
from units.text import clean

PLAIN, MUC, KHOAN, SUBKHOAN, DIEM, DASH, PLUS = range(7)
LETTERS = "abcdđeghiklmnopqrstuvxy"

_HEADING_LENGTH = 200
# How much of two paragraphs' words must agree to call one an edit of the other; where a single
# paragraph stands in the place of a single one, less is enough.
_ALIKE, _ALIKE_ALONE = 0.4, 0.2
# Paragraphs of a rewritten passage are compared with those near the same place in the other only.
_REACH = 60
# Beyond this many, the matcher may take frequent lines or words for noise: exactness costs minutes.
_MANY = 1000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its place in the text, level, mark as written, and words without the mark.

    Levels: 0 plain, 1 "I.", 2 "1.", 3 "1.1." (or deeper), 4 "a)", 5 "-", 6 "+".
    """

    index: int
    level: int
    mark: str
    text: str

    @property
    def line(self) -> str:
        """The paragraph as a line of text."""
        return f"{self.mark} {self.text}" if self.mark else self.text


@dataclass(frozen=True, slots=True)
class Gap:
    """A place the template left to be filled in: the paragraph it stands in, and its hint."""

    index: int
    hint: str  # "cần điền", or what the writer of the template put there


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words in a comparison and what happened to it."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class DiffParagraph:
    """One row of "So sánh": a paragraph of the old text, of the new one, or both.

    `level` and `mark` are the new paragraph's, or the old one's if it is gone. The parts that are
    not "added" make up the old words, those that are not "removed" the new ones.
    """

    kind: Literal["same", "changed", "added", "removed"]
    old_index: int | None
    new_index: int | None
    level: int
    mark: str
    parts: tuple[Part, ...]


# Each row: level and pattern of a whole line, first match wins. What follows a mark decides as
# much as the mark: "1.250 người", "2025 là năm" or "1.1.2025" open no paragraph.
_UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_LOWER = _UPPER.lower()
_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_STOP = r"[.\-–—/]"
_LETTER = r"[^\W\d_]"
_MARKS: list[tuple[int, re.Pattern[str]]] = [
    (level, re.compile(pattern))
    for level, pattern in (
        # "I. MỤC ĐÍCH", "I- MỤC ĐÍCH", "I/ Mục đích", but not the initials of "V. I. Lênin"
        (MUC, rf"{_ROMAN}\s?{_STOP}\s+(?!{_LETTER}\.)(?P<text>[^\w\s]*[{_UPPER}0-9].*)"),
        (MUC, rf"{_ROMAN}{_STOP}(?P<text>[{_UPPER}]{{2}}.*)"),
        # the l of scanned papers, before a title in capitals
        (MUC, rf"l{{1,3}}\s?{_STOP}\s*(?P<text>[{_UPPER}]{{2}}[^{_LOWER}]*)"),
        (SUBKHOAN, r"[0-9]{1,3}(?:\.[0-9]{1,3}){1,3}\.\s+(?P<text>\S.*)"),
        (SUBKHOAN, rf"[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}}\.?\s*(?P<text>[{_UPPER}].*)"),
        (KHOAN, r"[0-9]{1,3}[.)]\s+(?P<text>\S.*)"),
        (KHOAN, rf"[0-9]{{1,2}}[.)](?P<text>[{_UPPER}].*)"),
        (KHOAN, rf"[0-9]{{1,2}}(?:/|\s?[\-–—])\s+(?P<text>[{_UPPER}].*)"),
        (DIEM, r"a?[a-zđ]\)\s+(?P<text>\S.*)"),
        (DIEM, r"a?[a-zđ]\)(?P<text>[^\s).,;].*)"),
        (DIEM, r"[a-zđ][./]\s+(?P<text>\S.*)"),
        # Word's second-level bullets, and the letters its Wingdings bullets turn into
        (PLUS, rf"(?:[+◦○▫]|o(?=\t|\s[{_UPPER}]))\s+(?P<text>\S.*)"),
        (PLUS, rf"\+(?P<text>{_LETTER}.*)"),
        (DASH, r"(?:[-–—−•●▪■‣∙·*❖➢➤✓✔►§Ø]|[vqü](?=\t))\s+(?P<text>\S.*)"),
        (DASH, rf"[-–—−•●▪■‣∙·❖➢➤✓✔►](?P<text>{_LETTER}.*)"),
    )
]
# Headings without a level of their own that start the numbering below them over.
_NEW_PART = re.compile(
    rf"(?:Phần|PHẦN|Chương|CHƯƠNG|Phụ lục|PHỤ LỤC)\s+[0-9IVX]+\b|[A-H]\s?{_STOP}\s+[{_UPPER}]{{2}}"
)
_NEW_ARTICLE = re.compile(r"(?:Điều|Mục|Tiểu mục)\s+[0-9]+\b")
_GAP = re.compile(r"〔([^〔〕\n]*)(?:〕|$)", re.MULTILINE)
_RUNNING_END = (".", ";", ",", "!", "?", "…")


def parse(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text, one for each line that is not blank."""
    lines = (line.strip() for line in clean(text).split("\n"))
    return [_paragraph(index, line) for index, line in enumerate(filter(None, lines))]


def stretch(text: str, index: int) -> tuple[int, int] | None:
    """Where paragraph `index` stands in a text as stored, in letters; None when it has fewer."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            if not index:
                return start, start + len(line)
            index -= 1
        start += len(line) + 1
    return None


def _paragraph(index: int, line: str) -> Paragraph:
    for level, pattern in _MARKS:
        if match := pattern.fullmatch(line):
            words = " ".join(match["text"].split())
            mark = " ".join(line[: match.start("text")].split())
            return Paragraph(index, level, mark, words)
    return Paragraph(index, PLAIN, "", " ".join(line.split()))


def renumber(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs numbered again: nothing skipped, nothing twice, one style of mark.

    Counters start over below each higher paragraph. Mục keep the stop or dash ("I." State, "I-"
    Party) of the first one; sub-khoản carry the number of their khoản.
    """
    numbering = _Numbering()
    return [
        replace(paragraph, index=index, mark=numbering.next(paragraph))
        for index, paragraph in enumerate(paragraphs)
    ]


class _Numbering:
    """The counters while a text is numbered."""

    def __init__(self) -> None:
        self.section = 0
        self.section_end = ""
        self.path: list[int] = []
        self.letter = 0

    def next(self, paragraph: Paragraph) -> str:
        """Count the paragraph and return its mark."""
        match paragraph.level:
            case 1:
                return self._next_section(paragraph.mark)
            case 2 | 3:
                return self._next_number(paragraph)
            case 4:
                self.letter += 1
                return f"{_letter(self.letter)})"
            case 5 | 6:
                return "-" if paragraph.level == DASH else "+"
        if _NEW_PART.match(paragraph.text):
            self.section, self.path, self.letter = 0, [], 0
        elif _NEW_ARTICLE.match(paragraph.text):
            self.path, self.letter = [], 0
        return ""

    def _next_section(self, mark: str) -> str:
        self.section_end = self.section_end or ("-" if mark.endswith(("-", "–", "—")) else ".")
        self.section += 1
        self.path, self.letter = [], 0
        return f"{roman(self.section)}{self.section_end}"

    def _next_number(self, paragraph: Paragraph) -> str:
        depth = 1 if paragraph.level == KHOAN else len(re.findall(r"[0-9]+", paragraph.mark))
        # A sub-khoản without its khoản stands under the first.
        above = [*self.path, 1, 1, 1][: depth - 1]
        here = self.path[depth - 1] if len(self.path) >= depth else 0
        self.path, self.letter = [*above, here + 1], 0
        return "".join(f"{number}." for number in self.path)


def _letter(number: int) -> str:
    """Return the number-th điểm letter: a, b, c, d, đ, e, g …, and aa, ab … after y."""
    rounds, place = divmod(number - 1, len(LETTERS))
    return (LETTERS[rounds - 1] if 0 < rounds <= len(LETTERS) else "") + LETTERS[place]


def to_text(paragraphs: Iterable[Paragraph]) -> str:
    """Return the paragraphs as text, one a line, with their marks."""
    return "\n".join(paragraph.line for paragraph in paragraphs)


def normalise(text: str) -> str:
    """Return the text as the portal stores it: clean, its outline recognised and numbered again."""
    return to_text(renumber(parse(text)))


def is_heading(paragraph: Paragraph) -> bool:
    """Say whether the paragraph is a title on its own line ("1. Mục đích") and not running text.

    Every mục is; a khoản or sub-khoản is when it is short and ends without a mark, or with a colon.
    """
    if paragraph.level == MUC:
        return True
    return (
        paragraph.level in {KHOAN, SUBKHOAN}
        and len(paragraph.text) <= _HEADING_LENGTH
        and not paragraph.text.endswith(_RUNNING_END)
    )


def gaps(text: str) -> list[Gap]:
    """Return the places still to be filled in (〔cần điền〕), in reading order."""
    return [
        Gap(paragraph.index, match[1].strip())
        for paragraph in parse(text)
        for match in _GAP.finditer(paragraph.text)
    ]


def map_paragraphs(old: str, new: str) -> dict[int, int | None]:
    """Return where each paragraph of the old text went in the new one; None: it is gone.

    Every old paragraph has an entry and order is kept, so a paragraph moved past others counts as
    gone. Words decide, not marks, because numbering again changes marks all over a text. Tasks and
    comments follow their paragraph by this.
    """
    return _places(parse(old), parse(new))


def _places(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> dict[int, int | None]:
    places: dict[int, int | None] = {paragraph.index: None for paragraph in old}
    before, after = [each.text for each in old], [each.text for each in new]
    for tag, old_from, old_to, new_from, new_to in _opcodes(before, after):
        if tag == "equal":
            places.update(zip(range(old_from, old_to), range(new_from, new_to), strict=True))
        elif tag == "replace":
            pairs = _edited(before[old_from:old_to], after[new_from:new_to])
            places.update((old_from + i, new_from + j) for i, j in pairs)
    return places


def _opcodes(
    before: Sequence[str], after: Sequence[str]
) -> Sequence[tuple[str, int, int, int, int]]:
    return difflib.SequenceMatcher(None, before, after, autojunk=len(after) > _MANY).get_opcodes()


@dataclass(frozen=True, slots=True)
class _Way:
    """A choice of pairs, the last one first, and how alike all of them are together."""

    total: float
    pair: tuple[int, int] = (0, 0)
    rest: "_Way | None" = None

    def pairs(self) -> Iterator[tuple[int, int]]:
        way = self
        while way.rest is not None:
            yield way.pair
            way = way.rest


def _edited(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    """Pair the paragraphs of a rewritten passage, in order, so that the most words agree."""
    needed = _ALIKE_ALONE if len(before) == len(after) == 1 else _ALIKE
    old_words, new_words = [_words(text) for text in before], [_words(text) for text in after]
    # best[j] is the best way so far that uses only the first j new paragraphs.
    best = [_Way(0.0)] * (len(after) + 1)
    reached = 0
    for i, words in enumerate(old_words):
        centre = i * len(after) // len(before)
        low, high = max(centre - _REACH, 0), min(centre + _REACH + 1, len(after))
        best[reached + 1 : high + 1] = [best[reached]] * (high - reached)
        reached = high
        diagonal = best[low]
        for j in range(low, high):
            above = best[j + 1]
            best[j + 1] = max(above, best[j], key=lambda way: way.total)
            alike = _alike(words, new_words[j])
            if alike >= needed and diagonal.total + alike > best[j + 1].total:
                best[j + 1] = _Way(diagonal.total + alike, (i, j), diagonal)
            diagonal = above
    return list(best[-1].pairs())


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words two paragraphs have in common, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def diff(old: str, new: str) -> list[DiffParagraph]:
    """Compare two wordings of a text, paragraph by paragraph in the order of the new one.

    What is gone stands where it was, before what came in its place.
    """
    before, after = parse(old), parse(new)
    places = _places(before, after)
    came_from = {there: here for here, there in places.items() if there is not None}
    rows: list[DiffParagraph] = []
    waiting = 0  # the first old paragraph that has no row yet
    for paragraph in after:
        origin = came_from.get(paragraph.index)
        while waiting < len(before) and places[waiting] is None:
            rows.append(_one_sided("removed", before[waiting]))
            waiting += 1
        if origin is None:
            rows.append(_one_sided("added", paragraph))
        else:
            rows.append(_compared(before[origin], paragraph))
            waiting = origin + 1
    rows += [_one_sided("removed", paragraph) for paragraph in before[waiting:]]
    return rows


def _one_sided(kind: Literal["added", "removed"], paragraph: Paragraph) -> DiffParagraph:
    index = paragraph.index
    old_index, new_index = (None, index) if kind == "added" else (index, None)
    part = Part(kind, paragraph.text)
    return DiffParagraph(kind, old_index, new_index, paragraph.level, paragraph.mark, (part,))


def _compared(old: Paragraph, new: Paragraph) -> DiffParagraph:
    before, after = (re.findall(r"\w+|\s+|[^\w\s]", each.text) for each in (old, new))
    parts: list[Part] = []
    for tag, old_from, old_to, new_from, new_to in _opcodes(before, after):
        if tag == "equal":
            parts.append(Part("same", "".join(before[old_from:old_to])))
            continue
        if old_to > old_from:
            parts.append(Part("removed", "".join(before[old_from:old_to])))
        if new_to > new_from:
            parts.append(Part("added", "".join(after[new_from:new_to])))
    same = old.text == new.text and old.level == new.level
    kind: Literal["same", "changed"] = "same" if same else "changed"
    return DiffParagraph(kind, old.index, new.index, new.level, new.mark, tuple(parts))
