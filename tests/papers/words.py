"""Words for the papers of the zoo: short, long and extreme, always the same."""

from __future__ import annotations

from itertools import cycle, islice

from documents.content import Section, Table

NQ57 = "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"

_SENTENCES = (
    "Chủ trì, phối hợp với các cơ quan, đơn vị liên quan hướng dẫn, theo dõi, đôn đốc, kiểm tra "
    "việc thực hiện Kế hoạch này; kịp thời báo cáo những khó khăn, vướng mắc phát sinh.",
    "Tuyên truyền đến toàn thể cán bộ, công chức, viên chức và Nhân dân về mục đích, ý nghĩa, nội "
    "dung của Nghị quyết số 57-NQ/TW gắn với Quyết định số 1169/QĐ-TTg ngày 16/6/2025.",
    "Mỗi thôn mở ít nhất 01 lớp hướng dẫn kỹ năng số cơ bản trong quý II năm 2026, ưu tiên người "
    "cao tuổi, phụ nữ và lao động nông nghiệp.",
    "Bố trí kinh phí theo phân cấp ngân sách hiện hành; sử dụng tiết kiệm, đúng mục đích.",
    "Báo cáo kết quả về Ủy ban nhân dân thành phố trước ngày 15 hằng tháng để tổng hợp.",
    "Phát huy vai trò của Mặt trận Tổ quốc Việt Nam, các tổ chức chính trị - xã hội, người có uy "
    "tín trong cộng đồng và các cơ quan báo chí trên địa bàn.",
)


def sentences(count: int, start: int = 0) -> list[str]:
    """That many sentences, beginning somewhere in the round."""
    return list(islice(cycle(_SENTENCES), start, start + count))


def outline(khoan: int, points: int = 0, start: int = 0) -> str:
    """Numbered paragraphs, each with so many lettered points below it."""
    letters = "abcdđeghiklmnopqrstuvxy"
    lines = []
    for number, sentence in enumerate(sentences(khoan, start), 1):
        if not points:
            lines.append(f"{number}. {sentence}")
            continue
        lines.append(f"{number}. Nhóm nhiệm vụ thứ {number}")
        lines += [
            f"{letters[n]}) {text}" for n, text in enumerate(sentences(points, start + number))
        ]
    return "\n".join(lines)


def sections(*headings: str, khoan: int = 2, points: int = 0) -> list[Section]:
    """One section a heading, filled."""
    return [
        Section(heading=heading, text=outline(khoan, points, start))
        for start, heading in enumerate(headings)
    ]


PLAN = ("Mục đích, yêu cầu", "Nội dung và hình thức", "Tổ chức thực hiện")


def table(rows: int, *, wide: bool = False) -> Table:
    """A table of tasks; a wide one has eight columns."""
    head = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Căn cứ", "Thời hạn"]
    more = ["Cơ quan phối hợp", "Kinh phí (triệu đồng)", "Ghi chú"]
    body = [
        [
            str(n),
            text,
            "Phòng Văn hóa - Xã hội",
            "57-NQ/TW; 1169/QĐ-TTg",
            f"{n % 28 + 1:02d}/6/2026",
            *(("Các thôn, trường học", f"{n * 1250:,}".replace(",", "."), "") if wide else ()),
        ]
        for n, text in enumerate(sentences(rows), 1)
    ]
    return Table(head=head + more if wide else head, rows=body, numeric=[6] if wide else [])
