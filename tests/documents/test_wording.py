"""Line breaks that once went wrong on real papers."""

from __future__ import annotations

from documents import pdf
from documents.content import Section
from documents.wording import set_text, wrap
from tests.documents.printed import content_of
from tests.documents.signers import poppler

NEAR_THE_EDGE = (
    "5. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam thành phố và các tổ chức chính trị - xã hội vận "
    "động đoàn viên, hội viên, Nhân dân hưởng ứng; giám sát việc thực hiện."
)


def test_a_symbol_at_the_edge_does_not_end_the_line_after_its_first_word():
    content = content_of("state plan")
    content["sections"] = [Section(heading="TỔ CHỨC THỰC HIỆN", text=NEAR_THE_EDGE)]
    text = poppler("pdftotext", pdf.render(content, draft=False).pdf, "-layout")
    lines = [line.strip() for line in text.splitlines()]
    assert "5. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam thành phố và các tổ chức chính" in lines


def test_numbers_and_dashes_stay_on_one_line():
    assert set_text("Nghị quyết số 57-NQ/TW; chính trị - xã hội") == (
        'Nghị quyết số 5<span class="whole">7-NQ/TW;</span> '
        'chính t<span class="whole">rị -</span> xã hội'
    )


def test_a_heading_takes_one_line_more_rather_than_tear_a_name():
    subject = (
        "Tuyên truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát "
        "triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia trên địa bàn thành "
        "phố Hải Phòng năm 2026"
    )
    assert wrap(subject, 14, 425, "bold") == [
        "Tuyên truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024",
        "của Bộ Chính trị về đột phá phát triển khoa học,",
        "công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia",
        "trên địa bàn thành phố Hải Phòng năm 2026",
    ]


def test_a_date_in_words_is_not_torn():
    reference = (
        "(Kèm theo Quyết định số 1169/QĐ-TTg ngày 16 tháng 6 năm 2025 của Thủ tướng Chính phủ)"
    )
    assert wrap(reference, 14, 425, "italic") == [
        "(Kèm theo Quyết định số 1169/QĐ-TTg ngày 16 tháng 6 năm 2025",
        "của Thủ tướng Chính phủ)",
    ]
