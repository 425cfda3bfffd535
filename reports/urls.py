"""Addresses of reports."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("bao-cao/", views.report_list, name="list"),
    path("bao-cao/viec/<int:assignment>/", views.open_report, name="open"),
    path("bao-cao/<int:pk>/", views.detail, name="detail"),
]
