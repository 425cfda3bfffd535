"""The people of the demo, as the sign-in page offers them in demo mode."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoAccount:
    """One person to play: `part` says as whom ("Cán bộ, UBND xã Tân Kỳ"), `tier` is the heading."""

    username: str
    password: str
    full_name: str
    part: str
    tier: str


DEMO_ACCOUNTS: tuple[DemoAccount, ...] = ()
