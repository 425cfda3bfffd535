"""Which lines of the log a person may read, and in which words.

The log itself knows only who did what to what. What of it concerns a paper, a task or a report is
decided by the apps that own them: they say here which of their objects an actor sees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, QuerySet

from activity.models import LogEntry
from units.actors import Actor
from units.models import Role, Unit

Visible = Callable[[Actor], QuerySet[Any]]

_rooms: dict[type[models.Model], Visible] = {}
_internal: set[str] = set()
_words: dict[str, str] = {}


def keep_within(model: type[models.Model], visible: Visible) -> None:
    """Show lines about these objects to other units only where `visible(actor)` has the object."""
    _rooms[model] = visible


def keep_inside(verbs: Iterable[str]) -> None:
    """Never show these acts outside the unit that did them."""
    _internal.update(verbs)


def name_verbs(words: Mapping[str, str]) -> None:
    """How acts are called where lines are filtered by them: {"documents.submit": "Trình"}."""
    _words.update(words)


def verb_choices() -> list[tuple[str, str]]:
    """Every act that has a name, in the order of the names' registration."""
    return list(_words.items())


def lines_for(actor: Actor) -> QuerySet[LogEntry]:
    """Leaders and administrators read what their unit did; inspectors also what the units they
    oversee did, as far as they may see the objects (screens §3)."""
    own = Q(unit=actor.unit)
    if not actor.has(Role.INSPECTOR):
        return LogEntry.objects.filter(own)
    overseen = Q(unit__in=Unit.objects.overseen_by(actor.unit).values("pk"))
    overseen &= ~Q(verb__in=_internal)
    for model, visible in _rooms.items():
        about = Q(target_type=ContentType.objects.get_for_model(model))
        overseen &= ~about | Q(target_id__in=visible(actor).values("pk"))
    return LogEntry.objects.filter(own | overseen)
