"""The job queue. Each app's ``tasks.py`` holds its one-line entries."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nq57portal.settings")

app = Celery("nq57portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
