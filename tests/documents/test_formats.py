"""Which rule set a paper is printed by, and how numbers, dates and authorities are written."""

import datetime as dt
import re
import unicodedata

import pytest

from documents import content, formats, types
from tests.documents import papers

# document-format.md §9, R1 to R3, written independently of the code.
STATE_NAMED = re.compile(
    r"^Số: (0[1-9]|[1-9]\d+)/(NQ|QĐ|CT|QC|QyĐ|TC|TB|HD|CTr|KH|PA|ĐA|DA|BC|BB|TTr|HĐ|CĐ|BGN|BTT|GUQ|"
    r"GM|GGT|GNP|PG|PC|PB)-[A-ZĐ][A-Za-zĐ0-9&]*(-[A-ZĐ][A-Za-zĐ0-9&]*)*$"
)
STATE_LETTER = re.compile(r"^Số: (0[1-9]|[1-9]\d+)/[A-ZĐ][A-Za-zĐ0-9&]*(-[A-ZĐ][A-Za-zĐ0-9&]*)+$")
PARTY = re.compile(
    r"^Số (0[1-9]|[1-9]\d+)-(NQ|QĐ|CT|KL|QC|TT|HD|TB|TC|BC|KH|QH|CTr|ĐA|PA|DA|TTr|CV|BB)/[A-ZĐ]+$"
)


@pytest.mark.parametrize(
    ("line", "org", "day", "key"),
    [
        ("chinh_quyen", "", dt.date(2026, 2, 27), "nd30"),
        ("chinh_quyen", "", dt.date(2019, 1, 1), "nd30"),  # older than the oldest known rule set
        ("dang", "", dt.date(2025, 2, 11), "hd36"),
        ("dang", "", dt.date(2026, 5, 26), "hd36"),
        ("dang", "", dt.date(2026, 5, 27), "hd05"),
        ("mttq", "", dt.date(2026, 1, 1), "mttq"),
        ("mttq", "mttq", dt.date(2026, 1, 1), "mttq"),
        ("doan_the", "lhpn", dt.date(2025, 3, 5), "lhpn"),
        ("doan_the", "cong_doan", dt.date(2026, 1, 1), "cong_doan"),
        ("doan_the", "ccb", dt.date(2026, 1, 1), "ccb"),
        ("doan_the", "doan", dt.date(2026, 1, 1), "doan"),
        ("doan_the", "nong_dan", dt.date(2026, 1, 1), "nong_dan"),
    ],
)
def test_issuer_and_date_choose_the_profile(line, org, day, key):
    assert formats.profile_for(line, org, day).key == key


def test_an_unknown_line_of_command_is_refused():
    with pytest.raises(KeyError):
        formats.profile_for("quan_doi", "", dt.date(2026, 1, 1))


@pytest.mark.parametrize("code", [code for code, _ in types.choices("state") if code != "CV"])
def test_state_numbers_of_every_named_type(code):
    profile = formats.get("nd30")
    line = formats.number_line(profile, 7, formats.symbol_for(profile, code, "UBND"))
    assert STATE_NAMED.match(line), line


@pytest.mark.parametrize(
    ("field", "line"), [("KGVX", "Số: 1587/UBND-KGVX"), ("VX", "Số: 1587/UBND-VX")]
)
def test_a_state_letter_carries_no_type(field, line):
    profile = formats.get("nd30")
    printed = formats.number_line(profile, 1587, formats.symbol_for(profile, "CV", "UBND", field))
    assert printed == line
    assert STATE_LETTER.match(printed)


@pytest.mark.parametrize("key", ["hd36", "hd05"])
@pytest.mark.parametrize("code", [code for code, _ in types.choices("party")])
def test_party_numbers_of_every_type(key, code):
    profile = formats.get(key)
    line = formats.number_line(profile, "164", formats.symbol_for(profile, code, "BTGTU"))
    assert PARTY.match(line), line


@pytest.mark.parametrize(
    ("key", "code", "unit", "number", "full"),
    [
        ("nd30", "KH", "UBND", "67", "67/KH-UBND"),
        ("nd30", "KH", "UBND", "5", "05/KH-UBND"),
        ("nd30", "KH", "UBND", "05", "05/KH-UBND"),
        ("nd30", "KH", "UBND", "10", "10/KH-UBND"),
        ("hd36", "KH", "TU", "257", "257-KH/TU"),
        ("hd05", "CV", "BTCTU", "3", "03-CV/BTCTU"),
        ("mttq", "QĐ", "MTTQ-BTT", "13", "13/QĐ-MTTQ-BTT"),
        ("mttq", "CV", "MTTQ-BTT", "249", "249/MTTQ-BTT"),
        ("lhpn", "KH", "BTV", "21", "21/KH-BTV"),
        ("doan", "HD", "TWĐTN-VP", "29", "29-HD/TWĐTN-VP"),
    ],
)
def test_full_numbers(key, code, unit, number, full):
    profile = formats.get(key)
    symbol = formats.symbol_for(profile, code, unit)
    assert formats.full_number(profile, number, symbol) == full
    assert formats.split_full_number(full) == (number.lstrip("0"), symbol)


@pytest.mark.parametrize(("key", "code"), [("hd36", "HĐ"), ("nd30", "KL"), ("nd30", "TT")])
def test_a_type_the_family_does_not_issue_is_refused(key, code):
    with pytest.raises(ValueError, match=code):
        formats.symbol_for(formats.get(key), code, "X")


@pytest.mark.parametrize(
    ("key", "symbol", "line"),
    [
        ("nd30", "KH-UBND", "Số:        /KH-UBND"),
        ("hd36", "KH/TU", "Số        -KH/TU"),
        ("doan", "KH/ĐTN", "Số:        -KH/ĐTN"),
    ],
)
def test_the_blank_number_leaves_room_for_the_pen(key, symbol, line):
    assert formats.number_line(formats.get(key), "", symbol) == line


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1587/UBND-KGVX", ("1587", "UBND-KGVX")),
        ("Số: 05/KH-UBND", ("5", "KH-UBND")),
        ("số 186-HD/BTGTW", ("186", "HD/BTGTW")),
        ("1587 /UBND-KGVX", ("1587", "UBND-KGVX")),
        ("12a/QĐ-UBND", ("12a", "QĐ-UBND")),
        ("03/NQ-CP", ("3", "NQ-CP")),
    ],
)
def test_full_numbers_are_read_as_people_write_them(text, parts):
    assert formats.split_full_number(text) == parts


@pytest.mark.parametrize("text", ["", "KH-UBND", "67", "/KH-UBND", "0/KH-UBND", "67 KH UBND"])
def test_what_is_not_a_full_number_is_refused(text):
    with pytest.raises(ValueError, match="not a document number"):
        formats.split_full_number(text)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (dt.date(2026, 2, 27), "ngày 27 tháng 02 năm 2026"),
        (dt.date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (dt.date(2026, 9, 30), "ngày 30 tháng 9 năm 2026"),
        (dt.date(2026, 10, 10), "ngày 10 tháng 10 năm 2026"),
    ],
)
def test_months_three_to_nine_are_not_padded(day, words):
    assert formats.place_date_line("Tân Kỳ", day) == f"Tân Kỳ, {words}"


def test_the_blank_date_keeps_the_year():
    assert formats.place_date_line("Tân Kỳ", None, 2026) == (
        "Tân Kỳ, ngày      tháng      năm 2026"
    )
    assert formats.place_date_line("Tân Kỳ", None) == "Tân Kỳ, ngày      tháng      năm"


@pytest.mark.parametrize(
    ("key", "code", "lines"),
    [
        ("nd30", "TM", ["TM. ỦY BAN NHÂN DÂN"]),
        ("nd30", "TM_KT", ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]),
        ("nd30", "", []),
        ("nd30", "KT", ["KT. CHỦ TỊCH"]),
        ("nd30", "TL", ["TL. CHỦ TỊCH"]),
        ("nd30", "TUQ", ["TUQ. CHỦ TỊCH"]),
        ("nd30", "Q", []),
    ],
)
def test_state_signing_authorities(key, code, lines):
    found = {row.code: row for row in formats.authority_choices(formats.get(key))}
    assert found[code].lines(collective="Ủy ban nhân dân", head="Chủ tịch") == lines


def test_an_acting_head_is_marked_at_his_own_position():
    acting = {row.code: row for row in formats.authority_choices(formats.get("nd30"))}["Q"]
    assert acting.position("Chủ tịch") == "Q. CHỦ TỊCH"
    assert acting.ranks == ("acting",)


@pytest.mark.parametrize("key", ["hd36", "hd05"])
def test_a_deputy_secretary_signs_for_the_committee_and_never_in_place_of_the_secretary(key):
    choices = formats.authority_choices(formats.get(key), "collective")
    offered = [row.code for row in choices if "deputy" in row.ranks]
    assert offered == ["TM"]
    printed = [line for row in choices for line in row.lines(collective="Ban Thường vụ", head="B")]
    assert "T/M BAN THƯỜNG VỤ" in printed
    assert not any(line.startswith(("K/T", "TM.", "KT.")) for line in printed)


def test_a_party_board_is_signed_by_its_head_or_for_him():
    choices = {row.code: row for row in formats.authority_choices(formats.get("hd05"), "headed")}
    assert choices["KT"].lines(head="Trưởng ban") == ["K/T TRƯỞNG BAN"]
    assert choices[""].lines(head="Trưởng ban") == []


@pytest.mark.parametrize("key", ["mttq", "lhpn", "cong_doan", "ccb", "doan"])
def test_mass_organisations_write_tm_with_a_full_stop(key):
    first = formats.authority_choices(formats.get(key))[0]
    assert first.lines(collective="Ban Thường vụ") == ["TM. BAN THƯỜNG VỤ"]
    assert "deputy" in first.ranks


def test_every_profile_is_reachable_and_says_what_it_rests_on():
    days = [dt.date(2018, 1, 1), dt.date(2025, 1, 1), dt.date(2027, 1, 1)]
    scopes = [("chinh_quyen", ""), ("dang", ""), ("mttq", "")]
    scopes += [("doan_the", org) for org in ("lhpn", "cong_doan", "ccb", "doan", "nong_dan")]
    reached = {formats.profile_for(*scope, day).key for scope in scopes for day in days}
    assert reached == set(formats.PROFILES)
    assert all(row.basis and row.name for row in formats.PROFILES.values())


def test_margins_lie_in_the_ranges_of_the_rules():
    for row in formats.PROFILES.values():
        top, right, bottom, left = row.margins
        assert 20 <= top <= 25, row.key
        assert 15 <= right <= 20, row.key
        assert 20 <= bottom <= 25, row.key
        assert 30 <= left <= 35, row.key


def test_the_29_state_types_and_the_types_of_the_party():
    state = {code for code, _ in types.choices("state")}
    assert len(state) == 28  # the 29 of NĐ 30, PL III without thư công, which carries no number
    party = dict(types.choices("party"))
    assert {"NQ", "KL", "TT", "QH", "CV"} <= set(party)
    assert "HĐ" not in party


@pytest.mark.parametrize(
    ("symbol", "code"),
    [
        ("KH-UBND", "KH"),
        ("UBND-KGVX", "CV"),
        ("HD/BTGTW", "HD"),
        ("CV/TU", "CV"),
        ("QyĐ-UBND", "QyĐ"),
        ("QĐ-TTg", "QĐ"),
        ("", "CV"),
    ],
)
def test_the_symbol_tells_the_type(symbol, code):
    assert types.from_symbol(symbol).code == code


def test_a_plan_starts_from_the_headings_of_its_family():
    assert types.skeleton("KH", "state")[-1] == "TỔ CHỨC THỰC HIỆN"
    assert len(types.skeleton("KH", "party")) == 4
    assert types.skeleton("CV", "state") == ("",)


def test_sent_up_types_are_those_with_kinh_gui():
    assert types.get("BC").sent_up
    assert types.get("TTr").sent_up
    assert not types.get("KH").sent_up
    assert types.get("CV").addressed == "always"


def test_the_fingerprint_does_not_depend_on_the_keyboard():
    paper = papers.state_plan()
    typed_on_mac = papers.state_plan()
    typed_on_mac["subject"] = unicodedata.normalize("NFD", paper["subject"])
    typed_on_mac["sections"][0]["text"] = unicodedata.normalize("NFD", paper["sections"][0]["text"])
    assert typed_on_mac["subject"] != paper["subject"]
    assert content.canonical(typed_on_mac) == content.canonical(paper)
    assert content.fingerprint(typed_on_mac) == content.fingerprint(paper)


def test_the_fingerprint_sees_every_change():
    paper = papers.state_plan()
    before = content.fingerprint(paper)
    paper["recipients"][0] += " "
    assert content.fingerprint(paper) != before
    assert re.fullmatch(r"[0-9a-f]{64}", before)
