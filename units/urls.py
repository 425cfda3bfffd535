"""Addresses of units and people."""

from django.urls import path

from units import views

app_name = "units"
urlpatterns = [
    path("don-vi/chon/", views.choose, name="choose"),
    path("don-vi/doi/", views.switch, name="switch"),
    path("don-vi/tim/", views.search, name="search"),
    path("tai-khoan/", views.account, name="account"),
    path("quan-tri/", views.account, name="admin"),
]
