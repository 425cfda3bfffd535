"""Typed readers of environment variables.

Every reader takes a default; without one the variable is required. A missing or unreadable value
ends the process with one plain sentence instead of a traceback, because the person reading it is
setting up a server, not debugging Django.
"""

import contextlib
import os
import secrets
from collections.abc import Sequence
from datetime import time
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def refuse(sentence: str) -> NoReturn:
    """End the process; the sentence goes to stderr and the exit code is 1."""
    raise SystemExit(sentence)


def envstr(name: str, default: str | None = None) -> str:
    """The variable's text without surrounding blanks; an empty variable counts as unset."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        refuse(f"{name} is not set and this installation needs it; see docs/configuration.md.")
    return default


def envbool(name: str, default: bool | None = None) -> bool:
    """1/true/yes/on or 0/false/no/off, in any case."""
    value = envstr(name, None if default is None else str(default)).lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    refuse(f"{name} must be 1 or 0, not {value!r}.")


def envint(name: str, default: int | None = None, *, minimum: int = 0) -> int:
    """A whole number not below ``minimum``."""
    value = envstr(name, None if default is None else str(default))
    try:
        number = int(value)
    except ValueError:
        refuse(f"{name} must be a whole number, not {value!r}.")
    if number < minimum:
        refuse(f"{name} must be {minimum} or more, not {number}.")
    return number


def envchoice(name: str, choices: Sequence[str], default: str) -> str:
    """One word of ``choices``, in any case."""
    value = envstr(name, default).upper()
    if value not in choices:
        refuse(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
    return value


def envlist(name: str, default: str | None = None) -> list[str]:
    """Comma-separated values, empty ones dropped."""
    return [part.strip() for part in envstr(name, default).split(",") if part.strip()]


def envhours(name: str, default: str) -> tuple[time, time]:
    """A stretch of the day such as ``21:00-06:00``; ``00:00-00:00`` is none at all."""
    value = envstr(name, default)
    try:
        start, end = (time.fromisoformat(part.strip()) for part in value.split("-"))
    except ValueError:
        refuse(f"{name} must be two times of day such as 21:00-06:00, not {value!r}.")
    return start, end


def envsecret(name: str, default: str | None = None) -> str:
    """A secret: from the variable or from the file that ``<name>_FILE`` names (Docker secrets)."""
    path = os.environ.get(f"{name}_FILE", "").strip()
    if not path:
        return envstr(name, default)
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        refuse(f"{name}_FILE names {path}, which cannot be read.")
    if not value:
        refuse(f"{name}_FILE names {path}, which is empty.")
    return value


# SQLite waits this many seconds for another writer before it gives up.
SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def database(url: str, name: str = "DATABASE_URL") -> dict[str, Any]:
    """Django's ``DATABASES`` entry for a database address.

    ``postgres://user:password@host:port/name?option=value``, where a socket folder is given as
    ``?host=/run/postgresql``; or ``sqlite:///relative/file`` and ``sqlite:////absolute/file``.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        refuse(f"{name} is not an address such as postgres://user:password@host:5432/portal.")
    path = unquote(parts.path.removeprefix("/"))
    if not path:
        refuse(f"{name} does not say which database to open.")
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "OPTIONS": dict(SQLITE_OPTIONS),
        }
    if parts.scheme not in {"postgres", "postgresql"}:
        refuse(f"{name} must begin with postgres:// or sqlite:///, not {parts.scheme!r}.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": path,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def generated_secret(path: Path) -> str:
    """The secret kept in ``path``, made on first use: a trial run starts without configuration.

    Web and worker may start at the same moment, so the file appears complete and only once.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
        draft.chmod(0o600)
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
