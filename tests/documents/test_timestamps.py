"""PAdES B-T and B-LT: a time-stamp authority that answers over HTTP, and one that does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from django.test import override_settings
from django.utils import timezone
from pyhanko.sign.timestamps import DummyTimeStamper

from documents import signing
from documents.lifecycle import State
from documents.models import Signature, TrustedAuthority
from documents.services import certificates, issuing, trust
from documents.signing.pades import run
from documents.signing.reader import PaperReader
from documents.signing.timestamps import HttpTimeStamper
from tests.documents.signers import (
    AT,
    authority,
    chair,
    paper,
    poppler,
    revocation_list,
    sign_as,
    time_stamper,
)
from tests.factories import Cast, paper_in

YEAR = dt.timedelta(days=365)
NOON = dt.datetime(2026, 3, 18, 5, tzinfo=dt.UTC)


class Served:
    """The same authority at an address, as an installation would have it."""

    def __init__(self, tsa: DummyTimeStamper, kind: str = "application/timestamp-reply") -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                query = self.rfile.read(int(self.headers["Content-Length"]))
                answer = run(tsa.async_request_tsa_response(tsp.TimeStampReq.load(query))).dump()
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *words: object) -> None:
                """Tests say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"
        self.thread = Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture(scope="module")
def tsa() -> Iterator[Served]:
    served = Served(time_stamper(NOON))
    yield served
    served.close()


def proof(*lists: bytes) -> signing.Proof:
    return signing.Proof([authority().cert_pem], list(lists))


def test_a_time_stamp_proves_when_it_was_signed(tsa: Served) -> None:
    pdf = sign_as(paper(), chair(), "ChuKy", timestamper=HttpTimeStamper(tsa.url))
    verdict = signing.verify(pdf, [authority().cert_pem])
    assert verdict.genuine
    assert AT < NOON == verdict.signatures[0].signed_at  # not what the signer's clock stated
    assert "Signature is Valid." in poppler("pdfsig", pdf)
    assert "/DSS" not in PaperReader(pdf).root


def test_the_list_of_revoked_certificates_goes_into_the_signed_file(tsa: Served) -> None:
    listed = revocation_list({})
    stamped = {"timestamper": HttpTimeStamper(tsa.url), "proof": proof(listed)}
    pdf = sign_as(paper(), chair(), "ChuKy", **stamped)
    store = PaperReader(pdf).root["/DSS"]
    assert [item.get_object().data for item in store["/CRLs"]] == [listed]
    assert len(store["/Certs"]) >= 2
    again = sign_as(pdf, chair(), "ConDau", **stamped)
    assert signing.verify(again, [authority().cert_pem]).genuine
    assert poppler("pdfsig", again).count("Signature is Valid.") == 2
    # A list of another authority says nothing of this signer, and nothing is signed "LT" by it.
    other = proof(revocation_list({}, authority("CA TRÌNH DIỄN khác")))
    plain = sign_as(paper(), chair(), "ChuKy", timestamper=HttpTimeStamper(tsa.url), proof=other)
    assert "/DSS" not in PaperReader(plain).root


def test_without_an_answer_nothing_is_signed(tsa: Served) -> None:
    wrong = Served(time_stamper(NOON), kind="text/html")
    for url in ("http://127.0.0.1:9/", wrong.url):
        with pytest.raises(signing.TimeStampMissing, match="Chưa ký văn bản nào"):
            sign_as(paper(), chair(), "ChuKy", timestamper=HttpTimeStamper(url))
    wrong.close()


@pytest.mark.django_db
def test_an_installation_with_an_authority_signs_with_time_stamps(cast: Cast) -> None:
    """TSA_URL, the office's own authority and its list: chair and seal are both B-LT."""
    certificates.make_demo_certificates()
    root = certificates.demo_authority(timezone.now())
    crl = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.certificate.subject)
        .last_update(timezone.now())
        .next_update(timezone.now() + YEAR)
        .sign(root.key, hashes.SHA256())
        .public_bytes(Encoding.DER)
    )
    TrustedAuthority.objects.update(crl=crl, crl_at=timezone.now())
    own = Served(time_stamper(timezone.now(), root))
    document = paper_in(State.NUMBERED, cast)
    an, seen = cast.actor(cast.an), document.full_number
    try:
        with override_settings(TSA_URL="http://127.0.0.1:9/"):
            with pytest.raises(signing.TimeStampMissing):
                issuing.sign(document, by=an, pin=certificates.DEMO_PERSON_PIN, seen_number=seen)
            assert not Signature.objects.exists()
        with override_settings(TSA_URL=own.url):
            issuing.sign(document, by=an, pin=certificates.DEMO_PERSON_PIN, seen_number=seen)
            ha = cast.actor(cast.ha)
            issuing.issue(document, by=ha, pin=certificates.DEMO_SEAL_PIN)
    finally:
        own.close()
    file = issuing.official_file(document)
    assert file is not None
    assert "/DSS" in PaperReader(file.read()).root
    assert poppler("pdfsig", file.read()).count("Signature is Valid.") == 2
    verdict = signing.verify(
        file.read(), trust.trusted_roots(), revoked=trust.revocations(file.read())
    )
    assert verdict.genuine, verdict
