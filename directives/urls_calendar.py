"""Addresses of the calendar; the last one is read by calendar programs, without signing in."""

from django.urls import path

from directives.views import calendar

calendar_patterns = [
    path("lich/", calendar.month, name="calendar"),
    path("lich/dia-chi/", calendar.address, name="calendar-address"),
    path("lich/<slug:key>.ics", calendar.feed, name="calendar-feed"),
]
