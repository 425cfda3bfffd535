"""Vietnamese text as it is stored, searched, sorted and used in file names.

Pure functions on strings. Everything the portal stores goes through :func:`clean` (or
:func:`one_line`), so that the same word is always the same characters: papers arrive composed
(NFC) from some machines and decomposed (NFD) from others, with the invisible characters of word
processors in between.
"""

import re
import unicodedata
from pathlib import PurePosixPath

_NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Controls, zero-width and bidirectional marks, variation selectors, lone surrogates: nothing that
# prints, all of it able to hide a difference between two names or to be refused by a database.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef\ud800-\udfff]"
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
# Word's bullets in Symbol and Wingdings are private-use characters.
_PRIVATE_BULLET = re.compile(rf"^([ \t]*)[{_PRIVATE}]+(?=[ \t])", re.MULTILINE)
_PRIVATE_OTHER = re.compile(f"[{_PRIVATE}]")
# Icelandic eth and African D look like Đ and stand for it in converted old papers; Word's
# non-breaking hyphens would hide "57-NQ/TW" from a search.
_LOOKALIKES = str.maketrans("\u00d0\u00f0\u0189\u2010\u2011", "\u0110\u0111\u0110--")
_TONES_ABOVE = "\u0300\u0301\u0303\u0309"
_MARK_RUN = re.compile(f"[{_TONES_ABOVE}\u0302\u0306]{{2,}}")

# The order of the Vietnamese alphabet, with f, j, w, z where the Latin alphabet has them.
# A letter is coded as its Latin letter and its place among the letters of that shape.
_ALPHABET = ["aăâ", "b", "c", "dđ", "eê", *"fghijklmn", "oôơ", *"pqrst", "uư", *"vwxyz"]
_LETTER_CODE = {
    letter: f"{group[0]}{place}" for group in _ALPHABET for place, letter in enumerate(group)
}
# Ngang, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries.
_TONE_CODE = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_WORD_END, _KEY_END = "01", "00"
KEY_LENGTH = 600  # of the columns that hold keys

_NOT_IN_FILE_NAMES = re.compile(r'[<>:"|?*]')
_DEVICE_NAMES = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(10)
}


def clean(text: str) -> str:
    """Return the text as the portal stores it: NFC, plain spaces, "\\n" ends, nothing invisible.

    Quotation marks, dashes, tabs and the spaces inside a line stay as written; spaces at line ends
    and blank lines at both ends of the text go. Cleaning twice changes nothing.
    """
    text = _NEWLINES.sub("\n", text)
    text = _SPACES.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    text = _PRIVATE_BULLET.sub(r"\1•", text)
    text = _PRIVATE_OTHER.sub("", text)
    text = text.translate(_LOOKALIKES)
    if not text.isascii():
        # Some converters write the tone before the hat ("a", acute, circumflex), which NFC alone
        # would leave as a letter with a loose mark.
        text = unicodedata.normalize("NFD", text)
        text = _MARK_RUN.sub(_hats_before_tones, text)
        text = unicodedata.normalize("NFC", text)
    # Not a pattern: looking for spaces at line ends takes quadratic time on runs of inner spaces.
    return "\n".join(line.rstrip(" \t") for line in text.split("\n")).strip("\n")


def _hats_before_tones(run: re.Match[str]) -> str:
    return "".join(sorted(run[0], key=lambda mark: mark in _TONES_ABOVE))


def one_line(text: str) -> str:
    """Return the cleaned text on one line with single spaces: names, numbers, subjects."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """Return the text as search columns hold it, so that "67 kh ubnd" finds "67/KH-UBND".

    Lower case, without accents, đ as d, anything that is neither letter nor digit as one space.
    """
    text = unicodedata.normalize("NFKD", clean(text)).casefold()
    text = unicodedata.normalize("NFKD", text)
    letters = (c for c in text if not unicodedata.combining(c))
    plain = "".join(c if c.isalnum() else " " for c in letters)
    return " ".join(plain.replace("đ", "d").split())


def sort_key(text: str) -> str:
    """Return a key that sorts by the Vietnamese alphabet: a ă â b c d đ e ê …

    Tones decide only between words that are otherwise equal, upper and lower case never do, and
    numbers count as numbers ("Phường 2" before "Phường 10"). The key holds only 0-9 and a-z, so
    that a database column of keys sorts alike under every collation, and at most KEY_LENGTH of
    them: names that differ only after some 250 letters count as equal.
    """
    primary: list[str] = []
    tones: list[str] = []
    for run in re.findall(r"[0-9]+|[^\W0-9_]+|[\W_]+", unicodedata.normalize("NFC", text)):
        if run.isascii() and run.isdigit():
            digits = run.lstrip("0") or "0"
            primary.append(f"1{_base36(len(digits))}{digits}")
        elif run[0].isalpha() or run[0].isnumeric():
            for letter in run.casefold():
                code, tone = _letter(letter)
                primary.append(code)
                tones.append(tone)
        elif primary:
            primary.append(_WORD_END)
    while primary and primary[-1] == _WORD_END:
        primary.pop()
    return "".join((*primary, _KEY_END, *tones))[:KEY_LENGTH]


def _letter(letter: str) -> tuple[str, str]:
    """Return the code of one lower-case letter and of its tone."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONE_CODE[mark] for mark in marks if mark in _TONE_CODE), "0")
    bare = unicodedata.normalize("NFC", "".join(c for c in marks if c not in _TONE_CODE))
    code = _LETTER_CODE.get(bare) or _LETTER_CODE.get(marks[0])
    return code or f"z9{ord(letter):06x}", tone


def _base36(number: int) -> str:
    return "0123456789abcdefghijklmnopqrstuvwxyz"[min(number, 35)]


def person_sort_key(full_name: str) -> str:
    """Return a key that sorts people the Vietnamese way: by given name (tên), then họ and đệm."""
    *family, given = full_name.split() or [""]
    key = sort_key(given) + _KEY_END + sort_key(" ".join(family))
    return key[:KEY_LENGTH]


def safe_filename(name: str, *, max_bytes: int = 180) -> str:
    """Return an uploaded file's name fit for storing and for a download header.

    Folders are dropped ("C:\\\\giấy tờ\\\\Kế hoạch.docx" gives "Kế hoạch.docx"), Vietnamese letters
    kept in NFC, invisible characters and those Windows refuses removed. The stem is shortened until
    the whole has at most `max_bytes` bytes of UTF-8; the extension stays. Never empty.
    """
    name = one_line(one_line(name).replace("\\", "/").rsplit("/", 1)[-1])
    name = _NOT_IN_FILE_NAMES.sub("", name).strip(" .")
    path = PurePosixPath(name)
    suffix = path.suffix if len(path.suffix) <= 12 else ""
    stem = name.removesuffix(suffix).strip(" .")
    if not stem or stem.casefold() in _DEVICE_NAMES:
        stem = f"tep {stem}".strip()
    room = max(max_bytes - len(suffix.encode()), 1)
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .")
    return stem + suffix
