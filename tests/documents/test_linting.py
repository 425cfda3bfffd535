"""The linter's table of checks: what each row finds, and what it leaves alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from documents import formats, linting, outline
from documents.linting.cites import read_cites
from documents.linting.paper import Known, Paper
from documents.linting.places import Passage, Spot

DAY = dt.date(2026, 3, 5)
GENERAL = Spot("general")


def body(*texts: str) -> tuple[Passage, ...]:
    """Mục with these texts, the first one numbered 1."""
    return tuple(
        Passage(paragraph.line, Spot("section", order, paragraph.index))
        for order, text in enumerate(texts, start=1)
        for paragraph in outline.parse(text)
    )


def paper(**fields: Any) -> Paper:
    """A plan of UBND xã Tân Kỳ of 05/3/2026 with nothing wrong in it."""
    made = Paper(
        type_code="KH",
        type_name="Kế hoạch",
        profile=formats.get("nd30"),
        day=DAY,
        issuer="Ủy ban nhân dân xã Tân Kỳ",
        place="Tân Kỳ",
        is_commune=True,
        subject=Passage("Tuyên truyền Nghị quyết số 57-NQ/TW năm 2026", GENERAL),
        opening=(Passage("Ủy ban nhân dân xã ban hành Kế hoạch như sau:", GENERAL),),
        closing=(Passage("Trên đây là Kế hoạch của Ủy ban nhân dân xã.", GENERAL),),
        citations=(),
        headings=(("MỤC ĐÍCH", Spot("section", 1)), ("TỔ CHỨC", Spot("section", 2))),
        body=body("1. Mục đích\n2. Yêu cầu"),
        appendix_titles=(),
        appendix_texts=(),
        recipients=(),
        signer_name="Nguyễn Văn An",
    )
    made = replace(made, **fields)
    return replace(made, cites=tuple(read_cites(made.passages())))


def said(checked: Paper, code: str) -> list[str]:
    return [
        check.sentence.format(**slip.words)
        for check, slip, _ in linting.lint(checked)
        if check.code == code
    ]


def cited(*lines: str) -> dict[str, Any]:
    return {"citations": tuple(Passage(line, Spot("citations"), own=False) for line in lines)}


def opened(line: str) -> dict[str, Any]:
    return {"opening": (Passage(line, GENERAL),)}


def closed(line: str) -> dict[str, Any]:
    return {"closing": (Passage(line, GENERAL),)}


CITY_67 = Known(
    1,
    "67/KH-UBND",
    "Kế hoạch",
    dt.date(2026, 2, 27),
    ("Ủy ban nhân dân thành phố Hải Phòng", "UBND TP Hải Phòng"),
)
LETTER = Known(
    2, "1587/UBND-KGVX", "Công văn", dt.date(2025, 2, 20), ("Ủy ban nhân dân tỉnh Đồng Nai",)
)
REGISTER = {"67/KH-UBND": (CITY_67,), "1587/UBND-KGVX": (LETTER,)}
TABLE_TEXT = {"appendix_titles": ("Bảng phân công",), "appendix_texts": ((),)}

# code, fields, the sentence
WRONG: Sequence[tuple[str, dict[str, Any], str]] = (
    (
        "secret",
        {"body": body("TỐI MẬT")},
        "Có dấu “TỐI MẬT”. Không soạn văn bản mật trên cổng này.",
    ),
    (
        "letters",
        {"body": body("Vui 🙂")},
        "Phông chữ của văn bản không in được “🙂”. Xóa hoặc thay.",
    ),
    (
        "two-ways",
        {"body": body("Nghị quyết số 48-NQ/TW; Nghị quyết 48-NQ/TU")},
        "Nghị quyết số 48 được ghi hai cách: 48-NQ/TW và 48-NQ/TU.",
    ),
    (
        "two-ways",
        {"body": body("Kế hoạch số 67/KH-UBND. Kế hoạch số 67-KH/UBND")},
        "Kế hoạch số 67 được ghi hai cách: 67/KH-UBND và 67-KH/UBND.",
    ),
    (
        "cited-type",
        {"body": body("Thực hiện Kế hoạch số 164-HD/BTGTU")},
        "Kế hoạch số 164-HD/BTGTU: ký hiệu HD là của hướng dẫn.",
    ),
    (
        "cited-level",
        cited("Nghị quyết số 48-NQ/TW ngày 12/5/2025 của Thành ủy Hải Phòng về chuyển đổi số"),
        "“48-NQ/TW” ghi là của Thành ủy Hải Phòng: ký hiệu phải là TU.",
    ),
    (
        "cited-level",
        cited("Nghị quyết số 57-NQ/TU ngày 22/12/2024 của Bộ Chính trị"),
        "“57-NQ/TU” ghi là của Bộ Chính trị: ký hiệu phải là TW.",
    ),
    (
        "cited-date",
        cited(
            "Kế hoạch số 67/KH-UBND ngày 26/02/2026 của UBND thành phố Hải Phòng về tuyên truyền"
        ),
        "Kế hoạch số 67/KH-UBND ghi ngày 26/02/2026; trong sổ là ngày 27/02/2026.",
    ),
    (
        "cited-issuer",
        cited("Kế hoạch số 67/KH-UBND ngày 27/02/2026 của Sở Khoa học và Công nghệ"),
        "Kế hoạch số 67/KH-UBND ghi là của Sở Khoa học và Công nghệ; trong sổ là của "
        "Ủy ban nhân dân thành phố Hải Phòng.",
    ),
    (
        "cited-name",
        cited("Kế hoạch số 1587/UBND-KGVX ngày 20/02/2025 của UBND tỉnh Đồng Nai"),
        "Kế hoạch số 1587/UBND-KGVX: trong sổ là công văn.",
    ),
    (
        "cited-later",
        cited("Kế hoạch số 70/KH-UBND ngày 06/3/2026 của UBND thành phố"),
        "Kế hoạch số 70/KH-UBND có ngày 06/3/2026, sau ngày của văn bản này.",
    ),
    (
        "cited-comma",
        cited("Kế hoạch số 67/KH-UBND, ngày 27/02/2026 của UBND thành phố Hải Phòng"),
        "Kế hoạch số 67/KH-UBND: không đặt dấu phẩy trước “ngày”.",
    ),
    (
        "type",
        opened("Ủy ban nhân dân xã ban hành Hướng dẫn tuyên truyền như sau:"),
        "Tên loại là KẾ HOẠCH nhưng câu mở đầu viết “ban hành Hướng dẫn”.",
    ),
    (
        "type-closing",
        closed("Trên đây là Hướng dẫn tuyên truyền Nghị quyết số 57-NQ/TW."),
        "Tên loại là KẾ HOẠCH nhưng câu kết viết “Trên đây là Hướng dẫn”.",
    ),
    (
        "mixed-name",
        {"body": body("Ủy ban nhân dân thành phố xã Tân Kỳ chủ trì.")},
        "“Ủy ban nhân dân thành phố xã Tân Kỳ”: lẫn tên đơn vị cấp trên.",
    ),
    (
        "mixed-name",
        {"body": body("Báo cáo Thành ủy xã Tân Kỳ.")},
        "“Thành ủy xã Tân Kỳ”: lẫn tên đơn vị cấp trên.",
    ),
    (
        "other-unit",
        opened("Ủy ban nhân dân xã Vĩnh Bảo ban hành Kế hoạch như sau:"),
        "“xã Vĩnh Bảo”: không phải tên của đơn vị ban hành (Ủy ban nhân dân xã Tân Kỳ).",
    ),
    (
        "month",
        {"body": body("Hoàn thành trong tháng 03 năm 2027.")},
        "“tháng 03”: tháng 3 đến tháng 9 không thêm số 0.",
    ),
    (
        "month",
        {"body": body("Báo cáo trước ngày 15/05/2026.")},
        "“ngày 15/05/2026”: tháng 3 đến tháng 9 không thêm số 0.",
    ),
    (
        "day",
        {"body": body("Báo cáo trước ngày 5/4/2026.")},
        "“ngày 5/4/2026”: ngày dưới 10, tháng 1 và tháng 2 phải thêm số 0 ở trước.",
    ),
    (
        "day",
        {"body": body("Xong ngày 15 tháng 1 năm 2027.")},
        "“ngày 15 tháng 1 năm 2027”: ngày dưới 10, tháng 1 và tháng 2 phải thêm số 0 ở trước.",
    ),
    ("no-day", {"body": body("Báo cáo ngày 31/6/2026.")}, "“ngày 31/6/2026”: không có ngày này."),
    ("no-day", {"body": body("Báo cáo trước ngày 30/02")}, "“ngày 30/02”: không có ngày này."),
    (
        "weekday",
        {"body": body("Họp thứ Hai, ngày 17/3/2026.")},
        "“thứ Hai, ngày 17/3/2026”: ngày 17/3/2026 là thứ Ba.",
    ),
    (
        "past",
        {"body": body("Các thôn báo cáo kết quả trước ngày 15/3/2025.")},
        "Hạn “trước ngày 15/3/2025” sớm hơn ngày của văn bản (05/3/2026).",
    ),
    (
        "past",
        {"body": body("Hoàn thành trong ngày 01 tháng 02 năm 2026.")},
        "Hạn “Hoàn thành trong ngày 01 tháng 02 năm 2026” sớm hơn ngày của văn bản (05/3/2026).",
    ),
    (
        "numbering",
        {"body": body("1. Mục đích\n3. Yêu cầu")},
        "“3. Yêu cầu”: đánh số không liền, đúng thứ tự là “2.”.",
    ),
    (
        "numbering",
        {"body": body("1. Nội dung\na) Một\nc) Ba")},
        "“c) Ba”: đánh số không liền, đúng thứ tự là “b)”.",
    ),
    (
        "numbering",
        {"appendix_texts": (body("1. Việc thứ nhất\n2. Việc thứ hai\n2. Việc thứ ba"),)},
        "“2. Việc thứ ba”: đánh số không liền, đúng thứ tự là “3.”.",
    ),
    (
        "heading",
        {"headings": (("III. TỔ CHỨC THỰC HIỆN", Spot("section", 1)),)},
        "Tên mục “III. TỔ CHỨC THỰC HIỆN” đã có số. Bỏ số đi, cổng tự đánh số khi in.",
    ),
    (
        "reference",
        {"body": body("Thực hiện các nhiệm vụ nêu tại mục IV.")},
        "“tại mục IV”: văn bản không có mục IV.",
    ),
    (
        "reference",
        {**TABLE_TEXT, "body": body("Phân công theo Phụ lục II.")},
        "“Phụ lục II”: văn bản không có Phụ lục II.",
    ),
    ("appendix", TABLE_TEXT, "Nội dung chưa nhắc đến phụ lục “Bảng phân công”."),
    (
        "end-mark",
        {"body": body("1. Các thôn triển khai thực hiện./.\n2. Yêu cầu")},
        "“1. Các thôn triển khai thực hiện./.”: dấu “./.” do cổng tự đặt, không gõ trong nội dung.",
    ),
    (
        "end-mark",
        {"profile": formats.get("hd05"), **closed("Trên đây là Kế hoạch./.")},
        "“Trên đây là Kế hoạch./.”: dấu “./.” do cổng tự đặt, không gõ trong nội dung.",
    ),
    ("misread", {"body": body("Tổ CDS cộng đồng")}, "“CDS” có thể là “CĐS”."),
    (
        "spelling",
        {"body": body("Uỷ ban nhân dân xã", "Ủy ban Mặt trận")},
        "“Ủy” và “Uỷ” viết lẫn. Dùng một cách viết.",
    ),
    (
        "space",
        {"body": body("Các thôn , tổ dân phố")},
        "“thôn ,”: thừa dấu cách trước dấu câu.",
    ),
    ("twice", {"body": body("Kế hoạch của của xã")}, "“của của”: lặp từ."),
    (
        "signer-title",
        {"signer_name": "ThS. Nguyễn Văn An"},
        "“ThS.” trước họ tên người ký: không ghi học hàm, học vị, quân hàm, danh xưng.",
    ),
)


@pytest.mark.parametrize(("code", "fields", "sentence"), WRONG, ids=lambda value: str(value)[:40])
def test_a_slip_is_found(code: str, fields: dict[str, Any], sentence: str) -> None:
    assert said(paper(known=REGISTER, **fields), code) == [sentence]


def test_every_row_is_shown_to_find_something() -> None:
    assert {code for code, _, _ in WRONG} == {check.code for check in linting.CHECKS}


# What is right and looks nearly wrong: code, fields.
RIGHT: Sequence[tuple[str, dict[str, Any]]] = (
    ("secret", {"body": body("Bảo mật thông tin, không đưa văn bản MẬT lên mạng.")}),
    ("letters", {"body": body("Diện tích 12 m², 〔cần điền〕 “đúng” – 5 °C")}),
    ("two-ways", {"body": body("Nghị quyết số 57-NQ/TW; Kế hoạch số 57-KH/TU")}),
    # Two offices may give the same number.
    (
        "two-ways",
        cited(
            "Kế hoạch số 12/KH-UBND ngày 03/02/2026 của UBND thành phố",
            "Kế hoạch số 12/KH-SKHCN ngày 10/02/2026 của Sở Khoa học và Công nghệ",
        ),
    ),
    ("cited-type", {"body": body("Quy định số 66-QĐ/TW và Quyết định số 1169/QĐ-TTg")}),
    ("cited-type", {"body": body("Công văn số 1587/UBND-KGVX")}),
    ("cited-level", cited("Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị")),
    (
        "cited-date",
        cited(
            "Kế hoạch số 67/KH-UBND ngày 27/02/2026 của UBND thành phố Hải Phòng về tuyên truyền"
        ),
    ),
    ("cited-date", {"body": body("Kế hoạch số 67/KH-UBND")}),
    # Another commune's plan of the same number is not in the register.
    ("cited-date", cited("Kế hoạch số 67/KH-UBND ngày 02/3/2026 của UBND xã An Phú")),
    ("cited-issuer", cited("Kế hoạch số 67/KH-UBND ngày 27/02/2026 của UBND thành phố")),
    ("cited-issuer", cited("Kế hoạch số 67/KH-UBND ngày 27/02/2026 của Ủy ban nhân dân TP")),
    ("cited-name", cited("Công văn số 1587/UBND-KGVX ngày 20/02/2025 của UBND tỉnh Đồng Nai")),
    ("cited-later", cited("Kế hoạch số 70/KH-UBND ngày 05/3/2026 của UBND thành phố")),
    (
        "cited-comma",
        {
            "profile": formats.get("hd05"),
            **cited("Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị"),
        },
    ),
    (
        "type",
        opened(
            "Thực hiện Quyết định số 5/QĐ-UBND ban hành Chương trình công tác, "
            "Ủy ban nhân dân xã ban hành Kế hoạch như sau:"
        ),
    ),
    ("type-closing", closed("Trên đây là Kế hoạch tuyên truyền.")),
    ("mixed-name", {"body": body("Ủy ban nhân dân thành phố, các xã và phường")}),
    ("mixed-name", {"body": body("Sở Khoa học và Công nghệ, xã Tân Kỳ")}),
    ("other-unit", opened("Ủy ban nhân dân xã Tân Kỳ ban hành Kế hoạch như sau:")),
    ("other-unit", {"body": body("Học tập mô hình của xã Vĩnh Bảo.")}),
    (
        "other-unit",
        {"is_commune": False, **opened("Ủy ban nhân dân xã Vĩnh Bảo ban hành Kế hoạch")},
    ),
    ("month", {"body": body("Trong tháng 3, tháng 10 và tháng 02; ngày 05/3/2026")}),
    ("day", {"body": body("Ngày 05/3/2026, 10/02/2026, ngày 20 tháng 12 năm 2026; 5/10 hộ")}),
    ("no-day", {"body": body("Ngày 29/02/2028 và 31/12/2026; tỷ lệ 45/60")}),
    ("weekday", {"body": body("Họp thứ Ba, ngày 17/3/2026; Chủ nhật, 15/3/2026.")}),
    ("past", {"body": body("Các thôn báo cáo kết quả trước ngày 15/3/2026.")}),
    ("past", {"body": body("Văn bản có từ trước ngày 01/7/2025 vẫn áp dụng.")}),
    ("past", {"type_code": "BC", "body": body("Đã hoàn thành trong ngày 01/02/2026.")}),
    ("numbering", {"body": body("1. Một\na) A\nb) B\n2. Hai\na) A", "1. Một\n2. Hai")}),
    ("numbering", {"body": body("1. Một\n1.1. A\n1.2. B\n2. Hai\n2.1. A")}),
    ("numbering", {"appendix_texts": (body("Nhóm A\n1. Một\n2. Hai\nNhóm B\n1. Một"),)}),
    ("heading", {"headings": (("IN ẤN, PHÁT HÀNH", Spot("section", 1)),)}),
    ("reference", {"body": body("Nêu tại mục II. Tại mục V Kế hoạch số 67/KH-UBND.")}),
    ("reference", {**TABLE_TEXT, "body": body("Phụ lục III kèm theo Nghị định số 30/2020/NĐ-CP")}),
    ("appendix", {**TABLE_TEXT, "body": body("Phân công (có phụ lục kèm theo).")}),
    ("end-mark", closed("Trên đây là Kế hoạch của xã./.")),
    ("misread", {"body": body("CĐS, HĐND, UBND, mã CDS-2026")}),
    ("spelling", {"opening": (), "closing": (), "body": body("Uỷ ban nhân dân, Uỷ viên")}),
    ("space", {"body": body("Các thôn, tổ: mở lớp. Số 1 .5")}),
    ("twice", {"body": body("Ngày ngày, người người; của, của")}),
    ("signer-title", {"signer_name": "Tạ Sơn Bàn"}),
)


@pytest.mark.parametrize(("code", "fields"), RIGHT, ids=lambda value: str(value)[:60])
def test_what_is_right_is_left_alone(code: str, fields: dict[str, Any]) -> None:
    assert said(paper(known=REGISTER, **fields), code) == []


def test_every_row_is_shown_to_leave_something_alone() -> None:
    assert {code for code, _ in RIGHT} == {check.code for check in linting.CHECKS}


def test_a_paper_without_slips_is_silent() -> None:
    assert list(linting.lint(paper(known=REGISTER))) == []
