"""The papers of the register a paper may cite: fetched once for many papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from documents.lifecycle import FROZEN
from documents.linting.cites import key
from documents.linting.paper import Known, Paper
from documents.models import Document


def known_papers(
    documents: Sequence[Document], papers: Mapping[int, Paper]
) -> dict[int, dict[str, tuple[Known, ...]]]:
    """For each paper, the issued ones its numbers may mean, by `cites.key`; two queries.

    Only what the issuing unit may know of anyway is compared: papers of the centre, of bodies of
    its own place and the places above, and those its căn cứ are linked to.
    """
    numbers = {cite.full for paper in papers.values() for cite in paper.cites}
    if not numbers:
        return {}
    written = numbers | {f"0{key(number)}" for number in numbers}
    written |= {number.lstrip("0") for number in numbers}
    rows = list(
        Document.objects.filter(full_number__in=written, state__in=FROZEN)
        .select_related("issuer__area", "registered_by_unit__area")
        .prefetch_related("issuer__names")
        .defer("content", "opening", "closing", "search_text")
    )
    known: dict[int, dict[str, tuple[Known, ...]]] = {}
    for document in documents:
        linked = {citation.cited_id for citation in document.citations.all()}
        mine: dict[str, list[Known]] = defaultdict(list)
        for row in rows:
            if row.pk != document.pk and (row.pk in linked or _near(row, document)):
                mine[key(row.full_number)].append(_known(row))
        known[document.pk] = {number: tuple(rows) for number, rows in mine.items()}
    return known


def _near(row: Document, document: Document) -> bool:
    """Whether the row's issuer sits in the centre, or in the document's place or one above it."""
    places = [row.issuer.area.path]
    if row.registered_by_unit is not None:
        places.append(row.registered_by_unit.area.path)
    here = document.issuer.area.path
    return row.issuer.level == "tw" or any(here.startswith(path) for path in places)


def _known(row: Document) -> Known:
    names = [name for entry in row.issuer.names.all() for name in (entry.name, entry.short_name)]
    return Known(
        pk=row.pk,
        full_number=row.full_number,
        type_name=row.type_name,
        date=row.date,
        issuers=(row.issuer.name, *(name for name in names if name)),
    )
