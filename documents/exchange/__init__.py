"""Papers between systems: edXML messages (QCVN 102:2016/BTTTT, SĐ1:2022), pure functions."""

from documents.exchange.message import (
    Attachment,
    Kind,
    Message,
    NotReadable,
    Party,
)
from documents.exchange.reading import read
from documents.exchange.writing import write

__all__ = ["Attachment", "Kind", "Message", "NotReadable", "Party", "read", "write"]
