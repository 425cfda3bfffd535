"""Serve the portal on this machine: web server and job worker with its clock, until Ctrl-C.

Called by ``make run`` after the set-up. Brings the database up to date and loads the demo campaign
on the first start; later starts keep the data.
"""

import io
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"


class Stop(Exception):
    """Somebody asked for the end: Ctrl-C, a closed terminal, a service manager."""


def stop(signum: int, frame: FrameType | None) -> None:
    raise Stop


def wanted_port() -> int:
    value = os.environ.get("PORT", "").strip() or "8000"
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise SystemExit(f"PORT must be a number between 1 and 65535, not {value!r}.")
    return int(value)


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise SystemExit(
                f"Port {port} cannot be used ({error.strerror}); "
                "choose another one: PORT=8001 make run"
            ) from None


def prepare() -> str:
    """Migrate and load the demo campaign; returns what the demo says about signing in."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    print("Preparing the database …", flush=True)
    call_command("migrate", verbosity=0)
    answer = io.StringIO()
    if settings.DEMO_MODE:
        call_command("seed_demo", stdout=answer)
    from django.db import connections

    connections.close_all()
    return answer.getvalue()


def commands(port: int) -> dict[str, list[str]]:
    python = [sys.executable]
    # Running as root matters to Celery because of pickles, which are refused in the settings.
    as_root = ["-W", "ignore:You're running the worker with superuser privileges"]
    return {
        "web server": [*python, "-m", "gunicorn", "nq57portal.wsgi", "--bind", f"{HOST}:{port}"]
        + ["--threads", "8", "--log-level", "warning"],
        "job worker": [*python, *as_root, "-m", "celery", "--quiet", "-A", "nq57portal"]
        + ["worker", "--beat"]
        + ["--concurrency", "2", "--loglevel", "WARNING"]
        + ["--without-gossip", "--without-mingle", "--without-heartbeat"],
    }


def is_serving(address: str) -> bool:
    try:
        with urlopen(f"{address}/suc-khoe/", timeout=5):
            return True
    except (URLError, TimeoutError, ConnectionError):
        return False


def watch(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Sleep a moment; if a child has ended by itself, stop everything and say which."""
    time.sleep(0.2)
    for name, child in children.items():
        if child.poll() is not None:
            raise SystemExit(f"The {name} ended by itself (exit code {child.returncode}).")


def end(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask each child to finish what it is doing; take down what has not ended after ten seconds."""
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, signal.SIG_IGN)
    for child in children.values():
        child.terminate()
    deadline = time.monotonic() + 10
    for child in children.values():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def main() -> int:
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, stop)
    os.umask(0o077)  # papers, keys and mails are nobody else's on this machine
    port = wanted_port()
    refuse_taken_port(port)
    address = f"http://{HOST}:{port}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nq57portal.settings")
    os.environ.setdefault("BASE_URL", address)
    sys.path.insert(0, str(ROOT))
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        sign_ins = prepare()
        for name, command in commands(port).items():
            # A session of its own: Ctrl-C reaches this process only, which then ends them in order.
            children[name] = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True
            )
        while not is_serving(address):
            watch(children)
        print(f"{sign_ins}\n{address}  (Ctrl-C ends it)", flush=True)
        while True:
            watch(children)
    except Stop:
        print("\nStopping …", flush=True)
        return 0
    finally:
        end(children)


if __name__ == "__main__":
    raise SystemExit(main())
