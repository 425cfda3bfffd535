"""The papers of the register a paper may cite: fetched once for many papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents import types
from documents.lifecycle import FROZEN
from documents.linting.cites import key
from documents.linting.paper import Known, Paper
from documents.models import Document


def known_papers(
    documents: Sequence[Document], papers: Mapping[int, Paper]
) -> dict[int, dict[str, tuple[Known, ...]]]:
    """For each paper, the issued ones its numbers may mean, by `cites.key`; one query.

    Only what the issuing unit may know of anyway is compared: papers of the centre, of bodies of
    its own place and the places above, and those its căn cứ are linked to.
    """
    numbers = {cite.full for paper in papers.values() for cite in paper.cites}
    if not numbers:
        return {}
    written = numbers | {f"0{key(number)}" for number in numbers}
    written |= {number.lstrip("0") for number in numbers}
    rows = _rows(written)
    known: dict[int, dict[str, tuple[Known, ...]]] = {}
    for document in documents:
        linked = {citation.cited_id for citation in document.citations.all()}
        mine: dict[str, list[Known]] = defaultdict(list)
        for row in rows:
            if row.known.pk != document.pk and (row.known.pk in linked or row.is_near(document)):
                mine[key(row.known.full_number)].append(row.known)
        known[document.pk] = {number: tuple(found) for number, found in mine.items()}
    return known


@dataclass(frozen=True)
class _Row:
    known: Known
    central: bool
    places: tuple[str, ...]

    def is_near(self, document: Document) -> bool:
        """Whether it came from the centre, or was issued or registered here or above here."""
        here = document.issuer.area.path
        return self.central or any(here.startswith(place) for place in self.places)


def _rows(numbers: set[str]) -> list[_Row]:
    """The issued papers with these numbers; one query, a line for each name of the issuer."""
    lines = Document.objects.filter(full_number__in=numbers, state__in=FROZEN).values_list(
        "pk",
        "full_number",
        "type_code",
        "date",
        "issuer__level",
        "issuer__area__path",
        "registered_by_unit__area__path",
        "issuer__name",
        "issuer__short_name",
        "issuer__names__name",
    )
    found: dict[int, _Row] = {}
    for pk, number, code, date, level, place, registered, *names in lines.order_by("pk"):
        earlier = found[pk].known.issuers if pk in found else ()
        issuers = tuple(dict.fromkeys([*earlier, *filter(None, names)]))
        places = tuple(path for path in (place, registered) if path)
        name = types.get(code).name
        found[pk] = _Row(Known(pk, number, name, date, issuers), level == "tw", places)
    return list(found.values())
