"""edXML: an issued paper out, a paper of another system in, hostile files kept outside."""

from __future__ import annotations

import base64
import datetime as dt
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from documents import exchange
from documents.exchange.message import NAMESPACE
from documents.lifecycle import State
from documents.models import Document, DocumentFile, IncomingEntry
from documents.services import exchanging, issuing
from tests.factories import Cast, paper_in, person
from units.dates import format_date, today
from units.models import Role, Unit, User

LIMIT = 5 * 1024 * 1024
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"

SAMPLE = exchange.Message(
    sender=exchange.Party("H37.02.02", "Ủy ban nhân dân xã Tân Kỳ", "Ủy ban nhân dân thành phố"),
    receivers=(exchange.Party("H37", "UBND TP Hải Phòng"), exchange.Party("H37.5", "Sở <Nội vụ>")),
    number="67",
    notation="KH-UBND",
    date=dt.date(2026, 2, 27),
    subject="Tuyên truyền “Nghị quyết 57” & chuyển đổi số <2026>",
    type_name="Kế hoạch",
    document_id="H37.02.02,2026/02/27,67/KH-UBND",
    place="Tân Kỳ",
    type_number=10,
    competence="TM.",
    position="CHỦ TỊCH",
    signer="Nguyễn Văn An",
    priority=2,
    to_places=("Như trên", "Các thôn"),
    appendices=("Kinh phí",),
    pages=4,
    copies=2,
    kind=exchange.Kind.REPLACE,
    reason="Thay thế",
    replaces=("H37.02.02,2026/01/05,05/KH-UBND",),
    attachments=(exchange.Attachment("67-KH-UBND.pdf", PDF),),
)


def read(data: bytes) -> exchange.Message:
    return exchange.read(data, limit=LIMIT)


def altered(pattern: str, replacement: str, data: bytes | None = None) -> bytes:
    text = (data or exchange.write(SAMPLE)).decode()
    changed = re.sub(pattern, replacement, text, flags=re.DOTALL)
    assert changed != text
    return changed.encode()


# --- The message ----------------------------------------------------------------------------------


def test_what_is_written_is_read_back() -> None:
    assert read(exchange.write(SAMPLE)) == SAMPLE
    assert exchange.write(SAMPLE) == exchange.write(SAMPLE)


def test_it_has_the_shape_the_gateways_know() -> None:
    data = exchange.write(SAMPLE)
    root = ElementTree.fromstring(data)
    ns = {"e": NAMESPACE}
    assert root.tag == f"{{{NAMESPACE}}}edXML"
    head = root.find("e:edXMLEnvelope/e:edXMLHeader/e:MessageHeader", ns)
    assert head is not None
    assert [child.tag.rpartition("}")[2] for child in head] == [
        "From", "To", "To", "Code", "PromulgationInfo", "DocumentType", "Subject", "SignerInfo",
        "ToPlaces", "OtherInfo", "DocumentId",
    ]  # fmt: skip
    assert head.findtext("e:PromulgationInfo/e:PromulgationDate", None, ns) == "2026/02/27"
    trace = root.find("e:edXMLEnvelope/e:edXMLHeader/e:TraceHeaderList", ns)
    assert trace is not None
    assert (trace.get("version"), trace.get("mustUnderstand")) == ("1.0", "1")
    assert trace.findtext("e:Bussiness/e:BussinessDocType", None, ns) == "3"
    reference = root.find(".//e:edXMLManifest/e:Reference", ns)
    assert reference is not None
    cid = reference.get("{http://www.w3.org/1999/xlink}href")
    assert cid == root.findtext("e:AttachmentEncoded/e:Attachment/e:ContentId", None, ns)
    # Some gateways look for the prefixes.
    assert b"<edXML:edXMLEnvelope" in data
    assert b"<edXML:BussinessDocType>" in data
    assert b"\n  <AttachmentEncoded>" in data


@pytest.mark.parametrize(
    "make",
    [
        lambda: altered("Bussiness", "Business"),
        lambda: altered("edXML:(?!//)", "").replace(b' xmlns:edXML="', b' xmlns:x="'),
        lambda: altered("2026/02/27</edXML:Prom", "2026-02-27T00:00:00</edXML:Prom"),
        lambda: altered("2026/02/27</edXML:Prom", "27/02/2026</edXML:Prom"),
        lambda: exchange.write(SAMPLE).decode().replace("utf-8", "utf-16", 1).encode("utf-16"),
    ],
    ids=["Business", "no prefixes", "ISO date", "day first", "UTF-16"],
)
def test_other_systems_spellings_mean_the_same(make) -> None:
    assert read(make()) == SAMPLE


def test_a_party_number_keeps_its_dash() -> None:
    party = altered("KH-UBND</edXML:CodeNotation>", "KH/TU</edXML:CodeNotation>")
    assert read(party).full_number == "67-KH/TU"
    assert SAMPLE.full_number == "67/KH-UBND"


def archive(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files:
            target.writestr(name, data)
    return stream.getvalue()


def carrying(data: bytes, name: str = "van-ban.zip") -> bytes:
    """The sample with another file in place of its own."""
    encoded = base64.b64encode(data).decode()
    swapped = altered(r"(<ContentTransferEncoded>)[^<]*", rf"\g<1>{encoded}")
    return swapped.replace(b"67-KH-UBND.pdf", name.encode())


def test_a_zipped_file_is_unpacked_and_a_word_file_is_not() -> None:
    (file,) = read(carrying(archive(("thu-muc/van-ban.pdf", PDF)))).attachments
    assert (file.name, file.data) == ("van-ban.pdf", PDF)
    word = archive(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"))
    (file,) = read(carrying(word, "kh.docx")).attachments
    assert (file.name, file.data) == ("kh.docx", word)


ENTITY = '<?xml version="1.0"?><!DOCTYPE edXML [{}]><edXML>&a;</edXML>'
_CHAIN = zip("zyxwvutsr", "yxwvutsra", strict=True)
HOSTILE = {
    "external entity": ENTITY.format('<!ENTITY a SYSTEM "file:///etc/passwd">'),
    "parameter entity": ENTITY.format('<!ENTITY % a SYSTEM "http://127.0.0.1:1/x"> %a;'),
    "a bomb of entities": ENTITY.format(
        '<!ENTITY z "ha">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in _CHAIN)
    ),
    "external DTD": '<!DOCTYPE edXML SYSTEM "http://127.0.0.1:1/x.dtd"><edXML/>',
    "entities in UTF-16": ENTITY.format('<!ENTITY a SYSTEM "file:///etc/passwd">'),
    "deep": "<edXML>" * 100_000,
    "wide": "<edXML>" + "<a/>" * 100_000 + "</edXML>",
    "cut": exchange.write(SAMPLE).decode()[:900],
    "another format": "<html><body>edXML</body></html>",
    "empty": "",
    "no XML": "\x00\x01 khong phai",
    "unknown encoding": '<?xml version="1.0" encoding="bogus-9"?><edXML/>',
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_get_one_sentence(case: str) -> None:
    encoding = "utf-16" if "UTF-16" in case else "utf-8"
    with pytest.raises(exchange.NotReadable, match=r"^Tệp .*\.$") as refused:
        read(HOSTILE[case].encode(encoding))
    assert "root:" not in str(refused.value)
    assert ("DOCTYPE" in str(refused.value)) is ("DOCTYPE" in HOSTILE[case])


def test_a_zip_bomb_is_stopped_at_the_limit() -> None:
    bomb = archive(("van-ban.pdf", bytes(LIMIT * 20)))
    assert len(bomb) < LIMIT / 10
    with pytest.raises(exchange.NotReadable, match="lớn quá giới hạn"):
        read(carrying(bomb))


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: altered("<edXML:Subject>.*?</edXML:Subject>", ""), "không ghi trích yếu văn bản"),
        (lambda: altered("2026/02/27</edXML:Prom", "31/2/2026</edXML:Prom"), "không đọc được"),
        (lambda: altered("MessageHeader", "Status"), "chỉ báo trạng thái gửi nhận"),
        (lambda: altered(r"(<ContentTransferEncoded>)[^<]*", r"\g<1>@@@"), "bị hỏng"),
        (lambda: carrying(b"PK\x03\x04" + bytes(50)), "bị hỏng"),
    ],
    ids=["no subject", "no such day", "a notice of state", "no Base64", "no archive"],
)
def test_what_is_missing_or_damaged_is_said(make, sentence: str) -> None:
    with pytest.raises(exchange.NotReadable, match=sentence):
        read(make())


# --- In the portal --------------------------------------------------------------------------------

needs_database = pytest.mark.django_db


@pytest.fixture
def stranger(cast: Cast) -> User:
    """A clerk of another commune, who cannot see the papers of Tân Kỳ."""
    return person("vy", "Lý Thị Vy", (cast.ap_ubnd, Role.CLERK, "Văn thư"))


def of(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def bring(client: Client, data: bytes) -> str:
    file = SimpleUploadedFile("van-ban.edxml", data, "application/xml")
    return client.post("/van-ban/nhap/edxml/", {"message": file}, follow=True).text


@needs_database
def test_an_issued_paper_goes_out_and_comes_in_with_its_file(
    cast: Cast, client: Client, stranger: User
) -> None:
    Unit.objects.filter(pk=cast.tk_ubnd.pk).update(organ_id="H37.02.02")
    document = paper_in(State.ISSUED, cast)
    Document.objects.update(authority="TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH")
    ha = of(client, cast.ha)
    assert f"/van-ban/{document.pk}/edxml/" in ha.get(document.get_absolute_url()).text
    answer = ha.get(f"/van-ban/{document.pk}/edxml/")
    assert "01-KH-UBND.edxml" in answer["Content-Disposition"]
    message = read(answer.content)
    file = issuing.official_file(document)
    assert file is not None
    assert message.attachments[0].data == file.read()
    assert message.sender.organ_id == "H37.02.02"
    assert message.document_id == f"H37.02.02,{today():%Y/%m/%d},1/KH-UBND"
    assert [party.name for party in message.receivers] == [cast.tk_office.name]
    assert (message.competence, message.signer) == ("KT.", "Nguyễn Văn An")
    assert message.kind is exchange.Kind.NEW

    page = bring(of(Client(), stranger), answer.content)
    assert "Đã nhập Kế hoạch số 01/KH-UBND của" in page
    received = Document.objects.get(origin=Document.Origin.RECEIVED)
    assert received.issuer == cast.tk_ubnd
    assert (received.subject, received.date) == (document.subject, document.date)
    assert received.files.get(kind=DocumentFile.Kind.ORIGINAL).sha256 == file.sha256
    assert IncomingEntry.objects.get(document=received).unit == cast.ap_ubnd

    again = bring(of(Client(), stranger), answer.content)
    day = format_date(today())
    assert f"Số 01/KH-UBND của {cast.tk_ubnd} ngày {day} đã có." in again
    assert f'href="{received.get_absolute_url()}">Mở bản đã có' in again
    assert Document.objects.filter(origin=Document.Origin.RECEIVED).count() == 1


@needs_database
def test_to_another_unit_the_message_is_its_own(cast: Cast) -> None:
    document = paper_in(State.ISSUED, cast)
    message = exchanging.message_of(document, by=cast.actor(cast.binh))
    assert message.receivers == ()


@needs_database
def test_recalled_and_replacing_papers_say_so(cast: Cast) -> None:
    by = cast.actor(cast.ha)
    recalled = exchanging.message_of(paper_in(State.RECALLED, cast), by=by)
    assert recalled.kind is exchange.Kind.RECALL
    assert recalled.reason.startswith("Thu hồi theo ")
    replaced = paper_in(State.REPLACED, cast)
    assert replaced.replaced_by is not None
    message = exchanging.message_of(replaced.replaced_by, by=by)
    assert message.kind is exchange.Kind.REPLACE
    assert message.replaces == (exchanging.message_of(replaced, by=by).document_id,)


@needs_database
def test_a_recall_brings_no_paper(cast: Cast, client: Client) -> None:
    data = exchange.write(
        exchanging.message_of(paper_in(State.RECALLED, cast), by=cast.actor(cast.ha))
    )
    assert "báo thu hồi văn bản 1/KH-UBND, không có văn bản mới" in bring(of(client, cast.ha), data)


@needs_database
@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: exchange.write(SAMPLE), "Không tìm thấy cơ quan gửi “Ủy ban nhân dân xã Lạ”"),
        (lambda: b"<edXML/>", "không có văn bản"),
        (lambda: b"", "rỗng"),
        (lambda: carrying(b"MZ rac", "virus.exe"), "Không nhận tệp “virus.exe”"),
    ],
    ids=["unknown issuer", "nothing", "empty", "a programme"],
)
def test_what_cannot_be_taken_in_leaves_nothing(
    cast: Cast, client: Client, make, sentence: str
) -> None:
    data = make()
    if b"virus" not in data:
        data = data.replace("xã Tân Kỳ".encode(), "xã Lạ".encode())
    page = bring(of(client, cast.ha), data)
    assert sentence in page
    assert not Document.objects.exists()


@needs_database
def test_the_page_asks_before_it_complains(cast: Cast, client: Client) -> None:
    page = of(client, cast.ha).get("/van-ban/nhap/edxml/").text
    assert "Nhập từ edXML" in page
    assert "Chưa chọn" not in page
    assert "Chưa chọn “Tệp edXML”." in client.post("/van-ban/nhap/edxml/").text


@needs_database
def test_a_message_too_large_is_refused_unread(cast: Cast, client: Client, settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    assert "Tệp edXML lớn quá 1 MB." in bring(of(client, cast.ha), b"<a>" + bytes(1600 * 1024))


@needs_database
def test_only_issued_papers_go_out(cast: Cast, client: Client) -> None:
    signed = paper_in(State.SIGNED, cast)
    page = of(client, cast.ha).get(signed.get_absolute_url()).text
    assert "edxml" not in page
    assert of(client, cast.ha).get(f"/van-ban/{signed.pk}/edxml/").status_code == 404
