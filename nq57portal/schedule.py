"""What runs by the clock, Hanoi time; a plain number is seconds between two runs."""

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    "sweep-outbox": {"task": "activity.tasks.sweep_outbox", "schedule": 30.0},
    "forget-kept-forms": {"task": "nq57portal.tasks.forget_kept_forms", "schedule": 600.0},
    "refresh-unit-names": {"task": "units.tasks.refresh_unit_names", "schedule": crontab(minute=5)},
    "release-idle-claims": {
        "task": "documents.tasks.release_idle_claims",
        "schedule": crontab(minute=15),
    },
    "warn-of-certificate-ends": {
        "task": "documents.tasks.warn_of_certificate_ends",
        "schedule": crontab(hour=7, minute=10),
    },
    "forget-signing-pins": {"task": "documents.tasks.forget_signing_pins", "schedule": 300.0},
    "lay-out-periods": {
        "task": "nq57portal.tasks.lay_out_periods",
        "schedule": crontab(minute=45),
    },
    "tell-the-day": {"task": "nq57portal.tasks.tell_the_day", "schedule": 300.0},
    "check-log-chain": {"task": "activity.tasks.check_log_chain", "schedule": 300.0},
    "forget-sessions": {"task": "units.tasks.forget_sessions", "schedule": crontab(minute=35)},
}
