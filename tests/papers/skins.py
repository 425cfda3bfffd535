"""What the rules say about each family of papers, as the checker holds it against the print."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Skin:
    """What the rules say about one family of papers, written out again from the specification.

    Deliberately not taken from the portal's own table: a slip there must show here.
    """

    title: str
    state: bool
    star: str = ""
    colon: bool = True
    dash_first: bool = False
    slashes: bool = False
    right: int = 15
    list_end: str = ";"
    submission: str = "Kính gửi"
    letter_prefix: str = ""
    archive: str = "- Lưu"
    top_pitch: float = 22.0


_STATE = Skin(title="", state=True, letter_prefix="V/v ", archive="- Lưu: VT")
_MASS = Skin(title="", state=True, letter_prefix="V/v ", archive="- Lưu: ")
SKINS: dict[str, Skin] = {
    "nd30": _STATE,
    "mttq": _MASS,
    "lhpn": _MASS,
    "cong_doan": _MASS,
    "ccb": _MASS,
    "hd36": Skin(
        title="ĐẢNG CỘNG SẢN VIỆT NAM", state=False, star="*", colon=False, dash_first=True,
        slashes=True, list_end=",", top_pitch=99,
    ),
    "hd05": Skin(
        title="ĐẢNG CỘNG SẢN VIỆT NAM", state=False, star="*", colon=False, dash_first=True,
        slashes=True, submission="Kính trình", letter_prefix="về việc ",
    ),
    "doan": Skin(
        title="ĐOÀN TNCS HỒ CHÍ MINH", state=False, star="***", dash_first=True, right=20,
        submission="Kính trình", letter_prefix="về việc ",
    ),
    "nong_dan": Skin(
        title="HỘI NÔNG DÂN VIỆT NAM", state=False, star="*", colon=False, dash_first=True,
        slashes=True, submission="Kính trình", letter_prefix="về việc ",
    ),
}  # fmt: skip
