"""The numbers Word prints before paragraphs of its own lists: they are not in the text."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from documents.wording import roman

_BULLETS = {"bullet"}
_MOST = 80  # numbers beyond are a mistake of the file


class Numbering:
    """Counts through the lists of one document in reading order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counters: dict[str, list[int]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {
            each.get(qn("w:abstractNumId")): _levels(each)
            for each in root.iter(qn("w:abstractNum"))
        }
        for number in root.iter(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            if link is not None:
                self._levels[number.get(qn("w:numId"))] = abstract.get(link.get(qn("w:val")), {})
        for style in document.styles.element.iter(qn("w:style")):
            found = _list_of(style)
            if found:
                self._styles[style.get(qn("w:styleId"))] = found

    def mark(self, paragraph: Any) -> str:
        """ "1. ", "a) ", "- " or "" for a paragraph outside of lists."""
        found = _list_of(paragraph) or self._style_list(paragraph)
        if not found:
            return ""
        number, level = found
        levels = self._levels.get(number)
        if not levels or level not in levels:
            return ""
        kind, pattern, first = levels[level]
        if kind in _BULLETS:
            return "- " if level == 0 else "+ "
        counters = self._counters.setdefault(number, [])
        del counters[level + 1 :]
        while len(counters) <= level:
            counters.append(levels.get(len(counters), ("decimal", "", 1))[2] - 1)
        counters[level] += 1
        text = pattern
        for index, count in enumerate(counters):
            written = _written(count, levels.get(index, ("decimal", "", first))[0])
            text = text.replace(f"%{index + 1}", written)
        return f"{text} " if text.strip() else ""

    def _style_list(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(qn("w:pPr"))
        style = properties.find(qn("w:pStyle")) if properties is not None else None
        return self._styles.get(style.get(qn("w:val"))) if style is not None else None


def _levels(abstract: Any) -> dict[int, tuple[str, str, int]]:
    levels = {}
    for level in abstract.iter(qn("w:lvl")):
        values = {
            name: child.get(qn("w:val"))
            for name in ("numFmt", "lvlText", "start")
            if (child := level.find(qn(f"w:{name}"))) is not None
        }
        index, start = level.get(qn("w:ilvl")), values.get("start") or "1"
        if index and index.isdigit() and start.isdigit():
            levels[int(index)] = (
                values.get("numFmt") or "decimal", values.get("lvlText") or "", int(start)
            )  # fmt: skip
    return levels


def _list_of(element: Any) -> tuple[str, int] | None:
    properties = element.find(qn("w:pPr"))
    numbers = properties.find(qn("w:numPr")) if properties is not None else None
    if numbers is None:
        return None
    number, level = numbers.find(qn("w:numId")), numbers.find(qn("w:ilvl"))
    if number is None:
        return None
    depth = level.get(qn("w:val")) if level is not None else "0"
    return number.get(qn("w:val")), int(depth) if depth and depth.isdigit() else 0


def _written(count: int, kind: str) -> str:
    count = min(max(count, 1), _MOST)
    if kind == "upperRoman":
        return roman(count)
    if kind == "lowerRoman":
        return roman(count).lower()
    if kind in ("lowerLetter", "upperLetter"):
        # Word counts by the English alphabet, Vietnamese papers are typed with its letters too.
        letter = "abcdefghijklmnopqrstuvwxyz"[(count - 1) % 26]
        return letter.upper() if kind == "upperLetter" else letter
    return str(count)
