"""Digital signatures on issued papers: certificates, signing (PAdES), and the verdict on a file.

Pure functions on bytes; what is stored, by whom and when is decided by the models.
"""

from documents.signing.demo_ca import IssuedCertificate, KeyPair, issue, make_ca
from documents.signing.keys import (
    CannotOpenSealedBytes,
    CertificateExpired,
    CertificateFacts,
    CertificateKind,
    CertificateNotForSigning,
    CertificateNotYetValid,
    SigningError,
    SigningIdentity,
    UnreadableCertificate,
    WrongPin,
    facts_of,
    load_p12,
    open_bytes,
    seal_bytes,
)
from documents.signing.outside import Comparison
from documents.signing.pades import (
    AlreadySigned,
    Box,
    CannotSign,
    Prepared,
    Proof,
    TimeStampMissing,
    UnreadableImage,
    check_image,
    prepare,
    seal_box,
    sign,
    signature_box,
)
from documents.signing.revocation import Revocations, UnreadableList, issuer_of, read_list
from documents.signing.sandbox import clean_scan, compare_upload, verify_upload
from documents.signing.timestamps import HttpTimeStamper
from documents.signing.tokens import NoToken, TokenIdentity, TokenLocked, open_token
from documents.signing.verdict import Finding, SignatureVerdict, Verdict, verify

__all__ = [
    "AlreadySigned",
    "Box",
    "CannotOpenSealedBytes",
    "CannotSign",
    "CertificateExpired",
    "CertificateFacts",
    "CertificateKind",
    "CertificateNotForSigning",
    "CertificateNotYetValid",
    "Comparison",
    "Finding",
    "HttpTimeStamper",
    "IssuedCertificate",
    "KeyPair",
    "NoToken",
    "Prepared",
    "Proof",
    "Revocations",
    "SignatureVerdict",
    "SigningError",
    "SigningIdentity",
    "TimeStampMissing",
    "TokenIdentity",
    "TokenLocked",
    "UnreadableCertificate",
    "UnreadableImage",
    "UnreadableList",
    "Verdict",
    "WrongPin",
    "check_image",
    "clean_scan",
    "compare_upload",
    "facts_of",
    "issue",
    "issuer_of",
    "load_p12",
    "make_ca",
    "open_bytes",
    "open_token",
    "prepare",
    "read_list",
    "seal_box",
    "seal_bytes",
    "sign",
    "signature_box",
    "verify",
    "verify_upload",
]
