"""The verdict on a file: genuine only as signed, with a sentence for each way of not being so."""

import asyncio
import functools
import io
import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfReader, PdfWriter

from documents.signing import (
    Box,
    Finding,
    Revocations,
    SignatureVerdict,
    SigningIdentity,
    Verdict,
    load_p12,
    make_ca,
    verify,
    verify_upload,
)
from documents.signing.demo_art import seal_image
from documents.signing.verdict import GRAVEST_FIRST, MAX_BYTES, SENTENCES
from tests.documents.signers import (
    AT,
    LATER,
    LIFE,
    NOW,
    PIN,
    authority,
    chair,
    p12,
    paper,
    poppler,
    revocation_list,
    seal,
    sealed,
    sign_as,
    signed,
    time_stamper,
    trusted,
)

ALTERED = "Tệp đã bị thay đổi sau khi ký. Không dùng tệp này."
WARNS_OF_USE = {Finding.ALTERED, Finding.DAMAGED, Finding.UNREADABLE}


def judge(pdf: bytes, **more) -> Verdict:
    return verify(pdf, trusted(), now=NOW, revoked=Revocations(lists=[taken_back()]), **more)


@functools.cache
def once(name: str) -> SigningIdentity:
    return load_p12(p12(name), PIN, at=AT)


@functools.cache
def taken_back() -> bytes:
    """The authority's list: two people's certificates, each an hour after they signed."""
    serials = {once(name).certificate.serial_number for name in ("Lê Thu", "Lê Hồi")}
    return revocation_list(dict.fromkeys(serials, AT + timedelta(hours=1)))


@functools.cache
def revoked() -> bytes:
    """States a time before the revocation; without a time-stamp anybody could."""
    return sign_as(paper(), once("Lê Thu"), "ChuKy1")


def revoked_before_the_stamp() -> bytes:
    stamp = time_stamper(AT + timedelta(hours=2))
    return sign_as(paper(), once("Lê Hồi"), "ChuKy1", timestamper=stamp)


def revoked_after_the_stamp() -> bytes:
    return sign_as(paper(), once("Lê Hồi"), "ChuKy1", timestamper=time_stamper(AT))


def test_a_paper_signed_and_sealed_is_genuine() -> None:
    verdict = judge(sealed())
    assert verdict.genuine
    assert verdict.sentence == "Chữ ký hợp lệ: Nguyễn Văn An; Ủy ban nhân dân xã Tân Kỳ."
    assert tuple(replace(each, certificate="") for each in verdict.signatures) == (
        SignatureVerdict(
            field="ChuKy1",
            finding=Finding.VALID,
            signer="Nguyễn Văn An",
            unit_name="Ủy ban nhân dân xã Tân Kỳ",
            kind="person",
            signed_at=AT,
            intact=True,
            undisturbed=True,
            trusted=True,
            sentence="Chữ ký hợp lệ: Nguyễn Văn An.",
        ),
        SignatureVerdict(
            field="ConDau1",
            finding=Finding.VALID,
            signer="Ủy ban nhân dân xã Tân Kỳ",
            unit_name="Ủy ban nhân dân xã Tân Kỳ",
            kind="seal",
            signed_at=LATER,
            intact=True,
            undisturbed=True,
            trusted=True,
            sentence="Chữ ký hợp lệ: Ủy ban nhân dân xã Tân Kỳ.",
        ),
    )


def test_a_paper_signed_but_not_yet_sealed_is_genuine_too() -> None:
    verdict = judge(signed())
    assert verdict.genuine
    assert [signature.kind for signature in verdict.signatures] == ["person"]


def test_signatures_are_told_in_the_order_they_were_made() -> None:
    backwards = sign_as(sign_as(paper(), seal(), "ConDau1"), chair(), "ChuKy1")
    assert [signature.field for signature in judge(backwards).signatures] == ["ConDau1", "ChuKy1"]
    assert judge(backwards).genuine


def test_a_certificate_outlives_its_end_for_what_it_signed_before() -> None:
    years_later = LIFE[1] + timedelta(days=4000)
    assert verify(sealed(), trusted(), now=years_later).genuine


def expired() -> bytes:
    """Signed by a certificate opened in time, stating a moment after its end."""
    person = load_p12(p12("Lê Cũ", life=(LIFE[0], AT - timedelta(days=1))), PIN, at=LIFE[0])
    object.__setattr__(person, "facts", chair().facts)  # as software that does not check would
    return sign_as(paper(), person, "ChuKy1")


def not_yet_valid() -> bytes:
    person = load_p12(p12("Lê Mới", life=(AT + timedelta(days=1), LIFE[1])), PIN, at=LIFE[1])
    object.__setattr__(person, "facts", chair().facts)
    return sign_as(paper(), person, "ChuKy1")


def by_a_stranger() -> bytes:
    return sign_as(paper(), chair(make_ca("của người lạ", *LIFE)), "ChuKy1")


def by_an_impostor() -> bytes:
    """The stranger's authority bears the very name of the trusted one."""
    return sign_as(paper(), chair(make_ca("CA TRÌNH DIỄN của các phép thử", *LIFE)), "ChuKy1")


def stamped_by_a_stranger_after_issue() -> bytes:
    return sign_as(sealed(), seal(make_ca("của người lạ", *LIFE)), "ConDau2", at=LATER)


def by_the_authority_itself() -> bytes:
    """Its key is for certificates, not for papers."""
    ca = authority()
    misused = SigningIdentity(facts=chair().facts, certificate=ca.certificate, chain=(), key=ca.key)
    return sign_as(paper(), misused, "ChuKy1")


def one_byte_changed(before: bytes) -> bytes:
    """In the content that both signatures cover."""
    place = before.index(b"stream") + 40
    return before[:place] + bytes([before[place] ^ 1]) + before[place + 1 :]


def reason_rewritten() -> bytes:
    """In the seal's own dictionary, which only the seal covers."""
    return sealed().replace(b"20260318080000", b"20260318080001")


def revision(pdf: bytes, change) -> bytes:
    """The file with one more incremental update, made by `change` on the writer."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def white_rectangle(writer: IncrementalPdfFileWriter) -> None:
    content = generic.StreamObject(stream_data=b"1 g 60 500 400 200 re f")
    writer.add_stream_to_page(0, writer.add_object(content))


def annotation(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(
                map(generic.NumberObject, (100, 100, 200, 200))
            ),
            generic.pdf_name("/Contents"): generic.pdf_string("Đã duyệt"),
        }
    )
    notes = page.get("/Annots", generic.ArrayObject())
    notes.append(writer.add_object(note))
    page["/Annots"] = notes
    writer.update_container(page)


def nothing_but_a_revision(writer: IncrementalPdfFileWriter) -> None:
    writer.update_root()


def changed_between_chair_and_seal() -> bytes:
    """The clerk's programme adds a rectangle, then seals: the seal covers it, the chair did not."""
    return sign_as(revision(signed(), white_rectangle), seal(), "ConDau1", at=LATER)


def sealed_picture_over_the_page() -> bytes:
    """Allowed: a visible seal is part of the seal signature."""
    box = Box(0, 100, 100, 200, 200)
    return sign_as(signed(), seal(), "ConDau1", at=LATER, box=box, image=seal_image("UBND"))


def unsigned_copy() -> bytes:
    """What "print to PDF" leaves of a signed file."""
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(sealed())).pages:
        page.pop("/Annots", None)
        writer.add_page(page)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def with_password() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(paper(None)))
    writer.encrypt("mở", "chủ", algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def signed_by_an_unknown_method() -> bytes:
    return signed().replace(b"/ETSI.CAdES.detached", b"/adbe.x509.rsa_sha1 ")


def upper_case_digits(pdf: bytes) -> bytes:
    """Some signing tools write the hexadecimal digits in capitals."""
    return re.sub(rb"(?<=/Contents <)[0-9a-f]+(?=>)", lambda found: found[0].upper(), pdf)


def padded() -> bytes:
    """Something smuggled into the empty room after the last signature's end."""
    start = sealed().rindex(b"0" * 40)
    return sealed()[:start] + b"41" * 20 + sealed()[start + 40 :]


TABLE: dict[str, tuple[Callable[[], bytes], Finding]] = {
    "signed": (signed, Finding.VALID),
    "signed and sealed": (sealed, Finding.VALID),
    "visible seal": (sealed_picture_over_the_page, Finding.VALID),
    "digits in capitals": (lambda: upper_case_digits(signed()), Finding.VALID),
    "byte changed before the seal": (lambda: one_byte_changed(signed()), Finding.ALTERED),
    "byte changed after the seal": (lambda: one_byte_changed(sealed()), Finding.ALTERED),
    "seal's own words changed": (reason_rewritten, Finding.ALTERED),
    "revision: rectangle": (lambda: revision(sealed(), white_rectangle), Finding.ALTERED),
    "revision: annotation": (lambda: revision(sealed(), annotation), Finding.ALTERED),
    "revision: empty": (lambda: revision(sealed(), nothing_but_a_revision), Finding.ALTERED),
    "changed between chair and seal": (changed_between_chair_and_seal, Finding.ALTERED),
    "annotated between chair and seal": (
        lambda: sign_as(revision(signed(), annotation), seal(), "ConDau1", at=LATER),
        Finding.ALTERED,
    ),
    "a second end": (lambda: sealed() + b"\n%%EOF\n", Finding.DAMAGED),
    "one space after the end": (lambda: sealed() + b" ", Finding.ALTERED),
    "smuggled into the padding": (padded, Finding.ALTERED),
    "cut short": (lambda: sealed()[:-1500], Finding.DAMAGED),
    "cut back to the chair's": (lambda: sealed()[: len(signed())], Finding.VALID),
    "unknown authority": (by_a_stranger, Finding.UNKNOWN_ISSUER),
    "authority of the same name": (by_an_impostor, Finding.UNKNOWN_ISSUER),
    "stranger's stamp after issue": (stamped_by_a_stranger_after_issue, Finding.UNKNOWN_ISSUER),
    "certificate for other purposes": (by_the_authority_itself, Finding.WRONG_PURPOSE),
    "revoked when judged": (revoked, Finding.REVOKED),
    "revoked before the time-stamp": (revoked_before_the_stamp, Finding.REVOKED),
    "revoked after the time-stamp": (revoked_after_the_stamp, Finding.VALID),
    "expired when signing": (expired, Finding.EXPIRED),
    "not yet valid when signing": (not_yet_valid, Finding.NOT_YET_VALID),
    "signed tomorrow": (
        lambda: sign_as(paper(), chair(), "ChuKy1", at=NOW + timedelta(days=1)),
        Finding.IN_FUTURE,
    ),
    "a clock five minutes fast": (
        lambda: sign_as(paper(), chair(), "ChuKy1", at=NOW + timedelta(minutes=5)),
        Finding.VALID,
    ),
    "not signed": (paper, Finding.NO_SIGNATURE),
    "printed again": (unsigned_copy, Finding.NO_SIGNATURE),
    "unknown method": (signed_by_an_unknown_method, Finding.UNREADABLE),
    "password": (with_password, Finding.ENCRYPTED),
    "empty": (lambda: b"", Finding.NOT_PDF),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + sealed(), Finding.NOT_PDF),
    "header only": (lambda: b"%PDF-1.7\n", Finding.DAMAGED),
    "rubbish after the header": (lambda: b"%PDF-1.7\n" + b"\xff\x00" * 500, Finding.DAMAGED),
    "too large": (lambda: b"%PDF-1.7" + bytes(MAX_BYTES), Finding.TOO_LARGE),
}


@pytest.mark.parametrize("case", TABLE)
def test_the_table_of_verdicts(case) -> None:
    make, finding = TABLE[case]
    verdict = judge(make())
    assert verdict.finding is finding, verdict
    assert verdict.genuine is (finding is Finding.VALID)
    assert verdict.sentence.endswith(".")
    assert "{" not in verdict.sentence
    if finding in WARNS_OF_USE:
        assert "Không dùng tệp này." in verdict.sentence


def test_every_finding_is_in_the_table_and_has_its_sentence() -> None:
    assert {finding for _, finding in TABLE.values()} == set(Finding) == set(SENTENCES)
    whole_file = {
        Finding.VALID,
        Finding.NO_SIGNATURE,
        Finding.NOT_PDF,
        Finding.ENCRYPTED,
        Finding.TOO_LARGE,
        Finding.DAMAGED,
    }
    assert set(GRAVEST_FIRST) == set(Finding) - whole_file


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (reason_rewritten, ALTERED),
        (
            expired,
            "Chứng thư số của Lê Cũ đã hết hạn ngày 17/3/2026, trước khi ký. "
            "Chữ ký không có giá trị.",
        ),
        (
            not_yet_valid,
            "Chứng thư số của Lê Mới chỉ có hiệu lực từ ngày 19/3/2026, sau khi ký. "
            "Chữ ký không có giá trị.",
        ),
        (
            revoked,
            "Chứng thư số của Lê Thu đã bị thu hồi ngày 18/3/2026. Không có gì chứng tỏ đã ký "
            "trước ngày đó. Chữ ký không có giá trị.",
        ),
        (
            by_a_stranger,
            "Chữ ký của Nguyễn Văn An dùng chứng thư số do nơi không được cổng này tin cậy cấp. "
            "Chưa xác nhận được tệp này.",
        ),
        (paper, "Tệp không có chữ ký số."),
    ],
)
def test_sentences(make, sentence) -> None:
    assert judge(make()).sentence == sentence


def test_the_chairs_signature_stays_good_under_a_strangers_stamp() -> None:
    """The file is not genuine, yet each signature gets its own due."""
    findings = [
        signature.finding for signature in judge(stamped_by_a_stranger_after_issue()).signatures
    ]
    assert findings == [Finding.VALID, Finding.VALID, Finding.UNKNOWN_ISSUER]


def test_poppler_agrees_that_a_changed_byte_breaks_both() -> None:
    assert poppler("pdfsig", one_byte_changed(sealed())).count("Signature is Valid.") == 0
    later_only = poppler("pdfsig", reason_rewritten())
    assert later_only.count("Signature is Valid.") == 1


def test_poppler_sees_that_a_revision_is_not_signed() -> None:
    report = poppler("pdfsig", revision(sealed(), white_rectangle))
    assert "Total document signed" not in report.replace("Not total document signed", "")


def test_nobody_is_believed_when_nobody_is_trusted() -> None:
    assert verify(sealed(), [], now=NOW).finding is Finding.UNKNOWN_ISSUER


def test_authorities_may_be_given_as_text_and_several() -> None:
    others = [make_ca("khác", *LIFE).cert_pem.decode(), authority().cert_pem.decode()]
    assert verify(sealed(), others, now=NOW).genuine


def test_it_may_be_asked_inside_an_event_loop() -> None:
    async def ask() -> Verdict:
        return judge(signed())

    assert asyncio.run(ask()).genuine


def test_twenty_pages_are_judged_in_seconds() -> None:
    """pyHanko's own way of reading takes over a minute for this file."""
    long = paper(paragraphs=600)
    pdf = sign_as(sign_as(long, chair(), "ChuKy1"), seal(), "ConDau1")
    start = time.perf_counter()
    assert judge(pdf).genuine
    assert time.perf_counter() - start < 8


@pytest.mark.parametrize(
    "make",
    [sealed, reason_rewritten, revoked, by_a_stranger, expired, paper, with_password, lambda: b""],
)
def test_an_upload_gets_the_same_verdict_as_a_file_of_our_own(make) -> None:
    lists = Revocations(lists=[taken_back()])
    data = make()
    assert verify_upload(data, trusted(), revoked=lists, now=NOW) == judge(data)


def test_the_portal_is_witness_of_what_it_had_before_the_revocation() -> None:
    before, after = AT + timedelta(minutes=30), AT + timedelta(hours=3)
    for seen_at, genuine in ((before, True), (after, False), (None, False)):
        told = Revocations(lists=[taken_back()], seen_at=seen_at)
        assert verify(revoked(), trusted(), revoked=told, now=NOW).genuine is genuine


def test_a_certificate_stopped_here_counts_as_revoked() -> None:
    told = Revocations(stopped={chair().facts.fingerprint: AT + timedelta(hours=1)})
    assert verify(signed(), trusted(), revoked=told, now=NOW).finding is Finding.REVOKED


def test_a_list_of_somebody_else_revokes_nothing() -> None:
    """An impostor bearing the authority's name, and an authority of another name."""
    serial = chair().certificate.serial_number
    for name in ("CA TRÌNH DIỄN của các phép thử", "khác"):
        forged = revocation_list({serial: AT}, make_ca(name, *LIFE))
        told = Revocations(lists=[forged])
        assert verify(signed(), trusted(), revoked=told, now=NOW).genuine


def test_the_present_is_the_moment_of_judging_when_none_is_given() -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    pdf = sign_as(paper(), chair(), "ChuKy1", at=min(tomorrow, LIFE[1]))
    assert verify(pdf, trusted()).finding is Finding.IN_FUTURE
    assert verify_upload(pdf, trusted()).finding is Finding.IN_FUTURE
