"""Addresses of this app."""

from django.urls import URLPattern

app_name = "directives"
urlpatterns: list[URLPattern] = []

# Editing pages of one paper; the project puts those of all apps under one address.
compose_patterns: list[URLPattern] = []
