"""Names printed in capitals, written as in a sentence: "TỈNH ỦY LÂM SƠN" → "Tỉnh ủy Lâm Sơn".

Capitals by NĐ 30/2020, PL II: the first letter, names of fields, every word of a place.
"""

from __future__ import annotations

import re

from directives.importing.passage import bare
from directives.importing.unit_words import (
    COMMITTEES,
    COMMON_WORDS,
    NAMED_BY_PLACE,
    NAMING_HEADS,
    PLACE_WORDS,
    PROPER,
    SCHOOLS,
)

_WORD = re.compile(r"\w[\w’'&]*")
_VOWELS = frozenset("aeiouy")
_LAST_WORDS = 3  # a place at the end of a name has no more
_PHRASES: dict[str, list[tuple[list[str], list[str]]]] = {}
for _words in sorted(PROPER, key=lambda phrase: -len(phrase.split())):
    _plain = bare(_words).split()
    _PHRASES.setdefault(_plain[0], []).append((_plain, _words.split()))


def proper(name: str) -> str:
    """A name printed in capitals as it is written in a sentence; others stay as they are."""
    name = " ".join(name.split())
    if not name.isupper():
        return name
    matches = list(_WORD.finditer(name))
    parts, last = [], 0
    for match, word in zip(matches, _written([each[0].lower() for each in matches]), strict=True):
        parts += [name[last : match.start()].lower(), word]
        last = match.end()
    text = "".join([*parts, name[last:].lower()])
    return text[:1].upper() + text[1:]


def _written(words: list[str]) -> list[str]:
    plain = [bare(word) for word in words]
    written: list[str] = []
    in_place = after_phrase = in_purpose = False
    while (at := len(written)) < len(words):
        if phrase := _phrase(plain, at):
            said = " ".join(words[at : at + len(phrase)])
            # What a steering committee is for is no name: "phát triển khoa học".
            written += words[at : at + len(phrase)] if in_purpose else phrase
            in_purpose = in_purpose or said in COMMITTEES
            in_place = said in NAMED_BY_PLACE or (said in SCHOOLS and "trường" in words[:at])
            after_phrase = True
            continue
        if length := _place_word(words, at):
            written += words[at : at + length]
            in_place, in_purpose = True, False
        elif not _VOWELS & set(plain[at]):
            written.append(words[at].upper())
            in_place = in_place or words[at] in SCHOOLS
        elif in_place or (after_phrase and _is_last_place(words, at) and not in_purpose):
            written.append(words[at].capitalize())
            in_place = True
        else:
            named = words[at] in NAMING_HEADS or (at > 0 and words[at - 1] in NAMING_HEADS)
            of_place = words[at] == "đoàn" and bool(_place_word(words, at + 1))
            up = of_place or (named and not in_purpose and words[at] != "và")
            written.append(words[at].capitalize() if up else words[at])
        after_phrase = False
    return written


def _phrase(plain: list[str], at: int) -> list[str]:
    """The known words that begin here, as they are written; empty without any."""
    return next(
        (
            written
            for known, written in _PHRASES.get(plain[at], ())
            if plain[at : at + len(known)] == known
        ),
        [],
    )


def _place_word(words: list[str], at: int) -> int:
    """How many words "tỉnh", "thành phố" … take here."""
    for length in (2, 1):
        if " ".join(words[at : at + length]) in PLACE_WORDS:
            return length
    return 0


def _is_last_place(words: list[str], at: int) -> bool:
    """ "SỞ GIÁO DỤC VÀ ĐÀO TẠO LỘC NINH": a place without the word for what it is."""
    rest = words[at:]
    return len(rest) <= _LAST_WORDS and not COMMON_WORDS & set(rest)
