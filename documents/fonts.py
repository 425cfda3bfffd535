"""The four font files papers are printed with, proven to hold every Vietnamese letter.

NĐ 30/2020 and the Party's guidance ask for Times New Roman; Liberation Serif 2 and Tinos have the
same widths. Files are found by path and loaded under a name of our own, because Debian 12's
`fonts-liberation` installs version 1.07 under the very name of version 2, without 92 Vietnamese
letters, and a lookup by name may pick it.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.core import checks
from fontTools.ttLib import TTFont, TTLibError

Style = Literal["regular", "bold", "italic", "bold_italic"]

FAMILY = "Paper Serif"
"""The private name under which the style sheet of a paper knows the fonts."""

_STYLES: tuple[Style, ...] = ("regular", "bold", "italic", "bold_italic")
_FILE_NAMES: tuple[tuple[str, ...], ...] = (
    ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"),
    (
        "Times New Roman.ttf",
        "Times New Roman Bold.ttf",
        "Times New Roman Italic.ttf",
        "Times New Roman Bold Italic.ttf",
    ),
    *(
        tuple(f"{name}-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic"))
        for name in ("LiberationSerif", "Tinos")
    ),
)
_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts/Supplemental",
    "C:/Windows/Fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "~/Library/Fonts",
)


def _letters() -> frozenset[str]:
    """The 89 letters of Vietnamese, tones included, in both cases: 178 characters."""
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    vowels = {
        unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in tones
    }
    lower = vowels | set("bcdđghklmnpqrstvx")
    return frozenset(lower | {letter.upper() for letter in lower})


LETTERS = _letters()
REQUIRED = LETTERS | {chr(code) for code in range(0x20, 0x7F)} | set("“”‘’–—…²³°×÷±§•\u00a0")
"""What a usable font must hold in every style: letters, ASCII, quotation marks, dashes, units."""


class FontsMissing(RuntimeError):
    """No installed font holds every Vietnamese letter in all four styles."""


class UnprintableText(ValueError):
    """The text holds characters the fonts lack, such as emoji; `characters` lists them."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = "".join(sorted(characters))
        super().__init__(f"no glyph for {self.characters!r}")


@dataclass(frozen=True)
class FontFile:
    """One font file with what the printer asks of it."""

    path: Path
    name: str
    codepoints: frozenset[int]
    advances: dict[int, int]
    units_per_em: int

    def width(self, text: str, size: float) -> float:
        """Width of one line of text in points, without kerning (Times sets Vietnamese so)."""
        total = sum(self.advances.get(ord(letter), self.units_per_em) for letter in text)
        return total * size / self.units_per_em


def _read(path: Path) -> FontFile:
    with path.open("rb") as file, TTFont(file, lazy=True) as font:
        cmap = font.getBestCmap()
        metrics = font["hmtx"].metrics
        return FontFile(
            path=path,
            name=font["name"].getDebugName(6),
            codepoints=frozenset(cmap),
            advances={code: metrics[glyph][0] for code, glyph in cmap.items()},
            units_per_em=font["head"].unitsPerEm,
        )


def missing_letters(path: Path) -> set[str]:
    """Characters of `REQUIRED` this font file can't show; all of them when it can't be read."""
    try:
        codepoints = _read(path).codepoints
    except (OSError, TTLibError):
        return set(REQUIRED)
    return {letter for letter in REQUIRED if ord(letter) not in codepoints}


def _folders() -> Iterator[Path]:
    """Where fonts may lie, the folder named in the settings first."""
    for folder in (settings.DOCUMENT_FONT_DIR, *_FOLDERS):
        if folder and (path := Path(folder).expanduser()).is_dir():
            yield path


def find(folders: Iterable[Path] | None = None) -> dict[Style, Path]:
    """The first complete set of four files, one per style, that holds every Vietnamese letter.

    Families are tried in the order Times New Roman, Liberation Serif, Tinos, in each folder and
    everything below it. Raises FontsMissing when no set is complete.
    """
    for root in _folders() if folders is None else folders:
        by_folder: dict[Path, dict[str, Path]] = {}
        for path in sorted(root.rglob("*.[tT][tT][fF]")):
            by_folder.setdefault(path.parent, {})[path.name.lower()] = path
        for names in _FILE_NAMES:
            for files in by_folder.values():
                chosen = [files[name.lower()] for name in names if name.lower() in files]
                if len(chosen) == len(_STYLES) and not any(map(missing_letters, chosen)):
                    return dict(zip(_STYLES, chosen, strict=True))
    raise FontsMissing("no font family with all 178 Vietnamese letters in four styles")


@functools.cache
def faces() -> dict[Style, FontFile]:
    """The fonts in use, read once per process. Raises FontsMissing."""
    return {style: _read(path) for style, path in find().items()}


def font_face_css() -> str:
    """`@font-face` rules that bind the four files to `FAMILY`."""
    rules = []
    for style, face in faces().items():
        weight = "bold" if "bold" in style else "normal"
        slant = "italic" if "italic" in style else "normal"
        rules.append(
            f"@font-face {{ font-family: '{FAMILY}'; font-weight: {weight}; "
            f"font-style: {slant}; src: url('{face.path.as_uri()}') }}"
        )
    return "\n".join(rules)


def unprintable(text: str) -> set[str]:
    """Characters of a text that at least one of the four fonts can't show."""
    return {
        letter
        for letter in set(text) - {"\n"}
        if any(ord(letter) not in face.codepoints for face in faces().values())
    }


def width(text: str, size: float, style: Style = "regular") -> float:
    """Width in points of a text set on one line."""
    return faces()[style].width(text, size)


@checks.register("documents")
def check_fonts(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Start-up check `documents.fonts`: papers can't be printed without a complete font."""
    try:
        find()
    except FontsMissing:
        return [
            checks.Error(
                "Chưa có phông chữ in văn bản đủ 178 chữ cái tiếng Việt ở bốn kiểu chữ.",
                hint=(
                    "Cài gói fonts-liberation2 (Debian 12; từ Debian 13 là fonts-liberation) hoặc "
                    "fonts-croscore. Gói fonts-liberation 1.07 của Debian 12 thiếu 92 chữ. Phông "
                    "để ở thư mục khác thì khai trong DOCUMENT_FONT_DIR."
                ),
                id="documents.fonts",
            )
        ]
    return []
