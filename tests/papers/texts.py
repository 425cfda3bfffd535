"""The text a reader copies out of a printed paper, and the text the printer was given."""

import re
from html.parser import HTMLParser

from documents.outline import parse
from documents.wording import NOTE
from tests.papers.measured import MM, Glyph
from tests.papers.paper import Paper, bare

_RUNNING = {"foot", "first-foot", "corner", "draft-mark", "note", "verify"}
_VOID = {"br", "meta", "col", "path"}


class Body(HTMLParser):
    """The words of the page as the printer got them, without what stands in the margins."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[bool] = []
        self.text: list[str] = []
        self.heads: list[str] = []
        self.in_head = False

    def handle_starttag(self, tag, attrs):
        if tag in _VOID:
            return
        classes = set((dict(attrs).get("class") or "").split())
        self.open.append(bool(classes & _RUNNING) or tag in ("style", "title"))
        if tag == "thead":
            self.in_head = True
            self.heads.append("")

    def handle_endtag(self, tag):
        if tag in _VOID:
            return
        self.open.pop()
        if tag == "thead":
            self.in_head = False

    def handle_data(self, data):
        if any(self.open):
            return
        words = re.sub(r"\s", "", data)
        self.text.append(words)
        if self.in_head:
            self.heads[-1] += words


def extracted(one: Paper, heads: list[str]) -> str:
    """The text of all pages in the order it was drawn, without margins and repeated heads."""
    text = ""
    footnotes = {(line.page, round(line.baseline, 1)) for line in one.footnotes}
    for page, (_, height) in enumerate(one.measured.sizes):

        def inside(glyph: Glyph, page: int = page, height: float = height) -> bool:
            place = glyph.baseline / MM
            return (
                glyph.upright
                and 20 < place < height - 19.5
                and (page, round(place, 1)) not in footnotes
            )

        words = one.measured.stream(page, inside)
        repeated = next((head for head in heads if words.startswith(head)), "")
        # The first time a head stands behind the appendix's title.
        text += words.removeprefix(repeated)
    return re.sub("[¹²³⁴⁵⁶⁷⁸⁹]|(?<=hướngdẫn)\\(1\\d\\)", "", text)


def words_of(text: str) -> list[str]:
    """Paragraphs of a text as they must be found: small, no blanks, without end marks."""
    return [bare(NOTE.sub("", each.text)).rstrip(".;,:/") for each in parse(text)]
