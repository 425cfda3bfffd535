"""A rule set as a table people can read and hold against the text of the rule."""

from __future__ import annotations

from dataclasses import dataclass

from documents.formats import Profile


@dataclass(frozen=True, slots=True)
class Row:
    """One component: what it is, its size in points, how and where it stands."""

    name: str
    size: str
    looks: str


def rows(p: Profile) -> list[tuple[str, list[Row]]]:
    """The profile in groups with a heading each, in the order of a page."""
    s = p.sizes
    top, right, bottom, left = p.margins
    bold_heading = "In hoa, đậm, một dòng ở khối bên phải"
    rule = "; đường kẻ liền dài bằng dòng chữ ở dưới"
    agency = (
        "đường kẻ bằng 1/3 đến 1/2 dòng chữ"
        if p.separator_under_agency == "rule"
        else f"dấu {p.separator_under_agency} ở dòng riêng"
    )
    number = "Số" + (":" if p.so_colon else "")
    number += " 12/KH-UBND" if p.number_order == "slash" else " 12-KH/TU"
    under = {"rule": "đường kẻ ngắn ở dưới", "": "không kẻ"}.get(
        p.trich_yeu_separator, f"dòng {p.trich_yeu_separator} ở dưới"
    )
    digits = (
        "giữa lề trên"
        if p.page_number_top is None
        else f"giữa, cách mép trên {p.page_number_top:g} mm"
    )
    first = "chữ hoa" if p.subject_case == "upper" else "chữ thường, trừ tên riêng"
    head = [Row(p.heading, f"{s.heading}", bold_heading + ("" if p.motto else rule))]
    if p.motto:
        head.append(Row(p.motto, f"{s.motto}", "Đậm, dưới Quốc hiệu" + rule))
    head += [
        Row("Cơ quan chủ quản", f"{s.parent}", "In hoa, đứng"),
        Row("Cơ quan ban hành", f"{s.issuer}", f"In hoa, đậm; {agency}"),
        Row("Số, ký hiệu", f"{s.number}", f"Đứng: {number}"),
        Row("Địa danh, ngày tháng", f"{s.date}", "Nghiêng: Tân Kỳ, ngày 05 tháng 3 năm 2026"),
        Row("Tên loại", f"{s.type_name}", "In hoa, đậm, giữa trang"),
        Row("Trích yếu", f"{s.subject}", f"Đậm, bắt đầu bằng {first}; {under}"),
        Row(
            "Trích yếu công văn",
            f"{s.letter_subject}",
            ("Nghiêng" if p.letter_italic else "Đứng")
            + (f", bắt đầu bằng “{p.letter_prefix.strip()}”" if p.letter_prefix else ""),
        ),
        Row("Dấu khẩn", f"{s.stamp}", "Đậm, đỏ, đóng khung dưới số"),
        Row("Phạm vi lưu hành", f"{s.circulation}", "; ".join(p.circulation_notes)),
    ]
    italic = p.citation_style == "italic"
    body = [
        Row("Lề trang", "", f"trên {top}, dưới {bottom}, trái {left}, phải {right} mm"),
        Row("Số trang", f"{s.page_number}", f"Từ trang 2, {digits}"),
        Row("Lời văn", f"{s.body}", f"Căn đều hai bên, lùi 10 mm, dòng cách {p.line_pitch:g} pt"),
        Row("Căn cứ", f"{s.body}", "Nghiêng" if italic else "Đứng, gạch đầu dòng"),
        Row("Mục", f"{s.body}", f"In hoa, đậm: I{p.top_mark} MỤC ĐÍCH, YÊU CẦU"),
        Row("Kính gửi", f"{s.body}", "Nhãn nghiêng" if p.addressee_italic else "Đứng"),
        Row("Dấu kết thúc", "", p.end_mark),
    ]
    label = "Đậm nghiêng" if p.noi_nhan_style == "bold_italic" else "Đứng, gạch chân"
    last = "- Lưu: VT, …" if p.luu_style == "colon" else "- Lưu Văn phòng …"
    end = [
        Row(
            "Quyền hạn ký",
            f"{s.signing}",
            "In hoa, đậm: " + ("TM., KT." if p.authority_style == "period" else "T/M, K/T"),
        ),
        Row("Chức vụ", f"{s.signing}", "In hoa, " + ("đậm" if p.position_bold else "đứng")),
        Row("Họ tên người ký", f"{s.signing}", "Đậm"),
        Row("Nơi nhận:", f"{s.recipients_label}", label),
        Row("Danh sách nơi nhận", f"{s.recipients}", f"Mỗi dòng kết thúc bằng “{p.list_end}”"),
        Row("Dòng lưu", f"{s.recipients}", last),
    ]
    return [("Phần đầu", head), ("Nội dung", body), ("Phần cuối", end)]
