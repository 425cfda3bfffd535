"""Addresses of plans."""

from django.urls import URLPattern, path

from plans import views

app_name = "plans"
urlpatterns = [
    path("ke-hoach/", views.plan_list, name="list"),
    path("ke-hoach/lap/", views.start, name="start"),
]

# Editing pages of one paper; the project puts those of all apps under one address.
compose_patterns: list[URLPattern] = [
    path("doi-chieu/", views.coverage, name="coverage"),
    path("doi-chieu/lay-nhiem-vu/", views.coverage_take, name="coverage-take"),
    path("doi-chieu/<int:task>/khong-ap-dung/", views.not_applicable, name="not-applicable"),
]
