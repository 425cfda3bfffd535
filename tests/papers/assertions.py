"""The list of assertions: number, words, and the function that looks.

A check returns the faults it sees, [] when the assertion holds, None when it does not apply.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.papers.paper import Paper

Check = Callable[[Paper], list[str] | None]
For = Literal["A", "N", "P", "X"]


@dataclass(frozen=True)
class Assertion:
    """One row of document-format.md §8; `family` A all, N the State's skin, P the Party's."""

    number: int
    family: For
    words: str
    check: Check


ASSERTIONS: dict[int, Assertion] = {}


def assertion(number: int, family: For, words: str) -> Callable[[Check], Check]:
    """Enter a check in the list; outside its family it does not apply."""

    def enter(check: Check) -> Check:
        def guarded(paper: Paper) -> list[str] | None:
            if (family == "N") != paper.skin.state and family in "NP":
                return None
            # An attachment in a file of its own is an appendix and nothing else.
            if paper.attachment and number not in _OF_ATTACHMENTS:
                return None
            return check(paper)

        ASSERTIONS[number] = Assertion(number, family, words, guarded)
        return check

    return enter


_OF_ATTACHMENTS = {1, 2, 3, 4, 5, 6, 7, 8, 33, 36, 49, 50, 51, 53}


def judge(paper: Paper) -> dict[int, list[str] | None]:
    """Every assertion of this paper: faults, [] for holds, None for not applicable."""
    return {number: ASSERTIONS[number].check(paper) for number in sorted(ASSERTIONS)}


def faults(paper: Paper) -> list[str]:
    """Everything wrong with a paper, each fault with its assertion's number."""
    return [f"#{number} {fault}" for number, found in judge(paper).items() for fault in found or []]


def about(condition: object, fault: str) -> list[str]:
    """The fault, unless the condition holds."""
    return [] if condition else [fault]
