"""A stranger's XML as a small tree: no document type, no entities, not deep, not many elements.

Without a document type declaration there is nothing an entity could name, so neither a file of the
server nor a bomb of entities can be asked for; what is left grows only with the size of the upload.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from documents.exchange.message import NotReadable

DEEPEST, MOST = 30, 20_000

DAMAGED = "Tệp edXML bị hỏng hoặc không đúng định dạng. Lấy lại tệp từ hệ thống gửi."
FORBIDDEN = "Tệp edXML có khai báo không được phép (DOCTYPE). Lấy lại tệp từ hệ thống gửi."


@dataclass
class Node:
    """One element: its name without namespace, in the schema's spelling, and what it holds."""

    name: str
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def all(self, *path: str) -> Iterator[Node]:
        """The elements along a path of names, "" for this one itself."""
        if not path:
            yield self
            return
        for child in self.children:
            if child.name == path[0]:
                yield from child.all(*path[1:])

    def first(self, *path: str) -> Node | None:
        return next(self.all(*path), None)

    def value(self, *path: str) -> str:
        """The words of the first element along the path, on one line; "" when it is not there."""
        found = self.first(*path)
        return " ".join(found.text.split()) if found else ""


class _Builder:
    """The parser's target; expat calls it element by element, and `doctype` before any entity."""

    def __init__(self) -> None:
        self.open: list[tuple[Node, list[str]]] = []
        self.root: Node | None = None
        self.count = 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise NotReadable(FORBIDDEN)

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST or len(self.open) >= DEEPEST:
            raise NotReadable(DAMAGED)
        node = Node(_spelled(tag.rpartition("}")[2]))
        if self.open:
            self.open[-1][0].children.append(node)
        else:
            self.root = node
        self.open.append((node, []))

    def data(self, data: str) -> None:
        self.open[-1][1].append(data)

    def end(self, tag: str) -> None:
        node, parts = self.open.pop()
        node.text = "".join(parts)

    def close(self) -> Node | None:
        return self.root


def _spelled(name: str) -> str:
    """Later software writes "Business" where the schema says "Bussiness"."""
    return name.replace("Business", "Bussiness")


def parse(data: bytes) -> Node:
    """The tree of a file. Raises NotReadable when it is no XML or not of the tame kind."""
    parser = ElementTree.XMLParser(target=_Builder())
    try:
        parser.feed(data)
        root: Any = parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise NotReadable(DAMAGED) from error
    if not isinstance(root, Node):
        raise NotReadable(DAMAGED)
    return root
