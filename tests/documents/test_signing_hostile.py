"""Files made to deceive or to harm: no byte of a signed file is free, no file breaks the portal."""

import random
import time
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.signing import Finding, Verdict, verify, verify_upload
from tests.documents.signers import NOW, sealed, signed, trusted


def judge(pdf: bytes) -> Verdict:
    return verify(pdf, trusted(), now=NOW)


def test_each_byte_of_the_last_signature_counts() -> None:
    """Bits flipped in the seal's container, which no signature covers, and all over the file."""
    pdf, chance = sealed(), random.Random(57)
    start = pdf.rindex(b"/Contents <")
    end = pdf.index(b">", start) + 1
    # Where readers look away: lengths, versions and algorithm names at the container's head.
    places = [*range(start, start + 140), *chance.sample(range(start, end), 60)]
    places += chance.sample(range(len(pdf)), 60)
    for place in places:
        changed = pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
        assert not judge(changed).genuine, place


def test_cut_anywhere_it_is_no_longer_the_sealed_paper() -> None:
    pdf, chance = sealed(), random.Random(1)
    for length in chance.sample(range(len(pdf)), 40):
        verdict = judge(pdf[:length])
        assert not verdict.genuine or pdf[:length] == signed()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.integers(0, 10**6), st.integers(0, 300))
def test_no_bytes_make_it_raise(noise, place, removed) -> None:
    """Noise alone, as a PDF's body, and in the place of parts of a signed file."""
    pdf = sealed()
    place %= len(pdf)
    for hostile in (
        noise,
        b"%PDF-1.7\n" + noise + b"\nstartxref\n9\n%%EOF",
        pdf[:place] + noise + pdf[place + removed :],
    ):
        if hostile != pdf:
            assert not judge(hostile).genuine


def table_bomb(entries: int) -> bytes:
    """A few hundred bytes that promise a cross-reference table of `entries` rows of no width."""
    head = b"%PDF-1.7\n"
    table = b"1 0 obj\n<</Type/XRef/Size %d/W[0 0 0]/Index[0 %d]/Root 2 0 R/Length 0>>\n"
    body = table % (entries, entries) + b"stream\n\nendstream\nendobj\n"
    return head + body + b"startxref\n%d\n%%%%EOF\n" % len(head)


def field_bomb(depth: int) -> bytes:
    """A form in which each field has the next one twice: two to the `depth` paths to the end."""
    objects = [b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>"]
    objects += [b"<</Type/Pages/Count 1/Kids[3 0 R]>>", b"<</Type/Page/Parent 2 0 R>>"]
    for number in range(4, 4 + depth):
        objects.append(b"<</T(a)/Kids[%d 0 R %d 0 R]>>" % (number + 1, number + 1))
    objects.append(b"<</T(b)/FT/Sig>>")
    pdf, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    xref = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    xref += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return pdf + xref + trailer % (len(objects) + 1, len(pdf))


def stream_bomb() -> bytes:
    """A cross-reference stream of 50 MB of zeros in 50 kB."""
    data = zlib.compress(bytes(50 * 1024**2), 9)
    head = b"%PDF-1.7\n"
    table = b"1 0 obj\n<</Type/XRef/Size 9/W[1 2 1]/Root 2 0 R/Filter/FlateDecode/Length %d>>\n"
    body = table % len(data) + b"stream\n" + data + b"\nendstream\nendobj\n"
    return head + body + b"startxref\n%d\n%%%%EOF\n" % len(head)


def test_a_form_of_few_fields_is_read_though_it_looks_like_a_bomb() -> None:
    assert judge(field_bomb(3)).finding is Finding.NO_SIGNATURE


@pytest.mark.parametrize("bomb", [lambda: table_bomb(10**9), lambda: field_bomb(60), stream_bomb])
def test_a_bomb_harms_only_the_process_that_opens_it(bomb, monkeypatch) -> None:
    monkeypatch.setattr("documents.signing.sandbox.SECONDS", 2)
    start = time.perf_counter()
    verdict = verify_upload(bomb(), trusted())
    assert verdict.finding is Finding.DAMAGED
    assert verdict.signatures == ()
    assert time.perf_counter() - start < 10
