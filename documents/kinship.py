"""What a paper rests on and what carries it out, as lists and as the drawing G6 (screens §6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.lifecycle import FROZEN, State
from documents.models import Citation, Document
from units.actors import Actor
from units.dates import format_date

LISTED = 50
"""How many papers that carry this one out are listed by name."""


@dataclass(frozen=True)
class Root:
    """One căn cứ as printed; `paper` is set when the reader may open it, with its own roots."""

    text: str
    paper: Document | None
    roots: Sequence[Document]


@dataclass(frozen=True)
class Kin:
    """A paper with two generations above and one below, as far as the reader may see them."""

    paper: Document
    roots: Sequence[Root]
    carried_out: Sequence[Document]
    carried_out_count: int

    @property
    def more(self) -> int:
        """How many papers that carry this one out are not listed by name."""
        return max(0, self.carried_out_count - LISTED)


def kin_of(document: Document, actor: Actor) -> Kin:
    """Collect the kin of a paper; five queries however many there are."""
    visible = Document.objects.visible_to(actor).filter(state__in=FROZEN).for_lists()
    citations = list(document.citations.all())
    cited = {c.cited_id for c in citations if c.cited_id}
    parents = {paper.pk: paper for paper in visible.filter(pk__in=cited)}
    above: dict[int, list[Document]] = {pk: [] for pk in parents}
    links = Citation.objects.filter(document__in=parents, cited__isnull=False)
    pairs = list(links.order_by("document", "order").values_list("document_id", "cited_id"))
    grand = visible.in_bulk({pk for _, pk in pairs if pk})
    for child, parent in pairs:
        if parent in grand:
            above[child].append(grand[parent])
    below = visible.filter(citations__cited=document).distinct().order_by("-date", "-pk")
    return Kin(
        paper=document,
        roots=[
            Root(c.text, parents.get(c.cited_id or 0), above.get(c.cited_id or 0, ()))
            for c in citations
        ],
        carried_out=list(below[:LISTED]),
        carried_out_count=below.count(),
    )


# --- The drawing ----------------------------------------------------------------------------------

WIDTH, HEIGHT, GAP, RISE = 200, 60, 20, 36
MOST = 6
"""More boxes than this in a layer become one that says how many."""
_CHARACTERS = 25


@dataclass(frozen=True)
class Box:
    """One paper in the drawing, or a crowd of them (`pk` 0); `x`, `y` of its upper left corner."""

    pk: int
    x: int
    y: int
    lines: tuple[str, ...]
    this: bool = False
    recalled: bool = False


@dataclass(frozen=True)
class Drawing:
    """G6 laid out: boxes, and lines from (x1, y1) down to (x2, y2)."""

    width: int
    height: int
    boxes: Sequence[Box]
    lines: Sequence[tuple[int, int, int, int]]
    spoken: str


def drawing_of(kin: Kin) -> Drawing | None:
    """Lay the kin out in layers from the top; None when the paper stands alone."""
    parents = _once(root.paper for root in kin.roots)
    grand = _once(paper for root in kin.roots for paper in root.roots)
    if not parents and not kin.carried_out_count:
        return None
    layers: list[Sequence[Document] | int] = [
        layer if len(layer) <= MOST else len(layer) for layer in (grand, parents) if layer
    ]
    layers.append([kin.paper])
    if kin.carried_out_count:
        few = kin.carried_out_count <= MOST
        layers.append(list(kin.carried_out) if few else kin.carried_out_count)
    counts = [layer if isinstance(layer, int) else len(layer) for layer in layers]
    columns = max(1 if isinstance(layer, int) else len(layer) for layer in layers)
    width = columns * (WIDTH + GAP) + GAP
    rows = [_row(layer, depth, width, kin.paper) for depth, layer in enumerate(layers)]
    pairs = {(r.paper.pk, kin.paper.pk) for r in kin.roots if r.paper}
    pairs |= {(top.pk, r.paper.pk) for r in kin.roots if r.paper for top in r.roots}
    pairs |= {(kin.paper.pk, paper.pk) for paper in kin.carried_out}
    above, below = sum(counts[: layers.index([kin.paper])]), kin.carried_out_count
    return Drawing(
        width=width,
        height=len(rows) * (HEIGHT + RISE) - RISE + 8,
        boxes=[box for row in rows for box in row],
        lines=[
            (a.x + WIDTH // 2, a.y + HEIGHT, b.x + WIDTH // 2, b.y)
            for upper, lower in pairwise(rows)
            for a in upper
            for b in lower
            if not (a.pk and b.pk) or (a.pk, b.pk) in pairs
        ],
        spoken=f"{kin.paper} có {above} văn bản ở trên và {below} văn bản thực hiện.",
    )


def _once(papers: Iterable[Document | None]) -> list[Document]:
    found: dict[int, Document] = {}
    for paper in papers:
        if paper is not None:
            found.setdefault(paper.pk, paper)
    return list(found.values())


def _row(layer: Sequence[Document] | int, depth: int, width: int, this: Document) -> list[Box]:
    y = 4 + depth * (HEIGHT + RISE)
    if isinstance(layer, int):
        return [Box(0, (width - WIDTH) // 2, y, (f"+{layer} văn bản",))]
    taken = len(layer) * (WIDTH + GAP) - GAP
    left = (width - taken) // 2
    return [
        Box(
            paper.pk,
            left + place * (WIDTH + GAP),
            y,
            (
                _short(paper.full_number or paper.type_name),
                _short(str(paper.issuer)),
                format_date(paper.date) if paper.date else "chưa có ngày",
            ),
            this=paper.pk == this.pk,
            recalled=paper.state == State.RECALLED,
        )
        for place, paper in enumerate(layer)
    ]


def _short(text: str) -> str:
    return text if len(text) <= _CHARACTERS else f"{text[: _CHARACTERS - 1].rstrip()}…"
