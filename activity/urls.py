"""Addresses of this app."""

from django.urls import URLPattern

app_name = "activity"
urlpatterns: list[URLPattern] = []
