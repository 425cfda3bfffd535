"""Lists of a few rows and of a thousand more cost the same pinned number of queries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.query_counts import COUNTS
from tests.thousand import multiply
from tests.walking import Walker, address_of, undone
from tests.world import World

PEOPLE = tuple({person for *_, person in COUNTS})
Page = tuple[str, str, str, str]


def statements_of(walker: Walker, page: Page, *, many: bool) -> list[str]:
    """What the request asks the database; asked twice, so that nothing is left to be cached."""
    name, query, place, person = page
    address = address_of(name, walker.world.places[place], walker.needs[name])
    for _ in range(2):
        with undone(), CaptureQueriesContext(connection) as captured:
            answer = walker.clients[person].get(f"{address}?{query}")
        assert answer.status_code == 200
    # One commune is one row of the board, however many duties stand below it.
    if (
        many
        and name != "directives:board-unit"
        and (page_obj := (answer.context or {}).get("page_obj")) is not None
    ):
        assert page_obj.paginator.count >= 500, page
    said = [entry["sql"] for entry in captured.captured_queries]
    return [sql for sql in said if sql.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))]


@pytest.fixture(scope="module")
def costs(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[Page, list[list[str]]]]:
    """Statements of each page with the few rows of the world, and with a thousand more."""
    found: dict[Page, list[list[str]]] = {page: [] for page in COUNTS}
    with django_db_blocker.unblock():
        with transaction.atomic():
            world = World()
            connection.run_on_commit.clear()
        try:
            walker = Walker(world, PEOPLE)
            for page in COUNTS:
                found[page].append(statements_of(walker, page, many=False))
            with transaction.atomic():
                multiply(world)
                connection.run_on_commit.clear()
            for page in COUNTS:
                found[page].append(statements_of(walker, page, many=True))
            yield found
        finally:
            call_command("flush", interactive=False, verbosity=0)


@pytest.mark.django_db
@pytest.mark.parametrize("page", COUNTS, ids=" ".join)
def test_a_thousand_rows_more_cost_nothing(page: Page, costs: dict[Page, list[list[str]]]):
    few, many = costs[page]
    pinned = COUNTS[page]
    expected = pinned if isinstance(pinned, tuple) else (pinned, pinned)
    assert (len(few), len(many)) == expected, "\n".join(sql[:200] for sql in many)
