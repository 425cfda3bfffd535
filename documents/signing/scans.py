"""A scanner's PDF made fit to be kept and signed: its pages as they look, and nothing else."""

from __future__ import annotations

import io

from pypdf import PdfReader, PdfWriter

# What a page may do or carry beside what is painted on it.
_DROPPED = ("/Annots", "/AA", "/B", "/PieceInfo")


def clean(pdf: bytes) -> bytes:
    """The same pages in a new file without forms, notes, scripts and attachments.

    Scanners write PDF loosely, which signing programs refuse. Raises ValueError for a file that is
    encrypted, signed or empty, and whatever a PDF reader raises on broken bytes.
    """
    reader = PdfReader(io.BytesIO(pdf), strict=False)
    if reader.is_encrypted or b"/ByteRange" in pdf or not reader.pages:
        raise ValueError("not a plain scan")
    writer = PdfWriter()
    for page in reader.pages:
        kept = writer.add_page(page)
        for name in _DROPPED:
            kept.pop(name, None)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
