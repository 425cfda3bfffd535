"""Citations, and what only a whole paper tells: small papers made for one question each."""

from directives.importing import cites
from directives.importing.normalise import normalise
from directives.importing.parse import parse
from directives.importing.record import Reading, Record


class TestCites:
    def test_merged_and_without_the_paper_itself(self) -> None:
        record = Record({"full_number": Reading("5/KH-UBND", 1)})
        cites.read(
            normalise(
                "Nghị quyết số 57-NQ/TW. Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024; Xét đề "
                "nghị của "
                "Sở A tại Tờ trình số 9/TTr-SA ngày 01/02/2025; Kế hoạch số 5/KH-UBND; Nghị "
                "quyết số "
                "57- NQ/TW, ngày 22/12/2024 của Bộ Chính trị."
            ),
            record,
        )
        found = record.get("cites")
        assert [each["number"] for each in found] == ["57-NQ/TW", None, "9/TTr-SA"]
        first = found[0]
        assert (first["date"], first["issuer"]) == ("2024-12-22", "Bộ Chính trị")
        assert found[1]["name"] == "Luật Đất đai"
        assert found[2]["issuer"] == "Sở A"

    def test_who_proposed_and_numbers_without_a_dash(self) -> None:
        record = Record()
        cites.read(
            normalise(
                "Theo đề nghị của Sở A tại Tờ trình số 1/TTr-SA và Giám đốc Sở Nội vụ tại Văn bản "
                "số 4836/SNV-TC; Thông tư số 03/2025/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng "
                "Chính phủ; Kế hoạch số 298 KH/TWĐTN ngày 14/7/2011 của Ban Bí thư Trung ương Đoàn."
            ),
            record,
        )
        assert [(each["number"], each["issuer"]) for each in record.get("cites")] == [
            ("1/TTr-SA", "Sở A"),
            ("4836/SNV-TC", "Giám đốc Sở Nội vụ"),
            ("03/2025/TT-VPCP", "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"),
            ("298-KH/TWĐTN", "Ban Bí thư Trung ương Đoàn"),
        ]


def test_a_lost_second_line_and_a_lost_title_come_from_the_text() -> None:
    (found,) = parse(
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 130/KH-UBND | Thanh Hoá, ngày 27 tháng 6 năm 2025 |\n"
        "Thực hiện Nghị quyết A, Ủy ban nhân dân tỉnh Thanh Hóa ban hành Kế hoạch phát triển dữ "
        "liệu như sau:\n1. Sở A chủ trì."
    )
    assert found.get("issuer") == "Ủy ban nhân dân tỉnh Thanh Hoá"
    assert found.get("title") == "phát triển dữ liệu"


def test_a_heading_right_under_a_title_ends_it() -> None:
    (found,) = parse(
        "SỞ Y TẾ\nKẾ HOẠCH\nPHÁT TRIỂN DỮ LIỆU\nI. CĂN CỨ\n1. Luật A.\nII. NỘI DUNG\nTheo dõi."
    )
    assert found.get("title") == "PHÁT TRIỂN DỮ LIỆU"
    assert found.get("sections") == ["I. CĂN CỨ", "II. NỘI DUNG"]
