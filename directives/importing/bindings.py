"""A wording of time that binds someone, and the sentence it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from directives.deadlines import Deadline


@dataclass(frozen=True)
class Binding:
    """A wording that binds; `about` is the task a table puts beside it."""

    start: int
    end: int
    deadline: Deadline
    confidence: float
    about: str = ""


def sentence(said: str, start: int, end: int) -> tuple[int, int]:
    """The sentence or item around a wording; "…; hoàn thành trước 30/6" reaches back over ";"."""
    first = before = max(start - 600, 0)
    for match in STOPS.finditer(said, first, start):
        if match[0] != ";" or not _in_brackets(said, first, match.start()):
            before, first = first, match.end()
    if start - first < _SHORT and said[first - 1 : first] == ";":
        first = before
    stop = STOPS.search(said, end, min(len(said), end + 400))
    return first, stop.start() if stop else min(len(said), end + 400)


def _in_brackets(said: str, first: int, at: int) -> bool:
    return said.rfind("(", first, at) > said.rfind(")", first, at)


STOPS = re.compile(r"[.;!?](?=\s)|\n|\./\.|\t")
_SHORT = 24  # characters that only say "hoàn thành"
