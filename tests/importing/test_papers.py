"""The importer on whole papers: those it was developed on, and those it is only measured by."""

import importlib.util
import json
import unicodedata
from pathlib import Path
from types import ModuleType

import pytest

from directives.importing.parse import parse
from tests.importing.comparing import papers, score

SHARED = Path(__file__).resolve().parents[3] / "shared"
# A paper and the names its records have among those written by hand.
TWO_IN_ONE = {
    "dong-nai-cong-van-1587-va-huong-dan-164": ["dong-nai-cong-van-1587", "dong-nai-huong-dan-164"]
}


@pytest.mark.parametrize(
    ("part", "overall", "deadlines"), [("develop", 0.98, 0.98), ("measured", 0.93, 0.95)]
)
def test_papers_are_read(part: str, overall: float, deadlines: float) -> None:
    found = score(part)
    assert found.overall >= overall, found.mistakes
    assert found.of("deadlines") >= deadlines, found.mistakes


@pytest.mark.parametrize("part", ["develop", "measured"])
def test_spans_show_what_was_read(part: str) -> None:
    """The place of a signature in the paper as handed in holds the name, whatever was repaired."""
    for name, text, _ in papers(part):
        for record in parse(text):
            found = record.as_json()
            if found["signer"]:
                ((start, end),) = found["spans"]["signer"]
                words = unicodedata.normalize("NFC", text[start:end]).strip("*").split()
                assert words == found["signer"].split(), name


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "import" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the five sample papers are not part of the project"
)
def test_sample_papers(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        records = parse(path.read_text("utf-8"))
        names = TWO_IN_ONE.get(path.stem, [path.stem])
        assert len(records) == len(names)
        for name, record in zip(names, records, strict=True):
            (tmp_path / f"{name}.json").write_text(json.dumps(record.as_json()), "utf-8")
    truth = str(SHARED / "import" / "truth")
    monkeypatch.setattr("sys.argv", ["score.py", str(tmp_path), "--truth", truth, "--json"])
    _scorer().main()
    found = json.loads(capsys.readouterr().out)
    assert found["overall"] >= 0.97
    assert found["fields"]["deadlines"]["f1"] == 1
    assert found["fields"]["recipients"]["f1"] == 1
    # One record says the signer's name is missing although the paper gives it.
    assert found["fields"]["signer"]["recall"] == 1
