"""No text makes the parser fail, and whatever it finds stands in the text."""

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
