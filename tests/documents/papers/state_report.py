"""A report of a commune with a long landscape table and a text as appendices."""

from __future__ import annotations

from documents.content import Appendix, PaperContent, Section, Table, blank


def report() -> PaperContent:
    """Báo cáo of UBND xã with two appendices: a long landscape table and a text."""
    paper = blank("nd30", "BC")
    villages = ["Đông Lâm", "Nghĩa Xá", "Phú Lương", "Hưng Đạo", "Ngọc Tân", "Trại Vàng"]
    rows = [
        [
            str(index),
            f"Thôn {villages[index % 6]} {index}",
            "Tổ chức lớp hướng dẫn kỹ năng số cơ bản cho người cao tuổi, phụ nữ",
            "Tổ công nghệ số cộng đồng",
            str(40 + index),
            str(30 + index * 2),
            f"{70 + index % 20},5",
            "Thiếu máy chiếu; đề nghị hỗ trợ",
        ]
        for index in range(1, 31)
    ]
    paper.update(
        {
            "issuer": "Ủy ban nhân dân xã Tân Kỳ",
            "head_name": ["ỦY BAN NHÂN DÂN", "XÃ TÂN KỲ"],
            "number": "112",
            "symbol": "BC-UBND",
            "place": "Tân Kỳ",
            "date": "2026-06-14",
            "subject": "kết quả tuyên truyền Nghị quyết số 57-NQ/TW 6 tháng đầu năm 2026",
            "addressees": ["Ủy ban nhân dân thành phố Hải Phòng"],
            "opening": (
                "Thực hiện Kế hoạch số 67/KH-UBND ngày 27/02/2026, Ủy ban nhân dân xã Tân "
                "Kỳ báo cáo "
                "kết quả tuyên truyền 6 tháng đầu năm 2026 như sau:"
            ),
            "sections": [
                Section(
                    heading="KẾT QUẢ THỰC HIỆN",
                    text="1. Đã phát 52 bản tin truyền thanh, đăng 81 tin, bài; mở 30 lớp "
                    "hướng dẫn "
                    "kỹ năng số với 1.665 lượt người tham gia (chi tiết tại Phụ lục I).\n"
                    "2. Tỷ lệ hồ sơ nộp trực tuyến đạt 86,4%, tăng 11,2 điểm phần trăm so "
                    "với cùng kỳ.",
                ),
                Section(
                    heading="TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
                    text="Một số thôn thiếu thiết bị, thiếu người hướng dẫn (Phụ lục II).",
                ),
                Section(
                    heading="PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM",
                    text="- Hoàn thành chỉ tiêu còn lại trước ngày 30/11/2026.\n"
                    "- Bố trí kinh phí mua 05 máy chiếu dùng chung.",
                ),
            ],
            "closing": "Ủy ban nhân dân xã Tân Kỳ trân trọng báo cáo.",
            "recipients": ["Như trên", "TT Đảng ủy, TT HĐND xã", "CT, các PCT UBND xã"],
            "archive": "VT, VHXH(03b)",
            "authority": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"],
            "position": "PHÓ CHỦ TỊCH",
            "signer_name": "Trần Thị Mai",
            "appendices": [
                Appendix(
                    title="Kết quả mở lớp kỹ năng số theo thôn",
                    text="",
                    table=Table(
                        head=[
                            "TT",
                            "Thôn",
                            "Nội dung",
                            "Đơn vị thực hiện",
                            "Chỉ tiêu (lượt)",
                            "Thực hiện (lượt)",
                            "Tỷ lệ (%)",
                            "Khó khăn, kiến nghị",
                        ],
                        rows=rows,
                        numeric=[4, 5, 6],
                    ),
                    landscape=True,
                ),
                Appendix(
                    title="Khó khăn và kiến nghị của các thôn",
                    text="1. Về thiết bị\n"
                    + "\n".join(
                        f"- Thôn {name} đề nghị hỗ trợ máy chiếu, màn chiếu và đường truyền "
                        "để duy trì "
                        "lớp học vào buổi tối; thôn cam kết bố trí người quản lý, bảo quản "
                        "thiết bị và "
                        "mở cửa nhà văn hóa ít nhất ba buổi mỗi tuần cho người dân đến học, "
                        "đến hỏi."
                        for name in villages * 3
                    )
                    + "\n2. Về con người\nĐề nghị tập huấn bổ sung cho Tổ công nghệ số cộng đồng.",
                    table=None,
                    landscape=False,
                ),
            ],
            "drafter_code": "VHXH.05",
            "demo": True,
        }
    )
    return paper
