"""Pictures of a paper's pages for lists, where the whole PDF would weigh too much."""

from __future__ import annotations

import base64
import io
import threading

import pypdfium2
from django.core.cache import cache

from documents.models import DocumentFile

WIDTH = 240  # pixels; a page of text is then some 20 kB, far below the 120 kB of screens §7.8
KEPT = 24 * 60 * 60

# PDFium keeps its state outside of Python and knows nothing of threads.
_one_at_a_time = threading.Lock()


def first_page(file: DocumentFile) -> bytes:
    """The first page as PNG; the same file is drawn once a day. Raises OSError without the file."""
    key = f"trang-dau:{file.sha256}"
    kept: str | None = cache.get(key)
    if kept is not None:
        return base64.b64decode(kept)
    picture = _drawn(file.read())
    cache.set(key, base64.b64encode(picture).decode(), KEPT)
    return picture


def _drawn(pdf: bytes) -> bytes:
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            drawn = page.render(scale=WIDTH / page.get_width()).to_pil().convert("L")
        finally:
            document.close()
    # 16 greys are enough for black text, and a quarter of the size.
    out = io.BytesIO()
    drawn.quantize(16).save(out, "PNG", optimize=True)
    return out.getvalue()
