"""One portal, one browser, one world of papers for every test of this folder.

The portal is a web server process on this run's database, filled once; each test that changes
something makes papers of its own. None of these tests takes part in pytest-django's transactions:
what they see is what the server committed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from playwright.sync_api import Browser

from directives.services import prepare
from documents.lifecycle import State
from tests import campaign
from tests.browser.looking import Office
from tests.factories import paper_in
from tests.servers import portal_environment, web_server
from tests.story.office import chromium
from tests.world import World
from units.groups import Group

Unblock = Any  # pytest-django does not publish the type


@pytest.fixture(scope="package")
def db(django_db_setup: None, django_db_blocker: Unblock) -> Iterator[None]:
    """In this folder the database as it is, no transaction round each test; emptied at last."""
    with django_db_blocker.unblock():
        # The browser's event loop runs in this thread and never touches the database.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        yield
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="package")
def world(db: None) -> World:
    """Every kind of row in every state, and what only questions before an act need."""
    with transaction.atomic():
        world = World()
        cast = world.cast
        world.places["no-remark"] = {"pk": paper_in(State.REVIEWING, cast).pk}
        ready = prepare(campaign.directive(cast, number=95), by=cast.actor(cast.binh))
        communes = Group(label="Các xã", units=(cast.tk_ubnd.pk, cast.ap_ubnd.pk))
        ready.groups = [communes.as_json()]
        ready.matrix = {task: [0] for task in ready.matrix}
        ready.save()
        world.places["ready-cascade"] = {"pk": ready.pk}
        # Its mails are promised to nobody's worker.
        connection.run_on_commit.clear()
    return world


@pytest.fixture(scope="package")
def browser(db: None) -> Iterator[Browser]:
    with chromium() as browser:
        yield browser
        # While its event loop runs in this thread, Django keeps a connection of its own for it;
        # left open it would hold on to a database that is about to be dropped.
        connections.close_all()


@pytest.fixture(scope="package")
def office(world: World, browser: Browser) -> Iterator[Office]:
    with web_server(portal_environment()) as address:
        office = Office(world, browser, address)
        yield office
        office.close()
