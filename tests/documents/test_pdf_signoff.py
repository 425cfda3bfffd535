"""The sign-off of printed papers: the checklist of document-format.md §8, numbers as there."""

import re

import pytest

from documents import pdf
from tests.documents import papers
from tests.documents.printed import EVERY, content_of, printed, profile_of, rendered


@EVERY
def test_38_39_40_signing_block(name):
    paper, content, profile = printed(name), content_of(name), profile_of(name)
    lines = [paper.find(text) for text in [*content["authority"], content["position"]]]
    signer = paper.find(content["signer_name"])
    assert {line.text for line in lines} == {*content["authority"], content["position"]}
    for line in lines[:-1]:
        assert line.style == "Bold"
        dots = re.match(r"(TM|KT|TL|TUQ|Q)\. ", line.text)
        slashes = re.match(r"(T/M|K/T|T/L) ", line.text)
        assert bool(slashes) == (profile.authority_style == "slash")
        assert bool(dots) == (profile.authority_style == "period")
    assert (lines[-1].style == "Bold") == (not profile.party_like)
    for line in [*lines, signer]:
        assert line.size == 14
        assert line.centre == pytest.approx(lines[0].centre, abs=1.5)
    assert signer.style == "Bold"


@EVERY
def test_41_42_recipients_label(name):
    paper, content, profile = printed(name), content_of(name), profile_of(name)
    label = paper.find("Nơi nhận:")
    first = paper.find([*content["authority"], content["position"]][0])
    assert label.x0 == pytest.approx(30, abs=0.5)
    assert label.baseline == pytest.approx(first.baseline, abs=1)
    if profile.party_like:
        assert label.size == 14
        assert label.style not in ("Bold", "Italic", "BoldItalic")
        rule = paper.under(label)
        assert rule.width == pytest.approx(label.width, rel=0.02)
        assert rule.top - label.baseline < 2
    else:
        assert label.size == 12
        assert label.style == "BoldItalic"


@EVERY
def test_43_44_recipient_list(name):
    paper, content, profile = printed(name), content_of(name), profile_of(name)
    size = 12 if profile.party_like else 11
    label = paper.find("Nơi nhận:")
    lines = [
        line
        for line in paper.page(label.page)
        if line.baseline > label.baseline and line.x0 < 34 and line.sizes == {size}
    ]
    items = " ".join(line.text for line in lines if not line.text.startswith("VHXH.")).split("- ")
    # "chính trị - xã hội" is not a new item.
    text = "- ".join(items).replace("trị - xã", "trị–xã")
    items = [item.strip() for item in text.split("- ") if item.strip()]
    mark = "," if profile.key == "hd36" else ";"
    assert {item[-1] for item in items[:-1]} == {mark}
    archive = "Lưu " if profile.party_like else "Lưu: VT"
    assert items[-1].startswith(archive)
    assert items[-1].endswith(".")
    addressed = any(line.text.startswith("Kính gửi:") for line in paper.lines)
    assert addressed == bool(content["addressees"])
    assert (items[0].rstrip(",;") == "Như trên") == addressed
    assert [item.rstrip(".,;").replace("–", " - ") for item in items if "Như" not in item][:-1] == [
        item for item in content["recipients"] if item != "Như trên"
    ]


def test_44_plans_never_carry_kinh_gui_and_letters_answer_with_nhu_tren():
    plan = papers.state_plan()
    plan["addressees"] = ["Sở Nội vụ"]
    assert "Kính gửi" not in pdf.render(plan, draft=False).html
    letter = papers.letter()
    letter["recipients"] = ["Ban Tuyên giáo Tỉnh ủy"]
    html = pdf.render(letter, draft=False).html
    assert html.index("- Như trên;") < html.index("- Ban Tuyên giáo Tỉnh ủy;")


def test_45_addressees_stand_in_a_column_under_the_colon():
    paper = printed("letter")
    label = paper.find("Kính gửi:")
    items = [paper.find("- Các sở, ban, ngành"), paper.find("- UBND các huyện")]
    assert items[0].x0 == pytest.approx(items[1].x0, abs=0.5)
    assert items[0].x0 > label.x1 - 2
    assert items[0].baseline > label.baseline + 4
    assert [item.text[-1] for item in items] == [";", "."]
    single = printed("report").find("Kính gửi:")
    assert single.text == "Kính gửi: Ủy ban nhân dân thành phố Hải Phòng"
    assert single.centre == pytest.approx(112.5, abs=1)


@EVERY
def test_boxes_lie_between_position_and_name_with_the_seal_over_the_left_third(name):
    paper, content, boxes = printed(name), content_of(name), rendered(name).boxes
    page, left, bottom, right, top = boxes["signature"]
    height = paper.sizes[page][1] * 72 / 25.4
    position, signer = paper.find(content["position"]), paper.find(content["signer_name"])
    assert page == position.page == signer.page
    assert height - position.baseline * 72 / 25.4 > top
    assert bottom > height - signer.baseline * 72 / 25.4
    assert top - bottom > 70
    assert (left + right) / 2 == pytest.approx(position.centre * 72 / 25.4, abs=3)
    seal_page, seal_left, seal_bottom, seal_right, seal_top = boxes["seal"]
    assert seal_page == page
    assert seal_right - seal_left == pytest.approx(seal_top - seal_bottom)
    assert seal_left < left < seal_right < (left + right) / 2
    assert 0.2 <= (seal_right - left) / (right - left) <= 0.45
    assert seal_left > 30 * 72 / 25.4
    assert seal_bottom > 0
