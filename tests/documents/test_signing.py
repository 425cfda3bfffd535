"""Signing a paper, read back by poppler, which shares no code with what signed it."""

import io
import re
import subprocess
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from documents.signing import (
    AlreadySigned,
    Box,
    CannotSign,
    CertificateExpired,
    CertificateNotYetValid,
    Finding,
    UnreadableImage,
    load_p12,
    seal_box,
    sign,
    signature_box,
    verify,
)
from documents.signing.demo_art import SEAL_PIXELS, SIGNATURE_PIXELS, seal_image, signature_image
from documents.signing.pades import POINTS_PER_MM
from tests.documents.signers import (
    AT,
    LIFE,
    NOW,
    PIN,
    chair,
    p12,
    paper,
    poppler,
    seal,
    sealed,
    sign_as,
    signed,
    time_stamper,
    trusted,
)


def widgets(pdf: bytes) -> dict[str, dict]:
    return {
        str(note.get_object()["/T"]): note.get_object()
        for page in PdfReader(io.BytesIO(pdf)).pages
        for note in page.get("/Annots", [])
    }


def test_poppler_confirms_the_chair_and_the_seal() -> None:
    report = poppler("pdfsig", sealed())
    assert report.count("Signature is Valid.") == 2
    assert report.count("ETSI.CAdES.detached") == 2
    first, second = report.split("Signature #2:")
    assert "Signature Field Name: ChuKy1" in first
    assert "Common Name: Nguyễn Văn An" in first
    assert "Not total document signed" in first
    assert "Signature Field Name: ConDau1" in second
    assert "Common Name: Ủy ban nhân dân xã Tân Kỳ" in second
    assert "Total document signed" in second


@pytest.mark.parametrize("variant", [None, "pdf/a-3u", "pdf/ua-1"])
def test_every_kind_of_pdf_the_printer_makes_can_be_signed(variant) -> None:
    pdf = sign_as(sign_as(paper(variant), chair(), "ChuKy1"), seal(), "ConDau1")
    assert poppler("pdfsig", pdf).count("Signature is Valid.") == 2
    assert verify(pdf, trusted(), now=NOW).genuine


def test_signing_only_appends() -> None:
    assert signed().startswith(paper())
    assert sealed().startswith(signed())
    assert poppler("pdftotext", sealed()) == poppler("pdftotext", paper())


def test_the_file_states_who_why_where_and_when() -> None:
    value = widgets(signed())["ChuKy1"]["/V"]
    assert value["/Name"] == "Nguyễn Văn An"
    assert value["/Reason"] == "Ký ban hành"
    assert value["/Location"] == "Tân Kỳ"
    assert value["/M"].startswith("D:20260318021530")
    assert value["/SubFilter"] == "/ETSI.CAdES.detached"


def test_without_a_place_the_signature_is_invisible() -> None:
    assert [float(side) for side in widgets(signed())["ChuKy1"]["/Rect"]] == [0, 0, 0, 0]
    with_box_only = sign_as(paper(), chair(), "ChuKy1", box=signature_box(0, 400, 300))
    assert [float(side) for side in widgets(with_box_only)["ChuKy1"]["/Rect"]] == [0, 0, 0, 0]


def rendered(pdf: bytes, page: int) -> Image.Image:
    """The page as a picture, 72 dots per inch: one pixel is one point."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.pdf"
        source.write_bytes(pdf)
        command = ["pdftoppm", "-r", "72", "-f", str(page), "-l", str(page), "-png", "-singlefile"]
        subprocess.run([*command, str(source), str(source.with_suffix(""))], check=True)
        return Image.open(io.BytesIO(source.with_suffix(".png").read_bytes())).convert("RGB")


def extent(picture: Image.Image, wanted) -> tuple[int, int, int, int]:
    """Left, bottom, right, top of the pixels of one colour, in points from the lower left."""
    width, height = picture.size
    colours = zip(*(iter(picture.tobytes()),) * 3, strict=True)
    found = [divmod(place, width)[::-1] for place, rgb in enumerate(colours) if wanted(*rgb)]
    columns, rows = [x for x, _ in found], [y for _, y in found]
    return min(columns), height - max(rows), max(columns), height - min(rows)


def test_signature_and_seal_stand_where_the_decree_says() -> None:
    """Blue image of 40 × 18 mm; red seal of 36 mm over its left third (PL I, II.7.d, II.8.a)."""
    place = signature_box(-1, 420, 300)
    pdf = sign_as(paper(), chair(), "ChuKy1", box=place, image=signature_image("Nguyễn Văn An"))
    pdf = sign_as(pdf, seal(), "ConDau1", box=seal_box(place), image=seal_image("UBND xã Tân Kỳ"))
    assert verify(pdf, trusted(), now=NOW).genuine
    assert poppler("pdfsig", pdf).count("Signature is Valid.") == 2
    page = rendered(pdf, len(PdfReader(io.BytesIO(pdf)).pages))

    left, bottom, right, top = extent(page, lambda r, g, b: b > r + 60 and b > g + 60)
    assert place.x1 <= left < right <= place.x2
    assert place.y1 <= bottom < top <= place.y2

    left, bottom, right, top = extent(page, lambda r, g, b: r > g + 90 and r > b + 90)
    assert (right - left) / POINTS_PER_MM == pytest.approx(36, abs=0.8)
    assert (top - bottom) / POINTS_PER_MM == pytest.approx(36, abs=0.8)
    third = (place.x2 - place.x1) / 3
    assert right == pytest.approx(place.x1 + third, abs=2)
    assert (top + bottom) / 2 == pytest.approx(300, abs=2)


def test_the_picture_speaks_to_a_screen_reader() -> None:
    assert widgets(sealed())["ChuKy1"]["/TU"] == "Chữ ký số của Nguyễn Văn An"
    assert widgets(sealed())["ConDau1"]["/TU"] == "Con dấu số của Ủy ban nhân dân xã Tân Kỳ"


@pytest.mark.parametrize(
    "image",
    [b"", b"GIF89a", b"\x89PNG\r\n\x1a\nbroken", b"cut short"],
)
def test_a_picture_that_is_none_is_refused(image) -> None:
    image = signature_image("An")[:200] if image == b"cut short" else image
    with pytest.raises(UnreadableImage, match="Cần ảnh PNG nền trong"):
        sign_as(paper(), chair(), "ChuKy1", box=Box(0, 1, 1, 90, 50), image=image)


def test_a_picture_too_large_to_unpack_is_refused() -> None:
    stream = io.BytesIO()
    Image.new("L", (3000, 3000)).save(stream, "PNG")
    with pytest.raises(UnreadableImage):
        sign_as(paper(), chair(), "ChuKy1", box=Box(0, 1, 1, 90, 50), image=stream.getvalue())


def test_nobody_signs_the_same_field_twice() -> None:
    with pytest.raises(AlreadySigned, match="Không ký lần thứ hai"):
        sign_as(signed(), chair(), "ChuKy1")


def locked_by_password() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(paper(None)))
    writer.encrypt("", "chủ", algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "pdf",
    [
        lambda: b"",
        lambda: b"%PDF-1.7",
        lambda: b"rubbish" * 50,
        lambda: paper()[:-200],
        locked_by_password,
    ],
    ids=["empty", "header only", "no PDF", "cut short", "password"],
)
def test_a_file_that_cannot_be_signed_says_so(pdf) -> None:
    with pytest.raises(CannotSign, match="Chưa ký văn bản nào"):
        sign_as(pdf(), chair(), "ChuKy1")


def test_a_page_that_does_not_exist_is_refused() -> None:
    image = signature_image("An")
    with pytest.raises(CannotSign):
        sign_as(paper(), chair(), "ChuKy1", box=Box(99, 1, 1, 90, 50), image=image)


def test_a_certificate_that_ended_since_it_was_opened_signs_nothing() -> None:
    after, before = LIFE[1] + timedelta(seconds=1), LIFE[0] - timedelta(seconds=1)
    with pytest.raises(CertificateExpired):
        sign_as(paper(), chair(), "ChuKy1", at=after)
    with pytest.raises(CertificateNotYetValid):
        sign_as(paper(), chair(), "ChuKy1", at=before)
    for moment in LIFE:
        assert sign_as(paper(), chair(), "ChuKy1", at=moment)


def test_with_a_time_stamp_authority_the_time_is_theirs() -> None:
    """PAdES B-T: the authority's time counts, not the one the signer states."""
    stamped_at = AT + timedelta(seconds=4)
    pdf = sign_as(paper(), chair(), "ChuKy1", timestamper=time_stamper(stamped_at))
    verdict = verify(pdf, trusted(), now=NOW)
    assert verdict.genuine
    assert verdict.signatures[0].signed_at == stamped_at
    assert "Signature is Valid." in poppler("pdfsig", pdf)


def test_an_expired_certificate_is_not_saved_by_backdating() -> None:
    """The signer states a day within the certificate's life; the time-stamp says otherwise."""
    ended = load_p12(p12("Cũ", life=(LIFE[0], AT - timedelta(days=5))), PIN, at=LIFE[0])
    backdated = AT - timedelta(days=9)
    pdf = sign_as(paper(), ended, "ChuKy1", at=backdated, timestamper=time_stamper(AT))
    assert verify(pdf, trusted(), now=NOW).finding is Finding.EXPIRED


def test_one_signature_takes_under_a_fifth_of_a_second() -> None:
    """About 25 ms on an idle machine; the reference is 70 ms."""
    sign_as(paper(), chair(), "ChuKy1")
    best = min(timed() for _ in range(5))
    assert best < 0.2


def timed() -> float:
    start = time.perf_counter()
    sign(paper(), chair(), field="ChuKy1", reason="", location="", at=datetime.now(UTC))
    return time.perf_counter() - start


def test_the_demo_pictures_have_their_size_on_paper_and_are_transparent() -> None:
    for image, size in (
        (signature_image("Lê Thị Bình"), SIGNATURE_PIXELS),
        (seal_image("Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh Khánh Hòa"), (SEAL_PIXELS,) * 2),
    ):
        picture = Image.open(io.BytesIO(image))
        assert picture.size == size
        assert picture.getchannel("A").tobytes()[0] == 0
        assert picture.getchannel("A").getextrema() == (0, 255)


def test_a_person_has_one_scrawl_and_people_differ() -> None:
    assert signature_image("Nguyễn Văn An") == signature_image("Nguyễn Văn An")
    assert signature_image("Nguyễn Văn An") != signature_image("Phạm Thu Hà")
    assert signature_image("")
    assert seal_image("")


def test_field_names_hold_their_order() -> None:
    names = re.findall(r"Signature Field Name: (\w+)", poppler("pdfsig", sealed()))
    assert names == ["ChuKy1", "ConDau1"]
