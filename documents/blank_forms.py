"""The empty form of a type of paper: the unit's own head, usual headings, and lines to fill in.

For offices that write a first version by hand or in a word processor of their own. It is printed
like any paper, so its place of each component is that of the rule set in force today.
"""

from __future__ import annotations

from documents import compose, formats, types
from documents.content import PaperContent, blank
from documents.services.format_choices import looks_of
from units.dates import today
from units.models import Unit

DOTS = "…" * 20
"""A line to write on."""


def blank_form(unit: Unit, type_code: str) -> PaperContent:
    """The form of a type as this unit would issue it today, without number, day and words.

    KeyError for a type nobody knows, ValueError for one the unit's family does not issue.
    """
    day = today()
    profile, chosen = looks_of(unit, day)
    kind = types.get(type_code)
    names = unit.name_on(day)
    headings = types.skeleton(type_code, compose.family_of(unit))
    numbered = len(headings) > 1
    content = blank(profile.key, type_code)
    content.update(
        {
            "issuer": names.name,
            "head_parent": names.head_parent.splitlines(),
            "head_name": names.head_name.splitlines(),
            "symbol": formats.symbol_for(profile, type_code, unit.symbol, "…"),
            "place": names.place,
            "year_hint": day.year,
            "subject": DOTS,
            "citations": [f"Căn cứ {DOTS}", f"Căn cứ {DOTS}"] if numbered else [],
            "opening": DOTS,
            "sections": [
                {"heading": heading, "text": f"1. {DOTS}\n2. {DOTS}" if numbered else _lines(4)}
                for heading in headings
            ],
            "closing": DOTS if numbered else "",
            "addressees": [DOTS] if kind.addressed != "never" else [],
            "recipients": ["…" * 10, "…" * 10],
            "archive": unit.archive or "VT",
            "position": "CHỨC VỤ NGƯỜI KÝ",
            "signer_name": "Họ và tên",
            "contact": unit.contact,
        }
    )
    if chosen:
        content["switches"] = chosen
    return content


def _lines(count: int) -> str:
    return "\n".join([DOTS] * count)
