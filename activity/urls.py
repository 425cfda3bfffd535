"""Addresses of notices, the log and the jobs."""

from django.urls import path

from activity.views import choices, jobs, log, notices

app_name = "activity"
urlpatterns = [
    path("thong-bao/", notices.notices, name="notices"),
    path("thong-bao/<int:pk>/", notices.open_notice, name="notice"),
    path("thong-bao/da-xem/", notices.notices_seen, name="notices-seen"),
    path("tai-khoan/thong-bao/", choices.notice_choices, name="notice-choices"),
    path("nhat-ky/", log.log, name="log"),
    path("quan-tri/viec-nen/", jobs.jobs, name="jobs"),
    path("quan-tri/viec-nen/<int:pk>/thu-lai/", jobs.job_retry, name="job-retry"),
]
