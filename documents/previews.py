"""Drafts as PDF, kept for a while: a paper that did not change is not laid out again.

Writers look at the draft after each step, reviewers open it several times a day. What is kept is
found by the fingerprint of the content, so a changed word is another entry and nothing must be
forgotten on purpose.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from pathlib import Path

from django.conf import settings
from django.core.cache import cache

from documents import fonts, pdf
from documents.content import PaperContent, fingerprint

_KEPT_SECONDS = 60 * 60


@functools.cache
def _printer() -> str:
    """What decides the looks besides the content: templates, fonts, the version of the layout
    engine. A new version of the portal must not show yesterday's pages."""
    import weasyprint

    total = hashlib.sha256(weasyprint.__version__.encode())
    for path in sorted((settings.BASE_DIR / "templates/documents/pdf").iterdir()):
        total.update(path.read_bytes())
    for path in sorted(Path(pdf.__file__).parent.glob("*.py")):
        total.update(path.read_bytes())
    for face in fonts.faces().values():
        total.update(str((face.path, face.path.stat().st_mtime_ns)).encode())
    return total.hexdigest()[:16]


def draft_pdf(content: PaperContent) -> bytes:
    """The draft of this content, printed now or taken from what is kept.

    Raises as `documents.pdf.render`.
    """
    key = f"draft:{_printer()}:{fingerprint(content)}"
    if kept := cache.get(key):
        return base64.b64decode(kept)
    data = pdf.render(content, draft=True).pdf
    # As text: the shared cache stores JSON.
    cache.set(key, base64.b64encode(data).decode(), _KEPT_SECONDS)
    return data
