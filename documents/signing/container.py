"""The bytes of a PDF that no signature covers: the signature's own container.

A reader skips over much of what is written there, so a signature can stay valid though bytes
changed. A file that is to be called untouched must leave no such room.
"""

from __future__ import annotations

from asn1crypto import cms
from pyhanko.sign.validation import EmbeddedPdfSignature

# Signer, sub-authority, root, and room for a cross certificate. Chains are tried in every order.
MAX_CERTIFICATES = 6


def covers_all_but_itself(pdf: bytes, embedded: EmbeddedPdfSignature) -> bool:
    """Whether everything up to its end is signed, save the signature's own hexadecimal digits.

    Those digits must be written the one way the signature demands: one case throughout, and
    nothing but zeros after its end.
    """
    ranges = [int(number) for number in embedded.byte_range]
    if len(ranges) != 4:
        return False
    start, length, after, rest = ranges
    if start != 0 or not 0 < length < after or rest < 0 or after + rest > len(pdf):
        return False
    contents = embedded.pkcs7_content
    digits = contents.hex().encode()
    if pdf[length:after] not in (b"<%s>" % digits, b"<%s>" % digits.upper()):
        return False
    return not contents[len(cms.ContentInfo.load(contents).dump()) :].strip(b"\0")


def is_plain(embedded: EmbeddedPdfSignature) -> bool:
    """Whether the container is what PAdES asks for and nothing else (EN 319 142-1, 6.3).

    It is built anew from the parts that the signature or the signer's certificate vouch for, and
    must come out byte for byte.
    """
    signed = embedded.signed_data
    certificates, signers = signed["certificates"], signed["signer_infos"]
    if len(certificates) > MAX_CERTIFICATES or len(signers) != 1:
        return False
    signer, certificate = signers[0], embedded.signer_cert
    vouched = ("digest_algorithm", "signed_attrs", "signature_algorithm", "signature")
    optional = [part for part in ("unsigned_attrs",) if signer[part].native is not None]
    rebuilt = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                cms.IssuerAndSerialNumber(
                    {
                        "issuer": certificate.issuer,
                        "serial_number": certificate.serial_number,
                    }
                ),
            ),
            **{part: signer[part] for part in (*vouched, *optional)},
        }
    )
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [signer["digest_algorithm"]],
            "encap_content_info": {"content_type": "data"},
            "certificates": certificates,
            "signer_infos": [rebuilt],
        }
    )
    container = cms.ContentInfo({"content_type": "signed_data", "content": content})
    return embedded.pkcs7_content.startswith(container.dump())
