"""What a unit may print otherwise than its rule set says: a table of switches.

The rule sets leave room (NĐ 30 gives ranges of sizes and margins), and for some organisations no
guidance could be found; an administrator then sets the unit's habit here, from a day on. Each row
names one field of `documents.formats.Profile` (or of its sizes) and the values it may take.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from documents.formats import Profile
from documents.types import Family


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a switch: as stored, as people read it, as the profile holds it."""

    key: str
    label: str
    value: Any


@dataclass(frozen=True, slots=True)
class Switch:
    """One thing a unit may set; `families` says whose units have the choice.

    `fields` are the fields of the profile that take the value, of its sizes with "sizes." in
    front; a value for several fields is a tuple.
    """

    key: str
    label: str
    fields: tuple[str, ...]
    choices: tuple[Choice, ...]
    families: tuple[Family, ...] = ("state", "party", "mass")
    skin: str = ""
    """ "state" or "party" where only that layout has the thing; "" for both."""

    def value_of(self, key: str) -> Any:
        """What the choice stored under this key means; KeyError when the table lacks it."""
        return {row.key: row.value for row in self.choices}[key]

    def value_in(self, profile: Profile) -> Choice | None:
        """Which choice a profile has now; None when it prints something the table does not list."""
        now = tuple(_read(profile, name) for name in self.fields)
        return next((row for row in self.choices if _as_tuple(row.value, now) == now), None)

    def offered(self, profile: Profile) -> bool:
        """Whether a unit that prints by this profile has the choice at all."""
        layout = "party" if profile.party_like else "state"
        return profile.family in self.families and self.skin in ("", layout)


def _as_tuple(value: Any, like: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(value) if len(like) > 1 else (value,)


def _read(profile: Profile, name: str) -> Any:
    size = name.removeprefix("sizes.")
    return getattr(profile, name) if size == name else getattr(profile.sizes, size)


def _plain(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(label, label, label) for label in labels)


def _yes_no(yes: str, no: str) -> tuple[Choice, ...]:
    return Choice("co", yes, True), Choice("khong", no, False)


_SWITCHES = (
    Switch(
        "margins",
        "Lề trang (trên, phải, dưới, trái)",
        ("margins",),
        tuple(
            Choice(" ".join(map(str, row)), " – ".join(map(str, row)) + " mm", row)
            for row in ((20, 15, 20, 30), (20, 20, 20, 30), (25, 15, 25, 30), (20, 15, 20, 35))
        ),
    ),
    Switch(
        "heading_sizes",
        "Cỡ chữ Quốc hiệu, Tiêu ngữ",
        ("sizes.heading", "sizes.motto"),
        (Choice("12 13", "12 và 13", (12, 13)), Choice("13 14", "13 và 14", (13, 14))),
        skin="state",
    ),
    Switch(
        "body_size",
        "Cỡ chữ phần nội dung",
        ("sizes.body",),
        (Choice("13", "13", 13), Choice("14", "14", 14)),
        skin="state",
    ),
    Switch(
        "party_body_size",
        "Cỡ chữ phần nội dung",
        ("sizes.body",),
        (Choice("14", "14", 14), Choice("15", "15", 15)),
        skin="party",
    ),
    Switch(
        "line_pitch",
        "Khoảng cách dòng",
        ("line_pitch",),
        tuple(Choice(str(pitch), f"{pitch} pt", pitch) for pitch in (18, 19, 20, 21, 22)),
    ),
    Switch(
        "top_mark",
        "Dấu sau số La Mã của mục",
        ("top_mark",),
        (Choice(".", "I. (dấu chấm)", "."), Choice("-", "I- (gạch nối)", "-")),
        skin="party",
    ),
    Switch(
        "separator_under_agency",
        "Dưới tên cơ quan",
        ("separator_under_agency",),
        (
            Choice("rule", "Đường kẻ", "rule"),
            Choice("*", "Một dấu sao", "*"),
            Choice("***", "Ba dấu sao", "***"),
        ),
        families=("mass",),
    ),
    Switch(
        "so_colon",
        "Sau chữ “Số”",
        ("so_colon",),
        _yes_no("Có dấu hai chấm", "Không có dấu hai chấm"),
        families=("mass",),
    ),
    Switch(
        "trich_yeu_separator",
        "Dưới trích yếu",
        ("trich_yeu_separator",),
        (
            Choice("rule", "Đường kẻ", "rule"),
            Choice("-----", "Năm gạch nối", "-----"),
            Choice("none", "Không có gì", ""),
        ),
        families=("mass",),
    ),
    Switch(
        "letter_prefix",
        "Đầu trích yếu công văn",
        ("letter_prefix",),
        (
            Choice("V/v", "V/v", "V/v "),
            Choice("về việc", "về việc", "về việc "),
            Choice("none", "Không có gì", ""),
        ),
        skin="party",
    ),
    Switch(
        "position_bold",
        "Chức vụ người ký",
        ("position_bold",),
        _yes_no("Chữ đậm", "Chữ thường"),
        families=("party", "mass"),
    ),
    Switch(
        "list_end",
        "Dấu cuối mỗi dòng nơi nhận",
        ("list_end",),
        (Choice(";", "Chấm phẩy", ";"), Choice(",", "Phẩy", ",")),
        families=("party", "mass"),
    ),
    Switch(
        "luu_style",
        "Dòng lưu",
        ("luu_style",),
        (
            Choice("colon", "- Lưu: VT, …", "colon"),
            Choice("plain", "- Lưu Văn phòng …", "plain"),
        ),
        families=("mass",),
    ),
    Switch(
        "braces",
        "Nơi nhận cùng mục đích",
        ("braces",),
        _yes_no("Gộp bằng một dấu ngoặc nhọn", "Ghi mục đích ở từng dòng"),
    ),
    Switch(
        "cite_comma",
        "Trước chữ “ngày” khi dẫn văn bản",
        ("cite_comma",),
        _yes_no("Có dấu phẩy", "Không có dấu phẩy"),
        families=("party", "mass"),
    ),
    Switch(
        "end_mark",
        "Dấu kết thúc văn bản",
        ("end_mark",),
        _plain("./.", "."),
        families=("mass",),
    ),
)  # fmt: skip

SWITCHES: dict[str, Switch] = {row.key: row for row in _SWITCHES}
"""Every switch by key, in the order the page shows them."""


def apply(profile: Profile, chosen: Mapping[str, str]) -> Profile:
    """The profile with a unit's choices; keys the table no longer knows are passed over.

    They stand in contents frozen long ago and must not stop an old paper from being printed.
    """
    values: dict[str, Any] = {}
    sizes: dict[str, Any] = {}
    for key, wanted in chosen.items():
        switch = SWITCHES.get(key)
        if switch is None or wanted not in {row.key for row in switch.choices}:
            continue
        value = switch.value_of(wanted)
        parts = value if len(switch.fields) > 1 else (value,)
        for name, part in zip(switch.fields, parts, strict=True):
            if name.startswith("sizes."):
                sizes[name.removeprefix("sizes.")] = part
            else:
                values[name] = part
    return replace(profile, sizes=replace(profile.sizes, **sizes), **values)
