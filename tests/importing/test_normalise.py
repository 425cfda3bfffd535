"""First stage: the same text out of whatever a program made of it, every place remembered."""

import unicodedata

import pytest

from directives.importing.normalise import CELL_BREAK, normalise

SENTENCE = "Ủy ban nhân dân xã Tân Kỳ gửi báo cáo trước ngày 15/3/2025"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_are_composed_and_keep_their_place(form: str) -> None:
    text = unicodedata.normalize(form, SENTENCE)  # type: ignore[arg-type]
    found = normalise(text)
    assert found.text == SENTENCE
    at = SENTENCE.index("Tân Kỳ")
    start, end = found.part(at, at + 6).span
    assert unicodedata.normalize("NFC", text[start:end]) == "Tân Kỳ"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Số:\u00a012/UBND", "Số: 12/UBND"),
        ("57\u2011NQ/TW", "57-NQ/TW"),
        ("a\u200bb\u202ec", "abc"),
        ("\uf0b7 Như trên", "• Như trên"),
        ("**KẾ HOẠCH**tuyên truyền", "KẾ HOẠCH tuyên truyền"),
        ("Số: **1587** /UBND", "Số: 1587 /UBND"),
        ("1\\. Sở Nội vụ\\-", "1. Sở Nội vụ-"),
        ("A &amp; B&nbsp;C", "A & B C"),
        ("Noi nhận:", "Nơi nhận:"),
        ("- Luru: VT", "- Lưu: VT"),
        ("Số: 3l7/UBND năm 2O25", "Số: 317/UBND năm 2025"),
        ("trước ngày l5/3/2025", "trước ngày 15/3/2025"),
        ("ngày 3O tháng 1l năm 202O", "ngày 30 tháng 11 năm 2020"),
        ("trước 1O-1O-2025", "trước 10-10-2025"),
        ("l. MỤC ĐÍCH", "I. MỤC ĐÍCH"),
        ("l. Kết quả\nII. Kiến nghị", "I. Kết quả\nII. Kiến nghị"),
        ("k. Kết quả\nl. Kiến nghị\nII. Khác", "k. Kết quả\nl. Kiến nghị\nII. Khác"),
        ("* Sở Nội vụ\n*\n*nghiêng*", "- Sở Nội vụ\n\nnghiêng"),
        ("KẾ HOẠCH SỐ 12/KH", "KẾ HOẠCH SỐ 12/KH"),
        ("ngày        tháng 3 năm 2026", "ngày tháng 3 năm 2026"),
        ("ngày      tháng      năm 2026", "ngày tháng năm 2026"),
        ("CỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ],
)
def test_what_programs_leave_behind_is_undone(text: str, wanted: str) -> None:
    assert normalise(text).text == wanted


def test_page_numbers_go_and_numbers_that_are_needed_stay() -> None:
    assert normalise("trước ngày 15\n2\n/3/2025").text == "trước ngày 15\n/3/2025"
    assert normalise("ý nghĩa của\n- 12 -\nkhoa học").text == "ý nghĩa của\nkhoa học"
    assert normalise("Số:\n158\n/UBND-VX").text.split() == ["Số:", "158", "/UBND-VX"]
    assert normalise("ngày\n20\ntháng 2").text == "ngày\n20\ntháng 2"


def test_table_rows_become_cells() -> None:
    found = normalise("| A<br>B | C |\n|---|---|\n| 1 | 2 |")
    assert found.text.split("\n") == [f" A{CELL_BREAK}B \t C ", "", " 1 \t 2 "]
