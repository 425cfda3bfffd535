"""The visual language keeps its own rules: contrast, icons, no inline code, size."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from nq57portal.templatetags.portal import COLOURS

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted((ROOT / "static/css").glob("*.css"))
CSS = (ROOT / "static/css/base.css").read_text(encoding="utf-8")
TOKENS = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", CSS))
ICONS = (ROOT / "static/icons.txt").read_text().split()
APPS = ("units", "activity", "documents", "directives", "plans", "reports", "nq57portal")
# Papers and mails are not web pages: no CSP, and styles of their own.
PAGES = [
    path
    for path in (ROOT / "templates").rglob("*.html")
    if not {"pdf", "email"} & set(path.relative_to(ROOT).parts)
]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", sorted(COLOURS))
def test_words_on_every_state_colour_are_easy_to_read(colour):
    assert round(contrast(colour, f"{colour}-nhat"), 1) >= 5.7


@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("muc", "nen", 15), ("muc-nhat", "nen", 7), ("muc-nhat", "nen-2", 4.5),
        ("muc", "nen-dau-bang", 4.5), ("nen", "chu-dao", 8), ("nen", "chu-dao-dam", 8),
        ("lien-ket", "nen-2", 4.5), ("lien-ket-da-xem", "nen-2", 4.5), ("chu-dao", "lam-nhat", 4.5),
        ("lien-ket", "lam-nhat", 4.5), ("nen", "dau-trang", 7), ("vien-o", "nen", 3),
    ],
)  # fmt: skip
def test_text_and_borders_stand_out(text, ground, least):
    assert contrast(text, ground) >= least


def test_every_icon_of_pages_and_states_is_in_the_sprite():
    used = set()
    for page in PAGES:
        source = page.read_text(encoding="utf-8")
        used |= set(re.findall(r'{% icon "([a-z0-9-]+)" %}', source))
        used |= set(re.findall(r'{% badge [^%]*? "([a-z0-9-]+)" %}', source)) - COLOURS
    for app in APPS:
        for module in (ROOT / app).rglob("*.py"):
            source = module.read_text(encoding="utf-8")
            labels = re.findall(r'StateLabel\(\s*f?"[^"]*",\s*"([a-z]+)",\s*"([a-z0-9-]+)"', source)
            assert {colour for colour, _ in labels} <= COLOURS, module
            used |= {icon for _, icon in labels}
    assert {"pencil", "envelope-x", "chevron-down"} <= used
    assert used <= set(ICONS)


def test_icons_are_named_once_in_order():
    assert sorted(set(ICONS)) == ICONS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT / "templates")))
def test_no_page_carries_code_or_style_of_its_own(page):
    source = page.read_text(encoding="utf-8")
    assert not re.search(
        r"<style|\sstyle=|\son[a-z]+=[\"']|javascript:|hx-on|hx-vals=[\"']js:", source
    )
    for script in re.findall(r"<script[^>]*>(.*?)</script>", source, re.DOTALL):
        assert script == ""


def test_the_front_end_stays_within_its_budget():
    def weight(paths: Iterable[Path]) -> int:
        return sum(len(gzip.compress(path.read_bytes())) for path in paths)

    assert weight(SHEETS) <= 12_000
    assert weight((ROOT / "static/js").glob("*.js")) <= 12_000


def test_every_style_sheet_is_linked_and_short_enough_to_read():
    linked = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for sheet in SHEETS:
        assert f"'css/{sheet.name}'" in linked, sheet
        assert len(sheet.read_text(encoding="utf-8").splitlines()) < 400, sheet
