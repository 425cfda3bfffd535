"""A stretch of text that remembers where in the original each of its characters came from.

Every stage of the parser works on passages, so that whatever it finds can be shown in the paper as
it was pasted or uploaded, however much has been repaired or joined on the way.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

Span = tuple[int, int]
"""First character and the one after the last, counted in the text as it was handed in."""

_BASES = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ",
    "e": "èéẻẽẹêềếểễệ",
    "i": "ìíỉĩị",
    "o": "òóỏõọôồốổỗộơờớởỡợ",
    "u": "ùúủũụưừứửữự",
    "y": "ỳýỷỹỵ",
    "d": "đ",
}
UPPER = "A-Z" + "".join(letter.upper() for letters in _BASES.values() for letter in letters)
"""Capital letters, for use inside the brackets of a pattern."""

_BARE = {
    ord(form): base
    for base, letters in _BASES.items()
    for letter in letters
    for form in (letter, letter.upper())
} | {ord(letter.upper()): letter for letter in "abcdefghijklmnopqrstuvwxyz"}


def bare(text: str) -> str:
    """Return the text in lower case without accents, character for character.

    Patterns on it read "Noi nhận", "NƠI NHẬN" and "Nơi nhận" alike, at the same positions.
    """
    return text.translate(_BARE)


@dataclass(frozen=True)
class Passage:
    """Characters and, for each, where it begins and ends in the original text."""

    text: str
    starts: Sequence[int]
    stops: Sequence[int]

    @classmethod
    def of(cls, text: str) -> Passage:
        """The whole of an original text."""
        return cls(text, array("L", range(len(text))), array("L", range(1, len(text) + 1)))

    @cached_property
    def bare(self) -> str:
        """The same characters in lower case without accents."""
        return bare(self.text)

    @property
    def span(self) -> Span:
        """Where the passage stands in the original; (0, 0) for an empty one without a place."""
        return (self.starts[0], self.stops[-1]) if self.text else (0, 0)

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def part(self, start: int, end: int | None = None) -> Passage:
        """The characters from `start` up to `end`."""
        cut = slice(start, end)
        return Passage(self.text[cut], self.starts[cut], self.stops[cut])

    def strip(self, chars: str | None = None) -> Passage:
        """The passage without such characters (spaces) at both ends."""
        kept = self.text.strip(chars)
        start = len(self.text) - len(self.text.lstrip(chars)) if kept else 0
        return self.part(start, start + len(kept))

    def split(self, pattern: re.Pattern[str]) -> list[Passage]:
        """The passages between the matches, empty ones included."""
        parts, last = [], 0
        for match in pattern.finditer(self.text):
            parts.append(self.part(last, match.start()))
            last = match.end()
        return [*parts, self.part(last)]

    def lines(self) -> list[Passage]:
        """The lines, without their ends and without spaces around them."""
        return [line.strip() for line in self.split(_NEWLINE)]

    def rewrite(
        self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str | None]
    ) -> Passage:
        """The passage with every match replaced; a function may return None to keep the match.

        Of a replacement every character counts as standing where the whole match stood, unless it
        is as long as the match: then each stands where the one it replaces stood.
        """
        edits: list[tuple[int, int, str]] = []
        for match in pattern.finditer(self.text):
            words = new if isinstance(new, str) else new(match)
            if words is not None and words != match[0]:
                edits.append((match.start(), match.end(), words))
        return self.edited(edits) if edits else self

    def edited(self, edits: Sequence[tuple[int, int, str]]) -> Passage:
        """The passage with (start, end, replacement) carried out; in order, none overlapping."""
        texts: list[str] = []
        starts, stops = array("L"), array("L")
        last = 0
        for begin, end, words in edits:
            texts += (self.text[last:begin], words)
            starts.extend(self.starts[last:begin])
            stops.extend(self.stops[last:begin])
            if len(words) == end - begin:
                starts.extend(self.starts[begin:end])
                stops.extend(self.stops[begin:end])
            elif words:
                first, final = self._place(begin, end)
                starts.extend([first] * len(words))
                stops.extend([final] * len(words))
            last = end
        texts.append(self.text[last:])
        starts.extend(self.starts[last:])
        stops.extend(self.stops[last:])
        return Passage("".join(texts), starts, stops)

    def _place(self, begin: int, end: int) -> Span:
        """Where a replacement stands: in the place of what it replaces, or between neighbours."""
        if begin < end:
            return self.starts[begin], self.stops[end - 1]
        at = self.stops[begin - 1] if begin else (self.starts[0] if self.text else 0)
        return at, at


_NEWLINE = re.compile("\n")


def joined(parts: Sequence[Passage], between: str = " ") -> Passage:
    """The passages one after the other, with `between` standing where the gap is."""
    parts = [part for part in parts if part.text]
    texts: list[str] = []
    starts, stops = array("L"), array("L")
    for part in parts:
        if texts and between:
            texts.append(between)
            starts.extend([stops[-1]] * len(between))
            stops.extend([stops[-1]] * len(between))
        texts.append(part.text)
        starts.extend(part.starts)
        stops.extend(part.stops)
    return Passage("".join(texts), starts, stops)


def spans(parts: Sequence[Passage]) -> Iterator[Span]:
    """Where each passage stands, empty ones left out."""
    return (part.span for part in parts if part.text)
