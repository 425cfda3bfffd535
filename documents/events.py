"""Where later apps say what must follow from a paper's life, in the same transaction.

An earlier app never names a later one; `directives`, `plans` and `reports` register here from
their `ready()`. Handlers run in the order of registration and may raise to stop the act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from documents.models import Document, Section
    from units.actors import Actor


@dataclass(frozen=True)
class Finding:
    """Something the check before handing in found ("Kiểm tra và trình").

    `must` findings ("Phải sửa") block; the others ("Nên xem lại") need a fix or a reason. `key`
    stays the same while the finding is the same, so a waiver holds. `address` leads to the place.
    """

    key: str
    must: bool
    sentence: str
    address: str = ""


Moved = Callable[["Document", str, "Actor | None"], None]
SectionSaved = Callable[["Section", str], None]
Finder = Callable[["Document"], Iterable[Finding]]

_moved: list[Moved] = []
_section_saved: list[SectionSaved] = []
_finders: list[Finder] = []


def on_move(handler: Moved) -> Moved:
    """Call the handler with (document, action, actor) inside each step's transaction."""
    _moved.append(handler)
    return handler


def on_section_saved(handler: SectionSaved) -> SectionSaved:
    """Call the handler with (section, the text before) inside the save's transaction."""
    _section_saved.append(handler)
    return handler


def finder(handler: Finder) -> Finder:
    """Let the handler add findings to the check before handing in."""
    _finders.append(handler)
    return handler


def moved(document: Document, action: str, by: Actor | None) -> None:
    for handler in _moved:
        handler(document, action, by)


def section_saved(section: Section, before: str) -> None:
    for handler in _section_saved:
        handler(section, before)


def registered_findings(document: Document) -> Iterable[Finding]:
    for handler in _finders:
        yield from handler(document)
