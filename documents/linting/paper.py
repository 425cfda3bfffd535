"""A paper as the linter reads it: every paragraph with the place it stands in, and a few facts.

Nothing here asks the database after `read`; the rules are pure functions over it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from documents import formats, outline
from documents.content import Section
from documents.linting.cites import Cite, read_cites
from documents.linting.places import Passage, Spot
from documents.models import Document
from documents.reading import place_name
from units.dates import today
from units.text import clean


@dataclass(frozen=True)
class Known:
    """A paper of the register that the issuer may know of: number, type, day, whose it is."""

    pk: int
    full_number: str
    type_name: str
    date: dt.date | None
    issuers: tuple[str, ...]
    """Every name the issuing body has carried, short names included."""


@dataclass(frozen=True)
class Paper:
    """Everything the rules look at.

    `day` is the paper's date, or today while it has none; `place` the name of the issuer's place
    and `is_commune` whether that is a xã, phường or đặc khu. `known` holds the papers of the
    register by number, as `cites.key` writes numbers.
    """

    type_code: str
    type_name: str
    profile: formats.Profile
    day: dt.date
    issuer: str
    place: str
    is_commune: bool
    subject: Passage
    opening: tuple[Passage, ...]
    closing: tuple[Passage, ...]
    citations: tuple[Passage, ...]
    headings: tuple[tuple[str, Spot], ...]
    body: tuple[Passage, ...]
    appendix_titles: tuple[str, ...]
    appendix_texts: tuple[tuple[Passage, ...], ...]
    recipients: tuple[Passage, ...]
    signer_name: str
    cites: tuple[Cite, ...] = ()
    known: dict[str, tuple[Known, ...]] = field(default_factory=dict)

    def passages(self) -> Iterator[Passage]:
        """Every paragraph of the paper in reading order, recipients last."""
        yield self.subject
        yield from self.citations
        yield from self.own_text()
        yield from self.recipients

    def own_text(self) -> Iterator[Passage]:
        """What the unit itself says: lời dẫn, mục, lời kết, appendices."""
        yield from self.opening
        yield from self.body
        yield from self.closing
        for texts in self.appendix_texts:
            yield from texts


def read(document: Document) -> Paper:
    """The paper of a row whose sections, citations, appendices and recipients are at hand."""
    day = document.date or today()
    issuer = document.issuer
    general = Spot("general")
    recipients = [line for line in document.recipients.all() if line.kind != "luu"]
    paper = Paper(
        type_code=document.type_code,
        type_name=document.type_name,
        profile=formats.profile_for(issuer.line, issuer.org, day),
        day=day,
        issuer=issuer.name,
        place=issuer.area.name,
        is_commune=issuer.area.level == "xa",
        subject=Passage(clean(document.subject), general),
        opening=tuple(_lines(document.opening, general)),
        closing=tuple(_lines(document.closing, general)),
        citations=tuple(
            Passage(clean(row.text), Spot("citations"), own=False)
            for row in document.citations.all()
        ),
        headings=tuple(
            (clean(row.heading), Spot("section", row.order)) for row in document.sections.all()
        ),
        body=tuple(
            Passage(paragraph.line, Spot("section", row.order, paragraph.index))
            for row in document.sections.all()
            for paragraph in outline.parse(row.text)
        ),
        appendix_titles=tuple(row.title for row in document.appendices.all()),
        appendix_texts=tuple(
            tuple(
                Passage(paragraph.line, Spot("appendices", row.order, paragraph.index))
                for paragraph in outline.parse(row.text)
            )
            for row in document.appendices.all()
        ),
        recipients=tuple(Passage(str(line), Spot("recipients")) for line in recipients),
        signer_name=document.signer_name,
    )
    return replace(paper, cites=tuple(read_cites(paper.passages())))


def _lines(text: str, spot: Spot) -> Iterable[Passage]:
    return (Passage(line.strip(), spot) for line in clean(text).splitlines() if line.strip())


_PAGES = {
    "general": "Thông tin chung",
    "citations": "Căn cứ",
    "recipients": "Nơi nhận",
    "signer": "Người ký",
    "appendices": "Phụ lục",
}


def name_of(spot: Spot, document: Document) -> str:
    """How people name the place: "II.1, đoạn 2", "Căn cứ"."""
    if spot.page != "section":
        return _PAGES[spot.page]
    sections = [Section(heading=row.heading, text=row.text) for row in document.sections.all()]
    return place_name(sections, spot.section, spot.paragraph)


def address_of(spot: Spot, document: Document) -> str:
    """The page to mend it on; a paragraph of a mục is marked there."""
    if spot.page != "section":
        return document.compose_url(spot.page)
    page = document.compose_url("section", spot.section)
    return page if spot.paragraph is None else f"{page}?doan={spot.paragraph}"
