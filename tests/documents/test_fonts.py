"""Papers are printed with fonts proven to hold every Vietnamese letter."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import checks
from fontTools import subset
from fontTools.ttLib import TTFont

from documents import fonts
from documents.wording import wrap
from tests.documents.papers import letter
from tests.papers.checker import faults
from tests.papers.paper import Paper

# Written out, so that the generated set is checked against something a person can read.
LOWER = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
NAMES = (
    "LiberationSerif-Regular.ttf",
    "LiberationSerif-Bold.ttf",
    "LiberationSerif-Italic.ttf",
    "LiberationSerif-BoldItalic.ttf",
)


@pytest.fixture
def complete(tmp_path: Path) -> Path:
    """A folder with a complete family, named as Debian names Liberation."""
    folder = tmp_path / "complete"
    folder.mkdir()
    for name, source in zip(NAMES, fonts.find().values(), strict=True):
        shutil.copy(source, folder / name)
    return folder


@pytest.fixture
def crippled(tmp_path: Path, complete: Path) -> Path:
    """The same family without ơ and ư in its bold, as old versions lack them."""
    folder = tmp_path / "a-crippled"
    shutil.copytree(complete, folder)
    with TTFont(folder / NAMES[1]) as font:
        keep = subset.Subsetter()
        keep.populate(unicodes=set(font.getBestCmap()) - set(map(ord, "ơưƠƯ")))
        keep.subset(font)
        font.save(folder / NAMES[1])
    return folder


def test_the_178_letters():
    assert len(LOWER) == 89
    assert set(LOWER) | set(LOWER.upper()) == fonts.LETTERS
    assert len(fonts.LETTERS) == 178


def test_the_fonts_in_use_hold_every_required_character():
    assert set(fonts.faces()) == {"regular", "bold", "italic", "bold_italic"}
    for face in fonts.faces().values():
        assert fonts.missing_letters(face.path) == set()


def test_a_font_without_some_letters_is_passed_over(crippled, complete):
    assert fonts.missing_letters(crippled / NAMES[1]) == set("ơưƠƯ")
    # The crippled folder comes first in every order of names.
    found = fonts.find([crippled.parent])
    assert {path.parent for path in found.values()} == {complete}


def test_no_complete_family_is_an_error(crippled, tmp_path):
    with pytest.raises(fonts.FontsMissing):
        fonts.find([crippled])
    with pytest.raises(fonts.FontsMissing):
        fonts.find([])


def test_a_file_that_is_no_font_lacks_everything(complete):
    (complete / NAMES[0]).write_bytes(b"not a font")
    assert fonts.missing_letters(complete / NAMES[0]) == set(fonts.REQUIRED)
    with pytest.raises(fonts.FontsMissing):
        fonts.find([complete])


def test_the_folder_in_the_settings_comes_first(complete, settings):
    settings.DOCUMENT_FONT_DIR = str(complete)
    assert {path.parent for path in fonts.find().values()} == {complete}


def test_the_start_up_check_names_the_packages_to_install(crippled, settings, monkeypatch):
    assert fonts.check_fonts(None) == []
    monkeypatch.setattr(fonts, "_FOLDERS", ())
    settings.DOCUMENT_FONT_DIR = str(crippled)
    (error,) = fonts.check_fonts(None)
    assert error.id == "documents.fonts"
    assert error.is_serious()
    assert error.hint
    assert "fonts-liberation2" in error.hint
    assert "fonts-croscore" in error.hint
    assert fonts.check_fonts in checks.registry.registry.get_checks()


def test_the_private_family_binds_the_four_files():
    css = fonts.font_face_css()
    assert css.count("@font-face") == 4
    assert css.count(f"font-family: '{fonts.FAMILY}'") == 4
    for face in fonts.faces().values():
        assert face.path.as_uri() in css


def test_unprintable_characters_are_found():
    assert fonts.unprintable("Nghị quyết số 57-NQ/TW “…” – m²") == set()
    assert fonts.unprintable("xong ✓ 😀") == {"✓", "😀"}


@pytest.mark.parametrize(
    ("text", "size", "style", "millimetres"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "bold", 88.3),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "bold", 95.7),
        ("Độc lập - Tự do - Hạnh phúc", 13, "bold", 56.1),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, "bold", 72.9),
        ("Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2026", 13, "italic", 96.4),
    ],
)
def test_widths_are_those_of_times_new_roman(text, size, style, millimetres):
    """document-format.md §1.2."""
    assert fonts.width(text, size, style) * 25.4 / 72 == pytest.approx(millimetres, abs=0.1)


def test_headings_break_between_phrases():
    lines = wrap(
        "Tuyên truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát "
        "triển khoa học, công nghệ",
        14,
        425,
        "bold",
    )
    assert lines == [
        "Tuyên truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024",
        "của Bộ Chính trị về đột phá phát triển khoa học, công nghệ",
    ]


def test_every_wrapped_line_fits_and_no_word_is_lost():
    text = "Ủy ban nhân dân thành phố Hồ Chí Minh " * 8 + "W" * 90
    for available in (60, 150, 400):
        lines = wrap(text, 13, available, "bold")
        assert all(fonts.width(line, 13, "bold") <= available + 0.02 for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert wrap("", 13, 100, "bold") == []


def test_liberation_1_07_installed_beside_does_not_win(complete: Path, tmp_path: Path) -> None:
    """Debian 12's `fonts-liberation`: the same names, without the 92 letters with ơ, ư or a tone
    below. It is the only family the system knows here, and it still prints no letter."""
    old = tmp_path / "liberation"
    shutil.copytree(complete, old)
    missing = {letter for letter in fonts.LETTERS if letter in "ƠơƯư" or ord(letter) >= 0x1EA0}
    missing -= set("Ỳỳ")  # which Welsh needs
    assert len(missing) == 92
    for name in NAMES:
        with TTFont(old / name) as font:
            keep = subset.Subsetter()
            keep.populate(unicodes=set(font.getBestCmap()) - set(map(ord, missing)))
            keep.subset(font)
            font.save(old / name)
        assert fonts.missing_letters(old / name) == missing
    system = tmp_path / "fonts.conf"
    system.write_text(
        f"<fontconfig><dir>{old}</dir><cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>"
    )
    program = (
        "import django, sys; django.setup(); from documents import pdf;"
        "from tests.documents.papers import letter;"
        "sys.stdout.buffer.write(pdf.render(letter(), draft=False).pdf)"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        cwd=Path(__file__).resolve().parents[2],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "FONTCONFIG_FILE": str(system),
            "DOCUMENT_FONT_DIR": str(tmp_path),
        },
    ).stdout
    assert faults(Paper(printed, letter())) == []
