"""The set-up and the image name only what exists and agree with each other."""

import re
from pathlib import Path

import pytest

from tools import setup

ROOT = Path(__file__).resolve().parents[2]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_sprite_holds_each_listed_icon_once():
    names = read("static/icons.txt").split()
    assert names == sorted(set(names))
    sprite = setup.sprite(names)
    assert re.findall(r'<symbol id="([^"]+)"', sprite) == names
    assert "<script" not in sprite


def test_an_unknown_icon_is_named():
    with pytest.raises(SystemExit, match="khong-co"):
        setup.sprite(["khong-co"])


def test_every_requirement_is_pinned():
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in read(name).splitlines():
            if line and not line.startswith(("#", "-r ")):
                assert re.match(r"[\w.\-]+(\[[\w,\-]+\])?==[\w.]+( |;|$)", line), line


def test_the_lock_file_names_hashes_but_no_registry():
    lock = read("package-lock.json")
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') == lock.count('"node_modules/')


def test_the_image_installs_the_system_packages_of_the_set_up():
    dockerfile = read("Dockerfile")
    for names in setup.RUN_PACKAGES:
        assert names.split("|")[0] in dockerfile


def test_the_image_leaves_out_what_git_ignores():
    left_out = set(read(".dockerignore").split())
    for name in (".venv", ".env", "var", "node_modules", "staticfiles", "static/vendor", ".git"):
        assert name in left_out


def test_a_stamp_changes_with_what_it_was_made_from(tmp_path):
    source, stamp = tmp_path / "requirements.txt", tmp_path / "stamp"
    source.write_text("a==1")
    assert not setup.is_stamped(stamp, setup.digest(source))
    stamp.write_text(setup.digest(source))
    assert setup.is_stamped(stamp, setup.digest(source))
    source.write_text("a==2")
    assert not setup.is_stamped(stamp, setup.digest(source))
