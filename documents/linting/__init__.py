"""The linter of papers: slips of citation and wording, each with its place (document-format §10).

One table says what is looked for; each rule is a pure function over the paper as `read` gives it.
What later apps know of (tasks, assignments) they find themselves through `documents.events`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from documents.events import Finding
from documents.linting import citing, days, outlining, wording
from documents.linting.paper import Paper, address_of, name_of, read
from documents.linting.register import known_papers
from documents.linting.slips import Slip
from documents.models import Document


@dataclass(frozen=True)
class Check:
    """One row: its code, whether it blocks, its sentence, and the rule that finds it.

    The sentence has a place for each of the rule's words.
    """

    code: str
    must: bool
    sentence: str
    find: Callable[[Paper], Iterable[Slip]]


CHECKS: tuple[Check, ...] = (
    Check(
        "letters",
        True,
        "Phông chữ của văn bản không in được {letters}. Xóa hoặc thay.",
        wording.unprintable,
    ),
    Check(
        "secret",
        True,
        "Có dấu “{mark}”. Không soạn văn bản mật trên cổng này.",
        wording.secret,
    ),
    Check("two-ways", False, "{name} được ghi hai cách: {ways}.", citing.two_ways),
    Check(
        "cited-type",
        False,
        "{cite}: ký hiệu {kind} là của {type}.",
        citing.type_of_symbol,
    ),
    Check(
        "cited-level",
        False,
        "“{cite}” ghi là của {issuer}: ký hiệu phải là {right}.",
        citing.level_of_symbol,
    ),
    Check(
        "cited-date",
        False,
        "{cite} ghi ngày {written}; trong sổ là ngày {known}.",
        citing.day_of_register,
    ),
    Check(
        "cited-issuer",
        False,
        "{cite} ghi là của {written}; trong sổ là của {known}.",
        citing.issuer_of_register,
    ),
    Check(
        "cited-name",
        False,
        "{cite}: trong sổ là {known}.",
        citing.type_of_register,
    ),
    Check(
        "cited-later",
        False,
        "{cite} có ngày {day}, sau ngày của văn bản này.",
        citing.cited_later,
    ),
    Check(
        "cited-comma",
        False,
        "{cite}: không đặt dấu phẩy trước “ngày”.",
        citing.comma_before_day,
    ),
    Check(
        "type",
        False,
        "Tên loại là {own} nhưng câu mở đầu viết “ban hành {written}”.",
        wording.type_in_opening,
    ),
    Check(
        "type-closing",
        False,
        "Tên loại là {own} nhưng câu kết viết “Trên đây là {written}”.",
        wording.type_in_closing,
    ),
    Check("mixed-name", False, "“{name}”: lẫn tên đơn vị cấp trên.", wording.mixed_names),
    Check(
        "other-unit",
        False,
        "“{name}”: không phải tên của đơn vị ban hành ({own}).",
        wording.other_commune,
    ),
    Check(
        "month",
        False,
        "“{words}”: tháng 3 đến tháng 9 không thêm số 0.",
        days.padded_month,
    ),
    Check(
        "day",
        False,
        "“{words}”: ngày dưới 10, tháng 1 và tháng 2 phải thêm số 0 ở trước.",
        days.bare_day,
    ),
    Check("no-day", False, "“{words}”: không có ngày này.", days.no_such_day),
    Check("weekday", False, "“{words}”: ngày {day} là {right}.", days.wrong_weekday),
    Check(
        "past",
        False,
        "Hạn “{words}” sớm hơn ngày của văn bản ({day}).",
        days.past_deadline,
    ),
    Check(
        "numbering",
        False,
        "“{line}”: đánh số không liền, đúng thứ tự là “{mark}”.",
        outlining.numbering,
    ),
    Check(
        "heading",
        False,
        "Tên mục “{heading}” đã có số. Bỏ số đi, cổng tự đánh số khi in.",
        outlining.numbered_heading,
    ),
    Check(
        "reference",
        False,
        "“{words}”: văn bản không có {what}.",
        outlining.lost_reference,
    ),
    Check(
        "appendix",
        False,
        "Nội dung chưa nhắc đến phụ lục “{title}”.",
        outlining.unmentioned_appendix,
    ),
    Check(
        "end-mark",
        False,
        "“{words}”: dấu “./.” do cổng tự đặt, không gõ trong nội dung.",
        wording.typed_end_mark,
    ),
    Check("misread", False, "“{written}” có thể là “{meant}”.", wording.misread),
    Check("spelling", False, "“Ủy” và “Uỷ” viết lẫn. Dùng một cách viết.", wording.mixed_spelling),
    Check("space", False, "“{words}”: thừa dấu cách trước dấu câu.", wording.stray_spaces),
    Check("twice", False, "“{words}”: lặp từ.", wording.words_twice),
    Check(
        "signer-title",
        False,
        "“{title}” trước họ tên người ký: không ghi học hàm, học vị, quân hàm, danh xưng.",
        wording.title_of_signer,
    ),
)
"""Everything looked for, in the order shown. What blocks can't be kept with a reason."""


def lint(paper: Paper) -> Iterator[tuple[Check, Slip, int]]:
    """Each slip of a paper once, at its first place, with how often it occurs."""
    for check in CHECKS:
        found: dict[str, list[Slip]] = {}
        for slip in check.find(paper):
            found.setdefault(slip.key, []).append(slip)
        for slips in found.values():
            yield check, slips[0], len(slips)


def findings_of(documents: Sequence[Document]) -> Iterator[tuple[int, Finding]]:
    """What the linter says of many papers, by primary key; one query of its own, if any.

    Sections, citations, recipients, appendices and the issuer's place must be at hand.
    """
    papers = {document.pk: read(document) for document in documents}
    known = known_papers(documents, papers)
    for document in documents:
        paper = replace(papers[document.pk], known=known.get(document.pk, {}))
        for check, slip, count in lint(paper):
            sentence = check.sentence.format(**slip.words)
            key = f"{check.code}-{slip.key}" if slip.key else check.code
            yield (
                document.pk,
                Finding(
                    key=key[:200],
                    must=check.must,
                    sentence=f"{sentence[:-1]} ({count} chỗ)." if count > 1 else sentence,
                    address=address_of(slip.spot, document),
                    place=name_of(slip.spot, document),
                ),
            )
