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
_groups: dict[str, tuple[str, tuple[str, ...]]] = {}


def keep_within(model: type[models.Model], visible: Visible) -> None:
    """Show lines about these objects to other units only where `visible(actor)` has the object."""
    _rooms[model] = visible


def keep_inside(verbs: Iterable[str]) -> None:
    """Never show these acts outside the unit that did them."""
    _internal.update(verbs)


def name_verbs(words: Mapping[str, str]) -> None:
    """How acts are called where lines are filtered by them: {"documents.submit": "Trình"}."""
    _words.update(words)


def name_group(code: str, words: str, verbs: Iterable[str]) -> None:
    """Let lines be filtered by several acts at once: ("corrections", "Sửa, thu hồi", …)."""
    _groups[code] = (words, tuple(verbs))


def verb_choices() -> list[tuple[str, str]]:
    """Every group of acts and every act that has a name, in the order of their registration."""
    return [*((code, words) for code, (words, _) in _groups.items()), *_words.items()]


def verbs_of(code: str) -> tuple[str, ...]:
    """The acts a choice stands for: those of a group, or the one act."""
    return _groups[code][1] if code in _groups else (code,)


def addresses_of(lines: Iterable[LogEntry], actor: Actor) -> dict[int, str]:
    """Where the objects of these lines are looked at, by the line's key; only what the actor sees.

    Objects without a page of their own have no entry. One question for each kind of object,
    however many lines.
    """
    asked: dict[type[models.Model], dict[int, list[int]]] = {}
    for line in lines:
        model = line.target_type.model_class()
        if model in _rooms and hasattr(model, "get_absolute_url"):
            asked.setdefault(model, {}).setdefault(line.target_id, []).append(line.pk)
    found = {}
    for model, targets in asked.items():
        for row in _rooms[model](actor).filter(pk__in=targets):
            for pk in targets[row.pk]:
                found[pk] = row.get_absolute_url()
    return found


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
