"""Run every test on PostgreSQL and Redis, and those that mind the database again on SQLite.

Both servers are our own, on free ports with data in temporary folders, and are gone afterwards. The
full run comes last so that the last line of the output counts every test.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.servers import postgres, redis  # noqa: E402

# pytest's exit code when a selection holds no test.
NOTHING_SELECTED = 5


# A process a core; a file's tests stay together, since some share what they build once.
SHARED_OUT = ("-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile")


def pytest(*arguments: str, env: dict[str, str]) -> int:
    command = [sys.executable, "-m", "pytest", "-q", *SHARED_OUT, *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL).returncode


def main() -> int:
    # What the caller's shell says about a database or a queue must not reach the tests.
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "REDIS_URL", "VAR_DIR", "PRODUCTION"}
    }
    print("== SQLite, jobs through files: tests marked both_databases", flush=True)
    small = pytest("-m", "both_databases", env=clean)
    print("== PostgreSQL and Redis: every test", flush=True)
    with postgres() as database_url, redis() as redis_url:
        full = pytest(env={**clean, "DATABASE_URL": database_url, "REDIS_URL": redis_url})
    return small or full


if __name__ == "__main__":
    raise SystemExit(main())
