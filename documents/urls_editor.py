"""Addresses of writing and reviewing papers."""

from django.urls import URLPattern

# Editing pages of one paper; the project puts those of all apps under one address.
compose_patterns: list[URLPattern] = []

editor_patterns: list[URLPattern] = []
