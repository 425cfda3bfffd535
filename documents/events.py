"""Where later apps say what must follow from a paper's life, in the same transaction.

An earlier app never names a later one; `directives`, `plans` and `reports` register here from
their `ready()`. Handlers run in the order of registration and may raise to stop the act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from documents.models import Document, Section
    from documents.parts import Part
    from units.actors import Actor


@dataclass(frozen=True)
class Finding:
    """Something the check before handing in found ("Kiểm tra và trình").

    `must` findings ("Phải sửa") block; the others ("Nên xem lại") need a fix or a reason. `key`
    stays the same while the finding is the same, so a waiver holds. `address` leads to the place,
    `place` names it to people ("II.1, đoạn 2").
    """

    key: str
    must: bool
    sentence: str
    address: str = ""
    place: str = ""


@dataclass(frozen=True)
class Above:
    """What a superior wrote about the same matter, beside the box where the unit writes its own.

    `source` names the paper ("Kế hoạch số 67/KH-UBND"), `url` leads to it, `heading` and `text`
    are its words, one paragraph a line.
    """

    source: str
    url: str
    heading: str
    text: str


Moved = Callable[["Document", str, "Actor | None"], None]
SectionSaved = Callable[["Section", str], None]
Finder = Callable[[Sequence["Document"]], Iterable[tuple[int, Finding]]]
PartMaker = Callable[["Document"], "Part | None"]
AboveReader = Callable[["Section"], Iterable[Above]]

_moved: list[Moved] = []
_section_saved: list[SectionSaved] = []
_finders: list[Finder] = []
_parts: list[PartMaker] = []
_readers: list[AboveReader] = []


def on_move(handler: Moved) -> Moved:
    """Call the handler with (document, action, actor) inside each step's transaction."""
    _moved.append(handler)
    return handler


def on_section_saved(handler: SectionSaved) -> SectionSaved:
    """Call the handler with (section, the text before) inside the save's transaction."""
    _section_saved.append(handler)
    return handler


def finder(handler: Finder) -> Finder:
    """Let the handler add findings to the check before handing in, as (paper's key, finding).

    It is asked about many papers at once, as in the reviewer's queue, and must cost as many
    queries for a hundred papers as for one.
    """
    _finders.append(handler)
    return handler


def part(handler: PartMaker) -> PartMaker:
    """Let the handler add a part to the list of what a paper still needs; None: not this paper."""
    _parts.append(handler)
    return handler


def above(handler: AboveReader) -> AboveReader:
    """Let the handler say what the superior wrote about the matter of a mục."""
    _readers.append(handler)
    return handler


def moved(document: Document, action: str, by: Actor | None) -> None:
    for handler in _moved:
        handler(document, action, by)


def section_saved(section: Section, before: str) -> None:
    for handler in _section_saved:
        handler(section, before)


def registered_findings(documents: Sequence[Document]) -> Iterable[tuple[int, Finding]]:
    for handler in _finders:
        yield from handler(documents)


def registered_parts(document: Document) -> list[Part]:
    return [made for handler in _parts if (made := handler(document)) is not None]


def written_above(section: Section) -> list[Above]:
    return [text for handler in _readers for text in handler(section)]
