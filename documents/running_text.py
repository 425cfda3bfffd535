"""The running text of a paper as printed paragraphs: outline marks, căn cứ, end marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from documents import formats, outline
from documents.content import PaperContent, Section
from documents.types import get as get_type
from documents.wording import clean, ended, listed, roman, set_text, upper, wrap

LineKind = Literal["section", "heading", "title", "text", "basis", "centred"]
"""section: "I. …" bold capitals; heading: bold; title: a sub-heading in regular type; basis: căn
cứ; centred: bold in the middle, as "QUYẾT ĐỊNH:"."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed paragraph of a body: its looks and its text, ready as HTML."""

    kind: LineKind
    html: SafeString


@dataclass(slots=True)
class Words:
    """A paragraph while its end mark may still change."""

    kind: LineKind
    mark: str
    text: str


# What a decision or a resolution says before its first article; capitals only.
_ENACTING = re.compile(r"(?:.*\s)?QUYẾT (?:ĐỊNH|NGHỊ)\s*:?")
_BULLETS = {outline.DASH: "-", outline.PLUS: "+"}


def outlined(text: str, profile: formats.Profile) -> list[Words]:
    """The paragraphs of a text with the marks its outline gives them."""
    found = []
    for paragraph in outline.parse(clean(text)):
        mark = _BULLETS.get(paragraph.level, paragraph.mark)
        kind: LineKind = "text"
        if paragraph.level == outline.MUC:
            kind, mark = "section", mark.rstrip(".-–—/ ") + profile.top_mark
        elif outline.is_heading(paragraph):
            kind = "heading" if paragraph.level == outline.KHOAN else "title"
        elif _ENACTING.fullmatch(paragraph.text):
            kind = "centred"
        found.append(Words(kind, mark, paragraph.text))
    return found


def _plain(text: str) -> list[Words]:
    return [
        Words("centred" if _ENACTING.fullmatch(line) else "text", "", line)
        for line in map(str.strip, clean(text).splitlines())
        if line
    ]


def _decider(content: PaperContent) -> str:
    """Who decides: "ỦY BAN NHÂN DÂN XÃ …" for a collective, "CHỦ TỊCH ỦY BAN …" for its head."""
    issuer = clean(content["issuer"]).strip() or " ".join(content["head_name"])
    lines = [clean(line).strip() for line in content["authority"] if line.strip()]
    if lines and lines[0].startswith(("TM.", "T/M")):
        return issuer.upper()
    head = lines[-1].partition(" ")[2] if lines else clean(content["position"])
    return f"{head} {issuer}".strip().upper()


def _enacting(
    content: PaperContent, profile: formats.Profile, words: list[Words]
) -> tuple[list[Words], list[Words]]:
    """What a decision prints above its căn cứ and before its articles, unless it was typed.

    State (NĐ 30, PL III, mẫu 1.2): the deciding body above, "QUYẾT ĐỊNH:" below. The Party says
    both in one line below.
    """
    verb = get_type(content["type_code"]).enacting
    if not verb or not (content["citations"] or content["opening"].strip()):
        return [], []
    said = any(word.kind == "centred" for word in words)
    if profile.party_like:
        return [], [] if said else [Words("centred", "", f"{_decider(content)} {verb}")]
    above = [Words("centred", "", _decider(content))]
    return above, [] if said else [Words("centred", "", f"{verb}:")]


def _basis(content: PaperContent, profile: formats.Profile) -> list[Words]:
    """Căn cứ: italic lines (NĐ 30) or upright lines with a dash (Party), "; … ." either way."""
    items = [clean(item) for item in content["citations"] if item.strip()]
    lines = listed(items, ";")
    if profile.citation_style == "italic":
        lines = [line.removeprefix("- ") for line in lines]
    return [Words("basis", "", line) for line in lines]


def _sections(sections: Iterable[Section], profile: formats.Profile) -> list[Words]:
    words: list[Words] = []
    number = 0
    for section in sections:
        if heading := clean(section["heading"]).strip():
            number += 1
            words.append(Words("section", f"{roman(number)}{profile.top_mark}", heading))
        words += outlined(section["text"], profile)
    return words


# "Điều 1." of a quyết định is bold; a title alone on its line is bold as a whole.
_ARTICLE = re.compile(r"(Điều \d+\.)\s+(.+)")


_CENTRED_WIDTH = 150 * 72 / 25.4
"""Points a centred line may take; every profile's text box is wider."""


def printed(words: Iterable[Words]) -> list[Line]:
    lines = []
    for word in words:
        if word.kind == "centred":
            pieces = wrap(word.text, 14, _CENTRED_WIDTH, "bold")
            joined = format_html_join(mark_safe("<br>"), "{}", ((piece,) for piece in pieces))
            lines.append(Line("centred", joined))
            continue
        text = upper(word.text) if word.kind == "section" else word.text
        html = set_text(f"{word.mark} {text}".strip())
        if not word.mark and (article := _ARTICLE.fullmatch(text)):
            html = format_html("<b>{}</b> {}", article[1], set_text(article[2]))
            if not text.endswith((".", ";", ":", ",")):
                lines.append(Line("heading", html))
                continue
        lines.append(Line(word.kind, html))
    return lines


def _enclosed(content: PaperContent) -> list[Words]:
    """The list of files that go out with the paper, so that a printed copy says what came along."""
    rows = content.get("enclosures", [])
    items = [f"{clean(row['title'])} (tệp {clean(row['name'])})" for row in rows]
    lines = [Words("text", "", line) for line in listed(items, ";")]
    return [Words("text", "", "Tài liệu gửi kèm:"), *lines] if lines else []


def body_lines(content: PaperContent, profile: formats.Profile) -> list[Line]:
    """Everything between the title block and the sign-off, the last line with the end mark."""
    opening = _plain(content["opening"])
    sections = _sections(content["sections"], profile)
    above, below = _enacting(content, profile, [*opening, *sections])
    words = [
        *above,
        *_basis(content, profile),
        *opening,
        *below,
        *sections,
        *_plain(content["closing"]),
        *_enclosed(content),
    ]
    if words and words[-1].kind == "text":
        words[-1].text = ended(words[-1].text, profile.end_mark)
    return printed(words)
