"""Every check that needs no test run; one pass shows everything there is to mend."""

import os
import secrets
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
MANAGE = ("python", "manage.py")

CHECKS: tuple[tuple[str, ...], ...] = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy", "."),
    ("lint-imports", "--no-logo"),
    (*MANAGE, "makemigrations", "--check", "--dry-run"),
    ("djlint", "templates", "--lint", "--quiet"),
)
DEPLOY_CHECK = (*MANAGE, "check", "--deploy", "--fail-level", "WARNING")


def passes(command: tuple[str, ...], env: dict[str, str]) -> bool:
    print(f"== {' '.join(command)}", flush=True)
    program = [str(BIN / command[0]), *command[1:]]
    return subprocess.run(program, cwd=ROOT, env=env, stdin=subprocess.DEVNULL).returncode == 0


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="nq57-quality-") as folder:
        env = {**os.environ, "VAR_DIR": folder}
        # As a server in an office would be set up, with secrets nobody else ever sees.
        office = {
            **env,
            "PRODUCTION": "1",
            "DEMO_MODE": "0",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "SIGNING_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "portal.example",
            "BASE_URL": "https://portal.example",
        }
        results = {command: passes(command, env) for command in CHECKS}
        results[DEPLOY_CHECK] = passes(DEPLOY_CHECK, office)
    failed = [" ".join(command) for command, good in results.items() if not good]
    for command in failed:
        print(f"FAILED: {command}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
