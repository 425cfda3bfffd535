"""Reading an edXML message from any system, in both historical spellings."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import io
import zipfile
import zlib

from documents.exchange.message import Attachment, Kind, Message, NotReadable, Party
from documents.exchange.tree import DAMAGED, Node, parse
from units.dates import parse_date

MOST_FILES = 50
_WORD = "word/document.xml"


def read(data: bytes, *, limit: int) -> Message:
    """The paper and the files of a message; `limit` is how many bytes the files may have unpacked.

    Raises NotReadable with one sentence: no XML, a document type declaration, a notice of state
    instead of a paper, number, date or subject missing, files damaged or too large.
    """
    root = parse(data)
    if root.name != "edXML":
        raise NotReadable("Tệp không phải edXML. Chọn tệp .edxml do hệ thống khác gửi.")
    header = root.first("edXMLEnvelope", "edXMLHeader") or Node("")
    head = header.first("MessageHeader")
    if head is None or header.first("Status") or head.first("Status"):
        raise NotReadable(
            "Tệp edXML này chỉ báo trạng thái gửi nhận, không có văn bản. Chọn tệp khác."
        )
    business = header.first("TraceHeaderList", "Bussiness") or Node("")
    missing = [
        label
        for label, value in (
            ("số", head.value("Code", "CodeNumber")),
            ("ký hiệu", head.value("Code", "CodeNotation")),
            ("trích yếu", head.value("Subject")),
        )
        if not value
    ]
    if missing:
        raise NotReadable(f"Tệp edXML không ghi {', '.join(missing)} văn bản. Nhập tay văn bản.")
    return Message(
        sender=_party(head.first("From") or Node("")),
        receivers=tuple(map(_party, head.all("To"))),
        number=head.value("Code", "CodeNumber"),
        notation=head.value("Code", "CodeNotation"),
        date=_date(head.value("PromulgationInfo", "PromulgationDate")),
        subject=head.value("Subject"),
        type_name=head.value("DocumentType", "TypeName"),
        document_id=head.value("DocumentId"),
        place=head.value("PromulgationInfo", "Place"),
        type_number=_number(head.value("DocumentType", "Type")) or 0,
        competence=head.value("SignerInfo", "Competence"),
        position=head.value("SignerInfo", "Position"),
        signer=head.value("SignerInfo", "FullName"),
        priority=min(_number(head.value("OtherInfo", "Priority")) or 0, 3),
        to_places=_values(head, "ToPlaces", "Place"),
        appendices=_values(head, "OtherInfo", "Appendixes", "Appendix"),
        pages=_number(head.value("OtherInfo", "PageAmount")),
        copies=_number(head.value("OtherInfo", "PromulgationAmount")),
        kind=_kind(business.value("BussinessDocType")),
        reason=business.value("BussinessDocReason"),
        replaces=_values(business, "ReplacementInfoList", "ReplacementInfo", "DocumentId"),
        attachments=_attachments(root, limit),
    )


def _party(node: Node) -> Party:
    return Party(node.value("OrganId"), node.value("OrganName"), node.value("OrganizationInCharge"))


def _values(node: Node, *path: str) -> tuple[str, ...]:
    return tuple(words for found in node.all(*path) if (words := " ".join(found.text.split())))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


def _kind(text: str) -> Kind:
    try:
        return Kind(_number(text) or 0)
    except ValueError:
        return Kind.NEW


def _date(text: str) -> dt.date:
    """yyyy/MM/dd as the schema has it; other systems write a time behind it, or day first."""
    day = text.partition("T")[0].partition(" ")[0]
    if day[:4].isdecimal():
        day = day.replace("/", "-")
    try:
        return parse_date(day)
    except ValueError as error:
        raise NotReadable(
            f"Ngày văn bản trong tệp edXML không đọc được: “{text[:40]}”. Nhập tay văn bản."
        ) from error


def _attachments(root: Node, limit: int) -> tuple[Attachment, ...]:
    nodes = [*root.all("AttachmentEncoded", "Attachment")]
    nodes += root.all("edXMLEnvelope", "AttachmentEncoded", "Attachment")
    if len(nodes) > MOST_FILES:
        raise NotReadable(DAMAGED)
    files = []
    for node in nodes:
        encoded = node.first("ContentTransferEncoded") or Node("")
        name = node.value("AttachmentName") or node.value("Description") or "van-ban.pdf"
        try:
            data = base64.b64decode(
                "".join((encoded.text if encoded else "").split()), validate=True
            )
        except (binascii.Error, ValueError) as error:
            raise NotReadable(f"Tệp kèm “{name}” trong edXML bị hỏng. {_AGAIN}") from error
        name, data = _unpacked(name, data, limit)
        limit -= len(data)
        if limit < 0:
            raise NotReadable(_TOO_LARGE)
        files.append(Attachment(name, data, node.value("ContentType")))
    return tuple(files)


_AGAIN = "Lấy lại tệp từ hệ thống gửi."
_TOO_LARGE = "Các tệp kèm trong edXML lớn quá giới hạn nhận. Lấy tệp văn bản riêng rồi nhập."


def _unpacked(name: str, data: bytes, limit: int) -> tuple[str, bytes]:
    """The file itself; many systems send it as a zip archive of one file.

    Reads no more than `limit` bytes, whatever the archive claims to hold.
    """
    if not data.startswith(b"PK\x03\x04"):
        return name, data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            # A Word file is an archive too, and stays as it is.
            if len(entries) != 1 or any(entry.filename == _WORD for entry in entries):
                return name, data
            with archive.open(entries[0]) as handle:
                inside = handle.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError) as error:
        raise NotReadable(f"Tệp kèm “{name}” trong edXML bị hỏng. {_AGAIN}") from error
    if len(inside) > limit:
        raise NotReadable(_TOO_LARGE)
    own = entries[0].filename.replace("\\", "/").rpartition("/")[2]
    return (own or name), inside
