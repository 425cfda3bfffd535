"""A measured paper beside the content it must show, and the parts a reader would point at."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from documents import types
from documents.content import PaperContent, canonical
from tests.papers.measured import MM, Line, Measured, Shape
from tests.papers.skins import SKINS

NEAR = 0.5
"""Millimetres two places may differ by and still be the same (document-format.md §8)."""


_NUMBER = re.compile(r"Số:?( |$)")
_CALL = re.compile(r"([¹²³⁴⁵⁶⁷⁸⁹]|\(\d\d\)) ")
_DATE_WORDS = re.compile(r"(^|, )(ngày|tháng|năm)\b")
_DATE = re.compile(r"(^|, )ngày( |$)")


@dataclass(frozen=True)
class Signed:
    """What was put on a signed paper: places in mm, and when."""

    signature: tuple[int, float, float, float, float]
    seal: tuple[int, float, float, float, float]
    seal_size: tuple[float, float]
    blue: bool
    red: bool
    whole: list[bool]
    at: dt.datetime


class Paper:
    """One printed paper with what it was printed from."""

    def __init__(
        self,
        pdf: bytes,
        content: PaperContent,
        *,
        draft: bool = False,
        signed: Signed | None = None,
        attachment: dt.datetime | None = None,
    ) -> None:
        self.pdf = pdf
        self.content: PaperContent = json.loads(canonical(content))
        self.draft = draft
        self.signed = signed
        self.attachment = attachment
        self.measured = Measured(pdf)
        self.skin = SKINS[content["profile"]]
        self.kind = types.get(content["type_code"])
        self.left = 30.0

    # --- pages --------------------------------------------------------------------------------

    @property
    def lines(self) -> list[Line]:
        return self.measured.lines

    def right(self, page: int) -> float:
        """Where the text box ends."""
        return self.measured.sizes[page][0] - self.skin.right

    def middle(self, page: int) -> float:
        return (self.left + self.right(page)) / 2

    def on(self, page: int) -> list[Line]:
        return [line for line in self.lines if line.page == page]

    @cached_property
    def appendix_starts(self) -> list[int]:
        """Pages that begin with "Phụ lục", set in bold in the middle."""
        if self.attachment:
            return [0]
        return [
            line.page
            for line in self.lines
            if re.fullmatch(r"Phụ lục( [IVXL]+)?", line.text)
            and line.style == "Bold"
            and line.baseline < 30
        ]

    @property
    def main_pages(self) -> range:
        end = self.appendix_starts[0] if self.appendix_starts else len(self.measured.sizes)
        return range(end)

    def page_number(self, page: int) -> list[Line]:
        """Lines in the top margin."""
        return [line for line in self.on(page) if line.baseline < 20 and not self.corner(line)]

    def corner(self, line: Line) -> bool:
        """The signing-time text in the top right corner of an attachment's first page."""
        return bool(
            self.attachment and line.page == 0 and line.size == 10 and line.x1 > self.right(0) - 1
        )

    def stands_low(self, line: Line) -> bool:
        """Lines that may stand in the bottom margin (§13): contact, demo mark, verification."""
        return (
            line.text == "BẢN TRÌNH DIỄN"
            or bool(re.search(r"/xac-minh|[Mm]ã (xác minh|kiểm tra)", line.text))
            or bool(self.contact and line.page == 0 and line.baseline > self.contact.top)
        )

    @cached_property
    def contact(self) -> Shape | None:
        """The rule above the contact line: across the text, at the foot of page 1."""
        return next(
            (
                rule
                for rule in self.measured.rules
                if rule.page == 0 and rule.top > 265 and rule.width > 100
            ),
            None,
        )

    # --- the title block ------------------------------------------------------------------------

    def first(self, accept: Callable[[Line], bool]) -> Line | None:
        return next((line for line in self.lines if accept(line)), None)

    @cached_property
    def number(self) -> Line | None:
        if not (line := self.first(lambda ln: ln.page == 0 and bool(_NUMBER.match(ln.text)))):
            return None
        return self._with_blanks(line, lambda part: not self._begins_date(part))

    def _begins_date(self, line: Line) -> bool:
        place = self.content["place"]
        return bool(_DATE_WORDS.search(line.text) or (place and line.text.startswith(place)))

    @cached_property
    def date(self) -> Line | None:
        line = self.first(lambda ln: ln.page == 0 and bool(_DATE.search(ln.text)))
        return self._with_blanks(line, self._begins_date) if line else None

    def _with_blanks(self, line: Line, belongs: Callable[[Line], bool]) -> Line:
        """A line with blanks left for the pen, put together again from its pieces."""
        pieces = [
            part
            for part in self.on(line.page)
            if abs(part.baseline - line.baseline) < 0.3 and belongs(part) and part.x0 >= line.x0
        ]
        text = pieces[0].text
        for before, after in pairwise(pieces):
            blanks = round((after.x0 - before.x1) * MM / (line.size / 4))
            text += " " * blanks + after.text
        return replace(line, text=text, x1=pieces[-1].x1)

    @cached_property
    def heading(self) -> Line | None:
        title = self.skin.title or "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        return self.first(lambda ln: ln.text == title)

    @cached_property
    def left_block(self) -> list[Line]:
        """Parent and issuer: what stands above the number in the left column."""
        if not (self.number and self.heading):
            return []
        return [
            line
            for line in self.on(0)
            if 20 < line.baseline < self.number.baseline - 1 and line.x1 < self.heading.x0
        ]

    @cached_property
    def type_name(self) -> Line | None:
        if not self.number:
            return None
        low = self.number.baseline
        return self.first(
            lambda ln: ln.page == 0 and ln.baseline > low and ln.text == self.kind.title
        )

    @cached_property
    def title_end(self) -> float:
        """Where the title block ends on page 1."""
        marks = [line.baseline for line in (self.number, self.date) if line]
        if self.type_name:
            marks += [line.baseline for line in self.subject]
            marks += [ln.baseline for ln in self.on(0) if ln.text == "-----"]
        else:
            marks += [line.baseline for line in self.subject]
            marks += [line.baseline for line in self.stamps]
        return max(marks, default=0)

    @cached_property
    def stamps(self) -> list[Line]:
        return [
            line
            for line in self.on(0)
            if line.text
            in {
                "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ",
                "TÀI LIỆU HỘI NGHỊ", "TÀI LIỆU THU HỒI",
            }
        ]  # fmt: skip

    @cached_property
    def subject(self) -> list[Line]:
        """Lines of the trích yếu: below the type, or, in a công văn, below the number."""
        wanted = bare(self.content["subject"])
        if self.type_name:
            pool = [line for line in self.on(0) if line.baseline > self.type_name.baseline + 1]
        elif self.number:
            column = self.heading.x0 if self.heading else 105
            low = self.number.baseline
            pool = [line for line in self.on(0) if line.baseline > low + 1 and line.x1 < column]
        else:
            pool = []
        found: list[Line] = []
        taken = ""
        for line in pool:
            text = bare(line.text)
            if line in self.stamps or re.fullmatch("-+", line.text):
                break
            found.append(line)
            taken += text
            if len(taken.removeprefix("v/v").removeprefix("vềviệc")) >= len(
                wanted.removeprefix("v/v").removeprefix("vềviệc")
            ):
                break
        return found

    # --- the body -------------------------------------------------------------------------------

    @cached_property
    def label(self) -> Line | None:
        """ "Nơi nhận:" of the sign-off."""
        return self.first(lambda ln: ln.page in self.main_pages and ln.text == "Nơi nhận:")

    @cached_property
    def addressee_label(self) -> Line | None:
        return self.first(
            lambda ln: ln.page == 0 and bool(re.match(r"(Kính gửi|Kính trình):", ln.text))
        )

    def before_sign_off(self, line: Line) -> bool:
        if line.page not in self.main_pages:
            return False
        if self.label is None:
            return True
        place, end = (line.page, line.baseline), (self.label.page, self.label.baseline)
        return place < end and not (line.page == self.label.page and line in self.signing_block)

    @cached_property
    def footnotes(self) -> list[Line]:
        """Small lines at the foot of a page, from the first that opens with its call."""
        found = []
        for page in self.main_pages:
            small = [line for line in self.on(page) if line.sizes == {11}]
            first = next((n for n, line in enumerate(small) if _CALL.match(line.text)), len(small))
            found += [line for line in small[first:] if line.baseline < 277]
        return found

    @cached_property
    def body(self) -> list[Line]:
        """Lines of the main text from under the title block to the sign-off."""
        return [
            line
            for line in self.lines
            if line.page in self.main_pages
            and (line.page > 0 or line.baseline > self.title_end + 1)
            and line.baseline > 20
            and self.before_sign_off(line)
            and not self.stands_low(line)
            and line not in self.footnotes
            and line not in self.addressees
        ]

    @cached_property
    def addressees(self) -> list[Line]:
        """The block after "Kính gửi:": from the label to the first line of the text."""
        if not (label := self.addressee_label):
            return []
        found = [label]
        for line in self.on(0):
            if line.baseline <= label.baseline + 1 or line is label:
                continue
            if line.x0 < self.left + 13 and "ồng kính" not in line.text:
                break
            found.append(line)
        return found

    @cached_property
    def paragraphs(self) -> list[list[Line]]:
        """The body as paragraphs: a line set in begins one, lines at the edge go on with it."""
        found: list[list[Line]] = []
        for line in self.body:
            if abs(line.x0 - self.left) < NEAR and found:
                found[-1].append(line)
            else:
                found.append([line])
        return found

    @cached_property
    def running(self) -> list[list[Line]]:
        """Paragraphs that start at the indent: running text and headings, nothing centred."""
        return [lines for lines in self.paragraphs if 9 < lines[0].x0 - self.left < 13.7]

    # --- the sign-off ---------------------------------------------------------------------------

    @cached_property
    def signer(self) -> Line | None:
        name = self.content["signer_name"].strip()
        return next(
            (ln for ln in reversed(self.lines) if ln.page in self.main_pages and ln.text == name),
            None,
        )

    @cached_property
    def signing_block(self) -> list[Line]:
        """Authority and position lines: right of the label, down to the name."""
        if not (self.label and self.signer):
            return []
        return [
            line
            for line in self.on(self.label.page)
            if line.x0 > self.middle(line.page) - 25
            and self.label.baseline - 1.5 < line.baseline < self.signer.baseline - 1
            and line.size >= 13
        ]

    @cached_property
    def recipients(self) -> list[Line]:
        """Lines of the list under "Nơi nhận:", also those that run on to the next page."""
        if not self.label:
            return []
        size = 11 if self.skin.state else 12
        low = self.label.baseline
        return [
            line
            for line in self.lines
            if line.page in self.main_pages
            and line.size == size
            and line not in self.footnotes
            and not self.stands_low(line)
            and (line.page > self.label.page or line.baseline > low)
            and line.page >= self.label.page
            and line.x0 < self.middle(line.page)
        ]

    @cached_property
    def items(self) -> list[str]:
        """The list's entries: a line that starts with a dash at the edge begins one."""
        found: list[str] = []
        for line in self.recipients:
            if abs(line.x0 - self.left) < NEAR and line.text.startswith("- "):
                found.append(line.text)
            elif line.x0 - self.left > 45 or re.fullmatch(r"\(.*\)", line.text):
                continue  # the words beside a brace
            elif line.text == self.content["drafter_code"]:
                continue
            elif found:
                found[-1] += f" {line.text}"
        return found


def bare(text: str) -> str:
    """Text for comparing: small letters, no blanks."""
    return re.sub(r"\s+", "", text).casefold()


def pitch(upper: Line, lower: Line) -> float:
    """Distance of two baselines in points."""
    return (lower.baseline - upper.baseline) * MM
