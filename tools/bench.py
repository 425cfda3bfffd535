"""Run the benchmarks: ``python tools/bench.py [name]``.

Each file of ``benchmarks/`` is a program that measures one thing and its reference in the same run
and prints ``name ratio`` (ours divided by the reference: smaller is better). Seconds differ from
machine to machine, ratios much less. Each gets an empty PostgreSQL, a Redis and a folder
of its own.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.servers import postgres, redis  # noqa: E402


def measure(script: Path) -> bool:
    with postgres() as database_url, redis() as redis_url, tempfile.TemporaryDirectory() as var:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "nq57portal.settings",
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "VAR_DIR": var,
        }
        return subprocess.run([sys.executable, script], cwd=ROOT, env=env).returncode == 0


def main(wanted: list[str]) -> int:
    scripts = {path.stem: path for path in sorted((ROOT / "benchmarks").glob("[!_]*.py"))}
    unknown = [name for name in wanted if name not in scripts]
    if unknown:
        raise SystemExit(f"No benchmark {unknown[0]!r}; there are: {', '.join(scripts)}")
    results = [measure(scripts[name]) for name in wanted or scripts]
    return 0 if all(results) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
