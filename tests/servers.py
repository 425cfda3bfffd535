"""Real servers for tests, each thrown away afterwards: PostgreSQL, Redis, the portal's own two.

Every helper is a context manager that starts the program on a free port with its data in a
temporary folder, waits until it answers, and stops it on the way out, also when the test fails.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
# On a busy two-core machine Chromium, PostgreSQL and WeasyPrint may all be starting at once.
PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once ``ready``; raise with the end of the log if it ends before or takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            words = log.read_text(errors="replace")[-3000:]
            raise RuntimeError(f"{process.args!r} did not start:\n{words}")
        time.sleep(0.05)


@contextlib.contextmanager
def running(
    command: list[str],
    log: Path,
    *,
    ready: Callable[[], bool],
    env: dict[str, str] | None = None,
    user: str | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """The program ``command`` from the moment it is ``ready`` until the end of the block."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT if user is None else "/",
            env=env,
            user=user,
            group=pwd.getpwnam(user).pw_gid if user else None,
            extra_groups=[] if user else None,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until(ready, process, log)
        yield process
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        # A server that is slow to say goodbye may leave children behind, and with them connections
        # to a database that is about to be dropped: the whole group goes.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextlib.contextmanager
def scratch(prefix: str) -> Iterator[Path]:
    """A temporary folder that others may enter, so that a server of another user can work in it."""
    folder = Path(tempfile.mkdtemp(prefix=f"nq57-{prefix}-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def postgres_program(name: str) -> str:
    """The newest installed server program; Debian keeps these outside PATH."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3])
    )
    program = str(found[-1]) if found else shutil.which(name)
    if not program:
        raise RuntimeError(f"PostgreSQL's {name} is not installed.")
    return program


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """An empty PostgreSQL server; gives its ``DATABASE_URL``."""
    # PostgreSQL refuses to run as root.
    user = None
    if os.geteuid() == 0:
        names = {entry.pw_name for entry in pwd.getpwall()}
        user = "postgres" if "postgres" in names else "nobody"
    with scratch("postgres") as folder:
        if user:
            shutil.chown(folder, user)
        data, port = folder / "data", free_port()
        subprocess.run(
            [postgres_program("initdb"), "-D", str(data), "-U", "portal", "-A", "trust"]
            + ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            check=True,
            cwd="/",
            user=user,
            group=pwd.getpwnam(user).pw_gid if user else None,
            extra_groups=[] if user else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(port),
            "unix_socket_directories": str(folder),
            # The data is thrown away: nothing needs to survive a power cut.
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
        }
        command = [postgres_program("postgres"), "-D", str(data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with running(
            command, folder / "postgres.log", ready=lambda: answers(port), user=user
        ) as server:
            yield f"postgres://portal@127.0.0.1:{port}/postgres"
            # A fast shutdown does not wait for connections that a failed test left open.
            server.send_signal(signal.SIGINT)


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """An empty Redis server; gives its ``REDIS_URL``."""
    with scratch("redis") as folder:
        port = free_port()
        command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1"]
        command += ["--save", "", "--appendonly", "no", "--dir", str(folder)]
        with running(command, folder / "redis.log", ready=lambda: answers(port)):
            yield f"redis://127.0.0.1:{port}/0"


def portal_environment(**extra: str) -> dict[str, str]:
    """What a process of the portal needs to share database, files and queue with this test run."""
    from django.conf import settings
    from django.db import connection

    values = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{values['NAME']}"
    else:
        login = quote(values["USER"])
        if values["PASSWORD"]:
            login += f":{quote(values['PASSWORD'], safe='')}"
        url = f"postgres://{login}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
    # A child belongs to this process's share of the tests and must not take a share of its own.
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    return {
        **inherited,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": url,
        "VAR_DIR": str(settings.VAR_DIR),
        **extra,
    }


@contextlib.contextmanager
def celery_worker(env: dict[str, str], *, beat: bool = False) -> Iterator[Path]:
    """A real worker process, ready for jobs; gives the path of its log."""
    with worker_process(env, beat=beat) as (_, log):
        yield log


@contextlib.contextmanager
def worker_process(
    env: dict[str, str], *, beat: bool = False
) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """The same for a test that kills it: the process, first of its group, and its log."""
    with scratch("worker") as folder:
        log = folder / "worker.log"
        command = [sys.executable, "-m", "celery", "-A", "nq57portal", "worker"]
        command += ["--loglevel=INFO", "--concurrency=1", "--without-gossip", "--without-mingle"]
        command += ["--beat"] if beat else []
        with running(
            command, log, ready=lambda: " ready." in log.read_text(errors="replace"), env=env
        ) as process:
            yield process, log
            # Its unhurried farewell takes seconds; what it still had in hand belongs to a test that
            # is over.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@contextlib.contextmanager
def web_server(env: dict[str, str]) -> Iterator[str]:
    """A real web server process; gives its address without the final slash."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"

    def ready() -> bool:
        try:
            urlopen(f"{address}/suc-khoe/", timeout=5).close()
        except (URLError, ConnectionError, TimeoutError):
            return False
        return True

    with scratch("web") as folder:
        command = [sys.executable, "-m", "gunicorn", "nq57portal.wsgi", "--threads", "4"]
        command += ["--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
        with running(command, folder / "web.log", ready=ready, env={**env, "BASE_URL": address}):
            yield address
