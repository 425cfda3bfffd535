"""Certificates: issuing for the demo, opening by PIN, resting encrypted."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from documents.errors import PaperError
from documents.signing import (
    CannotOpenSealedBytes,
    CertificateExpired,
    CertificateNotForSigning,
    CertificateNotYetValid,
    KeyPair,
    SigningError,
    UnreadableCertificate,
    WrongPin,
    issue,
    load_p12,
    make_ca,
    open_bytes,
    seal_bytes,
    verify,
)
from tests.documents.signers import (
    AT,
    LIFE,
    NOW,
    PIN,
    authority,
    chair,
    p12,
    paper,
    poppler,
    sign_as,
)

HANOI_MIDNIGHT = datetime(2026, 2, 28, 17, tzinfo=UTC)


def test_the_authority_says_that_it_is_for_show() -> None:
    for name in ("NQ57", "CA TRÌNH DIỄN NQ57"):
        ca = make_ca(name, *LIFE)
        assert "CN=CA TRÌNH DIỄN NQ57" in ca.certificate.subject.rfc4514_string()
        assert "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in ca.certificate.subject.rfc4514_string()


def test_a_stored_authority_comes_back_and_issues_on() -> None:
    ca = authority()
    same = KeyPair.from_pem(key_pem=ca.key_pem, cert_pem=ca.cert_pem)
    person = chair(same)
    assert verify(sign_as(paper(), person, "ChuKy1"), [ca.cert_pem], now=NOW).genuine


def test_a_key_of_another_authority_is_refused() -> None:
    other = make_ca("khác", *LIFE)
    with pytest.raises(ValueError, match="does not belong"):
        KeyPair.from_pem(key_pem=other.key_pem, cert_pem=authority().cert_pem)


@pytest.mark.parametrize("kind", ["person", "seal"])
def test_an_issued_certificate_says_whose_it_is_and_what_for(kind) -> None:
    issued = issue(
        authority(),
        "Nguyễn Văn An" if kind == "person" else "UBND xã Tân Kỳ",
        unit_name="UBND xã Tân Kỳ",
        kind=kind,
        not_before=LIFE[0],
        not_after=LIFE[1],
        pin=PIN,
    )
    facts = load_p12(issued.p12, PIN, at=AT).facts
    assert (facts.subject, facts.kind) == (issued.subject, kind)
    assert facts.unit_name == "UBND xã Tân Kỳ"
    assert (facts.not_before, facts.not_after) == LIFE
    assert (facts.serial_hex, facts.fingerprint) == (issued.serial_hex, issued.fingerprint)
    assert int(facts.serial_hex, 16) > 0
    assert len(facts.fingerprint) == 64


def test_two_certificates_never_share_a_serial_number() -> None:
    one, two = load_p12(p12("Lê A"), PIN, at=AT), load_p12(p12("Lê B"), PIN, at=AT)
    assert one.facts.serial_hex != two.facts.serial_hex


def test_a_seal_keeps_an_agency_name_longer_than_x509_allows() -> None:
    name = "Ban Thường vụ Đảng ủy các cơ quan Đảng, Mặt trận và đoàn thể thành phố Hải Phòng"
    assert len(name.encode()) > 64
    issued = issue(
        authority(),
        name,
        unit_name=name,
        kind="seal",
        not_before=LIFE[0],
        not_after=LIFE[1],
        pin=PIN,
    )
    assert issued.subject == name
    pdf = sign_as(paper(), load_p12(issued.p12, PIN, at=AT), "ConDau1")
    assert verify(pdf, [authority().cert_pem], now=NOW).signatures[0].signer == name


@pytest.mark.parametrize("pin", ["", "0", "24681O", PIN + " ", "mật khẩu"])
def test_a_wrong_pin_opens_nothing(pin) -> None:
    with pytest.raises(WrongPin) as caught:
        load_p12(p12("Nguyễn Văn An"), pin, at=AT)
    assert caught.value.sentence == "Mã PIN không đúng. Chưa ký văn bản nào."


def test_a_pin_may_hold_any_letter() -> None:
    issued = issue(
        authority(),
        "Lê Thị Bình",
        unit_name="",
        kind="person",
        not_before=LIFE[0],
        not_after=LIFE[1],
        pin="Mật khẩu số 1",
    )
    assert load_p12(issued.p12, "Mật khẩu số 1", at=AT).facts.unit_name == ""


def without_a_key() -> bytes:
    certificate = authority().certificate
    encryption = BestAvailableEncryption(PIN.encode())
    return pkcs12.serialize_key_and_certificates(b"x", None, certificate, None, encryption)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a certificate",
        b"0" * 1000,
        b"\x30\x03\x02\x01\x03",
        b"\x30\x82\xff\xff" + b"\x00" * 50,
        authority().cert_pem,
        p12("Nguyễn Văn An")[:-40],
        p12("Nguyễn Văn An") + b"\0" * 300_000,
        without_a_key(),
    ],
)
def test_what_is_no_certificate_file_says_so(data) -> None:
    with pytest.raises(UnreadableCertificate, match=r"Cần tệp \.p12 hoặc \.pfx"):
        load_p12(data, PIN, at=AT)


def test_an_expired_certificate_names_its_last_day_in_hanoi() -> None:
    """Midnight in Hanoi is still the day before in Greenwich."""
    ended = p12("Cũ", life=(LIFE[0], HANOI_MIDNIGHT + timedelta(hours=1)))
    with pytest.raises(CertificateExpired) as caught:
        load_p12(ended, PIN, at=AT)
    assert caught.value.sentence == "Chứng thư số hết hạn ngày 01/3/2026. Chưa ký văn bản nào."
    assert caught.value.not_after == HANOI_MIDNIGHT + timedelta(hours=1)


def test_a_certificate_that_has_not_begun_names_its_first_day() -> None:
    future = p12("Mới", life=(datetime(2026, 9, 5, tzinfo=UTC), LIFE[1]))
    with pytest.raises(CertificateNotYetValid) as caught:
        load_p12(future, PIN, at=AT)
    assert (
        caught.value.sentence == "Chứng thư số có hiệu lực từ ngày 05/9/2026. Chưa ký văn bản nào."
    )


def test_now_is_the_moment_when_none_is_given() -> None:
    now = datetime.now(UTC)
    over = p12("Hết", life=(now - timedelta(days=9), now - timedelta(days=1)))
    with pytest.raises(CertificateExpired):
        load_p12(over, PIN)


def test_every_refusal_is_a_sentence_a_page_can_show() -> None:
    for error in (WrongPin(), UnreadableCertificate(), CannotOpenSealedBytes()):
        assert isinstance(error, SigningError)
        assert isinstance(error, PaperError)
        assert error.sentence == str(error)
        assert error.sentence.endswith(".")


def test_a_key_is_never_printed() -> None:
    for holder in (chair(), authority()):
        assert "key" not in repr(holder).lower().replace("keypair", "")
    issued = issue(
        authority(),
        "A",
        unit_name="B",
        kind="person",
        not_before=LIFE[0],
        not_after=LIFE[1],
        pin=PIN,
    )
    assert "p12" not in repr(issued)


def test_an_rsa_certificate_of_a_real_provider_signs_too() -> None:
    """Licensed providers issue RSA 2048 without any statement of purpose."""
    ca, key = authority(), rsa.generate_private_key(65537, 2048)
    usage = {
        name: name in ("digital_signature", "content_commitment")
        for name in (
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        )
    }
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Trần Văn Rờ")]))
        .issuer_name(ca.certificate.subject)
        .public_key(key.public_key())
        .serial_number(77)
        .not_valid_before(LIFE[0])
        .not_valid_after(LIFE[1])
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .sign(ca.key, hashes.SHA256())
    )
    data = pkcs12.serialize_key_and_certificates(
        b"x", key, certificate, [ca.certificate], BestAvailableEncryption(PIN.encode())
    )
    identity = load_p12(data, PIN, at=AT)
    assert (identity.facts.subject, identity.facts.kind) == ("Trần Văn Rờ", None)
    pdf = sign_as(paper(), identity, "ChuKy1")
    assert "Signature is Valid." in poppler("pdfsig", pdf)
    assert verify(pdf, [ca.cert_pem], now=NOW).genuine


def test_a_certificate_for_other_purposes_is_refused() -> None:
    ca = authority()
    data = pkcs12.serialize_key_and_certificates(
        b"x", ca.key, ca.certificate, None, BestAvailableEncryption(PIN.encode())
    )
    with pytest.raises(CertificateNotForSigning, match="không dùng để ký văn bản"):
        load_p12(data, PIN, at=AT)


def test_what_rests_in_the_database_opens_only_with_the_portals_key() -> None:
    data = p12("Nguyễn Văn An")
    sealed = seal_bytes(data, "khóa của cổng")
    assert data not in sealed
    assert open_bytes(sealed, "khóa của cổng") == data
    assert seal_bytes(data, "khóa của cổng") != sealed
    spoiled = sealed[:50] + bytes([sealed[50] ^ 1]) + sealed[51:]
    for other, key in ((sealed, "khóa khác"), (spoiled, "khóa của cổng"), (b"", "khóa của cổng")):
        with pytest.raises(CannotOpenSealedBytes, match="Báo quản trị"):
            open_bytes(other, key)
