"""The verification code of a printed paper: how it is made, read back, and drawn.

Twelve characters of capitals and digits, none of them easily taken for another: there is no O, I, L
or U (screens, flow C9). Sixty random bits, so nobody finds a paper by trying.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

import qrcode
from django.conf import settings
from django.urls import reverse

from documents import fonts
from documents.content import Verify

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12

# Millimetres. What is printed is read by a telephone's camera and fits a margin of 20.
QR_SIZE, QR_GAP = 13, 2

NOT_FOUND = (
    "Không tìm thấy mã này. Kiểm tra lại: mã gồm 12 ký tự, không có chữ O và I."  # screens C9
)

# What somebody types who reads a zero as O, or a one as I or L.
_MISREAD = str.maketrans("OIL", "011")
_BETWEEN = re.compile(r"[\s.\-\u2010-\u2015_]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in the bottom margin: two lines, and the QR as an SVG path.

    `width` is what all of it takes, in millimetres.
    """

    code: str
    site: str
    width: float
    place: str
    path: str
    modules: int


def new_code() -> str:
    """A code nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """The code as kept, from what was typed or scanned; "" when it can't be one.

    Small letters, spaces and dashes do not matter, nor does the address before the code.
    """
    last = typed.strip().rstrip("/").rpartition("/")[2]
    code = _BETWEEN.sub("", last).upper().translate(_MISREAD)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def grouped(code: str) -> str:
    """ "ABCD-EFGH-JKMN": how it is printed, easy to copy by hand."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def printed(code: str, place: str) -> Verify:
    """What the paper prints, and where: the code, and the address its QR code leads to."""
    return {
        "code": code,
        "url": f"{settings.BASE_URL}{reverse('documents:verify-code', args=[code])}",
        "place": place,
    }


def qr_path(text: str) -> tuple[str, int]:
    """A QR code (ISO/IEC 18004, level M) as one SVG path, and its width in modules.

    The quiet zone around it is left to whoever places it.
    """
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    runs = []
    for y, row in enumerate(matrix):
        line = "".join("#" if dark else " " for dark in row)
        for run in re.finditer("#+", line):
            length = run.end() - run.start()
            runs.append(f"M{run.start()} {y}h{length}v1h-{length}z")
    return "".join(runs), len(matrix)


def mark(verify: Verify | None) -> Mark | None:
    """The printed mark of a frozen content; None where there is none."""
    if verify is None:
        return None
    path, modules = qr_path(verify["url"])
    site = verify["url"].partition("://")[2].removesuffix(f"{verify['code']}/")
    code = f"Mã xác minh: {grouped(verify['code'])}"
    words = max(fonts.width(line, 10) for line in (code, site)) * 25.4 / 72
    width = round(QR_SIZE + QR_GAP + words + 1, 1)
    return Mark(code, site, width, verify["place"], path, modules)
