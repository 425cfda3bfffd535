"""No text makes the parser fail, and whatever it finds stands in the text."""

import sys
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directives.importing.parse import parse

WORDS = (
    "Kính gửi:", "Nơi nhận:", "- ", "Lưu: VT.", "KẾ HOẠCH", "CHỦ TỊCH", "KT. CHỦ TỊCH", "TM. ",
    "\n", "\n\n", "\t", "|", "   ", "I. ", "1. ", "a) ", "Điều 1. ", "Số: 12/KH-UBND",
    "Số 5-KH/TU", "*", "Hà Nội, ngày 01 tháng 02 năm 2025", "trước ngày 31/02/2025",
    "trước ngày 15/3", "hằng tháng", "định kỳ", "trong vòng 999 ngày kể từ ngày ban hành",
    "Nghị quyết số 57-NQ/TW", "của Bộ Chính trị", "Sở Nội vụ", "chủ trì", "báo cáo", "về",
    "(qua ", ")", "e\u0301", "e\u0302\u0301", "\u1100\u1161",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "V/v ", "PHỤ LỤC",
    "\x0c", "Thời hạn: 30/6/2025", "quý II", ", 6 tháng, năm", "<br>", "&nbsp;", "\\*", "**",
    "\u202e", "‑", "3l7", "Nguyễn Văn A", "TỔ CHỨC THỰC HIỆN", "Luật Đất đai ngày 18/01/2024",
    "./.", "…", "\ud800",
)  # fmt: skip
papers = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=60).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(papers | st.text(max_size=300))
def test_spans_lie_in_the_text(text: str) -> None:
    for record in parse(text):
        found = record.as_json()
        for name, places in found["spans"].items():
            assert places, name
            for start, end in places:
                assert 0 <= start < end <= len(text), name
        for name, sure in found["confidence"].items():
            assert 0 <= sure <= 1, name


# Texts that repeat what stages look back for, wait for or join.
REPEATED = (
    "Kính gửi:\n- Sở A;\n",
    "Nơi nhận:\n- A;\nCHỦ TỊCH\nLê A\nKẾ HOẠCH\nvề a\nCăn cứ b\n",
    "I. A\n1. Sở B\na) c\n- d\n",
    "57-\na-\n",
    "của \n",
    "trước ngày 15/3 và 15/11, ",
    "Nghị quyết số 5-NQ/TW của Bộ ",
    "Thời hạn\tNội dung\n1\t30/6\n",
    "TM. về KT. CHỦ TỊCH - KẾ HOẠCH ‑<br>***",
    "\x0c",
    "((",
    "V/v a\n",
)


def calls(text: str) -> int:
    """How many functions parsing the text calls, those of the interpreter included."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        parse(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", REPEATED)
def test_eight_times_the_text_is_eight_times_the_work(piece: str) -> None:
    """What single patterns cost on growing texts is measured by `make bench NAME=import`."""
    short = piece * (2_000 // len(piece))
    once, eight_times = calls(short), calls(short * 8)
    assert eight_times < 10 * once
