"""From the approved paper to the issued one: number, the chair's signature, the seal, sending."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from documents import signing
from documents.lifecycle import State
from documents.models import Delivery, RegisterNumber
from documents.services import certificates, issuing
from tests.factories import Cast, paper_in

PIN, SEAL_PIN = certificates.DEMO_PERSON_PIN, certificates.DEMO_SEAL_PIN


@pytest.fixture
def certified(cast: Cast) -> Cast:
    """The cast with the demo's certificates for every leader and every unit with a clerk."""
    certificates.make_demo_certificates()
    return cast


def issued(cast: Cast, **fields):
    document = paper_in(State.NUMBERED, cast, **fields)
    issuing.sign(document, by=cast.actor(cast.an), pin=PIN, seen_number=document.full_number)
    issuing.issue(document, by=cast.actor(cast.ha), pin=SEAL_PIN)
    return document


def test_an_approved_paper_leaves_with_two_valid_signatures(certified: Cast, tmp_path: Path):
    document = issued(certified)
    file = issuing.official_file(document)
    assert file is not None
    path = tmp_path / "paper.pdf"
    path.write_bytes(file.read())
    said = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid.") == 2
    assert said.count("Total document signed") == 1
    assert "Nguyễn Văn An" in said
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "01/KH-UBND" in text
    assert "DỰ THẢO" not in text
    verdict = signing.verify(path.read_bytes(), certificates.trusted_roots())
    assert verdict.genuine
    assert [s.signer for s in verdict.signatures] == [
        "Nguyễn Văn An",
        "Ủy ban nhân dân xã Tân Kỳ",
    ]
    assert document.state == State.ISSUED
    assert document.register_numbers.get().state == RegisterNumber.State.USED
    assert [d.unit for d in Delivery.objects.filter(document=document)] == [certified.tk_office]
