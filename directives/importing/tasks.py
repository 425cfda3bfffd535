"""The tasks a paper gives: one per paragraph of the items that are headed by units."""

from __future__ import annotations

import re
from collections.abc import Sequence

from directives.importing import limits, names
from directives.importing.bindings import Binding
from directives.importing.body import CLOSING, Item, name_span
from directives.importing.passage import Passage
from directives.importing.record import Reading, Record, Work
from directives.operators import Kind

_HELPING = re.compile(r"(?:phối hợp(?: chặt chẽ)?(?: cùng)?(?: với)?|phối hợp cùng)\s+")


def read(given: Sequence[Item], text: Passage, bindings: Sequence[Binding], record: Record) -> None:
    """Fill in the tasks of the given items, with the bindings that stand in their words."""
    found: list[Work] = []
    places: list[Passage] = []
    at_original = {text.starts[binding.start]: binding for binding in bindings}
    for item in given:
        lead = item.words.text
        start, end = name_span(item)
        units = [" ".join(lead[start:end].split())]
        rest = item.words.part(end).strip(" :,-–")
        paragraphs = [rest] if len(rest) > 3 else []
        paragraphs += [child.words for child in _below(item)]
        for words in paragraphs:
            found.append(_task(units, words, text, at_original, record))
            places.append(words)
    record.put("tasks", Reading.of(found, record.confidence("assignees"), places))


def _below(item: Item) -> list[Item]:
    """The paragraphs under an item; the closing words of the paper are no task of its last unit."""
    return [
        child
        for child in item.children
        if len(child.words) > 3 and not CLOSING.match(child.words.bare)
    ]


def _task(
    units: list[str],
    words: Passage,
    text: Passage,
    at_original: dict[int, Binding],
    record: Record,
) -> Work:
    inside = [at_original[place] for place in words.starts if place in at_original]
    once = next((each for each in inside if each.deadline.rule.kind is Kind.ONCE), None)
    every = next((each for each in inside if each.deadline.rule.kind is not Kind.ONCE), None)
    due = limits.limit(text.text, once, record) if once else None
    helpers = []
    if match := _HELPING.search(words.text):
        stop = names.name_end(words.text, match.end())
        if names.starts_with_unit(words.text[match.end() :]):
            helpers.append(" ".join(words.text[match.end() : stop].split()))
    return {
        "assignees": units,
        "co_assignees": helpers,
        "text": " ".join(words.text.split()),
        "deadline": due,
        "periodic": limits.duty(every) if every else None,
        "report_to": due["to"] if due else None,
    }
