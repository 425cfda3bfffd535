"""Where words stand in a paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Spot:
    """Where something stands: an editing page (`compose_url`) and, in a mục, its paragraph."""

    page: str
    section: int = 0
    paragraph: int | None = None


@dataclass(frozen=True)
class Passage:
    """One paragraph. `own`: it stands in the paper's own text and not among its căn cứ."""

    text: str
    spot: Spot
    own: bool = True
