"""The whole checker: importing it enters every assertion in the list."""

from tests.papers import checks_body, checks_head, checks_page, checks_signoff
from tests.papers.assertions import ASSERTIONS, faults, judge

__all__ = [
    "ASSERTIONS",
    "checks_body",
    "checks_head",
    "checks_page",
    "checks_signoff",
    "faults",
    "judge",
]
