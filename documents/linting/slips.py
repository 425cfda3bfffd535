"""What a rule finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from documents.linting.places import Spot


@dataclass(frozen=True)
class Slip:
    """One slip: a key that stays while the words stay, its place, the words of its sentence."""

    key: str
    spot: Spot
    words: Mapping[str, str] = field(default_factory=dict)
