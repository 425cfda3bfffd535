"""How near a record comes to the one written by hand: per field, and over all papers.

Single values count when they are equal but for case, spaces, dashes, quotation marks and the place
of a tone; lists by F1 of their entries. A field the truth does not name is not compared; a null in
the truth means "left blank in the paper". `<field>_alt` lists further right values, and entries of
`<field>_optional` are neither asked for nor wrong. Run this module for the figures:
`python -m tests.importing.comparing develop`.
"""

from __future__ import annotations

import difflib
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from directives.importing.parse import parse

PAPERS = Path(__file__).parent / "papers"
SINGLE = {
    "doc_type": 1.0, "number": 0.5, "symbol": 0.5, "full_number": 1.0, "date": 1.0, "place": 0.5,
    "issuer": 1.0, "parent_issuer": 0.5, "title": 1.0, "archive": 0.5, "authority": 0.5,
    "position": 0.5, "signer": 1.0,
}  # fmt: skip
LISTS = {
    "addressees": 1.0, "recipients": 1.5, "sections": 1.5, "assignees": 2.0, "cites": 2.0,
    "deadlines": 3.0, "periodic": 1.5,
}  # fmt: skip
WEIGHTS = SINGLE | LISTS
_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_ALIKE = 0.9


def plain(value: Any) -> str:
    """The value as it is compared: small letters, one kind of dash and quote, no tone marks."""
    text = unicodedata.normalize("NFD", str(value or "").casefold()).translate(_TONES)
    text = unicodedata.normalize("NFC", text)
    text = re.sub("[‐-―−]", "-", re.sub("[“”„«»‘’']", '"', text))
    text = re.sub(r"^(?:v/v|vê viêc)\s+", "", " ".join(text.split()).strip(" .,;:/-"))
    return text.replace("ubnd", "uy ban nhân dân")


def _same_words(one: Any, other: Any) -> float:
    """How alike two entries are; a list in the truth gives several right spellings of one."""
    if isinstance(one, list):
        return max(_same_words(each, other) for each in one)
    first, second = plain(one), plain(other)
    return 1.0 if first == second else difflib.SequenceMatcher(None, first, second).ratio()


def _same_cite(one: Any, other: Any) -> float:
    if one["number"] and other["number"]:
        return float(
            re.sub(r"\W", "", plain(one["number"])) == re.sub(r"\W", "", plain(other["number"]))
        )
    named = plain(one.get("name")) == plain(other.get("name")) and one["date"] == other["date"]
    return float(not one["number"] and not other["number"] and named)


def _same_deadline(one: Any, other: Any) -> float:
    day = one["date"] == other["date"] and one.get("time") == other.get("time")
    return float(day and one["inclusive"] == other["inclusive"] and _near(one, other))


def _same_duty(one: Any, other: Any) -> float:
    return float(one["frequency"] == other["frequency"] and _near(one, other))


def _near(one: Any, other: Any) -> bool:
    first, second = plain(one["wording"]), plain(other["wording"])
    within = first in second or second in first
    return within or difflib.SequenceMatcher(None, first, second).ratio() > 0.5


_LIKENESS: dict[str, Callable[[Any, Any], float]] = {
    "cites": _same_cite,
    "deadlines": _same_deadline,
    "periodic": _same_duty,
}


def compare_list(
    field: str, wanted: list[Any], got: list[Any], optional: list[Any]
) -> tuple[int, int, int]:
    """Entries that are right, wrong and missing."""
    likeness = _LIKENESS.get(field, _same_words)
    spare = list(got)
    right = 0
    for want in wanted:
        best = max(spare, key=lambda each: likeness(want, each), default=None)
        if best is not None and likeness(want, best) >= _ALIKE:
            spare.remove(best)
            right += 1
    wrong = [
        each for each in spare if not any(likeness(other, each) >= _ALIKE for other in optional)
    ]
    return right, len(wrong), len(wanted) - right


class Score:
    """What was right over all papers compared so far."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.mistakes: list[str] = []

    def add(self, name: str, truth: dict[str, Any], record: dict[str, Any]) -> None:
        """Compare one record with its truth."""
        for field in WEIGHTS:
            if field not in truth:
                continue
            if field in SINGLE:
                accepted = [truth[field], *truth.get(f"{field}_alt", [])]
                good = plain(record[field]) in {plain(value) for value in accepted}
                found = (int(good), int(not good), int(not good))
            else:
                found = compare_list(
                    field, truth[field], record[field], truth.get(f"{field}_optional", [])
                )
            for index, count in enumerate(found):
                self.counts[field][index] += count
            if found[1] or found[2]:
                self.mistakes.append(f"{name} {field}: {truth[field]!r} ≠ {record[field]!r}")

    def of(self, field: str) -> float:
        """F1 of a field; for single values that is the share that is right."""
        right, wrong, missing = self.counts[field]
        return 2 * right / (2 * right + wrong + missing) if right + wrong + missing else 1.0

    @property
    def overall(self) -> float:
        """The mean over the fields, weighted by how much typing each one saves."""
        used = [field for field in WEIGHTS if field in self.counts]
        return sum(self.of(field) * WEIGHTS[field] for field in used) / sum(
            WEIGHTS[field] for field in used
        )


def papers(part: str) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Name, text and records written by hand of the papers of "develop" or "measured"."""
    for path in sorted((PAPERS / part).glob("*.txt")):
        truth = json.loads(path.with_suffix(".json").read_text("utf-8"))
        yield path.stem, path.read_text("utf-8"), truth["documents"]


def score(part: str) -> Score:
    """Parse and compare every paper of a part."""
    result = Score()
    for name, text, truths in papers(part):
        records = [record.as_json() for record in parse(text)]
        if len(records) != len(truths):
            result.mistakes.append(f"{name}: {len(truths)} documents ≠ {len(records)}")
        for truth, record in zip(truths, records, strict=False):
            result.add(name, truth, record)
    return result


def main() -> None:
    """Print the figures of one part."""
    found = score(sys.argv[1])
    for field in WEIGHTS:
        print(f"{field:14} {found.of(field):.3f}")  # noqa: T201
    print(f"{'overall':14} {found.overall:.4f}", *found.mistakes, sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
