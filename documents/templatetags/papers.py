"""Template tags of the pages where papers are written and reviewed."""

from __future__ import annotations

from django import template

from documents.models import Document

register = template.Library()


@register.simple_tag
def compose_url(document: Document, page: str, *args: int) -> str:
    """The address of one of the paper's own pages: `{% compose_url document "section" 2 %}`."""
    return document.compose_url(page, *args)


@register.filter
def get(mapping: dict[str, object], key: str) -> object:
    """What a mapping holds under a key that only the template knows; nothing when it has none."""
    return mapping.get(key, "")
