"""Rules on citations: one way of writing, and what the register knows of the cited paper.

Only what is written is judged: a short citation without date or issuer is right from the second
time on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from documents import types
from documents.linting.cites import TYPE_CODES, Cite, key
from documents.linting.paper import Known, Paper
from documents.linting.slips import Slip
from units.dates import format_date
from units.text import fold


def two_ways(paper: Paper) -> Iterable[Slip]:
    """One number and type with two bodies or two orders of signs, unless their days differ."""
    found: dict[tuple[str, str], dict[str, list[Cite]]] = defaultdict(lambda: defaultdict(list))
    for cite in paper.cites:
        if cite.kind:
            number = cite.number.lstrip("0")
            found[number, cite.kind][f"{number}{cite.mark}{cite.symbol}"].append(cite)
    for (number, kind), ways in sorted(found.items()):
        days = [{cite.date for cite in all_cites} - {None} for all_cites in ways.values()]
        apart = all(days) and len(set.union(*days)) == len(ways)
        if len(ways) > 1 and not apart:
            last = list(ways.values())[-1][0]
            name = types.from_symbol(kind).name
            yield Slip(
                f"{number}-{kind}",
                last.passage.spot,
                {"name": f"{name} số {number}", "ways": " và ".join(ways)},
            )


def type_of_symbol(paper: Paper) -> Iterable[Slip]:
    """The type written before a number is the one its symbol stands for."""
    for cite in paper.cites:
        code = TYPE_CODES.get(cite.type_name[:1].upper() + cite.type_name[1:].lower(), "")
        if not code or not cite.kind or code == "CV":
            continue
        written = types.get(code)
        if cite.kind not in (written.state_symbol, written.party_symbol):
            right = types.from_symbol(cite.symbol).name.lower()
            yield Slip(
                cite.full, cite.passage.spot, {"cite": cite.name, "kind": cite.kind, "type": right}
            )


_PROVINCIAL = re.compile(r"(?:tỉnh ủy|thành ủy)", re.IGNORECASE)
_CENTRAL = re.compile(r"(?:bộ chính trị|ban bí thư|trung ương đảng)", re.IGNORECASE)


def level_of_symbol(paper: Paper) -> Iterable[Slip]:
    """Papers of a tỉnh ủy, thành ủy carry "TU", those of the centre "TW" (document-format §10)."""
    for cite in paper.cites:
        body = re.split(r"[-/]", cite.symbol)[-1].upper()
        for symbol, bodies, right in (("TW", _PROVINCIAL, "TU"), ("TU", _CENTRAL, "TW")):
            if body == symbol and bodies.search(cite.issuer):
                words = {"cite": cite.full, "issuer": cite.issuer, "right": right}
                yield Slip(cite.full, cite.passage.spot, words)


def comma_before_day(paper: Paper) -> Iterable[Slip]:
    """The comma before "ngày" is the Party's way since 2026 and nobody else's (§10)."""
    if paper.profile.cite_comma:
        return
    for cite in paper.cites:
        if cite.comma:
            yield Slip(cite.full, cite.passage.spot, {"cite": cite.name})


def cited_later(paper: Paper) -> Iterable[Slip]:
    """No paper rests on one that is younger than itself."""
    for cite in paper.cites:
        if cite.date and cite.date > paper.day:
            words = {"cite": cite.name, "day": format_date(cite.date)}
            yield Slip(cite.full, cite.passage.spot, words)


def day_of_register(paper: Paper) -> Iterable[Slip]:
    """The date written beside a number is the date of that paper in the register."""
    for cite, known in _known(paper):
        if cite.date and known.date and cite.date != known.date:
            yield Slip(
                cite.full,
                cite.passage.spot,
                {
                    "cite": cite.name,
                    "written": format_date(cite.date),
                    "known": format_date(known.date),
                },
            )


def issuer_of_register(paper: Paper) -> Iterable[Slip]:
    """The issuer written behind a number and its date is the one in the register."""
    for cite, known in _known(paper):
        if cite.issuer and not _same_body(cite.issuer, known):
            words = {"cite": cite.name, "written": cite.issuer, "known": known.issuers[0]}
            yield Slip(cite.full, cite.passage.spot, words)


def type_of_register(paper: Paper) -> Iterable[Slip]:
    """A type written before a công văn's number, whose symbol names none."""
    for cite, known in _known(paper):
        if cite.type_name and not cite.kind and cite.type_name.lower() != known.type_name.lower():
            words = {"cite": cite.name, "known": known.type_name.lower()}
            yield Slip(cite.full, cite.passage.spot, words)


def _known(paper: Paper) -> Iterator[tuple[Cite, Known]]:
    """Each citation with the paper of the register it must mean.

    Many offices number alike: one that agrees in date or issuer is meant, and one that agrees in
    both is right. Where neither agrees, another office's paper is meant, which we do not hold.
    """
    for cite in paper.cites:
        rows = paper.known.get(key(cite.full), ())
        agreeing = [
            (row, bool(cite.date and cite.date == row.date), _same_body(cite.issuer, row))
            for row in rows
            if cite.date or cite.issuer
        ]
        agreeing = [row for row in agreeing if row[1] or (row[2] and cite.issuer)]
        if agreeing:
            yield cite, max(agreeing, key=lambda row: row[1] + row[2])[0]


_SHORT = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "tp": "thanh pho",
    "ttg": "thu tuong chinh phu",
    "mttq": "mat tran to quoc",
    "lhpn": "lien hiep phu nu",
    "btv": "ban thuong vu",
}


def _words(name: str) -> set[str]:
    words: list[str] = []
    for word in fold(name).split():
        words += _SHORT.get(word, word).split()
    return set(words)


def _same_body(written: str, known: Known) -> bool:
    """Whether two names mean one body: each word of the shorter stands in the longer."""
    mine = _words(written)
    if not mine:
        return True
    return any(mine <= theirs or theirs <= mine for theirs in map(_words, known.issuers))
