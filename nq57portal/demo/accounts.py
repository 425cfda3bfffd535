"""The people of the demo, as the sign-in page offers them in demo mode."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nq57portal.demo import people, units
from units.models import Role

# The story starts in a commune, so its people come first.
_TIERS = (
    ("hp-tanky", "Xã Tân Kỳ"),
    ("hp-tuky", "Xã Tứ Kỳ"),
    ("hp-lechan", "Phường Lê Chân"),
    ("hp-hongbang", "Phường Hồng Bàng"),
    ("hp", "Thành phố Hải Phòng"),
    ("dn", "Đồng Nai"),
    ("kh", "Khánh Hòa"),
    ("ct", "Cần Thơ"),
    ("tw", "Trung ương"),
)


@dataclass(frozen=True)
class DemoAccount:
    """One person to play: `part` says as whom ("Cán bộ, UBND xã Tân Kỳ"), `tier` is the heading."""

    username: str
    password: str
    full_name: str
    part: str
    tier: str


def _accounts() -> Iterator[DemoAccount]:
    names = {row.code: row.current_name for row in units.rows()}
    seen: set[str] = set()
    for prefix, tier in _TIERS:
        for person in people.PEOPLE:
            first = person.parts[0].unit
            if not person.offered or person.username in seen or not first.startswith(f"{prefix}-"):
                continue
            seen.add(person.username)
            part = "; ".join(_words(part, names[part.unit]) for part in person.parts)
            yield DemoAccount(person.username, people.DEMO_PASSWORD, person.full_name, part, tier)


def _words(part: people.Part, unit: str) -> str:
    """ "Lãnh đạo đơn vị (Chủ tịch), UBND xã Tân Kỳ"; a clerk is called clerk once."""
    role = Role(part.role).label
    return f"{role}, {unit}" if part.position == role else f"{role} ({part.position}), {unit}"


DEMO_ACCOUNTS: tuple[DemoAccount, ...] = tuple(_accounts())
