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


needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the campaign's scorer and its samples are not part of the project"
)


class Shared:
    """Records and truths laid out for the campaign's own scorer, and what it says of them."""

    def __init__(self, folder: Path, monkeypatch, capsys) -> None:
        self.records, self.truths = folder / "records", folder / "truths"
        self.records.mkdir()
        self.truths.mkdir()
        self.monkeypatch, self.capsys = monkeypatch, capsys

    def says(self, truths: Path) -> dict:
        """The figures of everything put into `records`."""
        words = ["score.py", str(self.records), "--truth", str(truths), "--json"]
        self.monkeypatch.setattr("sys.argv", words)
        _scorer().main()
        return json.loads(self.capsys.readouterr().out)


@pytest.fixture
def shared(tmp_path: Path, monkeypatch, capsys) -> Shared:
    return Shared(tmp_path, monkeypatch, capsys)


@needs_shared
@pytest.mark.parametrize(
    ("part", "overall", "deadlines"), [("develop", 0.98, 0.98), ("measured", 0.93, 0.95)]
)
def test_papers_by_the_scorer_of_the_campaign(
    shared: Shared, part: str, overall: float, deadlines: float
) -> None:
    for name, text, truths in papers(part):
        for index, (truth, record) in enumerate(zip(truths, parse(text), strict=True)):
            (shared.truths / f"{name}-{index}.json").write_text(json.dumps(truth), "utf-8")
            written = json.dumps(record.as_json())
            (shared.records / f"{name}-{index}.json").write_text(written, "utf-8")
    found = shared.says(shared.truths)
    assert found["overall"] >= overall
    assert found["fields"]["deadlines"]["f1"] >= deadlines


@needs_shared
def test_sample_papers(shared: Shared) -> None:
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        records = parse(path.read_text("utf-8"))
        names = TWO_IN_ONE.get(path.stem, [path.stem])
        for name, record in zip(names, records, strict=True):
            (shared.records / f"{name}.json").write_text(json.dumps(record.as_json()), "utf-8")
    found = shared.says(SHARED / "import" / "truth")
    assert found["overall"] >= 0.97
    assert found["fields"]["deadlines"]["f1"] == 1
    assert found["fields"]["recipients"]["f1"] == 1
    # One record says the signer's name is missing although the paper gives it.
    assert found["fields"]["signer"]["recall"] == 1
