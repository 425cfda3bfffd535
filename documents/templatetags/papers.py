"""Template tags of the pages where papers are written and reviewed."""

from __future__ import annotations

from django import template

from documents.events import Finding
from documents.lifecycle import StateLabel
from documents.models import Document
from units.actors import Actor
from units.models import Role

register = template.Library()


@register.simple_tag
def compose_url(document: Document, page: str, *args: int) -> str:
    """The address of one of the paper's own pages: `{% compose_url document "section" 2 %}`."""
    return document.compose_url(page, *args)


@register.filter
def mend_url(finding: Finding, document: Document) -> str:
    """Where a finding is mended, from the check and back to it: `{{ finding|mend_url:document }}`.

    Without a place of its own that is the paper's first mục.
    """
    address = finding.address or document.compose_url("section", 1)
    return f"{address}{'&' if '?' in address else '?'}ve=kiem-tra"


@register.filter
def seen_by(document: Document, actor: Actor) -> StateLabel | None:
    """The paper's state in the words of who reads it: `{% state_badge paper|seen_by:actor %}`."""
    if document.issuer_id != actor.unit.pk:
        return document.state_label("reviewer")
    if document.signer_id == actor.user.pk:
        return document.state_label("signer")
    return document.state_label("leader" if actor.has(Role.LEADER) else "writer")


@register.filter
def get(mapping: dict[str, object], key: str) -> object:
    """What a mapping holds under a key that only the template knows; nothing when it has none."""
    return mapping.get(key, "")
