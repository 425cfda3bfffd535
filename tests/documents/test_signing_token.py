"""A signing device at the server, played by SoftHSM: the key never leaves it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateNumbers
from cryptography.hazmat.primitives.serialization import Encoding
from django.test import override_settings
from django.utils import timezone
from pkcs11.util.ec import encode_named_curve_parameters

from documents import signing
from documents.lifecycle import State
from documents.models import Document, Signature
from documents.services import certificates, issuing, trust
from documents.signing.tokens import _library
from tests.documents.editor_cast import signed_in
from tests.documents.signers import PIN, authority, poppler
from tests.documents.test_signing_outside import token as key_of
from tests.factories import Cast, paper_in

MODULE = next(
    path
    for path in (
        "/usr/lib/softhsm/libsofthsm2.so",
        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/local/lib/softhsm/libsofthsm2.so",
    )
    if Path(path).exists()
)
DEVICE_PIN = "135790"


@dataclass
class Device:
    """An empty device; `put` gives it a key with its certificate."""

    token: pkcs11.Token

    def put(self, identity: signing.SigningIdentity) -> None:
        numbers = identity.key.private_numbers()
        assert isinstance(numbers, EllipticCurvePrivateNumbers)
        common = {pkcs11.Attribute.ID: b"\x01", pkcs11.Attribute.LABEL: "ky"}
        with self.token.open(rw=True, user_pin=DEVICE_PIN) as session:
            for row in [*session.get_objects()]:
                row.destroy()
            session.create_object(
                {
                    **common,
                    pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY,
                    pkcs11.Attribute.KEY_TYPE: pkcs11.KeyType.EC,
                    pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1"),
                    pkcs11.Attribute.VALUE: numbers.private_value.to_bytes(32, "big"),
                    pkcs11.Attribute.TOKEN: True,
                    pkcs11.Attribute.SIGN: True,
                    pkcs11.Attribute.SENSITIVE: True,
                    pkcs11.Attribute.EXTRACTABLE: False,
                }
            )
            session.create_object(
                {
                    **common,
                    pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                    pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    pkcs11.Attribute.VALUE: identity.certificate.public_bytes(Encoding.DER),
                    pkcs11.Attribute.SUBJECT: identity.certificate.subject.public_bytes(),
                    pkcs11.Attribute.TOKEN: True,
                    pkcs11.Attribute.PRIVATE: False,
                }
            )


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Device]:
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "softhsm2.conf").write_text(
        f"directories.tokendir = {folder}\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "thiet-bi",
         "--pin", DEVICE_PIN, "--so-pin", "24680246"],
        check=True, capture_output=True,
    )  # fmt: skip
    yield Device(_library(MODULE).get_token(token_label="thiet-bi"))
    del os.environ["SOFTHSM2_CONF"]


@pytest.fixture
def paper(cast: Cast) -> Document:
    certificates.demo_authority(timezone.now())
    return paper_in(State.NUMBERED, cast)


@pytest.mark.django_db
def test_the_device_signs_and_keeps_its_key(cast: Cast, paper: Document, device: Device) -> None:
    device.put(key_of())
    an, address = signed_in(cast.an), f"/trinh-ky/{paper.pk}/thiet-bi/"
    form = {"so": paper.full_number, "ban": "1", "pin": DEVICE_PIN}
    assert an.get(address).status_code == 404
    assert address not in an.get(f"/trinh-ky/{paper.pk}/").text
    with override_settings(PKCS11_MODULE=MODULE):
        assert address in an.get(f"/trinh-ky/{paper.pk}/").text
        wrong = an.post(address, form | {"pin": PIN}).text
        assert "Mã PIN không đúng. Chưa ký văn bản nào." in wrong
        assert "id_pin_error" in wrong
        assert not Signature.objects.exists()
        assert f"Đã ký {paper} lúc" in an.post(address, form, follow=True).text
    signature = Signature.objects.get()
    assert signature.certificate.sealed is None
    file = issuing.official_file(Document.objects.get(pk=paper.pk))
    assert file is not None
    assert poppler("pdfsig", file.read()).count("Signature is Valid.") == 1
    assert signing.verify(file.read(), trust.trusted_roots()).genuine


@pytest.mark.django_db
def test_another_owners_or_a_strangers_device_signs_nothing(
    cast: Cast, paper: Document, device: Device
) -> None:
    an, address = signed_in(cast.an), f"/trinh-ky/{paper.pk}/thiet-bi/"
    form = {"so": paper.full_number, "ban": "1", "pin": DEVICE_PIN}
    with override_settings(PKCS11_MODULE=MODULE):
        device.put(key_of("Đỗ Văn Phúc"))
        said = an.post(address, form).text
        assert "Máy chủ không có thiết bị ký đứng tên Nguyễn Văn An." in said
        device.put(key_of(ca=authority("CA TRÌNH DIỄN lạ")))
        assert "chưa được cổng này tin cậy" in an.post(address, form).text
        device.put(key_of(days=(-9, -1)))
        assert "Chứng thư số hết hạn ngày" in an.post(address, form).text
    with override_settings(PKCS11_MODULE="/khong/co.so"):
        assert "Máy chủ không có thiết bị ký" in an.post(address, form).text
    assert not Signature.objects.exists()
