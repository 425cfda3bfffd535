"""What is stored is the same characters for the same word; search and order are Vietnamese."""

import random
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.text import KEY_LENGTH, clean, fold, one_line, person_sort_key, safe_filename, sort_key

# Letters, marks, invisible characters, private bullets and spaces in unlikely mixtures.
NASTY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("aâậđĐơ\u0300\u0301\u0302\u0323\u031b\u200b\u00a0\uf0b7\t\n\r -•.1\ud800"),
    )
)


@pytest.mark.parametrize(
    ("given_text", "stored"),
    [
        (unicodedata.normalize("NFD", "Ủy ban nhân dân xã Tân Kỳ"), "Ủy ban nhân dân xã Tân Kỳ"),
        ("Số:\u00a067/KH-UBND", "Số: 67/KH-UBND"),
        ("Kế\u200bhoạch\ufeff\u202e", "Kếhoạch"),
        ("một\r\nhai\rba\vbốn\u2028năm", "một\nhai\nba\nbốn\nnăm"),
        ("\n\nmột  \nhai\t\n\n", "một\nhai"),
        ("“Bình dân học vụ số”", "“Bình dân học vụ số”"),
        ("\uf0b7\tTuyên truyền", "•\tTuyên truyền"),
        ("Tuyên\uf020 truyền", "Tuyên truyền"),
        ("Ðồng Nai", "Đồng Nai"),
        ("57\u2011NQ/TW", "57-NQ/TW"),
        ("a\u0301\u0302", "ấ"),
        ("a\u0323\u0302", "ậ"),
        ("\x00a\ud800b", "ab"),
    ],
)
def test_clean(given_text, stored):
    assert clean(given_text) == stored


@given(NASTY)
def test_clean_is_stable_composed_and_storable(text):
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\x00" not in once
    once.encode()


@pytest.mark.parametrize(
    "text", [" " * 200_000 + "x", "a\u0301\u0302" * 50_000, "\uf0b7" * 200_000]
)
def test_cleaning_takes_time_in_proportion(text):
    started = time.monotonic()
    fold(clean(text))
    assert time.monotonic() - started < 5


@given(NASTY)
def test_one_line_is_one_line(text):
    line = one_line(text)
    assert one_line(line) == line
    assert "\n" not in line
    assert line == line.strip()


@pytest.mark.parametrize(
    ("text", "found_by"),
    [
        ("67/KH-UBND", "67 kh ubnd"),
        ("KẾ HOẠCH tuyên truyền – xã Tân Kỳ", "ke hoach tuyen truyen xa tan ky"),
        ("Uỷ ban", "uy ban"),
        ("Đặng Thị Đào", "dang thi dao"),
        (unicodedata.normalize("NFD", "Đường Ẩn"), "duong an"),
        ("  (m²)…", "m2"),
        ("H'Linh Niê", "h linh nie"),
        ("…", ""),
    ],
)
def test_fold(text, found_by):
    assert fold(text) == found_by


@given(NASTY)
def test_fold_is_stable_and_ignores_composition(text):
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", clean(text))) == fold(text)


IN_ORDER = [
    "An Giang",
    "Ăn Lạc",
    "Ân Thi",
    "Ba Đình",
    "Cà Mau",
    "Cần Thơ",
    "Dầu Tiếng",
    "Đà Nẵng",
    "Đồng Nai",
    "Ea Kar",
    "Ên",
    "Hà Nội",
    "Hải Phòng",
    "Hòa Bình",
    "Ô Môn",
    "Ơ Đu",
    "Phường 2",
    "Phường 10",
    "Phường An Bình",
    "Tân An",
    "Tân Kỳ",
    "Tânga",
    "Ưng",
    "Ý Yên",
]


def test_sort_key_follows_the_vietnamese_alphabet():
    shuffled = random.Random(57).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=sort_key) == IN_ORDER


def test_tones_decide_only_between_equal_letters():
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(random.Random(57).sample(tones, 6), key=sort_key) == tones
    assert sort_key("mạ") < sort_key("mai")
    assert sort_key("TÂN KỲ") == sort_key(unicodedata.normalize("NFD", "tân kỳ"))


@given(NASTY)
def test_sort_key_is_plain_in_every_collation(text):
    key = sort_key(text)
    assert key.isascii()
    assert key.isalnum()
    assert key == key.lower()


def test_keys_of_endless_names_fit_their_column():
    assert len(sort_key("xã " * 900)) == len(person_sort_key("Nguyễn " * 900)) == KEY_LENGTH


def test_people_are_ordered_by_given_name():
    people = ["Bùi Văn An", "Nguyễn Thị An", "Trần Ân", "Lê Hoa", "Bùi Hòa", "Đỗ Thị Mai", "Mai"]
    expected = ["Bùi Văn An", "Nguyễn Thị An", "Trần Ân", "Lê Hoa", "Bùi Hòa", "Mai", "Đỗ Thị Mai"]
    assert sorted(people, key=person_sort_key) == expected


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        (unicodedata.normalize("NFD", "Kế hoạch 2026.docx"), "Kế hoạch 2026.docx"),
        ("C:\\giấy tờ\\Kế hoạch.docx", "Kế hoạch.docx"),
        ("../../etc/passwd", "passwd"),
        ("bao\u202ecod.exe", "baocod.exe"),
        ('a<b>:"|?*.pdf', "ab.pdf"),
        ("con.txt", "tep con.txt"),
        ("...", "tep"),
        ("", "tep"),
        (".docx", "docx"),
        ("dòng 1\r\nX-Header: 1.pdf", "dòng 1 X-Header 1.pdf"),
        ("v1. Kế hoạch xã Tân Kỳ", "v1. Kế hoạch xã Tân Kỳ"),
    ],
)
def test_safe_filename(name, stored):
    assert safe_filename(name) == stored


def test_long_file_names_keep_their_extension():
    name = safe_filename("Kế hoạch " * 60 + ".docx")
    assert len(name.encode()) <= 180
    assert name.endswith(".docx")


@given(NASTY)
def test_any_name_becomes_a_safe_one(name):
    safe = safe_filename(name)
    assert safe
    assert safe not in {".", ".."}
    assert not set(safe) & set('/\\\0\n<>:"|?*')
    assert len(safe.encode()) <= 180
    assert safe_filename(safe) == safe
