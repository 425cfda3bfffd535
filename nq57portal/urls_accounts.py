"""Sign-in, sign-out and the second factor: allauth's views at Vietnamese addresses."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
