"""A paper's life: the paper itself, its revisions and review, its number, files and deliveries."""

from documents.models.distribution import Delivery, IncomingEntry
from documents.models.document import Appendix, Citation, Document, Recipient, Section
from documents.models.enclosure import Enclosure
from documents.models.format_choice import FormatChoice
from documents.models.register import NumberCounter, ReceiptCounter, RegisterNumber
from documents.models.review import ReviewComment, Revision, Waiver
from documents.models.signature import (
    Certificate,
    DocumentFile,
    PreparedSignature,
    Signature,
    TrustedAuthority,
)
from documents.models.signing_run import SigningRun, SigningRunItem

__all__ = [
    "Appendix",
    "Certificate",
    "Citation",
    "Delivery",
    "Document",
    "DocumentFile",
    "Enclosure",
    "FormatChoice",
    "IncomingEntry",
    "NumberCounter",
    "PreparedSignature",
    "ReceiptCounter",
    "Recipient",
    "RegisterNumber",
    "ReviewComment",
    "Revision",
    "Section",
    "Signature",
    "SigningRun",
    "SigningRunItem",
    "TrustedAuthority",
    "Waiver",
]
