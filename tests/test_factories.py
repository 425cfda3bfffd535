"""The makers of the tests themselves: a paper brought to a state really is there."""

import pytest

from documents.lifecycle import State
from tests.factories import Cast, paper_in


@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
def test_a_paper_can_be_brought_to_every_state(state: State, cast: Cast):
    document = paper_in(state, cast)
    document.refresh_from_db()
    assert document.state == state
