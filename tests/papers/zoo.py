"""The zoo: one paper for every kind and every strain the rules of presentation must bear.

Each paper is a function without arguments, so that a broken or changed copy can be made of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Any

from documents.content import Appendix, PaperContent, Section
from tests.papers.issuers import (
    DATES,
    MASS,
    RECIPIENTS,
    board,
    bureau,
    letter_of,
    mass,
    party,
    state,
)
from tests.papers.words import NQ57, PLAN, outline, sections, sentences, table

Make = Callable[[], PaperContent]


def appendix(title: str, **fields: Any) -> Appendix:
    given: dict[str, Any] = {"text": "", "table": None, "landscape": False, **fields}
    return Appendix(title=title, **given)  # type: ignore[typeddict-item]


_DECISION = [
    Section(
        heading="",
        text="Điều 1. Thành lập Tổ công nghệ số cộng đồng xã Tân Kỳ gồm 09 thành viên.\n"
        "Điều 2. Nhiệm vụ của Tổ\nTổ có nhiệm vụ hướng dẫn người dân dùng dịch vụ công trực "
        "tuyến, thanh toán số và giữ an toàn trên không gian mạng.\n"
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng, các thành viên của Tổ "
        "và các cơ quan liên quan chịu trách nhiệm thi hành Quyết định này.",
    )
]
_CITATIONS = [
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
    f"Căn cứ {NQ57} về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số "
    "quốc gia",
    "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội tại Tờ trình số 05/TTr-VHXH ngày 02/3/2026",
]
LONG_NAME = (
    "BAN CHỈ ĐẠO PHÁT TRIỂN KHOA HỌC, CÔNG NGHỆ, ĐỔI MỚI SÁNG TẠO VÀ CHUYỂN ĐỔI SỐ CỦA ĐẢNG BỘ "
    "PHƯỜNG HOÀNG HOA THÁM - NGUYỄN THỊ MINH KHAI MỞ RỘNG THUỘC THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG "
    "MỚI THÀNH LẬP NĂM 2025"
)
_LONG_SUBJECT = (
    "Tuyên truyền, phổ biến, quán triệt và tổ chức thực hiện Nghị quyết số 57-NQ/TW ngày "
    "22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và "
    "chuyển đổi số quốc gia gắn với phong trào “Bình dân học vụ số” trên địa bàn năm 2026"
)


def _decomposed(paper: PaperContent) -> PaperContent:
    """The same paper as an old Mac types it: letters and their marks apart."""

    def apart(value: Any) -> Any:
        if isinstance(value, str):
            return unicodedata.normalize("NFD", value)
        if isinstance(value, list):
            return [apart(item) for item in value]
        if isinstance(value, dict):
            return {key: apart(item) for key, item in value.items()}
        return value

    changed: PaperContent = apart(paper)
    return changed


def _long(count: int) -> list[Section]:
    return sections(*PLAN, khoan=count, points=4)


_STATE: dict[str, Make] = {
    "nd30 KH ngắn": lambda: state(sections=sections(*PLAN, khoan=1)),
    "nd30 KH dài": lambda: state(sections=_long(5), citations=_CITATIONS),
    "nd30 KH rất dài": lambda: state(sections=_long(11)),
    "nd30 KH một câu": lambda: state(sections=[Section(heading="", text="Thực hiện ngay.")]),
    "nd30 KH chưa có số": lambda: state(number="", date="", year_hint=2026),
    "nd30 KH tổ hợp rời (NFD)": lambda: _decomposed(state(citations=_CITATIONS)),
    "nd30 KH trích yếu dài": lambda: state(subject=_LONG_SUBJECT),
    "nd30 KH tên 200 chữ": lambda: state(
        head_parent=[LONG_NAME], head_name=[LONG_NAME], recipients=[LONG_NAME.capitalize()]
    ),
    "nd30 KH TM. KT.": lambda: state(
        authority=["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], position="Phó Chủ tịch"
    ),
    "nd30 KH hai phụ lục": lambda: state(
        appendices=[
            appendix("Phân công nhiệm vụ", table=table(34), landscape=True),
            appendix("Nội dung tuyên truyền", text=outline(22)),
        ]
    ),
    "nd30 KH bảng ngang nhiều trang": lambda: state(
        appendices=[appendix("Dự toán kinh phí", table=table(60, wide=True), landscape=True)]
    ),
    "nd30 KH phụ lục tệp riêng": lambda: state(
        appendices=[
            appendix("Đề cương tuyên truyền", text=outline(4)),
            appendix("Biểu tổng hợp", table=table(40), separate=True),
        ]
    ),
    "nd30 KH chú thích": lambda: state(
        sections=[
            Section(
                heading=heading,
                text="\n".join(
                    f"{n}. Thực hiện theo hướng dẫn[[Hướng dẫn số {n}/HD-SKHCN ngày 03/02/2026 của "
                    f"Sở Khoa học và Công nghệ]] và các văn bản liên quan. {sentence}"
                    for n, sentence in enumerate(sentences(4), 1)
                ),
            )
            for heading in PLAN
        ]
    ),
    "nd30 KH điểm a đến y": lambda: state(
        sections=[Section(heading="Nhiệm vụ", text=outline(1, 23))]
    ),
    "nd30 KH nhiều nơi nhận": lambda: state(
        recipients=[f"Ủy ban nhân dân xã thứ {n} (để thực hiện)" for n in range(1, 80)]
    ),
    "nd30 KH ngoặc nhọn": lambda: state(
        recipients=[
            "Ủy ban nhân dân thành phố (để b/c)",
            "Thường trực Đảng ủy, Hội đồng nhân dân xã (để b/c)",
            "Các thôn, tổ dân phố (để t/h)",
        ],
        switches={"braces": "co"},
    ),
    "nd30 QĐ": lambda: state(
        "QĐ",
        subject="Về việc thành lập Tổ công nghệ số cộng đồng xã Tân Kỳ",
        citations=_CITATIONS,
        opening="",
        sections=_DECISION,
        recipients=["Như Điều 3", *RECIPIENTS],
    ),
    "nd30 QĐ của người đứng đầu": lambda: bureau(
        "QĐ",
        subject="Ban hành Quy chế quản lý, vận hành nền tảng số dùng chung",
        citations=_CITATIONS[:2],
        opening="",
        sections=_DECISION,
        authority=["KT. GIÁM ĐỐC"],
        position="Phó Giám đốc",
    ),
    "nd30 QĐ chữ tự gõ": lambda: state(
        "QĐ", citations=_CITATIONS, opening="QUYẾT ĐỊNH:", sections=_DECISION
    ),
    "nd30 công văn một nơi": lambda: letter_of(
        state, "CV", "UBND-VHXH", addressees=["Sở Khoa học và Công nghệ thành phố Hải Phòng"]
    ),
    "nd30 công văn nhiều nơi": lambda: letter_of(
        state,
        "CV",
        "UBND-VHXH",
        addressees=[f"Ủy ban nhân dân xã, phường thứ {n}" for n in range(1, 13)],
    ),
    "nd30 công văn đồng kính gửi": lambda: letter_of(
        state,
        "CV",
        "UBND-VHXH",
        co_addressees=["Ban Thường trực Ủy ban Mặt trận Tổ quốc", "Các tổ chức chính trị - xã hội"],
    ),
    "nd30 công văn khẩn": lambda: letter_of(
        state, "CV", "UBND-VHXH", urgency="khan", contact="Địa chỉ: thôn Đông, xã Tân Kỳ"
    ),
    "nd30 công văn trích yếu dài": lambda: letter_of(
        state, "CV", "UBND-VHXH", subject=_LONG_SUBJECT, urgency="thuong_khan"
    ),
    "nd30 công văn tên dài": lambda: letter_of(
        bureau,
        "CV",
        "BCĐ-CĐS",
        head_parent=["ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH"],
        head_name=[LONG_NAME[:110].rpartition(" ")[0]],
        place="Thành phố Hồ Chí Minh",
    ),
    "nd30 tờ trình": lambda: state(
        "TTr",
        subject="Về việc bổ sung kinh phí chuyển đổi số năm 2026",
        addressees=["Ủy ban nhân dân thành phố Hải Phòng"],
        recipients=["Như trên", "Lưu chuyên môn"],
    ),
    "nd30 báo cáo trình lên": lambda: bureau(
        "BC",
        addressees=["Bộ Khoa học và Công nghệ", "Ủy ban nhân dân thành phố Hải Phòng"],
        recipients=["Như trên"],
        sections=sections("Kết quả thực hiện", "Tồn tại, hạn chế", "Kiến nghị", khoan=4),
        appendices=[appendix("Số liệu", table=table(12))],
    ),
    "nd30 báo cáo nội bộ": lambda: bureau("BC", circulation="Lưu hành nội bộ"),
    "nd30 hướng dẫn hỏa tốc": lambda: bureau("HD", urgency="hoa_toc", drafter_code="NVT.05"),
    "nd30 thông báo xem xong trả lại": lambda: state(
        "TB", circulation="XEM XONG TRẢ LẠI", urgency="khan"
    ),
    "nd30 chương trình của quyền giám đốc": lambda: bureau("CTr", position="Q. Giám đốc"),
    "nd30 giấy mời thừa lệnh": lambda: bureau(
        "GM",
        authority=["TL. GIÁM ĐỐC"],
        position="Chánh Văn phòng",
        sections=[Section(heading="", text=outline(2))],
    ),
    "nd30 KH cỡ 13, lề khác": lambda: state(
        switches={"body_size": "13", "heading_sizes": "13 14", "line_pitch": "19"}
    ),
}

_PARTY: dict[str, Make] = {}
for _key in DATES:
    _PARTY |= {
        f"{_key} KH": partial(party, _key),
        f"{_key} KH dài": partial(party, _key, sections=_long(3), citations=_CITATIONS),
        f"{_key} KH rất dài": partial(party, _key, sections=_long(8)),
        f"{_key} HD ký thay": partial(board, _key),
        f"{_key} CV": partial(letter_of, board, _key, "CV", urgency="hoa_toc"),
        f"{_key} TTr": partial(
            board,
            _key,
            "TTr",
            addressees=["Ban Thường vụ Tỉnh ủy"],
            recipients=["Như trên", "Thường trực Tỉnh ủy"],
            authority=[],
            position="Trưởng Ban",
        ),
        f"{_key} BC phụ lục": partial(
            party,
            _key,
            "BC",
            appendices=[
                appendix("Số liệu", table=table(30)),
                appendix("Danh sách đơn vị", text=outline(5), landscape=True),
            ],
            circulation="TÀI LIỆU HỘI NGHỊ",
        ),
        f"{_key} QĐ": partial(
            party,
            _key,
            "QĐ",
            subject="Thành lập Ban Chỉ đạo chuyển đổi số",
            citations=_CITATIONS[1:],
            opening="",
            sections=_DECISION,
            recipients=["Như Điều 3", *RECIPIENTS],
        ),
        f"{_key} KH tên dài": partial(
            party,
            _key,
            head_parent=["ĐẢNG BỘ THÀNH PHỐ HỒ CHÍ MINH"],
            head_name=[LONG_NAME],
            place="Thành phố Hồ Chí Minh",
            subject=_LONG_SUBJECT,
        ),
    }

_MASS_PAPERS: dict[str, Make] = {}
for _key in MASS:
    _MASS_PAPERS |= {
        f"{_key} KH": partial(mass, _key, sections=sections(*PLAN, khoan=4)),
        f"{_key} CV": partial(letter_of, mass, _key, "CV"),
    }

ZOO: dict[str, Make] = {**_STATE, **_PARTY, **_MASS_PAPERS}
"""Every constructed paper by name."""

DRAFTS: dict[str, Make] = {
    "nd30 KH dự thảo": lambda: state(sections=_long(4), appendices=[appendix("Bảng", text="Có.")]),
    "hd05 CV dự thảo": lambda: letter_of(board, "hd05", "CV"),
    "doan KH dự thảo": lambda: mass("doan"),
}
"""Papers printed as drafts."""
