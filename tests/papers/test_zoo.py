"""Every paper of the zoo is printed once, holds every assertion and loses none of its text.

One file, so that one process prints each paper and all tests look at the same print.
"""

import re
import unicodedata

import pytest

from tests.papers.checker import ASSERTIONS, faults, judge
from tests.papers.judging import NAMES, attachment, html, paper, write_table
from tests.papers.paper import bare
from tests.papers.signing import signed_paper
from tests.papers.texts import Body, extracted, words_of
from tests.papers.zoo import DRAFTS, ZOO

SEPARATE = "nd30 KH phụ lục tệp riêng"


@pytest.fixture(scope="module", params=["nd30 KH TM. KT.", "hd36 KH"])
def signed(request):
    return signed_paper(ZOO[request.param]())


def test_there_are_53_assertions_and_more_than_40_papers():
    assert sorted(ASSERTIONS) == list(range(1, 54))
    assert len(ZOO) + len(DRAFTS) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_holds_every_assertion(name):
    assert faults(paper(name)) == []


def test_a_signed_and_sealed_paper_holds_every_assertion(signed):
    assert faults(signed) == []
    assert judge(signed)[47] == judge(signed)[48] == []


def test_an_appendix_in_a_file_of_its_own_carries_the_time_of_signing():
    alone = attachment(SEPARATE)
    assert faults(alone) == []
    assert judge(alone)[51] == []
    inside = "".join(line.text for line in paper(SEPARATE).lines)
    assert "BIỂU TỔNG HỢP" not in inside
    assert "Phụ lục II" in [line.text for line in alone.lines]


def test_every_assertion_applies_to_some_paper():
    """Or its check would be a check of nothing."""
    applied = {47, 48, 51}  # above
    for name in NAMES:
        applied |= {number for number, found in judge(paper(name)).items() if found is not None}
    assert applied == set(ASSERTIONS)


def test_the_table_of_assertions_and_papers(tmp_path):
    table = write_table({name: paper(name) for name in NAMES}, tmp_path).read_text()
    assert table.count("<tr><th>") == 53 + 1
    assert table.count('class="no"') == 0
    assert table.count('class="ok"') > 53 * len(NAMES) / 2


@pytest.mark.parametrize("name", NAMES)
def test_the_extracted_text_is_the_text_that_was_set(name):
    body = Body()
    body.feed(html(name))
    said = extracted(paper(name), body.heads)
    assert unicodedata.is_normalized("NFC", said)
    wanted = "".join(body.text)
    if name == "nd30 KH nhiều nơi nhận":
        # A list that runs on to the next page goes on behind the signature beside it.
        said, wanted = "".join(sorted(said)), "".join(sorted(wanted))
    assert said == wanted


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_was_written_is_missing(name):
    one = paper(name)
    content = one.content
    text = bare(extracted(one, []))
    wanted = [bare(content["subject"]), *map(bare, content["head_name"])]
    for part in [content["opening"], content["closing"], *content["citations"]]:
        wanted += words_of(part)
    for section in content["sections"]:
        wanted += [bare(section["heading"]), *words_of(section["text"])]
    for item in [*content["recipients"], *content["addressees"]]:
        words = re.sub(r" \([^()]*\)$", "", item) if "switches" in content else item
        wanted.append(bare(words).rstrip(".;,"))
    for appendix in content["appendices"]:
        if one.draft or not appendix.get("separate"):
            cells = [cell for row in (appendix["table"] or {"rows": []})["rows"] for cell in row]
            wanted += [bare(appendix["title"]), *words_of(appendix["text"]), *map(bare, cells)]
    assert [words for words in wanted if words not in text] == []


def test_footnotes_are_called_and_printed_once_each():
    one = paper("nd30 KH chú thích")
    notes = "".join(bare(line.text) for line in one.footnotes)
    calls = ["¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "(10)", "(11)", "(12)"]
    assert re.findall(r"([¹²³⁴⁵⁶⁷⁸⁹]|\(\d\d\))hướng", notes) == calls
    body = "".join(bare(line.text) for line in one.body)
    assert re.findall(r"dẫn([¹²³⁴⁵⁶⁷⁸⁹]|\(\d\d\))", body) == calls
