"""Signed on one's own machine and brought back: the file, the bare signature, another signer."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from documents import signing
from documents.lifecycle import State
from documents.models import Certificate, Document, DocumentFile, PreparedSignature, Signature
from documents.services import certificates, issuing, trust
from documents.signing.outside import compare
from tests.documents import signers
from tests.documents.editor_cast import signed_in
from tests.documents.signers import poppler
from tests.factories import Cast, paper_in

pytestmark = pytest.mark.django_db

PIN = "246810"
DAY = dt.timedelta(days=1)
NAME = "Nguyễn Văn An"


def token(
    name: str = NAME,
    *,
    ca: signing.KeyPair | None = None,
    kind: signing.CertificateKind = "person",
    days: tuple[int, int] = (-9, 300),
) -> signing.SigningIdentity:
    """A key on a stick: the portal never had it. It may be one whose life is over."""
    now = timezone.now()
    issued = signing.issue(
        ca or certificates.demo_authority(now),
        name,
        unit_name="Ủy ban nhân dân xã Tân Kỳ",
        kind=kind,
        not_before=now + days[0] * DAY,
        not_after=now + days[1] * DAY,
        pin=PIN,
    )
    return signing.load_p12(issued.p12, PIN, at=now + (days[0] + 1) * DAY)


@pytest.fixture
def paper(cast: Cast) -> Document:
    certificates.demo_authority(timezone.now())
    document = paper_in(State.NUMBERED, cast)
    issuing.numbered_file(document)
    return document


def numbered(document: Document) -> bytes:
    return document.files.get(kind=DocumentFile.Kind.NUMBERED).read()


def program(pdf: bytes, identity: signing.SigningIdentity, at: dt.datetime | None = None) -> bytes:
    """What an office's signing program makes of a file."""
    return signing.sign(
        pdf,
        identity,
        field="Signature1",
        reason="",
        location="",
        at=at or timezone.now(),
    )


def send(client: Client, document: Document, data: bytes, page: str = "tep", name: str = "") -> str:
    form = {
        "so": document.full_number,
        "ban": "1",
        "tep": SimpleUploadedFile(name or ("ky.pdf" if page == "tep" else "ky.p7s"), data),
    }
    return client.post(f"/trinh-ky/{document.pk}/{page}/", form, follow=True).text


def not_signed(document: Document) -> bool:
    state = Document.objects.values_list("state", flat=True).get(pk=document.pk)
    return state == State.NUMBERED and not Signature.objects.exists()


# --- the whole file -------------------------------------------------------------------------------


def test_the_file_goes_out_and_comes_back_signed(cast: Cast, paper: Document) -> None:
    """Acceptance 6: no script and no program of the portal's is needed."""
    an = signed_in(cast.an)
    page = an.get(f"/trinh-ky/{paper.pk}/tep/").text
    address = f"/van-ban/{paper.pk}/tep/official/?tai=1"
    assert f'href="{address}"' in page
    given = an.get(address)
    assert "attachment" in given["Content-Disposition"]
    said = send(an, paper, program(given.content, token()))
    assert f"Đã ký {paper} lúc" in said
    paper.refresh_from_db()
    assert paper.state == State.SIGNED
    signature = Signature.objects.get()
    assert (signature.signer, signature.certificate.subject) == (cast.an, NAME)
    assert signature.certificate.sealed is None
    assert "Khóa trong thiết bị, không ở cổng" in an.get("/tai-khoan/chu-ky/").text
    assert certificates.current(cast.an) is None  # the key is not here, so the server cannot sign
    certificates.make_demo_certificates()
    issuing.issue(paper, by=cast.actor(cast.ha), pin=certificates.DEMO_SEAL_PIN)
    file = issuing.official_file(paper)
    assert file is not None
    assert poppler("pdfsig", file.read()).count("Signature is Valid.") == 2
    assert signing.verify(file.read(), trust.trusted_roots()).genuine


def other_text(pdf: bytes) -> bytes:
    """The same paper with something painted over page 2, and saved by another program."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        while len(file.pages) < 2:
            file.pages.append(file.pages[0])
        file.pages[1].contents_add(b"0 0 m 9 9 l S")
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


def painted_over(pdf: bytes) -> bytes:
    """Ours at the beginning, byte for byte, and a changed page appended before signing."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    paint = writer.add_object(generic.StreamObject(stream_data=b"0 0 m 9 9 l S"))
    page = writer.root["/Pages"]["/Kids"][0]
    held = page.raw_get("/Contents")
    page["/Contents"] = generic.ArrayObject([held, paint])
    writer.mark_update(writer.root["/Pages"]["/Kids"].raw_get(0))
    return written(writer)


def with_note(pdf: bytes) -> bytes:
    """Ours with a note laid over the text before signing."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 9, 9))),
            generic.pdf_name("/Contents"): generic.pdf_string("Khác"),
        }
    )
    page["/Annots"] = generic.ArrayObject([writer.add_object(note)])
    writer.mark_update(writer.root["/Pages"]["/Kids"].raw_get(0))
    return written(writer)


def with_script(pdf: bytes) -> bytes:
    """Ours with something to do when it is opened."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root["/OpenAction"] = generic.DictionaryObject(
        {
            generic.pdf_name("/S"): generic.pdf_name("/JavaScript"),
            generic.pdf_name("/JS"): generic.pdf_string("1"),
        }
    )
    writer.update_root()
    return written(writer)


def written(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


OTHER_PAGE = "(nội dung khác ở trang {n}). Không nhận."
OTHER_THING = "(ngoài chữ ký còn thay đổi khác). Không nhận."


def test_what_is_not_the_numbered_file_is_not_taken(cast: Cast, paper: Document) -> None:
    an, ours = signed_in(cast.an), numbered(paper)
    for file, sentence in (
        (other_text(ours), OTHER_PAGE.format(n=2)),
        (painted_over(ours), OTHER_PAGE.format(n=1)),
        (with_note(ours), OTHER_THING),
        (with_script(ours), OTHER_THING),
        (signers.paper(), OTHER_PAGE.format(n=1)),
    ):
        said = send(an, paper, program(file, token()))
        assert f"Tệp tải lên không phải văn bản đã cấp số {sentence}" in said
        assert "id_tep_error" in said
        assert "<title>Lỗi: " in said
    assert not_signed(paper)


def test_a_file_is_ours_only_with_signatures_and_nothing_else_added() -> None:
    pdf = signers.paper()
    for signed in (signers.signed(), signers.sealed()):
        assert compare(pdf, signed).added_only
    for change in (painted_over, with_note, with_script):
        assert not compare(pdf, change(pdf)).added_only
    assert signing.compare_upload(pdf, b"%PDF-1.7 hong").page == 1


def test_a_signature_of_the_wrong_certificate_is_not_taken(cast: Cast, paper: Document) -> None:
    an, ours, now = signed_in(cast.an), numbered(paper), timezone.now()
    over = token(days=(-9, -1))
    # The program of a computer whose clock nobody set; the portal's own would refuse.
    careless = replace(over, facts=replace(over.facts, not_after=now + DAY))
    for key, sentence in (
        (token("Đỗ Văn Phúc"), f"Chứng thư đứng tên Đỗ Văn Phúc, người ký trên văn bản là {NAME}."),
        (token(ca=signers.authority("CA TRÌNH DIỄN lạ")), "do nơi không được cổng này tin cậy cấp"),
        (token("UBND xã Tân Kỳ", kind="seal"), "Cần chữ ký của người ký."),
        (careless, "đã hết hạn ngày"),
    ):
        assert sentence in send(an, paper, program(ours, key))
    assert not_signed(paper)
    assert not Certificate.objects.filter(sealed=None).exists()
    row = certificates.known_by_signature((key := token()).facts, cast.an)
    certificates.revoke(row, by=cast.actor(cast.an), reason="Mất thiết bị")
    assert "Chứng thư đã bị thu hồi." in send(an, paper, program(ours, key))
    assert not_signed(paper)


def test_other_uploads_get_their_sentence(cast: Cast, paper: Document) -> None:
    an = signed_in(cast.an)
    pdf = numbered(paper)
    assert "Tệp tải lên chưa có chữ ký số. Không nhận." in send(an, paper, pdf)
    twice = signing.sign(
        program(pdf, token()), token(), field="S2", reason="", location="", at=timezone.now()
    )
    assert "có nhiều hơn một chữ ký" in send(an, paper, twice)
    early = program(pdf, token(), at=timezone.now() - 2 * DAY)
    assert "Chữ ký ghi thời gian trước khi văn bản được cấp số." in send(an, paper, early)
    assert "Không nhận tệp “ky.docx”" in send(an, paper, b"x", name="ky.docx")
    assert "Chưa chọn “Tệp PDF đã ký”." in an.post(f"/trinh-ky/{paper.pk}/tep/", {}).text
    broken = bytearray(program(pdf, token()))
    broken[-2000] ^= 1
    assert "Không nhận." in send(an, paper, bytes(broken))
    assert not_signed(paper)


def test_only_the_signer_brings_it_back(cast: Cast, paper: Document) -> None:
    for other in (cast.phuc, cast.mai, cast.ha):
        data = SimpleUploadedFile("ky.pdf", program(numbered(paper), token()))
        form = {"so": paper.full_number, "ban": "1", "tep": data}
        assert signed_in(other).post(f"/trinh-ky/{paper.pk}/tep/", form).status_code == 403
    assert not_signed(paper)


# --- the bare signature ---------------------------------------------------------------------------


def prepare(client: Client, document: Document) -> bytes:
    address = f"/trinh-ky/{document.pk}/chu-ky-roi/"
    page = client.post(address, {"viec": "chuan-bi"}, follow=True).text
    data = client.get(f"{address}du-lieu.bin").content
    assert hashlib.sha256(data).hexdigest() in page
    return data


def openssl(data: bytes, key: signing.SigningIdentity, folder: Path) -> bytes:
    """A detached signature made by a program that knows nothing of PDF."""
    (folder / "du-lieu.bin").write_bytes(data)
    (folder / "khoa.pem").write_bytes(
        key.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + key.certificate.public_bytes(Encoding.PEM)
    )
    subprocess.run(
        ["openssl", "cms", "-sign", "-binary", "-cades", "-nosmimecap", "-md", "sha256",
         "-in", "du-lieu.bin", "-signer", "khoa.pem", "-outform", "DER", "-out", "ky.p7s"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return (folder / "ky.p7s").read_bytes()


def test_the_digest_goes_out_and_the_signature_comes_back(
    cast: Cast, paper: Document, tmp_path: Path
) -> None:
    an = signed_in(cast.an)
    assert an.get(f"/trinh-ky/{paper.pk}/chu-ky-roi/du-lieu.bin").status_code == 404
    container = openssl(prepare(an, paper), token(), tmp_path)
    assert f"Đã ký {paper} lúc" in send(an, paper, container, "chu-ky-roi")
    file = issuing.official_file(Document.objects.get(pk=paper.pk))
    assert file is not None
    assert poppler("pdfsig", file.read()).count("Signature is Valid.") == 1
    assert signing.verify(file.read(), trust.trusted_roots()).genuine
    assert not PreparedSignature.objects.exists()


def test_a_signature_of_something_else_is_not_taken(
    cast: Cast, paper: Document, tmp_path: Path
) -> None:
    an = signed_in(cast.an)
    first = openssl(prepare(an, paper), token(), tmp_path)
    prepare(an, paper)
    for container in (first, b"khong phai chu ky"):
        said = send(an, paper, container, "chu-ky-roi")
        assert "Chữ ký không phải của dữ liệu đã chuẩn bị. Không nhận." in said
    assert "rỗng hoặc quá lớn" in send(an, paper, b"x" * 70_000, "chu-ky-roi")
    assert "dài quá chỗ dành" in send(an, paper, b"x" * 40_000, "chu-ky-roi")
    assert not_signed(paper)


# --- another signer -------------------------------------------------------------------------------


def test_the_signature_is_handed_on_and_the_sign_off_printed_anew(
    cast: Cast, paper: Document
) -> None:
    certificates.make_demo_certificates()
    an, phuc = signed_in(cast.an), signed_in(cast.phuc)
    address = f"/trinh-ky/{paper.pk}/chuyen/"
    page = an.get(address).text
    key = f"{cast.phuc.pk}-TM_KT"
    assert "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH" in page
    assert "id_signer_error" in an.post(address, {"signer": "0-TM"}).text
    answer = an.post(address, {"signer": key}, follow=True).text
    assert f"Đã chuyển {paper} cho đồng chí Đỗ Văn Phúc ký." in answer
    number = paper.full_number
    paper.refresh_from_db()
    assert (paper.signer, paper.full_number, paper.state) == (cast.phuc, number, State.NUMBERED)
    text = poppler("pdftotext", issuing.numbered_file(paper).read(), "-layout")
    assert "Đỗ Văn Phúc" in text
    assert "KT. CHỦ TỊCH" in text
    assert NAME not in text
    assert an.get(f"/trinh-ky/{paper.pk}/").status_code == 403
    form = {"so": number, "ban": "1", "pin": certificates.DEMO_PERSON_PIN}
    assert phuc.post(f"/trinh-ky/{paper.pk}/", form).status_code == 302
    paper.refresh_from_db()
    assert paper.state == State.SIGNED


def test_it_is_handed_on_only_within_the_table(cast: Cast, paper: Document) -> None:
    paper.writers.add(cast.phuc)
    an = signed_in(cast.an)
    address = f"/trinh-ky/{paper.pk}/chuyen/"
    assert "Không còn ai khác có thẩm quyền ký văn bản này hôm nay" in an.get(address).text
    answer = an.post(address, {"signer": f"{cast.phuc.pk}-TM_KT"})
    assert answer.status_code == 200
    assert signed_in(cast.mai).post(address, {"signer": "x"}).status_code == 403
    paper.refresh_from_db()
    assert paper.signer == cast.an
