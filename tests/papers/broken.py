"""Papers with one fault each: what the checker must see, by the number of the assertion.

A fault is put into the printed words (a change of the HTML the printer got) or into its style
sheet (a rule added at the end), so the paper is otherwise whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from documents import pdf
from documents.content import PaperContent
from tests.papers.issuers import board, letter_of, mass, party, state
from tests.papers.paper import Paper
from tests.papers.words import outline, sections, table
from tests.papers.zoo import Make, appendix


@dataclass(frozen=True)
class Broken:
    """One broken paper: the whole one, and what is done to it before printing."""

    number: int
    what: str
    make: Make
    css: str = ""
    swap: tuple[str, str] = ("", "")
    draft: bool = False
    alter: Callable[[PaperContent], None] | None = None
    """Changes what the paper is judged by, not what is printed."""

    def printed(self) -> Paper:
        """Print it with its fault."""
        content = self.make()
        html = pdf.page_of(content, draft=self.draft)
        if self.swap[0]:
            changed = re.sub(self.swap[0], self.swap[1], html, count=1, flags=re.DOTALL)
            assert changed != html, f"nothing to break in #{self.number} {self.what}"
            html = changed
        html = html.replace("</style>", f"{self.css}</style>", 1)
        if self.alter:
            self.alter(content)
        return Paper(pdf.print_html(html), content, draft=self.draft)


def _state(**fields: Any) -> Make:
    return lambda: state(sections=sections("Mục đích, yêu cầu", "Tổ chức thực hiện"), **fields)


def _party(**fields: Any) -> Make:
    return lambda: party(
        "hd05", sections=sections("Mục đích, yêu cầu", "Tổ chức thực hiện"), **fields
    )


def _letter(**fields: Any) -> Make:
    return lambda: letter_of(state, "CV", "UBND-VHXH", **fields)


def _party_letter() -> PaperContent:
    return letter_of(board, "hd05", "CV")


def _long() -> PaperContent:
    return state(sections=sections("Mục đích, yêu cầu", "Tổ chức thực hiện", khoan=9))


def _long_party() -> PaperContent:
    return party("hd05", sections=sections("Mục đích", "Tổ chức thực hiện", khoan=9))


_CITED = ["Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", "Căn cứ điều lệ"]
_TWO = [appendix("Phân công", table=table(16)), appendix("Nội dung", text=outline(2))]


def _no_date(content: PaperContent) -> None:
    content["date"] = "2026-03-06"


def _other_number(content: PaperContent) -> None:
    content["symbol"] = "BC-UBND"


_HEADING_LAST = (
    r'<p class="line text-line">7\.',
    '<p class="line section-line">III. CUỐI</p>'
    '<p class="line text-line" style="break-before: page">7.',
)
_SECOND_COUNTRY = "<main>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
PLAN, PARTY, LETTER = _state(), _party(), _letter()
BROKEN = [
    Broken(1, "khổ Letter", PLAN, "@page { size: Letter }"),
    Broken(2, "lề trái 20", PLAN, "@page { margin-left: 20mm }"),
    Broken(2, "lề phải 10", PLAN, "@page { margin-right: 10mm }"),
    Broken(3, "lề trên 15", PARTY, "@page { margin-top: 15mm }"),
    Broken(4, "phông khác", PLAN, ".number { font-family: 'DejaVu Sans', sans-serif }"),
    Broken(5, "chữ rời dấu", PLAN, swap=("Nguyễn Văn An", "Nguye\u0302\u0303n Văn An")),
    Broken(6, "chữ xanh", PLAN, ".type-name { color: #00f }"),
    Broken(6, "mảng đen", PLAN, "main { border-top: 40mm solid #000 }"),
    Broken(7, "cỡ 9", PLAN, ".recipients .item { font-size: 9pt }"),
    Broken(7, "cỡ 12,5", PLAN, ".number { font-size: 12.5pt }"),
    Broken(8, "số trang 1", PLAN, "@page :first { @top-center { content: counter(page) } }"),
    Broken(9, "không số trang", _long, "@page { @top-center { content: none } }"),
    Broken(9, "số trang lệch", _long, "@page { @top-center { padding-left: 20mm } }"),
    Broken(10, "số trang quá thấp", _long_party, "@page { @top-center { padding-top: 14mm } }"),
    Broken(11, "hai Quốc hiệu", PLAN, swap=("<main>", f"{_SECOND_COUNTRY}<br>")),
    Broken(11, "Quốc hiệu mảnh", PLAN, ".heading { font-weight: normal }"),
    Broken(12, "Tiêu ngữ nhỏ", PLAN, ".motto { font-size: 11pt }"),
    Broken(12, "Tiêu ngữ gạch dài", PLAN, swap=("Độc lập - Tự do", "Độc lập – Tự do")),
    Broken(13, "kẻ ngắn", PLAN, ".full-rule::after { width: 70% }"),
    Broken(13, "kẻ dày", PLAN, ".full-rule::after { height: 1.6pt }"),
    Broken(14, "dấu sao", PLAN, swap=('<div class="number">', '<div>*</div><div class="number">')),
    Broken(15, "tiêu đề 14", PARTY, ".heading { font-size: 14pt }"),
    Broken(15, "thêm Quốc hiệu", PARTY, swap=("<main>", _SECOND_COUNTRY)),
    Broken(16, "tên cơ quan mảnh", PLAN, ".issuer { font-weight: normal }"),
    Broken(16, "tên cơ quan thường", PLAN, swap=("XÃ TÂN KỲ", "Xã Tân Kỳ")),
    Broken(17, "kẻ cơ quan dài", PLAN, ".short-rule::after { width: 80% }"),
    Broken(18, "mất dấu sao", PARTY, swap=(r'<div class="star">\*</div>', "")),
    Broken(18, "kẻ thay sao", PARTY, ".star { border-bottom: .75pt solid #000 }"),
    Broken(19, "số không đệm", PLAN, swap=("Số: 12/", "Số: 5/")),
    Broken(19, "số đậm", PLAN, ".number { font-weight: bold }"),
    Broken(20, "số có hai chấm", PARTY, swap=("Số 12-KH", "Số: 12-KH")),
    Broken(21, "sai loại trong số", PLAN, alter=_other_number),
    Broken(22, "ngày đứng", PLAN, ".date { font-style: normal }"),
    Broken(22, "tháng 03", PLAN, swap=("tháng 3 năm", "tháng 03 năm")),
    Broken(22, "ngày thấp", PLAN, ".second td { vertical-align: top } .date { padding-top: 3mm }"),
    Broken(23, "ngày khác", PLAN, alter=_no_date),
    Broken(24, "tên loại lệch", PLAN, ".type-name { text-align: left }"),
    Broken(24, "trích yếu mảnh", PLAN, ".subject { font-weight: normal }"),
    Broken(24, "trích yếu chữ thường", PLAN, swap=(">Tuyên truyền, thực", ">tuyên truyền, thực")),
    Broken(25, "không có -----", PARTY, swap=("-----</div>", "</div>")),
    Broken(25, "trích yếu hoa", PARTY, swap=(">tuyên truyền, thực", ">Tuyên truyền, thực")),
    Broken(26, "không V/v", LETTER, swap=(">V/v tuyên", ">tuyên")),
    Broken(26, "V/v xa số", LETTER, ".letter-subject { margin-top: 16pt }"),
    Broken(27, "trích yếu đứng", _party_letter, ".letter-subject { font-style: normal }"),
    Broken(28, "hai cỡ chữ", PLAN, ".line:nth-child(3) { font-size: 13pt }"),
    Broken(28, "cỡ 12", PLAN, ".line { font-size: 12pt }"),
    Broken(29, "lùi 5 mm", PLAN, ".line { text-indent: 5mm }"),
    Broken(29, "lùi hai trị số", PLAN, ".text-line { text-indent: 12.7mm }"),
    Broken(30, "căn trái", PLAN, ".line { text-align: left }"),
    Broken(31, "dòng quá khít", PLAN, ".line { line-height: 15pt }"),
    Broken(31, "dòng quá thưa", PLAN, ".line { line-height: 26pt }"),
    Broken(32, "dòng 16 pt", PARTY, ".line { line-height: 16pt }"),
    Broken(33, "đoạn sát nhau", PLAN, ".line { margin-bottom: 2pt }"),
    Broken(34, "căn cứ đứng", _state(citations=_CITED), ".basis-line { font-style: normal }"),
    Broken(34, "căn cứ dấu phẩy", _state(citations=_CITED), swap=("năm 2025;", "năm 2025,")),
    Broken(35, "mục mảnh", PLAN, ".section-line { font-weight: normal }"),
    Broken(35, "nhảy số mục", PLAN, swap=("II. TỔ CHỨC", "III. TỔ CHỨC")),
    Broken(35, "nhảy số khoản", PLAN, swap=(">2. ", ">3. ")),
    Broken(
        36,
        "thiếu điểm b",
        lambda: state(sections=sections("Nhiệm vụ", khoan=1, points=4)),
        swap=(r">b\) ", ">c) "),
    ),
    Broken(37, "chữ ký một mình", PLAN, ".signoff { break-before: page }"),
    Broken(37, "tên mục cuối trang", _long, swap=_HEADING_LAST),
    Broken(38, "T/M", PLAN, swap=("TM. ỦY", "T/M ỦY")),
    Broken(38, "chức vụ mảnh", PLAN, ".position { font-weight: normal }"),
    Broken(39, "TM.", PARTY, swap=("T/M BAN", "TM. BAN")),
    Broken(39, "chức vụ đậm", PARTY, ".position { font-weight: bold }"),
    Broken(40, "họ tên mảnh", PLAN, ".signer { font-weight: normal }"),
    Broken(40, "họ tên lệch", PLAN, ".signer { text-align: left }"),
    Broken(40, "học vị", lambda: state(signer_name="TS. Nguyễn Văn An")),
    Broken(41, "Nơi nhận đứng", PLAN, ".recipients-label { font-style: normal }"),
    Broken(41, "Nơi nhận thấp", PLAN, ".recipients { padding-top: 5mm }"),
    Broken(42, "không gạch chân", PARTY, ".recipients-label::after { background: none }"),
    Broken(43, "mất gạch", PLAN, swap=("- Ban Thường vụ", "Ban Thường vụ")),
    Broken(43, "dấu phẩy", PLAN, swap=(r"\(để b/c\);", "(để b/c),")),
    Broken(43, "không lưu", PLAN, swap=("- Lưu: VT", "- Giữ: VT")),
    Broken(44, "không Như trên", LETTER, swap=("- Như trên", "- Như sau")),
    Broken(
        44,
        "kế hoạch có Kính gửi",
        PLAN,
        swap=("<main>", '<p class="addressee">Kính gửi: Sở Nội vụ</p><main>'),
    ),
    Broken(45, "gạch lệch", LETTER, ".addressees .item:last-child { padding-left: 6mm }"),
    Broken(45, "dấu cuối", LETTER, swap=("thành phố;", "thành phố.")),
    Broken(46, "thiếu ./.", PLAN, swap=(r"\./\.</p>", ".</p>")),
    Broken(46, "Đảng có ./.", PARTY, swap=(r"\.</p>\s*</main>", "./.</p></main>")),
    Broken(
        49, "phụ lục nghiêng", _state(appendices=_TWO), ".appendix-label { font-weight: normal }"
    ),
    Broken(49, "phụ lục không số", _state(appendices=_TWO), swap=(">Phụ lục II<", ">Phụ lục<")),
    Broken(49, "thiếu kèm theo", _state(appendices=_TWO), swap=(r"\(Kèm theo", "(Theo")),
    Broken(
        50,
        "không đánh lại số",
        _state(appendices=_TWO),
        "@page :nth(1 of portrait) { counter-reset: none }",
    ),
    Broken(52, "dấu khẩn đen", _letter(urgency="khan"), ".stamp { color: #000 }"),
    Broken(52, "khung to", _letter(urgency="khan"), ".stamp { width: 28mm }"),
    Broken(53, "dự thảo không nói", PLAN, ".draft-mark { display: none }", draft=True),
    Broken(53, "bản chính DỰ THẢO", PLAN, swap=("<main>", "<main><p>DỰ THẢO</p>")),
    Broken(53, "dự thảo có số", PLAN, swap=(r"Số:[\s\u00a0]+/KH", "Số: 12/KH"), draft=True),
    Broken(16, "Đoàn tên mảnh", lambda: mass("doan"), ".issuer { font-weight: normal }"),
]
