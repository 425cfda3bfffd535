"""Addresses of this app."""

from django.urls import path

from directives.urls_calendar import calendar_patterns
from directives.views import (
    assignments,
    board,
    board_pictures,
    cascading,
    checking_import,
    extending,
    importing,
    learned,
    nudging,
    obstacles,
    recalling,
    registering,
    task_list,
    tasks,
)

app_name = "directives"
urlpatterns = [
    *calendar_patterns,
    path("van-ban/nhap/", importing.start, name="import-start"),
    path("van-ban/nhap/tay/", registering.register, name="register"),
    path("van-ban/nhap/lo/<int:pk>/", importing.batch, name="import-batch"),
    path("van-ban/nhap/cach-goi/", learned.learned, name="learned"),
    path("van-ban/nhap/cach-goi/<int:pk>/", learned.edit, name="learned-edit"),
    path("van-ban/nhap/cach-goi/<int:pk>/bo/", learned.forget, name="learned-forget"),
    path("van-ban/nhap/<int:pk>/", checking_import.check, name="import"),
    path("van-ban/nhap/<int:pk>/tep/", importing.original_file, name="import-file"),
    path("van-ban/nhap/<int:pk>/trang-<int:n>.png", importing.page_picture, name="import-page"),
    path("van-ban/nhap/<int:pk>/bo/", importing.discard, name="import-discard"),
    path("van-ban/<int:pk>/nhiem-vu/", tasks.document_tasks, name="tasks"),
    path("van-ban/<int:pk>/nhiem-vu/them/", tasks.task_add, name="task-add"),
    path("van-ban/<int:pk>/nhiem-vu/<int:task>/sua/", tasks.task_edit, name="task-edit"),
    path("van-ban/<int:pk>/nhiem-vu/<int:task>/bo/", tasks.task_remove, name="task-remove"),
    path("van-ban/<int:pk>/don-vi-thuc-hien/", tasks.carried_out, name="carried-out"),
    path("nhiem-vu/", task_list.task_list, name="task-list"),
    path("nhiem-vu/<int:pk>/gia-han/", extending.extension, name="extension"),
    path("nhiem-vu/<int:pk>/gia-han/<int:extension>/", extending.decide, name="extension-decide"),
    path("nhiem-vu/<int:pk>/", tasks.task, name="task"),
    path("van-ban/<int:pk>/giao-viec/", cascading.start, name="cascade-start"),
    path("giao-viec/<int:pk>/ai-lam/", cascading.who, name="cascade-who"),
    path("giao-viec/<int:pk>/lam-gi/", cascading.what, name="cascade-what"),
    path("giao-viec/<int:pk>/xem-truoc/", cascading.look, name="cascade-preview"),
    path("giao-viec/<int:pk>/", cascading.result, name="cascade"),
    path("giao-viec/<int:pk>/thu-hoi/", recalling.recall, name="cascade-recall"),
    path("viec-duoc-giao/", assignments.assignment_list, name="assignments"),
    path("viec-duoc-giao/<int:pk>/", assignments.assignment, name="assignment"),
    path("viec-duoc-giao/<int:pk>/nhan/", assignments.accept, name="assignment-accept"),
    path("viec-duoc-giao/<int:pk>/khong-ap-dung/", assignments.excuse, name="assignment-excuse"),
    path("viec-duoc-giao/<int:pk>/bao-hoan-thanh/", assignments.report, name="assignment-report"),
    path("viec-duoc-giao/<int:pk>/xac-nhan/", assignments.confirm, name="assignment-confirm"),
    path("viec-duoc-giao/<int:pk>/tra-lai/", assignments.reject, name="assignment-reject"),
    path("viec-duoc-giao/<int:pk>/dong-y/", assignments.grant, name="assignment-grant"),
    path("viec-duoc-giao/<int:pk>/giu-viec/", assignments.keep, name="assignment-keep"),
    path("viec-duoc-giao/<int:pk>/rut/", assignments.cancel, name="assignment-cancel"),
    path(
        "viec-duoc-giao/<int:pk>/vuong-mac/",
        obstacles.report_obstacle,
        name="assignment-obstacle",
    ),
    path(
        "viec-duoc-giao/<int:pk>/vuong-mac/<int:obstacle>/giai-quyet/",
        obstacles.solve,
        name="obstacle-solve",
    ),
    path("tien-do/", board.board, name="board"),
    path("tien-do/bang.xlsx", board_pictures.board_xlsx, name="board-xlsx"),
    path("tien-do/ban-do-nhiet/", board_pictures.heat_map, name="heat"),
    path("tien-do/dong-thoi-gian/", board_pictures.time_line, name="timeline"),
    path("tien-do/don-doc/", nudging.nudge, name="nudge"),
    path("don-doc/<int:pk>/", nudging.nudge_detail, name="nudge-detail"),
    path("tien-do/<int:unit>/", board.board, name="board-unit"),
    path("tien-do/<int:unit>/bang.xlsx", board_pictures.board_xlsx, name="board-unit-xlsx"),
    path("tien-do/<int:unit>/ban-do-nhiet/", board_pictures.heat_map, name="heat-unit"),
    path("tien-do/<int:unit>/dong-thoi-gian/", board_pictures.time_line, name="timeline-unit"),
]

# Editing pages of one paper; the project puts those of all apps under one address.
compose_patterns = [
    path("nhiem-vu/", tasks.compose_tasks, name="tasks"),
]
