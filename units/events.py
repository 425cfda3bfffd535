"""Where later apps learn what an administrator changed; the log registers here at start-up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models

from units.actors import Actor

Handler = Callable[..., object]
_handlers: list[Handler] = []


def on_change(handler: Handler) -> Handler:
    """Call the handler with the arguments of `changed`, inside the change's transaction."""
    _handlers.append(handler)
    return handler


def changed(
    target: models.Model,
    *,
    verb: str,
    done: str,
    by: Actor | None,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Say that `by` changed something: `done` completes the sentence after the person's name.

    `by` is None for what was done by a command on the server.
    """
    sentence = f"{by.unit}: {by.user} {done}" if by else f"Hệ thống {done}"
    for handler in _handlers:
        handler(target=target, verb=verb, sentence=sentence, by=by, data=data)
