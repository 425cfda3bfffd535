"""What the check before handing in looks at; the same list guards "Trình" (screens A6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import Count, F, prefetch_related_objects

from documents import linting, outline, types
from documents.events import Finding, registered_findings
from documents.lifecycle import EDITABLE, State
from documents.models import Document, Recipient, ReviewComment
from units.dates import format_date, today

_READ = (
    *("sections", "citations", "recipients", "appendices", "writers", "waivers"),
    "issuer__area",
)


@dataclass(frozen=True)
class Checked(Finding):
    """A finding together with the reason for which the writer keeps it, if any."""

    waived: str = ""


def findings(document: Document) -> list[Checked]:
    """Everything found, "Phải sửa" first; each with its waiver when the writer gave one.

    Reads the paper anew: the instance may have been loaded before the last change.
    """
    saved = Document.objects.select_related("issuer__area", "signer").get(pk=document.pk)
    return findings_of([saved])[saved.pk]


def findings_of(documents: Sequence[Document]) -> dict[int, list[Checked]]:
    """What is found in each of many papers, by primary key; the same queries for 1 as for 100."""
    prefetch_related_objects(list(documents), *_READ)
    found = {
        document.pk: [f for check in CHECKS for f in check(document)] for document in documents
    }
    others = (_remarks(documents), linting.findings_of(documents), registered_findings(documents))
    for pk, finding in chain.from_iterable(others):
        found[pk].append(finding)
    return {document.pk: _checked(document, found[document.pk]) for document in documents}


def _checked(document: Document, found: Iterable[Finding]) -> list[Checked]:
    waivers = {waiver.finding: waiver.reason for waiver in document.waivers.all()}
    checked = [
        Checked(
            key=f.key,
            must=f.must,
            sentence=f.sentence,
            address=f.address,
            place=f.place,
            waived="" if f.must else waivers.get(f.key, ""),
        )
        for f in found
    ]
    return sorted(checked, key=lambda f: not f.must)


def _subject(document: Document) -> Iterable[Finding]:
    if not document.subject.strip():
        yield Finding("subject", True, "Chưa có trích yếu.", document.compose_url("general"))


def _body(document: Document) -> Iterable[Finding]:
    sections = list(document.sections.all())
    if not any(section.text.strip() for section in sections):
        yield Finding(
            "empty", True, "Văn bản chưa có nội dung.", document.compose_url("section", 1)
        )
        return
    for section in sections:
        page = document.compose_url("section", section.order)
        if not section.text.strip():
            yield Finding(
                f"empty-{section.order}",
                True,
                f"Mục “{section.heading or section.order}” chưa có nội dung.",
                page,
            )
        blanks = len(outline.gaps(section.text))
        if blanks:
            yield Finding(
                f"gap-{section.order}",
                True,
                f"Còn {blanks} chỗ 〔cần điền〕 ở mục {section.heading or section.order}.",
                page,
            )


def _signer(document: Document) -> Iterable[Finding]:
    if not document.signer_id or not document.position:
        yield Finding("signer", True, "Chưa chọn người ký.", document.compose_url("signer"))
    elif any(writer.pk == document.signer_id for writer in document.writers.all()):
        yield Finding(
            "signer-writer",
            True,
            f"Đồng chí {document.signer} tham gia soạn nên không ký văn bản này. "
            "Chọn người ký khác.",
            document.compose_url("signer"),
        )


def _recipients(document: Document) -> Iterable[Finding]:
    page = document.compose_url("recipients")
    lines = list(document.recipients.all())
    if types.get(document.type_code).addressed == "always" and not any(
        line.kind == Recipient.Kind.ADDRESSEE for line in lines
    ):
        yield Finding("kinh-gui", True, "Công văn phải có nơi nhận ở phần “Kính gửi”.", page)
    if not any(line.kind == Recipient.Kind.RECIPIENT for line in lines):
        yield Finding("noi-nhan", True, "Chưa có nơi nhận.", page)
    if not any(line.kind == Recipient.Kind.ARCHIVE for line in lines):
        yield Finding("luu", True, "Nơi nhận thiếu dòng “Lưu”.", page)
    for line in lines:
        open_line = line.kind != Recipient.Kind.ARCHIVE and not line.print_only and not line.group
        if open_line and not line.text.lower().startswith("như "):
            yield Finding(
                f"unresolved-{line.text}"[:200],
                True,
                f"“{line.text}” không khớp đơn vị nào ngày {format_date(today())}. "
                "Chọn đơn vị, hoặc chọn chỉ in, không gửi.",
                page,
            )


def _remarks(documents: Sequence[Document]) -> Iterable[tuple[int, Finding]]:
    """ "Phải sửa" remarks not answered, once the paper is back with the unit that writes it."""
    back = EDITABLE | {State.LEADER_REVIEW}
    returned = {document.pk: document for document in documents if State(document.state) in back}
    rows = (
        ReviewComment.objects.filter(
            revision__document__in=returned,
            revision__number=F("revision__document__revision_count"),
            severity=ReviewComment.Severity.MUST,
            answer="",
        )
        .values_list("revision__document")
        .annotate(Count("pk"))
        .order_by()
    )
    for pk, count in rows if returned else ():
        yield (
            pk,
            Finding(
                "remarks",
                True,
                f"Còn {count} góp ý “Phải sửa” chưa trả lời.",
                returned[pk].compose_url("remarks"),
            ),
        )


CHECKS: tuple[Callable[[Document], Iterable[Finding]], ...] = (
    _subject,
    _body,
    _signer,
    _recipients,
)
