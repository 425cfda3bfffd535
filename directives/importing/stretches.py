"""Stretches of a text and the question whether another touches one of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Stretches:
    """Stretches (start, end), those that overlap put together."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(places):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Whether any of them shares a character with the given one."""
        at = bisect_right(self._starts, end - 1)
        return at > 0 and self._ends[at - 1] > start

    def around(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretch before the given one and the one after it, or over it."""
        at = bisect_right(self._starts, start)
        return list(
            zip(
                self._starts[max(at - 1, 0) : at + 1],
                self._ends[max(at - 1, 0) : at + 1],
                strict=True,
            )
        )
