"""The places of the demo campaign.

Districts stand where communes stand since 01/7/2025: directly below the province.
"""

from __future__ import annotations

from dataclasses import dataclass

from units.models import Level


@dataclass(frozen=True)
class Place:
    """One area: a province, a commune, or a district of its time; `word` is "xã", "phường" …"""

    code: str
    word: str
    name: str
    level: str
    parent: str = ""

    @property
    def full(self) -> str:
        return f"{self.word} {self.name}".strip()

    @property
    def is_commune(self) -> bool:
        return self.word in {"xã", "phường", "đặc khu"}


_P, _X = Level.PROVINCE, Level.COMMUNE

PLACES: tuple[Place, ...] = (
    Place("vn", "", "Việt Nam", Level.CENTRAL),
    Place("ct", "thành phố", "Cần Thơ", _P, "vn"),
    Place("dn", "tỉnh", "Đồng Nai", _P, "vn"),
    Place("hp", "thành phố", "Hải Phòng", _P, "vn"),
    Place("kh", "tỉnh", "Khánh Hòa", _P, "vn"),
    # Districts, until 30/6/2025.
    Place("ct-q-ninhkieu", "quận", "Ninh Kiều", _X, "ct"),
    Place("ct-q-cairang", "quận", "Cái Răng", _X, "ct"),
    Place("ct-h-phongdien", "huyện", "Phong Điền", _X, "ct"),
    Place("dn-tp-bienhoa", "thành phố", "Biên Hòa", _X, "dn"),
    Place("dn-tp-longkhanh", "thành phố", "Long Khánh", _X, "dn"),
    Place("dn-h-longthanh", "huyện", "Long Thành", _X, "dn"),
    Place("dn-h-nhontrach", "huyện", "Nhơn Trạch", _X, "dn"),
    Place("kh-tp-nhatrang", "thành phố", "Nha Trang", _X, "kh"),
    Place("kh-tp-camranh", "thành phố", "Cam Ranh", _X, "kh"),
    Place("kh-tx-ninhhoa", "thị xã", "Ninh Hòa", _X, "kh"),
    Place("kh-h-dienkhanh", "huyện", "Diên Khánh", _X, "kh"),
    # Communes, from 01/7/2025.
    Place("ct-ninhkieu", "phường", "Ninh Kiều", _X, "ct"),
    Place("ct-cairang", "phường", "Cái Răng", _X, "ct"),
    Place("ct-phongdien", "xã", "Phong Điền", _X, "ct"),
    Place("dn-tranbien", "phường", "Trấn Biên", _X, "dn"),
    Place("dn-longkhanh", "phường", "Long Khánh", _X, "dn"),
    Place("dn-longthanh", "xã", "Long Thành", _X, "dn"),
    Place("kh-nhatrang", "phường", "Nha Trang", _X, "kh"),
    Place("kh-camranh", "phường", "Cam Ranh", _X, "kh"),
    Place("kh-dienkhanh", "xã", "Diên Khánh", _X, "kh"),
    Place("hp-tanky", "xã", "Tân Kỳ", _X, "hp"),
    Place("hp-tuky", "xã", "Tứ Kỳ", _X, "hp"),
    Place("hp-lechan", "phường", "Lê Chân", _X, "hp"),
    Place("hp-hongbang", "phường", "Hồng Bàng", _X, "hp"),
)
