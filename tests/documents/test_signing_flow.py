"""From the approved paper to the issued one: number, the chair's signature, the seal, sending."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pdfplumber
import pytest
from django.core.management import call_command
from django.utils import timezone
from pypdf import PdfReader

from activity.models import LogEntry
from documents import signing
from documents.errors import PaperError, WrongState
from documents.lifecycle import State
from documents.models import (
    Certificate,
    Delivery,
    Document,
    DocumentFile,
    RegisterNumber,
    Revision,
    Signature,
)
from documents.services import certificates, issuing, trust
from tests.at_once import at_once
from tests.documents.signers import poppler
from tests.factories import Cast, paper_in
from units.access import Refusal

pytestmark = pytest.mark.django_db

PIN, SEAL_PIN = certificates.DEMO_PERSON_PIN, certificates.DEMO_SEAL_PIN


@pytest.fixture
def certified(cast: Cast) -> Cast:
    """The cast with the demo's certificates for every leader and every unit with a clerk."""
    certificates.make_demo_certificates()
    return cast


def sign(document: Document, cast: Cast, pin: str = PIN, **seen: object) -> None:
    given = {"seen_number": document.full_number, **seen}
    issuing.sign(document, by=cast.actor(cast.an), pin=pin, **given)  # type: ignore[arg-type]


def signed_nothing(document: Document) -> bool:
    current = Document.objects.get(pk=document.pk)
    return current.state == State.NUMBERED and not Signature.objects.exists()


def test_an_approved_paper_leaves_with_two_valid_signatures(certified: Cast) -> None:
    document = paper_in(State.NUMBERED, certified)
    sign(document, certified)
    assert issuing.issue(document, by=certified.actor(certified.ha), pin=SEAL_PIN) == 1
    file = issuing.official_file(document)
    assert file is not None
    data = file.read()
    said = poppler("pdfsig", data)
    assert said.count("Signature is Valid.") == 2
    assert "Nguyễn Văn An" in said
    text = poppler("pdftotext", data, "-layout")
    assert "01/KH-UBND" in text
    assert "DỰ THẢO" not in text
    verdict = signing.verify(data, trust.trusted_roots())
    assert verdict.genuine
    assert [s.signer for s in verdict.signatures] == ["Nguyễn Văn An", "Ủy ban nhân dân xã Tân Kỳ"]
    assert document.state == State.ISSUED
    assert document.register_numbers.get().state == RegisterNumber.State.USED
    assert [d.unit for d in Delivery.objects.filter(document=document)] == [certified.tk_office]


MM = 72 / 25.4


def test_both_pictures_stand_where_the_rules_put_them(certified: Cast) -> None:
    """NĐ 30/2020, PL I, II.7.d and II.8.a: the signature between position and name; the seal in
    its real size, over the left third of the signature."""
    document = paper_in(State.SIGNED, certified)
    issuing.issue(document, by=certified.actor(certified.ha), pin=SEAL_PIN)
    file = issuing.official_file(document)
    assert file is not None
    boxes = document.files.get(kind=DocumentFile.Kind.NUMBERED).boxes
    shown = {}
    for number, page in enumerate(PdfReader(io.BytesIO(file.read())).pages):
        for reference in page.get("/Annots", []):
            widget = reference.get_object()
            shown[widget["/T"]] = (number, *(float(value) for value in widget["/Rect"]))
    assert shown["ChuKy"] == pytest.approx(boxes["signature"], abs=1)
    assert shown["ConDau"] == pytest.approx(boxes["seal"], abs=1)
    sheet, left, bottom, right, top = shown["ChuKy"]
    assert shown["ConDau"][0] == sheet
    seal_left, seal_bottom, seal_right, seal_top = shown["ConDau"][1:]
    assert seal_right - seal_left == pytest.approx(36 * MM, abs=1)
    assert seal_top - seal_bottom == pytest.approx(36 * MM, abs=1)
    assert seal_right - left == pytest.approx((right - left) / 3, abs=1)
    assert seal_left < left
    assert (seal_top + seal_bottom) / 2 == pytest.approx((top + bottom) / 2, abs=1)
    with pdfplumber.open(io.BytesIO(file.read())) as pdf:
        printed = pdf.pages[int(sheet)]
        (position,) = printed.search(r"^.*CHỦ TỊCH$|CHỦ TỊCH", regex=True)[-1:]
        (name,) = printed.search("Nguyễn Văn An", regex=False)[-1:]
        height = float(printed.height)
    assert height - position["bottom"] >= top - 1
    assert height - name["top"] <= bottom + 1
    for text in (position, name):
        assert (text["x0"] + text["x1"]) / 2 == pytest.approx((left + right) / 2, abs=2)


def test_the_signature_is_blue_and_the_seal_red(certified: Cast) -> None:
    """Of the pictures as they lie in the file, whatever the page shows elsewhere."""
    document = paper_in(State.ISSUED, certified)
    file = issuing.official_file(document)
    assert file is not None
    colours = {}
    for page in PdfReader(io.BytesIO(file.read())).pages:
        for reference in page.get("/Annots", []):
            widget = reference.get_object()
            drawn = widget["/AP"]["/N"]["/Resources"]["/XObject"]
            (picture,) = [item.get_object() for item in drawn.values()]
            pixels = picture.decode_as_image().convert("RGB").resize((40, 40)).get_flattened_data()
            inked = [pixel for pixel in pixels if max(pixel) - min(pixel) > 60]
            colours[widget["/T"]] = [sum(c) / len(inked) for c in zip(*inked, strict=True)]
    red, green, blue = colours["ChuKy"]
    assert blue > red + 40
    assert blue > green
    red, green, blue = colours["ConDau"]
    assert red > blue + 60
    assert red > green + 60


def test_the_commands_print_and_verify_the_issued_file(certified: Cast, tmp_path: Path) -> None:
    document = paper_in(State.ISSUED, certified)
    out = tmp_path / "ban-hanh.pdf"
    call_command("print_document", document.full_number, out=out)
    with pytest.raises(SystemExit) as ended:
        call_command("verify_document", str(out))
    assert ended.value.code == 0
    out.write_bytes(out.read_bytes().replace(b"/Reason", b"/Reasoh", 1))
    with pytest.raises(SystemExit) as ended:
        call_command("verify_document", str(out))
    assert ended.value.code == 1


# --- the PIN --------------------------------------------------------------------------------------


def test_a_wrong_pin_signs_nothing(certified: Cast) -> None:
    document = paper_in(State.NUMBERED, certified)
    with pytest.raises(certificates.PinRefused, match=r"Mã PIN không đúng.*Còn 4 lần thử"):
        sign(document, certified, "000000")
    assert signed_nothing(document)


def test_after_five_wrong_pins_even_the_right_one_waits(certified: Cast) -> None:
    document = paper_in(State.NUMBERED, certified)
    for _ in range(4):
        with pytest.raises(certificates.PinRefused, match="Còn"):
            sign(document, certified, "000000")
    with pytest.raises(certificates.PinRefused, match="Đã sai mã PIN 5 lần"):
        sign(document, certified, "000000")
    with pytest.raises(certificates.PinRefused, match="Thử lại sau"):
        sign(document, certified)
    assert signed_nothing(document)
    assert LogEntry.objects.filter(verb="certificates.pause").count() == 1
    Certificate.objects.update(tries_since=timezone.now() - dt.timedelta(minutes=16))
    sign(document, certified)
    assert document.state == State.SIGNED


def test_a_right_pin_forgets_the_wrong_ones(certified: Cast) -> None:
    for _ in range(2):
        document = paper_in(State.NUMBERED, certified)
        for _ in range(4):
            with pytest.raises(certificates.PinRefused):
                sign(document, certified, "000000")
        sign(document, certified)
        assert document.state == State.SIGNED


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_many_guesses_at_once_are_all_counted(cast: Cast) -> None:
    certificates.make_demo_certificates()
    document = paper_in(State.NUMBERED, cast)

    def guess() -> str:
        try:
            sign(Document.objects.get(pk=document.pk), cast, "000000")
        except PaperError as error:
            return error.sentence
        return ""

    answers = at_once(guess, times=8)
    assert sum("Còn" in said for said in answers) == 4
    assert sum("Đã sai mã PIN 5 lần" in said for said in answers) == 4
    assert LogEntry.objects.filter(verb="certificates.pause").count() == 1


# --- the certificate ------------------------------------------------------------------------------


def test_an_expired_certificate_signs_nothing(certified: Cast) -> None:
    document = paper_in(State.NUMBERED, certified)
    certified.an.certificates.update(not_after=dt.datetime(2026, 3, 1, 5, tzinfo=dt.UTC))
    with pytest.raises(PaperError, match="hết hạn ngày 01/3/2026"):
        sign(document, certified)
    assert signed_nothing(document)


def test_a_certificate_out_of_use_signs_nothing(certified: Cast) -> None:
    document = paper_in(State.NUMBERED, certified)
    own = certified.an.certificates.get()
    certificates.revoke(own, by=certified.actor(certified.an), reason="Mất thiết bị")
    with pytest.raises(PaperError, match="Chứng thư đã bị thu hồi"):
        sign(document, certified)
    assert signed_nothing(document)


def test_somebody_without_certificate_signs_nothing(cast: Cast) -> None:
    document = paper_in(State.NUMBERED, cast)
    with pytest.raises(PaperError, match="Chưa có chứng thư số"):
        sign(document, cast)
    assert signed_nothing(document)


def test_the_certificate_must_bear_the_printed_name(certified: Cast) -> None:
    document = paper_in(State.NUMBERED, certified, signer_name="Nguyễn Văn Ân")
    sentence = "Chứng thư đứng tên Nguyễn Văn An, người ký trên văn bản là Nguyễn Văn Ân."
    with pytest.raises(PaperError, match=sentence):
        sign(document, certified)
    assert signed_nothing(document)


# --- what is signed -------------------------------------------------------------------------------


def test_only_what_stood_on_the_page_is_signed(certified: Cast) -> None:
    document = paper_in(State.NUMBERED, certified)
    with pytest.raises(PaperError, match="đã đổi số"):
        sign(document, certified, seen_number="09/KH-UBND")
    with pytest.raises(PaperError, match="đã có bản số 1"):
        sign(document, certified, seen_revision=2)
    assert signed_nothing(document)
    sign(document, certified, seen_revision=1)


def test_a_paper_that_differs_from_the_approved_revision_is_not_signed(certified: Cast) -> None:
    document = paper_in(State.NUMBERED, certified)
    revision = Revision.objects.get(document=document)
    revision.content["subject"] = "Khác"
    revision.save()
    document.refresh_from_db()
    with pytest.raises(PaperError, match="Nội dung đã đổi sau khi cấp số"):
        sign(document, certified)
    assert signed_nothing(document)


def test_a_file_changed_on_the_disk_is_not_signed(certified: Cast) -> None:
    document = paper_in(State.NUMBERED, certified)
    file = issuing.numbered_file(document)
    Path(file.file.path).write_bytes(b"%PDF-1.7 khac")
    with pytest.raises(PaperError, match="Tệp lưu trên cổng đã bị thay đổi"):
        sign(document, certified)
    assert signed_nothing(document)


def test_only_the_person_named_signs(certified: Cast) -> None:
    document = paper_in(State.NUMBERED, certified)
    with pytest.raises(Refusal, match="người ký ghi trên văn bản là người khác"):
        issuing.sign(
            document,
            by=certified.actor(certified.phuc),
            pin=PIN,
            seen_number=document.full_number,
        )
    assert signed_nothing(document)


def test_a_second_signature_reads_who_was_first(certified: Cast) -> None:
    document = paper_in(State.NUMBERED, certified)
    stale = Document.objects.get(pk=document.pk)
    sign(document, certified)
    with pytest.raises(WrongState, match="Đồng chí Nguyễn Văn An đã ký bản số 1"):
        sign(stale, certified)
    assert Signature.objects.count() == 1


def test_a_returned_paper_is_not_signed_in_its_old_form(certified: Cast) -> None:
    document = paper_in(State.NUMBERED, certified)
    issuing.numbered_file(document)
    issuing.return_unsigned(document, by=certified.actor(certified.an), reason="Sai chức danh")
    assert document.state == State.RETURNED
    assert issuing.official_file(document) is None


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_clerks_one_issues_and_the_paper_goes_out_once(cast: Cast) -> None:
    document = paper_in(State.SIGNED, cast)

    def issue() -> str:
        try:
            mine = Document.objects.get(pk=document.pk)
            issuing.issue(mine, by=cast.actor(cast.ha), pin=SEAL_PIN)
        except PaperError as error:
            return error.sentence
        return "issued"

    outcomes = at_once(issue, times=2)
    assert outcomes.count("issued") == 1, outcomes
    assert any("Đồng chí Phạm Thu Hà đã phát hành" in said for said in outcomes), outcomes
    assert Delivery.objects.filter(document=document).count() == 1
    assert document.files.filter(kind=DocumentFile.Kind.ISSUED).count() == 1
