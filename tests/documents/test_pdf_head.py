"""The title block of printed papers: the checklist of document-format.md §8, numbers as there."""

import re

import pytest

from documents import pdf, types
from tests.documents import papers
from tests.documents.measuring import Printed
from tests.documents.printed import (
    EVERY,
    EVERY_STATE,
    NAMED,
    PARTY,
    content_of,
    printed,
    profile_of,
)


@EVERY_STATE
def test_11_12_13_14_state_heading(name):
    paper = printed(name)
    heading = paper.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = paper.find("Độc lập - Tự do - Hạnh phúc")
    assert heading.page == motto.page == 0
    assert heading.text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert heading.x0 > 210 / 2
    assert (heading.style, motto.style) == ("Bold", "Bold")
    assert heading.size in (12, 13)
    assert motto.size in (13, 14)
    assert motto.size >= heading.size
    assert motto.centre == pytest.approx(heading.centre, abs=1)
    rule = paper.under(motto)
    assert rule.width == pytest.approx(motto.width, rel=0.02)
    assert rule.centre == pytest.approx(motto.centre, abs=1)
    assert 0.4 <= rule.thickness <= 1.2
    assert rule.top - motto.baseline <= 2
    assert not any(
        line.text == "*" or "ĐẢNG CỘNG SẢN VIỆT NAM" in line.text for line in paper.lines
    )


@pytest.mark.parametrize(
    ("name", "title"),
    [
        *((name, "ĐẢNG CỘNG SẢN VIỆT NAM") for name in PARTY),
        ("youth", "ĐOÀN TNCS HỒ CHÍ MINH"),
        ("farmers", "HỘI NÔNG DÂN VIỆT NAM"),
    ],
)
def test_15_party_heading(name, title):
    paper = printed(name)
    heading = paper.find(title)
    assert heading.size == 15
    assert heading.style == "Bold"
    assert heading.x0 > 210 / 2
    rule = paper.under(heading)
    assert rule.width == pytest.approx(heading.width, rel=0.02)
    assert rule.centre == pytest.approx(heading.centre, abs=1)
    assert not any("CỘNG HÒA XÃ HỘI" in line.text for line in paper.lines)
    assert not any("Độc lập" in line.text for line in paper.lines)


@EVERY
def test_16_17_18_issuer_block(name):
    paper, content, profile = printed(name), content_of(name), profile_of(name)
    block = [paper.find(content["head_name"][0][:12])]
    if content["head_parent"]:
        parent = paper.find(content["head_parent"][0])
        assert parent.style not in ("Bold", "Italic")
        assert parent.baseline < block[0].baseline
        assert parent.centre == pytest.approx(block[0].centre, abs=1)
        assert parent.size in ((14,) if profile.party_like else (12, 13))
    for line in block:
        assert line.style == "Bold"
        assert line.text.isupper()
        assert line.size in ((14,) if profile.party_like else (12, 13))
    left_rules = [rule for rule in paper.rules if rule.page == 0 and rule.centre < 90]
    left_rules = [rule for rule in left_rules if rule.top < 60]
    if profile.party_like:
        mark = "***" if profile.key == "doan" else "*"
        (star,) = [line for line in paper.lines if line.text == mark]
        assert star.centre == pytest.approx(block[0].centre, abs=1)
        assert left_rules == []
    else:
        names = [paper.find(line) for line in content["head_name"]]
        (rule,) = left_rules
        widest = max(line.width for line in names)
        assert 0.33 <= rule.width / widest <= 0.5
        assert rule.centre == pytest.approx(names[0].centre, abs=1)
        assert rule.top > names[-1].baseline


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("state plan", "Số: 67/KH-UBND"),
        ("letter", "Số: 1587/UBND-KGVX"),
        ("report", "Số: 112/BC-UBND"),
        ("women", "Số: 21/KH-BTV"),
        ("party 2025", "Số 09-KH/TU"),
        ("party 2026", "Số 09-KH/TU"),
        ("youth", "Số: 14-KH/ĐTN"),
    ],
)
def test_19_20_number_line(name, number):
    line = printed(name).find("Số")
    assert line.text == number
    assert line.size == (14 if profile_of(name).party_like else 13)
    assert line.style not in ("Bold", "Italic")
    issuer = printed(name).find(content_of(name)["head_name"][-1][:12])
    assert line.centre == pytest.approx(issuer.centre, abs=1.5)


PLACE_DATE = re.compile(
    r"^[A-ZĐ][^,]*, ngày (0[1-9]|[12]\d|3[01]) tháng (01|02|[3-9]|1[0-2]) năm \d{4}$"
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("state plan", "Tân Kỳ, ngày 27 tháng 02 năm 2026"),
        ("letter", "Đồng Nai, ngày 20 tháng 02 năm 2025"),
        ("women", "Khánh Hòa, ngày 05 tháng 3 năm 2025"),
        ("report", "Tân Kỳ, ngày 14 tháng 6 năm 2026"),
        ("party 2025", "Cần Thơ, ngày 11 tháng 02 năm 2025"),
        ("party 2026", "Cần Thơ, ngày 08 tháng 6 năm 2026"),
    ],
)
def test_22_place_and_date(name, text):
    paper = printed(name)
    line = paper.find(text)
    assert PLACE_DATE.match(line.text)
    assert line.style == "Italic"
    assert line.size == (14 if profile_of(name).party_like else 13)
    assert line.x0 > 95
    assert line.baseline == pytest.approx(paper.find("Số").baseline, abs=1)


@pytest.mark.parametrize("name", NAMED)
def test_24_25_type_and_subject(name):
    paper, profile = printed(name), profile_of(name)
    middle = (profile.margins[3] + 210 - profile.margins[1]) / 2
    kind = paper.find(types.get(content_of(name)["type_code"]).title)
    assert kind.style == "Bold"
    assert kind.size in ((15, 16) if profile.party_like else (13, 14))
    assert kind.centre == pytest.approx(middle, abs=1)
    below = [line for line in paper.page(0) if line.baseline > kind.baseline]
    subject = []
    for line in below:
        if line.style != "Bold" or line.text.isupper():
            break
        subject.append(line)
    assert subject
    assert subject[0].baseline - kind.baseline < 8
    for line in subject:
        assert line.size in ((14, 15) if profile.party_like else (13, 14))
        assert line.centre == pytest.approx(middle, abs=1)
    after = below[len(subject)]
    if profile.party_like:
        assert subject[0].text[0].islower()
        assert after.text == "-----"
        assert after.centre == pytest.approx(middle, abs=1)
    else:
        assert subject[0].text[0].isupper()
        rule = paper.under(subject[-1])
        widest = max(line.width for line in subject)
        assert 0.33 <= rule.width / widest <= 0.5
        assert rule.centre == pytest.approx(middle, abs=1)


def test_26_subject_of_a_state_letter():
    paper = printed("letter")
    assert not any(line.text == "CÔNG VĂN" for line in paper.lines)
    number, subject = paper.find("Số"), paper.find("V/v tuyên truyền")
    assert subject.style not in ("Bold", "Italic")
    assert subject.size == 12
    assert subject.centre == pytest.approx(number.centre, abs=1)
    # 6 pt beyond the normal pitch of the line (§13).
    pitch = (subject.baseline - number.baseline) * 72 / 25.4
    assert pitch - 12 * 1.2 == pytest.approx(6, abs=1.5)


@pytest.mark.parametrize(
    ("profile", "start"), [("hd36", "quán triệt, tuyên"), ("hd05", "về việc quán triệt")]
)
def test_27_subject_of_a_party_letter(profile, start):
    content = papers.party_plan(profile)
    content.update({"type_code": "CV", "symbol": "CV/TU", "addressees": ["Các quận ủy, huyện ủy"]})
    paper = Printed(pdf.render(content, draft=False).pdf)
    line = paper.find(start)
    assert line.style == "Italic"
    assert line.size == 12
    assert line.baseline > paper.find("Số 09-CV/TU").baseline
    assert line.centre == pytest.approx(paper.find("Số").centre, abs=1)
    assert not any(line.text in ("CÔNG VĂN", "-----") for line in paper.lines)
    label = next(line for line in paper.lines if line.text.startswith("Kính gửi:"))
    assert {"LiberationSerif-Italic", "LiberationSerif"} == label.fonts
    assert paper.find("- Như trên").size == 12


def test_52_urgency_stamp():
    paper = printed("letter")
    stamp = paper.find("KHẨN")
    assert stamp.colours == {(1, 0, 0)}
    assert stamp.size == 13
    assert stamp.style == "Bold"
    assert stamp.centre == pytest.approx(paper.find("Số").centre, abs=1)
