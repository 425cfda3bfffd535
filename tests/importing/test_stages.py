"""Stages after the first, each by itself: blocks, header, names, body, limits, end."""

from datetime import date

import pytest

from directives.importing import (
    blocks,
    body,
    capitals,
    ending,
    entries,
    header,
    limits,
    names,
)
from directives.importing.flowing import flowing
from directives.importing.heading import unfolded
from directives.importing.normalise import normalise
from directives.importing.passage import Passage
from directives.importing.record import Record


def lines_of(text: str) -> list[Passage]:
    return unfolded(normalise(text).lines())


def head(text: str) -> Record:
    record = Record()
    header.read(lines_of(text), record)
    return record


def end(text: str) -> Record:
    record = Record()
    ending.read(lines_of(text), record)
    return record


class TestBlocks:
    def test_a_letter_and_what_it_sends_on_are_two(self) -> None:
        found = blocks.split(
            lines_of(
                "Số: 1/UBND-VX\nKính gửi: Sở A\nĐề nghị thực hiện.\nNơi nhận:\n- Như trên;\n- "
                "Lưu: VT."
                "\nCHỦ TỊCH\nLê Văn A\n\nHƯỚNG DẪN\ntuyên truyền\n\nCăn cứ kế hoạch, thực hiện "
                "như sau:\n"
                + "I. MỤC ĐÍCH\n" + "Nội dung dài. " * 20
            )
        )  # fmt: skip
        assert [each.header[0].text for each in found] == ["Số: 1/UBND-VX", "HƯỚNG DẪN"]
        assert found[0].body.text == "Đề nghị thực hiện."
        assert found[1].body.text.startswith("Căn cứ kế hoạch")

    def test_forms_in_an_appendix_start_no_document(self) -> None:
        found = blocks.split(
            lines_of(
                "KẾ HOẠCH\nA\n\nCăn cứ B;\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn A\nPHỤ LỤC I\n"
                "TÊN CƠ QUAN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: …/BC-…\nBÁO CÁO\n…"
            )
        )
        assert len(found) == 1
        assert found[0].after.text.startswith("PHỤ LỤC I")

    def test_the_line_above_the_legal_bases_is_no_signature(self) -> None:
        found = blocks.split(
            lines_of(
                "QUYẾT ĐỊNH\nVề việc A\nTHỦ TƯỚNG CHÍNH PHỦ\nCăn cứ B;\nQUYẾT ĐỊNH:\nĐiều 1. C."
            )
        )
        assert len(found) == 1
        assert found[0].body.text.endswith("Điều 1. C.")


class TestFlowing:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("sinh hoạt\n\ncủa các tổ chức", "sinh hoạt của các tổ chức"),
            ("Nghị quyết số\n57- NQ/TW", "Nghị quyết số 57- NQ/TW"),
            ("Kế hoạch số 183-\nKH/TU", "Kế hoạch số 183-KH/TU"),
            ("I. MỤC\nĐÍCH, YÊU CẦU", "I. MỤC ĐÍCH, YÊU CẦU"),
            ("4. Công an tỉnh\nChủ trì thực hiện.", "4. Công an tỉnh\nChủ trì thực hiện."),
            ("4. Công an tỉnh\nBình Lâm chủ trì.", "4. Công an tỉnh Bình Lâm chủ trì."),
            (
                "1. Triển khai học bạ số\n- Cấp tài khoản.",
                "1. Triển khai học bạ số\n- Cấp tài khoản.",
            ),
            ("1. Sở Nội vụ\nChủ trì thực hiện.", "1. Sở Nội vụ\nChủ trì thực hiện."),
            ("Xong việc.\nviệc khác", "Xong việc.\nviệc khác"),
        ],
    )
    def test_sentences_are_whole_again(self, text: str, wanted: str) -> None:
        assert flowing(normalise(text).lines()).text == wanted


class TestHeader:
    @pytest.mark.parametrize(
        ("line", "number", "symbol", "full"),
        [
            ("Số: 1587 /UBND-KGVX", "1587", "UBND-KGVX", "1587/UBND-KGVX"),
            ("Số 257-KH/TU", "257", "KH/TU", "257-KH/TU"),
            ("Số: 225 - KH/TWĐTN-CTTN", "225", "KH/TWĐTN-CTTN", "225-KH/TWĐTN-CTTN"),
            ("Số: 18/2025/NQ-HĐND", "18", "NQ-HĐND", "18/2025/NQ-HĐND"),
            ("Số: 12/KH-\nUBND", "12", "KH-UBND", "12/KH-UBND"),
            ("Số: 6240\n/BGDĐT-GDPT", "6240", "BGDĐT-GDPT", "6240/BGDĐT-GDPT"),
            ("Số:        /KH-UBND", None, "KH-UBND", None),
        ],
    )
    def test_numbers(self, line: str, number: str | None, symbol: str, full: str | None) -> None:
        found = head(f"UBND XÃ A\n{line}\nKẾ HOẠCH\nB")
        assert (found.get("number"), found.get("symbol"), found.get("full_number")) == (
            number, symbol, full,
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("line", "place", "day"),
        [
            ("Đồng Nai, ngày 20 tháng 02 năm 2025", "Đồng Nai", "2025-02-20"),
            ("Vân Đình, ngày 18-7-2025", "Vân Đình", "2025-07-18"),
            ("Tân Kỳ, ngày      tháng 03 năm 2026", "Tân Kỳ", None),
            (
                "Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2026",
                "Thành phố Hồ Chí Minh",
                "2026-06-29",
            ),
        ],
    )
    def test_place_and_date(self, line: str, place: str, day: str | None) -> None:
        found = head(f"Số: 1/KH-UBND\n{line}\nKẾ HOẠCH\nB")
        assert (found.get("place"), found.get("date")) == (place, day)
        assert found.year == int(line[-4:])

    def test_two_columns_on_one_line(self) -> None:
        found = head(
            "UBND TỈNH A SỞ NỘI VỤ Số: 9/SNV-VP V/v báo cáo CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM "
            "Độc lập - Tự do - Hạnh phúc Hà Nội, ngày 01 tháng 02 năm 2025"
        )
        assert found.get("issuer") == "Sở Nội vụ"
        assert found.get("parent_issuer") == "Ủy ban nhân dân tỉnh A"
        assert (found.get("title"), found.get("place")) == ("báo cáo", "Hà Nội")

    def test_the_office_that_stamped_a_paper_did_not_issue_it(self) -> None:
        found = head(
            "THÀNH ỦY HUẾ\n*\nSố 8-CV/TU\nV/v học tập\n\nVĂN PHÒNG ĐẢNG ỦY PHƯỜNG B\nCÔNG VĂN ĐẾN\n"
            "Số: 14\nNgày: 03/11/2025\n\nKính gửi: C"
        )
        assert (found.get("issuer"), found.get("title")) == ("Thành ủy Huế", "học tập")

    def test_beside_the_nation_an_organisation_is_the_parent(self) -> None:
        above = "HỘI NÔNG DÂN VIỆT NAM\nBCH HỘI NÔNG DÂN TỈNH A\nSố: 2-CV/HNDT\n"
        found = head(above + "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKính gửi: B")
        assert found.get("parent_issuer") == "Hội Nông dân Việt Nam"
        assert head(above + "Kính gửi: B").get("parent_issuer") is None

    def test_a_stamp_or_a_portal_does_not_number_the_paper(self) -> None:
        found = head("Số hiệu: 1/X-Y\nĐẾN\nSố: 3391\nNgày 12/6/2025\nSố: 7/BNV-VP\nKính gửi: A")
        assert found.get("full_number") == "7/BNV-VP"
        assert found.get("date") is None


class TestNames:
    @pytest.mark.parametrize(
        ("text", "unit"),
        [
            (
                "Các sở, ban, ngành, UBND các huyện đẩy mạnh tuyên truyền",
                "Các sở, ban, ngành, UBND các huyện"),
            ("Ban Tuyên giáo và Dân vận Tỉnh ủy hướng dẫn", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
            (
                "Ban Quản lý dự án đầu tư xây dựng tỉnh khẩn trương",
                "Ban Quản lý dự án đầu tư xây dựng tỉnh"),
            ("các tổ chức chính trị - xã hội xã vận động", "các tổ chức chính trị - xã hội xã"),
            ("Các trường công lập bố trí phòng máy", "Các trường công lập"),
            ("Sở Y tế: là cơ quan thường trực", "Sở Y tế"),
            ("Báo và phát thanh, truyền hình tỉnh mở", "Báo và phát thanh, truyền hình tỉnh"),
            ("LĐLĐ các huyện; công đoàn ngành chỉ đạo", "LĐLĐ các huyện; công đoàn ngành"),
        ],
    )  # fmt: skip
    def test_end_before_the_verb(self, text: str, unit: str) -> None:
        assert text[: names.name_end(text)] == unit

    @pytest.mark.parametrize(
        "text", ["Ban hành kế hoạch", "Hội nghị sơ kết", "Tổ chức tập huấn",
            "Phòng, chống thiên tai",
            "Chế độ báo cáo"]
    )  # fmt: skip
    def test_words_that_only_look_like_units(self, text: str) -> None:
        assert not names.starts_with_unit(text)

    @pytest.mark.parametrize(
        "name",
        [
            "Ủy ban nhân dân tỉnh Đồng Nai",
            "Tỉnh ủy Lâm Sơn",
            "Thành ủy Huế",
            "Ban Chấp hành Đoàn xã Đông Hòa",
            "Bộ Chỉ huy quân sự tỉnh Lam Sơn",
            "Sở Giáo dục và Đào tạo Lộc Ninh",
            "Trường THPT Lê Quý Đôn",
            "Bảo hiểm xã hội Việt Nam",
            "Ban Chỉ đạo phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số",
            "Ban Quản lý dự án đầu tư xây dựng thành phố Hoa Phượng",
            "Trung tâm Dịch vụ sự nghiệp công",
        ],
    )
    def test_capitals_are_written_as_in_a_sentence(self, name: str) -> None:
        assert capitals.proper(name.upper()) == name

    @pytest.mark.parametrize("text", ["Số tiền ủng hộ", "Bản đăng ký", "Tờ khai", "Đoạn đường"])
    def test_accents_tell_units_from_things(self, text: str) -> None:
        assert not names.starts_with_unit(text)

    def test_abbreviations_are_opened(self) -> None:
        assert names.opened("Hội LHPN TP. Cần Thơ") == "Hội Liên hiệp Phụ nữ thành phố Cần Thơ"


class TestBody:
    def read(self, text: str) -> Record:
        record = Record()
        body.read(body.outlined(normalise(text)), record)
        return record

    def test_reports_and_money_are_no_units(self) -> None:
        found = self.read(
            "I. MỤC ĐÍCH\nA.\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n- Giao Văn phòng Sở theo dõi.\n"
            "2. Đề nghị Mặt trận Tổ quốc tỉnh: vận động.\n3. Chế độ báo cáo\n4. Kinh phí"
        )
        assert found.get("sections") == ["I. MỤC ĐÍCH", "II. TỔ CHỨC THỰC HIỆN"]
        assert found.get("assignees") == ["Sở Nội vụ", "Mặt trận Tổ quốc tỉnh"]

    def test_units_below_a_level_count_one_by_one(self) -> None:
        found = self.read(
            "IV. TỔ CHỨC THỰC HIỆN\n1. Cấp tỉnh\n* Ban Tuyên giáo: tham mưu.\n* Văn phòng:"
            " chuẩn bị.\n2. Cấp xã\nXây dựng kế hoạch."
        )
        assert found.get("assignees") == ["Ban Tuyên giáo", "Văn phòng", "Cấp xã"]

    def test_parts_stand_above_roman_numbers(self) -> None:
        found = self.read("PHẦN I\nMỤC TIÊU\nI. MỘT\nA.\nPHẦN II\nTỔ CHỨC THỰC HIỆN\n1. Sở A: làm.")
        assert found.get("sections") == ["PHẦN I MỤC TIÊU", "PHẦN II TỔ CHỨC THỰC HIỆN"]
        assert found.get("assignees") == ["Sở A"]


class TestLimits:
    def read(self, text: str) -> Record:
        record = Record(year=2025)
        limits.read(normalise(text), [], record)
        return record

    @pytest.mark.parametrize(
        ("text", "day", "inclusive"),
        [
            ("Báo cáo về Sở A trước ngày 15/3/2025.", "2025-03-15", False),
            ("Hoàn thành chậm nhất ngày 15/3.", "2025-03-15", True),
            ("Tổ chức tập huấn trong quý II.", "2025-06-30", True),
            ("Thời hạn hoàn thành: 30/6/2025", "2025-06-30", True),
            ("Thời gian thực hiện: Quý III/2025", "2025-09-30", True),
            ("Nội dung\tThời hạn\nKhảo sát\t31/3/2025", "2025-03-31", True),
            ("- Tổ chức hai lớp tập huấn trong năm 2025.", "2025-12-31", True),
        ],
    )
    def test_limits(self, text: str, day: str, inclusive: bool) -> None:
        (found,) = self.read(text).get("deadlines")
        assert (found["date"], found["inclusive"]) == (day, inclusive)

    @pytest.mark.parametrize(
        "text",
        [
            "Tổ chức Lễ khai mạc lúc 07 giờ 30 ngày 10/10/2025.",
            "Thời gian: 08h00 ngày 12/12/2025.",
            "Thực hiện từ ngày 01/3/2025 đến hết ngày 15/3/2025.",
            "Phấn đấu đến hết năm 2027, 100% thôn có sóng 5G.",
            "Đến hết ngày 30/6/2025, 100% dữ liệu được làm sạch.",
            "Quyết định có hiệu lực từ ngày 01/11/2025.",
            "Đã ban hành 03 kế hoạch trước ngày 30/4/2025.",
            "Kết quả đạt được trong năm 2024.",
        ],
    )
    def test_dates_that_limit_nothing(self, text: str) -> None:
        assert self.read(text).get("deadlines") == []

    def test_for_whom_and_what(self) -> None:
        (found,) = self.read(
            "Lập danh sách học viên, gửi về UBND xã (qua Phòng Văn hóa - Xã hội) trước ngày "
            "12/9/2025."
        ).get("deadlines")
        assert found["to"] == "UBND xã (qua Phòng Văn hóa - Xã hội)"
        assert found["for"].startswith("Lập danh sách học viên")

    def test_what_is_sent_stands_before_the_sending(self) -> None:
        (found,) = self.read("Lập danh sách hội viên, gửi về xã; nộp về Sở A trước ngày 12/9.").get(
            "deadlines"
        )
        assert "Lập danh sách hội viên" in found["for"]

    def test_periods_run_from_the_day_of_the_paper(self) -> None:
        text = "Báo cáo trong vòng 10 ngày kể từ ngày ban hành."
        assert self.read(text).get("deadlines")[0]["date"] is None
        record = Record(year=2025, issued_on=date(2025, 3, 1))
        limits.read(normalise(text), [], record)
        assert record.get("deadlines")[0]["date"] == "2025-03-11"

    @pytest.mark.parametrize(
        ("text", "frequencies"),
        [
            (
                "Báo cáo định kỳ hằng quý (trước ngày 20 của tháng cuối quý), 6 tháng (trước "
                "ngày 15/6), năm (trước ngày 15/12).", [
                "quarterly",
                "half-yearly",
                "yearly"]),
            (
                "Định kỳ hằng quý, 6 tháng, năm tổng hợp kết quả.", ["quarterly", "half-yearly",
                "yearly"]),
            ("Báo cáo vào chiều thứ Năm hằng tuần.", ["weekly"]),
            ("Báo cáo tuần: trước 14h00 thứ Hai hằng tuần.", ["weekly"]),
            ("Công khai hằng tuần danh sách chậm tiến độ.", ["weekly"]),
            ("Báo cáo Sở trước ngày 05 của tháng sau.", ["monthly"]),
            ("Diễn tập, báo cáo trước ngày 15/12 hằng năm.", ["yearly"]),
            ("Tiếp tục theo dõi; định kỳ báo cáo Tỉnh ủy.", ["unspecified"]),
            ("- Thường xuyên kiểm tra việc thực hiện.", ["continuous"]),
            ("Lồng ghép vào kế hoạch hằng năm.", []),
            ("Xác định đây là nhiệm vụ thường xuyên, liên tục.", []),
        ],
    )  # fmt: skip
    def test_duties_that_recur(self, text: str, frequencies: list[str]) -> None:
        found = self.read(text)
        assert [each["frequency"] for each in found.get("periodic")] == frequencies
        assert found.get("deadlines") == []


class TestEnding:
    def test_both_columns_on_the_same_lines(self) -> None:
        found = end(
            "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như trên; KT. CHỦ TỊCH\n- Các sở, ban, PHÓ CHỦ TỊCH\n"
            "ngành;\n- Lưu: VT. Nguyễn Văn An"
        )
        assert found.get("authority") == "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH"
        assert found.get("position") == "PHÓ CHỦ TỊCH"
        assert found.get("signer") == "Nguyễn Văn An"
        assert found.get("recipients") == ["Như trên", "Các sở, ban, ngành"]
        assert found.get("archive") == "VT"

    def test_the_party_way(self) -> None:
        found = end(
            "Nơi nhận:\n- Tỉnh ủy (báo cáo),\n- Các chi, đảng bộ\ntrực thuộc,\n- Lưu Văn phòng "
            "Huyện ủy.\n"
            "Đồng kính gửi:\n- Ban A.\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nTHƯỜNG TRỰC\n(Đã "
            "ký)\nThS. H'Linh Niê"
        )
        assert found.get("recipients") == [
            "Tỉnh ủy (báo cáo)",
            "Các chi, đảng bộ trực thuộc",
            "Ban A",
        ]
        assert found.get("archive") == "Văn phòng Huyện ủy"
        assert found.get("position") == "PHÓ BÍ THƯ THƯỜNG TRỰC"
        assert found.get("signer") == "H'Linh Niê"

    def test_a_name_on_two_lines(self) -> None:
        assert end("Nơi nhận:\n- Lưu: VT.\nPHÓ BÍ THƯ\n\n**Trần Quốc\nBảo**").get("signer") == (
            "Trần Quốc Bảo"
        )

    def test_no_dashes_a_brace_and_no_name(self) -> None:
        found = end("Nơi nhận:\nNhư trên;\nUBND tỉnh; } (b/c)\nLưu: VT.\nGIÁM ĐỐC")
        assert found.get("recipients") == ["Như trên", "UBND tỉnh"]
        assert (found.get("position"), found.get("signer")) == ("GIÁM ĐỐC", None)


def test_entries_without_dashes() -> None:
    found = entries.entries(normalise("Các sở, ban, ngành; UBND các huyện.").lines())
    assert [each.text for each in found] == ["Các sở, ban, ngành", "UBND các huyện"]
