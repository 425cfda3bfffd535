"""Every paper of the zoo is printed once and holds every assertion that applies to it."""

import pytest

from tests.documents.printed import PAPERS, rendered
from tests.papers.checker import ASSERTIONS, faults
from tests.papers.paper import Paper


def test_there_are_53_assertions():
    assert sorted(ASSERTIONS) == list(range(1, 54))


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_of_the_zoo_holds_every_assertion(name):
    make, draft = PAPERS[name]
    assert faults(Paper(rendered(name).pdf, make(), draft=draft)) == []
