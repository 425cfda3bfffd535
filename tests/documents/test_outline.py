"""The outline of a text: marks recognised, numbered again, followed through changes."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from documents.outline import (
    DASH,
    DIEM,
    KHOAN,
    MUC,
    PLAIN,
    PLUS,
    SUBKHOAN,
    Gap,
    Part,
    diff,
    gaps,
    is_heading,
    map_paragraphs,
    normalise,
    parse,
    renumber,
    to_text,
)

MARKS = ["I. ", "IX- ", "1. ", "7) ", "2.3. ", "1.1.1 ", "a) ", "đ. ", "- ", "•\t", "+ ", "o\t", ""]
WORDS = [
    "Mục đích",
    "1.250 người",
    "Điều 2. Giao",
    "Phụ lục I",
    "MỤC",
    "V. I. Lênin",
    "- x",
    "I. A",
]
LINES = st.tuples(
    st.sampled_from(MARKS), st.one_of(st.sampled_from(WORDS), st.text(max_size=12))
).map("".join)
TEXTS = st.lists(LINES, max_size=25).map("\n".join) | st.text()


@pytest.mark.parametrize(
    ("line", "level", "mark", "text"),
    [
        ("I. MỤC ĐÍCH, YÊU CẦU", MUC, "I.", "MỤC ĐÍCH, YÊU CẦU"),
        ("I- MỤC ĐÍCH", MUC, "I-", "MỤC ĐÍCH"),
        ("III-TỔ CHỨC THỰC HIỆN", MUC, "III-", "TỔ CHỨC THỰC HIỆN"),
        ("IV. “Bình dân học vụ số”", MUC, "IV.", "“Bình dân học vụ số”"),
        ("II/ Nội dung", MUC, "II/", "Nội dung"),
        ("l. MỤC ĐÍCH", MUC, "l.", "MỤC ĐÍCH"),
        ("1. Mục đích", KHOAN, "1.", "Mục đích"),
        ("1.\tMục đích", KHOAN, "1.", "Mục đích"),
        ("12.Mục đích", KHOAN, "12.", "Mục đích"),
        ("1) Mục đích", KHOAN, "1)", "Mục đích"),
        ("1/ Mục đích", KHOAN, "1/", "Mục đích"),
        ("2- Ủy ban nhân dân", KHOAN, "2-", "Ủy ban nhân dân"),
        ("1. 100% cán bộ", KHOAN, "1.", "100% cán bộ"),
        ("1.1. nâng cao", SUBKHOAN, "1.1.", "nâng cao"),
        ("2.10 Tuyên truyền", SUBKHOAN, "2.10", "Tuyên truyền"),
        ("1.1.1. Nội dung", SUBKHOAN, "1.1.1.", "Nội dung"),
        ("a) tổ chức", DIEM, "a)", "tổ chức"),
        ("đ)Tổ chức", DIEM, "đ)", "Tổ chức"),
        ("a.\tTổ chức", DIEM, "a.", "Tổ chức"),
        ("- Chủ trì", DASH, "-", "Chủ trì"),
        ("–\tChủ trì", DASH, "–", "Chủ trì"),
        ("-Chủ trì", DASH, "-", "Chủ trì"),
        ("•\tChủ trì", DASH, "•", "Chủ trì"),
        ("\uf0b7\tChủ trì", DASH, "•", "Chủ trì"),
        ("§\tChủ trì", DASH, "§", "Chủ trì"),
        ("v\tChủ trì", DASH, "v", "Chủ trì"),
        ("+ Phối hợp", PLUS, "+", "Phối hợp"),
        ("o\tPhối hợp", PLUS, "o", "Phối hợp"),
        ("o Phối hợp", PLUS, "o", "Phối hợp"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_marks(line, level, mark, text, form):
    (paragraph,) = parse(unicodedata.normalize(form, line))
    assert (paragraph.level, paragraph.mark, paragraph.text) == (level, mark, text)


@pytest.mark.parametrize(
    "line",
    [
        "1.250 người dân tham gia",
        "2025 là năm đầu tiên",
        "2025. Năm mới",
        "I am a student",
        "V.I. Lênin viết",
        "V. I. Lênin viết",
        "X-quang",
        "C. Mác và Ph. Ăngghen",
        "1.1.2025 là ngày nghỉ",
        "31/12/2025 là hạn chót",
        "07/3/2025",
        "12.5 triệu lượt xem",
        "1/2025 của Chính phủ",
        "10 - 15 người mỗi tổ",
        "-5 độ",
        "+84 251 3822 501",
        "o bế",
        "(1) Xây dựng chuyên mục",
        "a, b và c",
        "1.",
        "---",
        "Điều 1. Ban hành kèm theo",
    ],
)
def test_what_is_not_a_mark(line):
    (paragraph,) = parse(line)
    assert (paragraph.level, paragraph.mark, paragraph.text) == (PLAIN, "", line)


PASTED = """
II-\u00a0MỤC ĐÍCH

1.\tMục đích
o\tTuyên truyền sâu rộng;
3.\tYêu cầu
3.1 Kịp thời
3.4 Thiết thực
3.4.7 Hiệu quả
c.\tĐúng hạn
c.\tĐúng  đối tượng
•\tCán bộ
a) Nhân dân
III-\u00a0TỔ CHỨC
4) Phòng Văn hóa - Xã hội
a) Chủ trì
"""

NUMBERED = """I- MỤC ĐÍCH
1. Mục đích
+ Tuyên truyền sâu rộng;
2. Yêu cầu
2.1. Kịp thời
2.2. Thiết thực
2.2.1. Hiệu quả
a) Đúng hạn
b) Đúng đối tượng
- Cán bộ
c) Nhân dân
II- TỔ CHỨC
1. Phòng Văn hóa - Xã hội
a) Chủ trì"""


def test_text_pasted_from_word_is_numbered_again():
    assert normalise(PASTED) == NUMBERED
    assert normalise(unicodedata.normalize("NFD", PASTED)) == NUMBERED


def test_letters_follow_the_vietnamese_alphabet():
    text = "\n".join(["1. Giao"] + ["a) việc"] * 25)
    letters = [paragraph.mark for paragraph in renumber(parse(text))[1:]]
    expected = [*"abcdđeghiklmnopqrstuvxy", "aa", "ab"]
    assert letters == [f"{letter})" for letter in expected]
    assert normalise(normalise(text)) == normalise(text)


def test_articles_and_appendices_start_over():
    text = "1. Một\nĐiều 2. Giao\n1. Hai\n2. Ba\nPhụ lục II\nI. DANH MỤC\n1. Bốn"
    assert normalise(text) == text
    parts = "A. PHẦN CHUNG\nI. MỘT\nII. HAI\nB. PHẦN RIÊNG\nI. BA"
    assert normalise(parts) == parts


@given(TEXTS)
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(TEXTS)
@example("đ. .")
def test_normalising_keeps_levels_and_words(text):
    before, after = parse(text), parse(normalise(text))
    assert [(p.index, p.level, p.text) for p in before] == [
        (p.index, p.level, p.text) for p in after
    ]
    assert to_text(after) == normalise(text)


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("I. MỤC ĐÍCH, YÊU CẦU", True),
        ("1. Mục đích", True),
        ("1. Đối tượng tuyên truyền:", True),
        ("1.2. Thành tựu và mô hình tiêu biểu", True),
        ("1. Tổ chức tuyên truyền trên hệ thống thông tin cơ sở.", False),
        ("2.4. Xây dựng chuyên mục;", False),
        ("1. Báo cáo kết quả./.", False),
        ("1. Tuyên truyền " + "sâu rộng " * 30, False),
        ("a) Chủ trì", False),
        ("- Chủ trì", False),
        ("Mục đích", False),
    ],
)
def test_headings_are_short_and_end_without_a_mark(line, heading):
    assert is_heading(parse(line)[0]) is heading


def test_gaps_say_where_and_what():
    text = "1. Mục đích\n- Giao 〔cần điền: đơn vị〕 trước ngày 〔cần điền〕\n- Xong\n- 〔"
    assert gaps(text) == [Gap(1, "cần điền: đơn vị"), Gap(1, "cần điền"), Gap(3, "")]
    assert gaps("Không còn chỗ nào") == []


OLD = """1. Phòng Văn hóa - Xã hội
- Chủ trì, phối hợp với các đơn vị triển khai Kế hoạch.
- Tổng hợp, báo cáo kết quả trước ngày 15/3/2025.
2. Phòng Kinh tế
- Tham mưu kinh phí."""

NEW = """1. Trung tâm Dịch vụ sự nghiệp công
- Phát thanh hằng tuần trên hệ thống truyền thanh.
2. Phòng Văn hóa - Xã hội
- Chủ trì, phối hợp với các đơn vị có liên quan triển khai Kế hoạch này.
- Tổng hợp, báo cáo kết quả trước ngày 20/3/2025.
3. Phòng Kinh tế"""


def test_paragraphs_are_followed_through_edits_and_new_numbers():
    assert map_paragraphs(OLD, NEW) == {0: 2, 1: 3, 2: 4, 3: 5, 4: None}


def test_a_paragraph_rewritten_in_its_place_stays_itself():
    old = "1. Giao\n- Xây dựng chuyên mục tuyên truyền trên loa truyền thanh.\n2. Hết"
    new = "1. Giao\n- Mỗi tuần phát hai bản tin tuyên truyền.\n2. Hết"
    assert map_paragraphs(old, new) == {0: 0, 1: 1, 2: 2}


def test_an_unrelated_paragraph_is_not_mistaken_for_an_edit():
    assert map_paragraphs("- Tham mưu kinh phí.", "- Mở lớp tập huấn kỹ năng số.") == {0: None}


@given(TEXTS, TEXTS)
def test_the_map_is_total_and_keeps_order(old, new):
    places = map_paragraphs(old, new)
    assert list(places) == list(range(len(parse(old))))
    kept = [place for place in places.values() if place is not None]
    assert kept == sorted(set(kept))
    assert all(0 <= place < len(parse(new)) for place in kept)


@given(TEXTS)
def test_an_unchanged_text_maps_to_itself(text):
    assert map_paragraphs(text, normalise(text)) == {n: n for n in range(len(parse(text)))}
    assert all(row.kind == "same" for row in diff(text, normalise(text)))


def test_diff_by_paragraph_and_word():
    rows = diff(OLD, NEW)
    assert [(row.kind, row.old_index, row.new_index, row.mark) for row in rows] == [
        ("added", None, 0, "1."),
        ("added", None, 1, "-"),
        ("same", 0, 2, "2."),
        ("changed", 1, 3, "-"),
        ("changed", 2, 4, "-"),
        ("same", 3, 5, "3."),
        ("removed", 4, None, "-"),
    ]
    assert rows[4].parts == (
        Part("same", "Tổng hợp, báo cáo kết quả trước ngày "),
        Part("removed", "15"),
        Part("added", "20"),
        Part("same", "/3/2025."),
    )


def test_a_paragraph_that_changes_its_level_has_changed():
    (row,) = diff("- Chủ trì", "a) Chủ trì")
    assert (row.kind, row.parts) == ("changed", (Part("same", "Chủ trì"),))


@given(TEXTS, TEXTS)
def test_a_comparison_holds_both_texts(old, new):
    rows = diff(old, new)

    def side(without):
        return [
            "".join(part.text for part in row.parts if part.kind != without)
            for row in rows
            if row.kind != without
        ]

    assert side("added") == [paragraph.text for paragraph in parse(old)]
    assert side("removed") == [paragraph.text for paragraph in parse(new)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- giống nhau\n" * 3000, "- giống nhau\n" * 2999 + "- khác"),
        (
            "\n".join(f"- việc {n} của đơn vị {n}" for n in range(1500)),
            "\n".join(f"- việc {n} của xã {n}" for n in range(1500)),
        ),
        ("- " + "một hai " * 5000, "- " + "hai một ba " * 4000),
        ("I" * 100_000, "1" * 100_000),
        ("1.1" * 30_000, "- " * 50_000),
    ],
    ids=["equal lines", "every line edited", "one long line", "no mark", "nothing but marks"],
)
def test_very_long_texts_are_compared_in_seconds(old, new):
    started = time.monotonic()
    map_paragraphs(old, new)
    diff(normalise(old), normalise(new))
    assert time.monotonic() - started < 20
