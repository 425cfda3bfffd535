"""Asking every address as every person: the resolver walked, one request, what it wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from activity.models import LogEntry
from tests.world import World
from units.models import User

# Both addresses of a paper's editing pages lead to the same views (nq57portal/urls.py).
COMPOSE = ("ke-hoach", "soan")


def addresses() -> dict[str, set[str]]:
    """Every name of the portal → what its address needs; the editing pages as "compose:…"."""
    found: dict[str, set[str]] = {}
    for name, needs in _walk(get_resolver(), (), frozenset()):
        head, _, tail = name.rpartition(":")
        found.setdefault(f"compose:{tail}" if head in COMPOSE else name, set()).update(needs)
    return found


def _walk(
    resolver: URLResolver, spaces: tuple[str, ...], needs: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    for entry in resolver.url_patterns:
        here = needs | frozenset(entry.pattern.converters)
        if isinstance(entry, URLPattern):
            assert entry.name, f"{entry.pattern} has no name"
            yield ":".join((*spaces, entry.name)), here
        else:
            inside = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry, inside, here)


def address_of(name: str, place: dict[str, Any], needs: set[str]) -> str:
    """The address of a page for the rows of a place."""
    kwargs = {key: place[key] for key in needs}
    return reverse(name.replace("compose:", "ke-hoach:"), kwargs=kwargs)


@dataclass
class Answer:
    """What came back, what was written on the way, and how many lines of the log it left."""

    response: Any
    writes: list[str] = field(default_factory=list)
    lines: int = 0


_WRITE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"(\w+)\"", re.IGNORECASE)
# Every request keeps the session alive; that is no act.
_NOT_ACTS = {"django_session"}


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside never happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Walker:
    """The people of the world, signed in once, and requests that leave nothing behind."""

    def __init__(self, world: World, people: tuple[str, ...]) -> None:
        self.world, self.needs = world, addresses()
        self.clients: dict[str, Client] = {}
        for username in people:
            client = Client(raise_request_exception=False)
            if username:
                client.force_login(User.objects.get(username=username))
            self.clients[username] = client

    def ask(
        self, username: str, method: str, name: str, place: str, data: dict[str, Any] | None = None
    ) -> Answer:
        """One request of one person; `data` is the form of a POST."""
        address = address_of(name, self.world.places[place], self.needs[name])
        client = self.clients[username]
        signed_in = client.cookies.output(header="", attrs=[], sep=";")
        writes: list[str] = []

        def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            if (found := _WRITE.match(sql)) and found[1] not in _NOT_ACTS:
                writes.append(sql[:200])
            return execute(sql, params, many, context)

        with undone(), connection.execute_wrapper(watch):
            before = LogEntry.objects.count()
            if method == "GET":
                response = client.get(address, data or {})
            else:
                response = client.post(address, data or {})
            if response.streaming:
                list(response)  # a file is closed when it was read to its end
            lines = LogEntry.objects.count() - before
        client.cookies = SimpleCookie(signed_in)
        return Answer(response, writes, lines)
