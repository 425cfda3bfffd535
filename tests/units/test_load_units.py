"""`load_units`: a file of units, all or nothing, in time; the country beside what is there."""

from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activity.models import LogEntry
from nq57portal.demo import units as demo
from units import national
from units.bodies import Place
from units.models import Area, Unit, UnitName
from units.national import Commune, Province

pytestmark = pytest.mark.django_db

HEAD = "code,name,kind,line,parent,symbol,valid_from,valid_to\n"
PROVINCE = (
    HEAD
    + "vh-ubnd,Ủy ban nhân dân tỉnh Vĩnh Hòa,ubnd,chinh_quyen,,UBND,01/7/2025,\n"
    + "vh-tu,Tỉnh ủy Vĩnh Hòa,cap_uy,Đảng,,TU,,\n"
    + "ba-ubnd,Ủy ban nhân dân xã Bình An,ubnd,Chính quyền,vh-ubnd,UBND,2025-07-01,\n"
    + "ba-du,Đảng ủy xã Bình An,cap_uy,dang,vh-tu,ĐU,2025-07-01,\n"
    + "ba-vhxh,Phòng Văn hóa - Xã hội xã Bình An,phong,chinh_quyen,ba-ubnd,PVHXH,2025-07-01,\n"
)


def load(folder: Path, text: str | bytes) -> str:
    """Run the command on a file of that text; what it prints."""
    file = folder / "don-vi.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    printed = io.StringIO()
    call_command("load_units", str(file), stdout=printed)
    return printed.getvalue()


def refused(folder: Path, text: str | bytes) -> list[str]:
    """What the command says about a wrong file; it must have saved nothing."""
    before = (Unit.objects.count(), Area.objects.count(), LogEntry.objects.count())
    with pytest.raises(CommandError) as error:
        load(folder, text)
    assert (Unit.objects.count(), Area.objects.count(), LogEntry.objects.count()) == before
    return str(error.value).splitlines()


def everything() -> list[object]:
    """All rows of the register."""
    names = UnitName.objects.order_by("pk").values_list()
    return [*Area.objects.values_list(), *Unit.objects.order_by("pk").values_list(), *names]


# --- A file -----------------------------------------------------------------------------------


def test_a_file_makes_units_with_places_names_and_lines_of_command(tmp_path: Path) -> None:
    said = load(tmp_path, PROVINCE)
    assert said.startswith("3 địa bàn mới, 0 địa bàn đổi tên, 5 đơn vị mới")
    ubnd = Unit.objects.select_related("area__parent").get(code="ba-ubnd")
    assert (ubnd.path, str(ubnd), ubnd.level) == ("/vh-ubnd/ba-ubnd/", "UBND xã Bình An", "xa")
    assert (ubnd.area.name, str(ubnd.area.parent)) == ("Xã Bình An", "Tỉnh Vĩnh Hòa")
    assert Unit.objects.get(code="ba-du").area == ubnd.area
    office = Unit.objects.get(code="ba-vhxh")
    assert office.area == ubnd.area
    name = office.names.get()
    assert (name.head_parent, name.head_name) == (
        "ỦY BAN NHÂN DÂN\nXÃ BÌNH AN",
        "PHÒNG VĂN HÓA - XÃ HỘI XÃ BÌNH AN",
    )
    assert name.place == "Bình An"
    assert list(Unit.objects.search("binh an dang").values_list("code", flat=True)) == ["ba-du"]
    below = Unit.objects.in_reach_of(Unit.objects.select_related("area").get(code="vh-ubnd"))
    assert {unit.code for unit in below} == {"ba-ubnd", "ba-du", "ba-vhxh"}
    assert "nạp đơn vị từ don-vi.csv" in LogEntry.objects.get().sentence


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    load(tmp_path, PROVINCE)
    before = everything()
    assert load(tmp_path, PROVINCE).endswith("0 đơn vị đổi tên, 5 đơn vị giữ nguyên.\n")
    assert everything() == before
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize("mark", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_files_as_programs_write_them(prefix: bytes, mark: str, end: str, tmp_path: Path) -> None:
    text = PROVINCE.replace(",", mark).replace("\n", end)
    load(tmp_path, prefix + text.encode())
    assert Unit.objects.count() == 5
    assert Unit.objects.get(code="vh-tu").symbol == "TU"


def test_a_cell_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    row = '"=HYPERLINK(""http://vidu.vn"")",so,chinh_quyen,,+UBND,,\n'
    load(tmp_path, HEAD + "x-1," + row)
    unit = Unit.objects.get(code="x-1")
    assert (unit.name, unit.symbol) == ('=HYPERLINK("http://vidu.vn")', "+UBND")


def test_superiors_may_stand_below_their_subordinates_in_the_file(tmp_path: Path) -> None:
    head, *rows = PROVINCE.splitlines(keepends=True)
    load(tmp_path, head + "".join(reversed(rows)))
    office = Unit.objects.select_related("area").get(code="ba-vhxh")
    assert (office.path, office.area.name) == ("/vh-ubnd/ba-ubnd/ba-vhxh/", "Xã Bình An")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a,,ubnd,chinh_quyen,,,,", "Dòng 2: chưa ghi name."),
        ("a/b,UBND xã A,ubnd,chinh_quyen,,,,",
         "Dòng 2: mã “a/b” (code) chỉ gồm chữ, số, dấu chấm và gạch nối."),
        ("a,UBND xã A,ub,chinh_quyen,,,,",
         "Dòng 2: không có kind “ub”; ghi một trong: tw, cap_uy, ban_dang, ubkt, ubnd, so, phong, "
         "su_nghiep, mttq, hoi."),
        ("a,UBND xã A,ubnd,chinh_quyen,zz,,,",
         "Dòng 2: không có đơn vị cấp trên mã “zz” trong tệp và trong danh mục."),
        ("a,UBND xã A,ubnd,chinh_quyen,,,31/2/2025,",
         "Dòng 2: valid_from: tháng 2/2025 không có ngày 31."),
        ("a,UBND xã A,ubnd,chinh_quyen,,,02/01/2025,01/01/2025",
         "Dòng 2: ngày kết thúc (valid_to) trước ngày bắt đầu (valid_from)."),
        ("a,UBND xã A,ubnd,chinh_quyen,a,,,",
         "Dòng 2: đơn vị thành cấp trên của chính mình: a → a."),
        ("a,UBND xã A,ubnd", "Dòng 2: có 3 ô, dòng đầu có 8 cột."),
        (f"a,{'A' * 301},ubnd,chinh_quyen,,,,", "Dòng 2: name dài quá 300 ký tự."),
    ],
)  # fmt: skip
def test_wrong_rows_are_named_and_nothing_is_saved(row: str, said: str, tmp_path: Path) -> None:
    text = f"{HEAD}{row}\nok,Sở Tài chính,so,chinh_quyen,,STC,,\n"
    assert refused(tmp_path, text) == [said, "Chưa nạp gì: 1 chỗ phải sửa."]


def test_every_wrong_row_is_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = (
        HEAD
        + "a,UBND xã A,ubnd,chinh_quyen,b,,,\n"
        + "b,UBND xã B,ubnd,chinh_quyen,a,,,\n"
        + "c,Sở C,so,chinh_quyen,,,ngày mai,\n"
        + "c,Phòng D,phong,chinh_quyen,,,,\n"
        + "c,Phòng D,phong,chinh_quyen,,,,\n"
        + "d,Đảng ủy xã D,cap_uy,dang,e,,,\n"
        + "e,UBND xã D,ubnd,chinh_quyen,,,,\n"
        + "f,Phòng F,phong,chinh_quyen,c,,,\n"
    )
    said = refused(tmp_path, text)
    assert [line.partition(":")[0] for line in said] == [
        "Dòng 2", "Dòng 4", "Dòng 6", "Dòng 7", "Chưa nạp gì",
    ]  # fmt: skip
    assert said[0] == "Dòng 2: đơn vị thành cấp trên của chính mình: a → b → a."
    assert said[2] == "Dòng 6: mã “c” đã có ở dòng 5; mỗi đơn vị ghi một dòng."
    assert said[3] == "Dòng 7: cấp trên “e” thuộc tuyến Chính quyền, không chỉ đạo tuyến Đảng."


def test_a_circle_through_the_register_is_found(tmp_path: Path) -> None:
    load(tmp_path, PROVINCE)
    row = "vh-ubnd,Ủy ban nhân dân tỉnh Vĩnh Hòa,ubnd,chinh_quyen,ba-vhxh,UBND,01/7/2025,\n"
    said = refused(tmp_path, HEAD + row)
    assert said[0].endswith("chính mình: vh-ubnd → ba-vhxh → ba-ubnd → vh-ubnd.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Tệp trống."),
        ("code,name,kind\n", "Dòng 1: thiếu cột line."),
        ("code,name,kind,line,code\n", "Dòng 1: cột “code” có hai lần."),
        ("code,name,kind,line,màu\n", "Dòng 1: không có cột “màu”."),
        ("Mã,tên".encode("utf-16"), "Tệp không phải UTF-8."),
    ],
)
def test_files_that_are_no_lists_of_units(text: str | bytes, said: str, tmp_path: Path) -> None:
    assert refused(tmp_path, text)[0].startswith(said)


# --- In time ----------------------------------------------------------------------------------


def test_a_new_name_begins_on_its_day_and_the_old_one_stays(tmp_path: Path) -> None:
    load(tmp_path, PROVINCE)
    ward = HEAD + "ba-ubnd,Ủy ban nhân dân phường Bình An,ubnd,chinh_quyen,vh-ubnd,UBND,{},\n"
    assert "1 đơn vị đổi tên" in load(tmp_path, ward.format("01/01/2026"))
    unit = Unit.objects.get(code="ba-ubnd")
    assert str(unit) == "UBND phường Bình An"
    assert unit.valid_from == dt.date(2025, 7, 1)
    old = unit.name_on(dt.date(2025, 12, 31))
    assert (old.name, old.head_name) == (
        "Ủy ban nhân dân xã Bình An",
        "ỦY BAN NHÂN DÂN\nXÃ BÌNH AN",
    )
    assert unit.name_on(dt.date(2026, 1, 1)).head_name == "ỦY BAN NHÂN DÂN\nPHƯỜNG BÌNH AN"
    before = everything()
    # Neither this file nor the one before it changes anything now.
    load(tmp_path, ward.format("01/01/2026"))
    load(tmp_path, PROVINCE)
    assert everything() == before


def test_a_new_name_of_an_earlier_day_is_refused(tmp_path: Path) -> None:
    load(tmp_path, PROVINCE)
    row = HEAD + "ba-du,Đảng ủy phường Bình An,cap_uy,dang,vh-tu,ĐU,{},\n"
    for day in ("01/7/2025", ""):
        said = refused(tmp_path, row.format(day))
        assert said[0] == (
            "Dòng 2: đơn vị mang tên “Đảng ủy xã Bình An” từ 01/7/2025; "
            "tên mới phải có valid_from sau ngày đó."
        )


def test_a_unit_moves_with_all_below_it_and_ends_on_its_day(tmp_path: Path) -> None:
    load(tmp_path, PROVINCE)
    moved = (
        HEAD
        + "tw-ttg,Thủ tướng Chính phủ,tw,chinh_quyen,,TTg,,\n"
        + "vh-ubnd,Ủy ban nhân dân tỉnh Vĩnh Hòa,ubnd,chinh_quyen,tw-ttg,UBND,01/7/2025,\n"
        + "ba-du,Đảng ủy xã Bình An,cap_uy,dang,vh-tu,ĐUBA,2025-07-01,31/12/2025\n"
    )
    assert "1 đơn vị mới, 4 đơn vị sửa thông tin" in load(tmp_path, moved)
    assert Unit.objects.get(code="ba-vhxh").path == "/tw-ttg/vh-ubnd/ba-ubnd/ba-vhxh/"
    ended = Unit.objects.get(code="ba-du")
    assert (ended.valid_to, ended.symbol) == (dt.date(2025, 12, 31), "ĐUBA")
    assert ended.search_text.endswith("duba")
    assert ended not in Unit.objects.active_on(dt.date(2026, 1, 1))


def test_columns_a_file_leaves_out_stay_as_they_are(tmp_path: Path) -> None:
    load(tmp_path, PROVINCE)
    load(tmp_path, "code,name,kind,line\nba-ubnd,Ủy ban nhân dân xã Bình An,ubnd,chinh_quyen\n")
    unit = Unit.objects.get(code="ba-ubnd")
    assert (unit.symbol, unit.path) == ("UBND", "/vh-ubnd/ba-ubnd/")


def test_places_by_code_keep_their_units_together(tmp_path: Path) -> None:
    head = "code,name,kind,line,area,area_name,short_name\n"
    load(
        tmp_path,
        head
        + "t,Tỉnh ủy Vĩnh Hòa,cap_uy,dang,80,Tỉnh Vĩnh Hòa,\n"
        + "b,Báo Vĩnh Hòa,su_nghiep,dang,80,,Báo VH\n",
    )
    assert set(Unit.objects.values_list("area__code", flat=True)) == {"80"}
    assert str(Unit.objects.get(code="b")) == "Báo VH"
    load(tmp_path, head + "b,Báo Vĩnh Hòa,su_nghiep,dang,80,Thành phố Vĩnh Hòa,\n")
    assert Area.objects.get(code="80").name == "Thành phố Vĩnh Hòa"
    said = refused(tmp_path, head + "c,Đài Vĩnh Hòa,su_nghiep,dang,81,,\n")
    assert said[0] == "Dòng 2: chưa có địa bàn mã “81”; ghi tên của địa bàn ở cột area_name."


def test_statements_do_not_grow_with_the_rows(tmp_path: Path) -> None:
    def statements(first: int, last: int) -> int:
        rows = (
            f"n{n},Ủy ban nhân dân xã Số {n},ubnd,chinh_quyen,vh-ubnd,UBND,,\n"
            for n in range(first, last)
        )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            load(tmp_path, HEAD + "".join(rows))
        return len(queries)

    load(tmp_path, PROVINCE)
    assert statements(0, 5) == statements(5, 35)


# --- The country ------------------------------------------------------------------------------


def slice_of_country() -> list[Province]:
    """Two provinces as the source has them; the communes of the demo and two more of each."""
    wanted = {"Tân Kỳ", "Tứ Kỳ", "Lê Chân", "Hồng Bàng", "Cát Hải", "Nha Trang", "Cam Ranh"}
    wanted |= {"Diên Khánh", "Trường Sa"}
    return [
        Province(row.code, row.place, tuple(c for c in row.communes if c.place.name in wanted))
        for row in national.provinces()
        if row.place.name in {"Hải Phòng", "Khánh Hòa"}
    ]


def test_the_source_has_the_whole_country_under_its_official_names() -> None:
    country = national.provinces()
    communes = [commune for province in country for commune in province.communes]
    assert (len(country), len(communes)) == (34, 3321)
    assert len({commune.code for commune in communes}) == 3321
    assert {c.place.word for c in communes} == {"xã", "phường", "đặc khu"}
    assert [p.place.full for p in country if p.place.word == "thành phố"] == [
        "thành phố Hà Nội", "thành phố Hải Phòng", "thành phố Huế", "thành phố Đà Nẵng",
        "thành phố Hồ Chí Minh", "thành phố Cần Thơ",
    ]  # fmt: skip
    assert Commune("00070", Place("phường", "Hoàn Kiếm")) in country[0].communes


@pytest.fixture
def two_provinces(monkeypatch: pytest.MonkeyPatch) -> None:
    provinces = slice_of_country()
    monkeypatch.setattr(national, "provinces", lambda: provinces)


def load_country() -> str:
    printed = io.StringIO()
    call_command("load_units", "--national", stdout=printed)
    return printed.getvalue()


@pytest.mark.usefixtures("two_provinces")
def test_the_bodies_of_a_province_and_its_communes() -> None:
    assert load_country().startswith("12 địa bàn mới, 0 địa bàn đổi tên, 84 đơn vị mới")
    commune = Area.objects.get(name="Phường Lê Chân")
    rows = {
        unit.short_name: (unit.symbol, unit.path.split("/")[1])
        for unit in Unit.objects.filter(area=commune)
    }
    assert rows == {
        "Đảng ủy phường Lê Chân": ("ĐU", "tw-bct"),
        "UBND phường Lê Chân": ("UBND", "tw-ttg"),
        "Ủy ban MTTQ Việt Nam phường Lê Chân": ("MTTQ-BTT", "tw-mttq"),
        "Hội LHPN phường Lê Chân": ("BTV", "tw-lhpn"),
        "Hội Nông dân phường Lê Chân": ("HND", "tw-nd"),
        "Hội Cựu chiến binh phường Lê Chân": ("CCB", "tw-ccb"),
        "Đoàn Thanh niên phường Lê Chân": ("ĐTN", "tw-doan"),
    }
    women = Unit.objects.get(area=commune, org="lhpn").names.get()
    assert women.head_parent == "HỘI LHPN THÀNH PHỐ HẢI PHÒNG"
    assert women.head_name == "HỘI LHPN PHƯỜNG LÊ CHÂN\nBAN THƯỜNG VỤ"
    # Places named after people are written in full before the date.
    assert women.place == "Phường Lê Chân"
    party = Unit.objects.get(area__name="Tỉnh Khánh Hòa", kind=Unit.Kind.PARTY_COMMITTEE)
    assert (str(party), party.symbol) == ("Tỉnh ủy Khánh Hòa", "TU")
    reach = Unit.objects.in_reach_of(Unit.objects.select_related("area").get(pk=party.pk))
    assert reach.filter(level="xa").count() == 7 * 4
    before = everything()
    load_country()
    assert everything() == before


@pytest.mark.usefixtures("two_provinces")
def test_units_of_the_demo_are_recognised_and_their_lines_completed() -> None:
    demo.create()
    known = set(Unit.objects.values_list("code", "name"))
    load_country()
    assert known <= set(Unit.objects.values_list("code", "name"))
    places = Area.objects.filter(path__startswith="/vn/hp/") | Area.objects.filter(
        code="kh-nhatrang"
    )
    for place in places:
        for kind in (Unit.Kind.PARTY_COMMITTEE, Unit.Kind.PEOPLES_COMMITTEE, Unit.Kind.FRONT):
            assert Unit.objects.filter(area=place, kind=kind).count() == 1
        orgs = Unit.objects.filter(area=place, kind=Unit.Kind.ASSOCIATION)
        assert sorted(orgs.values_list("org", flat=True)) == ["ccb", "doan", "lhpn", "nong_dan"]
    assert Unit.objects.get(code="hp-tanky-nd").path == "/tw-nd/hp-nd/hp-tanky-nd/"
    tops = Unit.objects.filter(parent=None, level="tinh")
    assert list(tops.filter(area__code__in=["hp", "kh"])) == []
    before = everything()
    load_country()
    assert everything() == before


def test_without_the_package_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vietnam_provinces", None)
    with pytest.raises(CommandError, match=r"Chưa cài gói vietnam-provinces\. .+ pip install"):
        load_country()
    assert not Unit.objects.exists()
