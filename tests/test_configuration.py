"""The environment: every variable is documented, and every bad value is refused in one sentence."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from nq57portal import env

ROOT = Path(__file__).resolve().parent.parent
READER = re.compile(r"""\benv(?:str|bool|choice|hours|int|list|secret)\(\s*"([A-Z_]+)\"""")
DIRECT = re.compile(r"""os\.environ(?:\.get\(|\.setdefault\(|\[)\s*"([A-Z_]+)\"""")
# What other programs define and the portal merely passes on or is started with.
NOT_OURS = {"DJANGO_SETTINGS_MODULE", "PATH"}


def sources() -> list[Path]:
    folders = ["nq57portal", "units", "activity", "documents", "directives", "plans", "reports"]
    return [path for name in [*folders, "tools"] for path in (ROOT / name).rglob("*.py")]


def read_variables() -> set[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources())
    return {*READER.findall(text), *DIRECT.findall(text)} - NOT_OURS


def documented_variables() -> dict[str, str]:
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `([A-Z_]+)` \| (.*)$", text, re.MULTILINE))


def test_every_variable_read_is_documented_and_the_other_way_round():
    assert read_variables() == set(documented_variables())


def test_every_secret_is_documented_as_one():
    settings = (ROOT / "nq57portal" / "settings.py").read_text(encoding="utf-8")
    secrets = set(re.findall(r'envsecret\(\s*"([A-Z_]+)"', settings))
    assert secrets == {name for name, row in documented_variables().items() if "*secret*" in row}


@pytest.mark.parametrize(
    ("reader", "value", "sentence"),
    [
        (env.envbool, "maybe", "X must be 1 or 0, not 'maybe'."),
        (env.envint, "ten", "X must be a whole number, not 'ten'."),
        (env.envint, "-1", "X must be 0 or more, not -1."),
        (env.envstr, "  ", "X is not set and this installation needs it"),
        (env.envlist, "", "X is not set and this installation needs it"),
        (env.envsecret, "", "X is not set and this installation needs it"),
    ],
)
def test_a_bad_value_is_refused_in_a_sentence(monkeypatch, reader, value, sentence):
    monkeypatch.setenv("X", value)
    with pytest.raises(SystemExit) as refusal:
        reader("X")
    assert str(refusal.value).startswith(sentence)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("reader", "value", "expected"),
    [
        (env.envbool, "Yes", True),
        (env.envbool, "off", False),
        (env.envint, " 12 ", 12),
        (env.envlist, "a.vn, b.vn,", ["a.vn", "b.vn"]),
        (env.envstr, " Hải Phòng ", "Hải Phòng"),
    ],
)
def test_a_good_value_is_read(monkeypatch, reader, value, expected):
    monkeypatch.setenv("X", value)
    assert reader("X") == expected


def test_a_secret_is_read_from_the_file_that_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("X_FILE", str(tmp_path / "secret"))
    with pytest.raises(SystemExit, match="cannot be read"):
        env.envsecret("X")
    (tmp_path / "secret").write_text("\n")
    with pytest.raises(SystemExit, match="is empty"):
        env.envsecret("X")
    (tmp_path / "secret").write_text("kín\n", encoding="utf-8")
    assert env.envsecret("X") == "kín"


def test_a_database_address_becomes_a_connection():
    postgres = env.database("postgres://an:m%40t@db.vn:5433/portal?sslmode=require")
    assert postgres["ENGINE"] == "django.db.backends.postgresql"
    assert [postgres[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "an",
        "m@t",
        "db.vn",
        "5433",
        "portal",
    ]
    assert postgres["OPTIONS"] == {"sslmode": "require"}
    assert env.database("postgres:///portal?host=/run/postgresql")["HOST"] == "/run/postgresql"
    assert env.database("sqlite:////srv/portal.sqlite3")["NAME"] == "/srv/portal.sqlite3"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://an@db/portal", "must begin with postgres:// or sqlite:///"),
        ("postgres://db", "does not say which database to open"),
        ("postgres://db:port/portal", "is not an address such as"),
        ("portal.sqlite3", "must begin with postgres:// or sqlite:///"),
    ],
)
def test_a_wrong_database_address_is_refused(url, sentence):
    with pytest.raises(SystemExit, match=sentence):
        env.database(url)


def test_a_generated_secret_stays_the_same_and_is_private(tmp_path):
    path = tmp_path / "var" / "secret_key"
    first = env.generated_secret(path)
    assert len(first) > 50
    assert env.generated_secret(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


OFFICE = {
    "PRODUCTION": "1",
    "SECRET_KEY": "s" * 60,
    "SIGNING_KEY": "k" * 60,
    "ALLOWED_HOSTS": "portal.example",
    "BASE_URL": "https://portal.example",
}


def load_settings(tmp_path: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Read the settings file in a process of its own, with no other configuration than this."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "import nq57portal.settings as s; print(s.DEMO_MODE, s.DEBUG)"],
        cwd=ROOT,
        env={**clean, "VAR_DIR": str(tmp_path), **variables},
        capture_output=True,
        text=True,
    )


def test_a_trial_needs_no_configuration(tmp_path):
    answer = load_settings(tmp_path, {})
    assert (answer.returncode, answer.stdout) == (0, "True False\n")


def test_an_office_server_starts_with_what_it_needs(tmp_path):
    answer = load_settings(tmp_path, OFFICE)
    assert (answer.returncode, answer.stdout) == (0, "False False\n")
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize("name", ["SECRET_KEY", "SIGNING_KEY", "ALLOWED_HOSTS", "BASE_URL"])
def test_an_office_server_refuses_to_start_without_what_it_needs(tmp_path, name):
    answer = load_settings(tmp_path, {key: OFFICE[key] for key in OFFICE if key != name})
    assert answer.returncode == 1
    assert answer.stderr == (
        f"{name} is not set and this installation needs it; see docs/configuration.md.\n"
    )


def test_debug_pages_are_refused_on_an_office_server(tmp_path):
    answer = load_settings(tmp_path, {**OFFICE, "DEBUG": "1"})
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1


def test_an_unknown_log_level_is_refused(tmp_path):
    answer = load_settings(tmp_path, {"LOG_LEVEL": "loud"})
    assert (answer.returncode, answer.stderr) == (
        1,
        "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, not 'LOUD'.\n",
    )
