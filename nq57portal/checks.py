"""Start-up checks: a wrong set-up is a sentence with a hint, not a crash later."""

import contextlib
import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection


@register(Tags.files)
def media_folder_is_writable(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Signed papers are kept there; finding out at the first signature is too late."""
    folder = settings.MEDIA_ROOT
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if os.access(folder, os.W_OK | os.X_OK):
        return []
    return [
        Error(
            f"The media folder {folder} cannot be written to.",
            hint="Give this user write access or set VAR_DIR to another folder.",
            id="nq57portal.E001",
        )
    ]


@register(Tags.database)
def one_writer_for_sqlite(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """SQLite lets one process write at a time: enough for a trial, not for an office."""
    workers = os.environ.get("WEB_CONCURRENCY", "1")
    if connection.vendor != "sqlite" or workers in {"", "0", "1"}:
        return []
    return [
        Warning(
            f"SQLite serves {workers} web processes; they will wait for each other.",
            hint="Set DATABASE_URL to a PostgreSQL database or WEB_CONCURRENCY to 1.",
            id="nq57portal.W001",
        )
    ]


@register(Tags.security, deploy=True)
def no_demo_in_production(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The demo offers sign-ins with known passwords."""
    if not (settings.PRODUCTION and settings.DEMO_MODE):
        return []
    return [
        Warning(
            "DEMO_MODE is on: anyone can sign in as a demo person.",
            hint="Set DEMO_MODE=0 on a server that holds real papers.",
            id="nq57portal.W002",
        )
    ]
