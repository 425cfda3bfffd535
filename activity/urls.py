"""Addresses of notices and the log."""

from django.urls import path

from activity import views

app_name = "activity"
urlpatterns = [
    path("thong-bao/", views.notices, name="notices"),
    path("thong-bao/da-xem/", views.notices_seen, name="notices-seen"),
    path("nhat-ky/", views.log, name="log"),
]
