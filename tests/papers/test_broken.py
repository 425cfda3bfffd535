"""The checker sees what is wrong: a paper with one fault fails the assertion that speaks of it."""

import pytest

from documents import pdf
from tests.papers.assertions import ASSERTIONS
from tests.papers.broken import BROKEN
from tests.papers.checker import judge
from tests.papers.judging import SIGNED_AT
from tests.papers.paper import Paper
from tests.papers.signing import measure, signed_paper
from tests.papers.zoo import ZOO


@pytest.mark.parametrize("broken", BROKEN, ids=lambda each: f"{each.number} {each.what}")
def test_the_fault_is_seen(broken):
    assert judge(broken.printed())[broken.number]


def test_pictures_in_each_others_place_are_seen():
    content = ZOO["nd30 KH ngắn"]()
    assert judge(signed_paper(content, seal_first=True))[47]


def test_a_changed_byte_is_seen():
    content = ZOO["nd30 KH ngắn"]()
    whole = signed_paper(content)
    assert whole.signed
    # Inside the first revision: the signatures cover it.
    changed = bytearray(whole.pdf)
    at = changed.index(b"/Producer") + 14
    changed[at] ^= 1
    assert judge(measure(bytes(changed), content, whole.signed.seal[0]))[48]


def test_an_attachment_without_its_corner_is_seen():
    content = ZOO["nd30 KH phụ lục tệp riêng"]()
    plain = Paper(pdf.render(content, draft=False).pdf, content, attachment=SIGNED_AT)
    assert judge(plain)[51]


def test_every_assertion_has_a_broken_paper():
    shown = {each.number for each in BROKEN} | {47, 48, 51}
    assert shown == set(ASSERTIONS)
