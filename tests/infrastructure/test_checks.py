"""Start-up checks: what is wrong is said, what is right is left alone."""

from pathlib import Path
from types import SimpleNamespace

from nq57portal import checks


def ids(messages):
    return [message.id for message in messages]


def test_a_media_folder_is_made_when_it_is_missing(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "var" / "media"
    assert checks.media_folder_is_writable(None) == []
    assert settings.MEDIA_ROOT.is_dir()


def test_a_media_folder_that_cannot_be_made_is_an_error(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = tmp_path / "file" / "media"
    (error,) = checks.media_folder_is_writable(None)
    assert error.id == "nq57portal.E001"
    assert str(settings.MEDIA_ROOT) in error.msg


def test_several_web_processes_are_warned_about_on_sqlite_only(monkeypatch):
    monkeypatch.setenv("WEB_CONCURRENCY", "3")
    monkeypatch.setattr(checks, "connection", SimpleNamespace(vendor="sqlite"))
    assert ids(checks.one_writer_for_sqlite(None)) == ["nq57portal.W001"]
    monkeypatch.setattr(checks, "connection", SimpleNamespace(vendor="postgresql"))
    assert checks.one_writer_for_sqlite(None) == []


def test_one_web_process_on_sqlite_is_fine(monkeypatch):
    monkeypatch.setattr(checks, "connection", SimpleNamespace(vendor="sqlite"))
    for value in ("", "1"):
        monkeypatch.setenv("WEB_CONCURRENCY", value)
        assert checks.one_writer_for_sqlite(None) == []


def test_demo_mode_is_warned_about_in_production(settings):
    settings.PRODUCTION, settings.DEMO_MODE = True, True
    assert ids(checks.no_demo_in_production(None)) == ["nq57portal.W002"]
    settings.DEMO_MODE = False
    assert checks.no_demo_in_production(None) == []


def test_the_media_folder_of_the_tests_is_not_that_of_the_trial(settings):
    root = Path(__file__).resolve().parents[2]
    assert root not in settings.MEDIA_ROOT.parents
