"""A paper of the zoo signed and sealed as the portal does it, and what a ruler finds on it."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2 as pdfium
from PIL import Image, ImageChops

from documents import pdf, signing
from documents.content import PaperContent
from documents.signing.demo_art import seal_image, signature_image
from tests.documents.signers import AT, LATER, NOW, chair, seal, sign_as, trusted
from tests.papers.measured import MM
from tests.papers.paper import Paper, Signed

_DPI = 200
Box = tuple[int, float, float, float, float]


def signed_paper(content: PaperContent, *, seal_first: bool = False) -> Paper:
    """Printed, signed by the chair, sealed by the agency, measured from the picture of its page.

    `seal_first` puts the two pictures in each other's place: a paper to be found fault with.
    """
    rendered = pdf.render(content, draft=False)
    places = ["seal", "signature"] if seal_first else ["signature", "seal"]
    boxes = dict(zip(("signature", "seal"), (rendered.boxes[key] for key in places), strict=True))
    scrawl, stamp = signature_image(content["signer_name"]), seal_image(content["issuer"])
    once = sign_as(rendered.pdf, chair(), "ChuKy", box=boxes["signature"], image=scrawl)
    twice = sign_as(once, seal(), "ConDau", at=LATER, box=boxes["seal"], image=stamp)
    return measure(twice, content, boxes["seal"][0])


def measure(data: bytes, content: PaperContent, page: int) -> Paper:
    """The signed file with what stands on the page of its signatures."""
    picture = _picture(data, page)
    blue = _ink(picture, lambda hue: 145 < hue < 185)
    red = _ink(picture, lambda hue: hue < 12 or hue > 243)
    verdict = signing.verify(data, trusted(), now=NOW)
    found = Signed(
        signature=(page, *(blue or (0, 0, 1, 1))),
        seal=(page, *(red or (0, 0, 1, 1))),
        seal_size=(36, 36),
        blue=blue is not None,
        red=red is not None,
        whole=[each.intact and each.undisturbed and each.trusted for each in verdict.signatures],
        at=AT,
    )
    return Paper(data, content, signed=found)


def _picture(data: bytes, page: int) -> Image.Image:
    document = pdfium.PdfDocument(data)
    try:
        document.init_forms()
        sheet = document[page]
        image: Image.Image = sheet.render(scale=_DPI / 72).to_pil().convert("RGB")
        sheet.close()
        return image
    finally:
        document.close()


def _ink(
    picture: Image.Image, wanted: Callable[[int], bool]
) -> tuple[float, float, float, float] | None:
    """Left, top, right, bottom in mm of what has a hue (of 256) and is no shade of grey."""
    hue, saturation, _ = picture.convert("HSV").split()
    right_hue = hue.point([255 if wanted(value) else 0 for value in range(256)])
    vivid = saturation.point([255 if value > 110 else 0 for value in range(256)])
    if not (box := ImageChops.multiply(right_hue, vivid).getbbox()):
        return None
    left, top, right, bottom = (edge * 72 / _DPI / MM for edge in box)
    return left, top, right, bottom
