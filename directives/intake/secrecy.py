"""Marks of secrecy on a paper: what bears one must not stay in the portal."""

from __future__ import annotations

import re

from directives.importing.passage import bare

# The stamp stands alone on its line, above or beside the head (NĐ 26/2020, Điều 3), or as a line
# of metadata. "Mật" inside a sentence is a word like any other.
_STAMP = re.compile(r"\W*(?:(?:do|muc do|muc) mat\W+)?(?:tuyet mat|toi mat|mat)\W*")
_HEAD = 60  # lines


def is_marked(text: str) -> bool:
    """Whether the head of the paper bears "MẬT", "TỐI MẬT" or "TUYỆT MẬT"."""
    for line in text.split("\n")[:_HEAD]:
        words = line.strip()
        if _STAMP.fullmatch(bare(words)) and (words.upper() == words or "độ" in words.casefold()):
            return True
    return False
