"""Plain text in whatever encoding Vietnamese offices still have lying about."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read(data: bytes) -> str:
    """Return the text: UTF-8, UTF-16 with or without its mark, or Windows-1258."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # Every second byte of the Latin letters in UTF-16 is zero.
    odd, even = data[1:2000:2].count(0), data[0:2000:2].count(0)
    if max(odd, even) * 5 > min(len(data), 2000) // 2:
        return data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
    # A UTF-8 file with a few broken bytes is still UTF-8.
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * 50 < len(text):
        return text
    return data.decode("cp1258", "replace")
