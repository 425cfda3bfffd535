"""Every address of the portal: one include per app, and the pages that look across apps.

The editing pages of a paper come from several apps and stand under one address: plans under
`/ke-hoach/<id>/`, every other type under `/van-ban/<id>/soan/` (screens §3).
"""

from django.urls import include, path

import directives.urls
import documents.urls
import plans.urls
from nq57portal import kept_forms, urls_accounts, views

compose = (
    [
        *documents.urls.compose_patterns,
        *directives.urls.compose_patterns,
        *plans.urls.compose_patterns,
    ],
    "compose",
)

urlpatterns = [
    path("", views.front, name="front"),
    path("viec-can-lam/", views.home, name="home"),
    path("viec-can-lam/da-xong/", views.home_done, name="home-done"),
    path("tim-kiem/", views.search, name="search"),
    path("tro-giup/", views.help_page, name="help"),
    path("tro-giup/tiep-can/", views.accessibility, name="accessibility"),
    path("ngoai-tuyen/", views.offline, name="offline"),
    path("ngoai-tuyen.js", views.offline_script, name="offline-script"),
    path("suc-khoe/", views.health, name="health"),
    path("quan-tri/kiem-tra/", views.admin_checks, name="admin-checks"),
    path("noi-dung-chua-gui/<int:pk>/", kept_forms.kept_form, name="kept-form"),
    path("", include(urls_accounts)),
    path("", include("units.urls")),
    path("", include("activity.urls")),
    path("", include("plans.urls")),
    path("ke-hoach/<int:pk>/", include(compose, namespace="ke-hoach")),
    path("", include("directives.urls")),
    path("van-ban/<int:pk>/soan/", include(compose, namespace="soan")),
    path("", include("documents.urls")),
    path("", include("reports.urls")),
]

handler403 = "nq57portal.views.refused"
handler500 = "nq57portal.views.failed"
