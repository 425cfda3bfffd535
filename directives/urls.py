"""Addresses of this app."""

from django.urls import path

from directives.views import assignments, board, cascading, registering, tasks

app_name = "directives"
urlpatterns = [
    path("van-ban/nhap/", registering.soon, name="register"),
    path("van-ban/<int:pk>/nhiem-vu/", tasks.soon, name="tasks"),
    path("van-ban/<int:pk>/nhiem-vu/them/", tasks.soon, name="task-add"),
    path("van-ban/<int:pk>/nhiem-vu/<int:task>/sua/", tasks.soon, name="task-edit"),
    path("van-ban/<int:pk>/nhiem-vu/<int:task>/bo/", tasks.soon, name="task-remove"),
    path("van-ban/<int:pk>/don-vi-thuc-hien/", tasks.soon, name="carried-out"),
    path("nhiem-vu/<int:pk>/", tasks.soon, name="task"),
    path("van-ban/<int:pk>/giao-viec/", cascading.soon, name="cascade-start"),
    path("giao-viec/<int:pk>/ai-lam/", cascading.soon, name="cascade-who"),
    path("giao-viec/<int:pk>/lam-gi/", cascading.soon, name="cascade-what"),
    path("giao-viec/<int:pk>/xem-truoc/", cascading.soon, name="cascade-preview"),
    path("giao-viec/<int:pk>/", cascading.soon, name="cascade"),
    path("viec-duoc-giao/", assignments.soon, name="assignments"),
    path("viec-duoc-giao/<int:pk>/", assignments.soon, name="assignment"),
    path("viec-duoc-giao/<int:pk>/nhan/", assignments.soon, name="assignment-accept"),
    path("viec-duoc-giao/<int:pk>/khong-ap-dung/", assignments.soon, name="assignment-excuse"),
    path("viec-duoc-giao/<int:pk>/bao-hoan-thanh/", assignments.soon, name="assignment-report"),
    path("viec-duoc-giao/<int:pk>/xac-nhan/", assignments.soon, name="assignment-confirm"),
    path("viec-duoc-giao/<int:pk>/tra-lai/", assignments.soon, name="assignment-reject"),
    path("viec-duoc-giao/<int:pk>/dong-y/", assignments.soon, name="assignment-grant"),
    path("viec-duoc-giao/<int:pk>/giu-viec/", assignments.soon, name="assignment-keep"),
    path("viec-duoc-giao/<int:pk>/rut/", assignments.soon, name="assignment-cancel"),
    path("tien-do/", board.soon, name="board"),
    path("tien-do/<int:unit>/", board.soon, name="board-unit"),
]

# Editing pages of one paper; the project puts those of all apps under one address.
compose_patterns = [
    path("nhiem-vu/", tasks.soon, name="tasks"),
]
