"""Which notices still say something true when their mail is about to go.

A mail may wait for the morning or for a mail server that is away; meanwhile the duty it reminds of
may be done. The apps that send such notices register here how to tell.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from activity.models import NoticeQuerySet

Narrow = Callable[["NoticeQuerySet"], "NoticeQuerySet"]
_narrowing: list[Narrow] = []


def unless_settled(handler: Narrow) -> Narrow:
    """Let the handler take notices out of a set whose matter is settled; it adds no query."""
    _narrowing.append(handler)
    return handler


def narrow(notices: NoticeQuerySet) -> NoticeQuerySet:
    """The set without what any handler knows to be settled."""
    for handler in _narrowing:
        notices = handler(notices)
    return notices
