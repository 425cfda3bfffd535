"""Addresses of this app: writing and reviewing papers, and the desks that carry them out."""

from documents.urls_desk import desk_patterns
from documents.urls_editor import compose_patterns as compose_patterns
from documents.urls_editor import editor_patterns

app_name = "documents"
urlpatterns = [*editor_patterns, *desk_patterns]
