"""What the parser proposes for one document: values, how sure it is, and where each was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NotRequired, TypedDict

from directives.importing.passage import Passage, Span


class Cite(TypedDict):
    """A document cited; `name` only for laws, which go by it instead of a number."""

    number: str | None
    type: str
    date: str | None
    issuer: str | None
    name: NotRequired[str]


# The names of two fields are words of Python.
Limit = TypedDict(
    "Limit",
    {
        "date": str | None,
        "time": NotRequired[str],
        "wording": str,
        "inclusive": bool,
        "for": str | None,
        "to": str | None,
        "confidence": float,
    },
)
Limit.__doc__ = "A one-off deadline: the day named, whether it still counts, for what, to whom."


class Duty(TypedDict):
    """A duty that recurs; `frequency` as in `directives.operators` ("monthly", "continuous")."""

    frequency: str
    wording: str
    confidence: float


class Work(TypedDict):
    """A task: who leads, who helps, what, until when."""

    assignees: list[str]
    co_assignees: list[str]
    text: str
    deadline: Limit | None
    periodic: Duty | None
    report_to: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One value with its confidence (0–1) and the stretches of the original it was read from."""

    value: Any
    confidence: float
    spans: tuple[Span, ...] = ()

    @classmethod
    def of(cls, value: Any, confidence: float, places: Iterable[Passage] = ()) -> Reading:
        """A reading taken from the given passages."""
        return cls(value, confidence, tuple(place.span for place in places if place.text))


FIELDS = (
    "doc_type", "number", "symbol", "full_number", "date", "place", "issuer", "parent_issuer",
    "title", "cites", "deadlines", "periodic", "addressees", "recipients", "archive", "authority",
    "position", "signer", "sections", "assignees", "tasks",
)  # fmt: skip
LISTS = (
    "cites", "deadlines", "periodic", "addressees", "recipients", "sections", "assignees", "tasks",
)  # fmt: skip


@dataclass(slots=True)
class Record:
    """One document as proposed; fields nothing was found for have no reading.

    `year` is the year of the paper as far as anything tells it, `issued_on` its day.
    """

    readings: dict[str, Reading] = field(default_factory=dict)
    year: int | None = None
    issued_on: date | None = None

    def put(self, name: str, reading: Reading | None) -> None:
        """Keep a reading; None and blank values leave the field empty."""
        if reading is not None and reading.value not in (None, "", []):
            self.readings[name] = reading

    def get(self, name: str) -> Any:
        """The value of a field: None, or an empty list, when nothing was found."""
        if reading := self.readings.get(name):
            return reading.value
        return [] if name in LISTS else None

    def confidence(self, name: str) -> float:
        """How sure the parser is of the field; 0 where it found nothing."""
        reading = self.readings.get(name)
        return reading.confidence if reading else 0.0

    def as_json(self) -> dict[str, Any]:
        """The record as `parse_document` prints it."""
        return {
            **{name: self.get(name) for name in FIELDS},
            "confidence": {name: round(self.confidence(name), 2) for name in FIELDS},
            "spans": {
                name: [list(span) for span in reading.spans]
                for name, reading in self.readings.items()
            },
        }
