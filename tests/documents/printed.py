"""The cast of printed papers and their measurements, each printed once for all tests."""

import functools

import pytest

from documents import formats, pdf
from documents.content import PaperContent
from tests.documents import papers
from tests.documents.measuring import Printed

# name: (content, draft)
PAPERS = {
    "state plan": (papers.numbered_state_plan, False),
    "state plan, draft": (papers.state_plan, True),
    "state plan, unnumbered": (papers.state_plan, False),
    "letter": (papers.letter, False),
    "report": (papers.report, False),
    "women": (papers.women_plan, False),
    "party 2025": (papers.party_plan, False),
    "party 2026": (lambda: papers.party_plan("hd05"), False),
    "party, draft": (papers.party_plan, True),
    "youth": (papers.youth_plan, False),
    "farmers": (lambda: papers.party_plan("nong_dan"), False),
}
STATE = ["state plan", "state plan, draft", "letter", "report", "women"]
PARTY = ["party 2025", "party 2026", "party, draft"]
NAMED = ["state plan", "report", "women", "party 2025", "party 2026", "youth", "farmers"]
DRAFTS = [name for name, (_, draft) in PAPERS.items() if draft]
ISSUED = [name for name in PAPERS if name not in DRAFTS]

EVERY = pytest.mark.parametrize("name", PAPERS)
EVERY_STATE = pytest.mark.parametrize("name", STATE)
EVERY_PARTY = pytest.mark.parametrize("name", PARTY)


@functools.cache
def rendered(name: str) -> pdf.Rendered:
    make, draft = PAPERS[name]
    return pdf.render(make(), draft=draft)


@functools.cache
def printed(name: str) -> Printed:
    return Printed(rendered(name).pdf)


def content_of(name: str) -> PaperContent:
    return PAPERS[name][0]()


def profile_of(name: str) -> formats.Profile:
    return formats.get(content_of(name)["profile"])


def main_pages(name: str) -> range:
    """Pages of the paper itself, without appendices."""
    return range(rendered(name).boxes["signature"][0] + 1)
