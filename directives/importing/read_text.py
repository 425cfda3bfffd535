"""Plain text in whatever encoding Vietnamese offices still have lying about."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


# High bytes of Vietnamese letters, quotation marks and dashes in UTF-16.
_HIGH = bytes((0x00, 0x01, 0x1E, 0x20))


def wide_encoding(data: bytes) -> str:
    """Return "utf-16-le" or "utf-16-be" for such text without a mark, "" for any other."""
    for encoding, high in (("utf-16-le", data[1:2000:2]), ("utf-16-be", data[0:2000:2])):
        zeros = high.count(0)
        if zeros * 3 > len(high) > 1 and len(high.translate(None, _HIGH)) * 20 < len(high):
            return encoding
    return ""


def read(data: bytes) -> str:
    """Return the text: UTF-8, UTF-16 with or without its mark, or Windows-1258."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if wide := wide_encoding(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # A UTF-8 file with a few broken bytes is still UTF-8.
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * 50 < len(text):
        return text
    return data.decode("cp1258", "replace")
