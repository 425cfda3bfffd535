"""The wiring: settings, addresses, job queue. It knows every app; no app knows it."""

from nq57portal.celery import app as celery_app

__all__ = ["celery_app"]
