"""The same papers as other programs would have left them: what is read stays the same."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable

import pytest

from directives.importing.parse import parse
from tests.importing.comparing import Score, papers


def hard_wrapped(text: str) -> str:
    """Lines broken at 72 characters, tables and columns left alone."""
    lines: list[str] = []
    for line in text.split("\n"):
        apart = "\t" in line or "|" in line or "   " in line.strip()
        wrapped = [] if apart else textwrap.wrap(line, 72, break_on_hyphens=False)
        lines += wrapped if len(wrapped) > 1 else [line]
    return "\n".join(lines)


def on_pages(text: str) -> str:
    """Hard-wrapped, with a page number after every thirtieth line of the body."""
    lines: list[str] = []
    for at, line in enumerate(hard_wrapped(text).split("\n")):
        lines.append(line)
        if at > 25 and at % 30 == 0:
            lines.append(str(at // 30 + 1))
    return "\n".join(lines)


def double_spaced(text: str) -> str:
    return "\n\n".join(line for line in text.split("\n") if line.strip())


def without_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def bold_capitals(text: str) -> str:
    return re.sub(
        r"(?m)^[^\n]+$", lambda match: f"**{match[0]}**" if match[0].isupper() else match[0], text
    )


def other_dashes(text: str) -> str:
    return re.sub(r"(?m)^(\s*)- ", r"\1• ", text)


def old_tones(text: str) -> str:
    for new, old in (("ủy", "uỷ"), ("Ủy", "Uỷ"), ("hóa", "hoá"), ("khóa", "khoá")):
        text = text.replace(new, old)
    return text


def from_word(text: str) -> str:
    """Line ends and fixed spaces as the clipboard brings them."""
    return text.replace(" ngày ", "\u00a0ngày\u00a0").replace("\n", "\r\n")


CHANGES = (
    hard_wrapped, on_pages, double_spaced, without_blank_lines, decomposed, bold_capitals,
    other_dashes, old_tones, from_word,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_changed_papers_are_read(change: Callable[[str], str]) -> None:
    found = Score()
    for name, text, truths in papers("measured"):
        for truth, record in zip(truths, parse(change(text)), strict=True):
            found.add(name, truth, record.as_json())
    assert found.overall >= 0.985, found.mistakes
    assert found.of("deadlines") >= 0.98, found.mistakes
