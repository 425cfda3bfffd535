"""Is a file that comes back from outside ours, with a signature added and nothing else?

A signature alone proves little: before signing, a program can append changes to the file, and the
signature then covers them too. So our file must stand at the beginning, byte for byte, and what
was appended may be nothing but a filled signature field.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, PdfObject
from pypdf import PdfReader

from documents.signing.reader import PaperReader


@dataclass(frozen=True)
class Comparison:
    """What was done to our file.

    `added_only`: it begins with ours and nothing was appended but signatures. Otherwise `page` is
    the first page, counted from 1, that differs; 0 when the pages agree and something else does.
    """

    added_only: bool = False
    page: int = 0


def compare(ours: bytes, theirs: bytes) -> Comparison:
    """Compare our file with what came back. Raises whatever a PDF reader raises on broken bytes."""
    if theirs.startswith(ours) and _only_signatures(ours, theirs):
        return Comparison(added_only=True)
    return Comparison(page=_first_difference(ours, theirs))


def _only_signatures(ours: bytes, theirs: bytes) -> bool:
    """Whether what was appended leaves every object of ours as it was, but for signature fields.

    pyHanko's own policy needs a form in the earlier file, and a paper not signed yet has none.
    """
    reader = PaperReader(theirs)
    first = PaperReader(ours).xrefs.total_revisions
    revisions = list(map(reader.get_historical_resolver, range(reader.xrefs.total_revisions)))
    if any(revision.refs_freed_in_revision() for revision in revisions[first:]):
        return False
    before = revisions[first - 1]
    had, has = (
        set().union(*(revision.explicit_refs_in_revision() for revision in part))
        for part in (revisions[:first], revisions[first:])
    )
    kept = had & has
    if before.trailer_view.raw_get("/Root") != reader.trailer.raw_get("/Root"):
        return False
    return all(_is_harmless(before(ref), revisions[-1](ref)) for ref in kept)


# What signing programs write anew in objects that were there, by the object's /Type. The document
# information (date of change) has none; like the metadata it is shown nowhere on paper.
_MAY_CHANGE = {
    "/Catalog": {"/AcroForm", "/DSS", "/Extensions", "/Version"},
    "/Page": {"/Annots"},
}
_INFORMATION = {"/ModDate", "/Producer", "/Creator"}


def _is_harmless(old: PdfObject, new: PdfObject) -> bool:
    if not (isinstance(old, DictionaryObject) and isinstance(new, DictionaryObject)):
        return _written(old) == _written(new)
    kind = str(old.get("/Type", ""))
    if kind == "/Metadata" == str(new.get("/Type", "")):
        return True
    free = _MAY_CHANGE.get(kind, _INFORMATION if not kind else set())
    if any(_written_at(old, key) != _written_at(new, key) for key in {*old, *new} - free):
        return False
    if kind == "/Page":
        return _added_fields_only(old, new)
    return kind != "/Catalog" or _form_of_signatures(new)


def _added_fields_only(old: DictionaryObject, new: DictionaryObject) -> bool:
    """Whether every note on the page is still there, and the new ones are signature fields."""
    had = [_written(item) for item in _items(old, "/Annots")]
    has = {_written(item): item for item in _items(new, "/Annots")}
    added = [item.get_object() for written, item in has.items() if written not in had]
    return set(had) <= has.keys() and all(map(_is_field, added))


def _is_field(item: DictionaryObject) -> bool:
    """A signature field that acts on nothing."""
    return item.get("/FT") == "/Sig" and not {"/A", "/AA"} & item.keys()


def _form_of_signatures(catalog: DictionaryObject) -> bool:
    if "/AcroForm" not in catalog:
        return True
    form = catalog["/AcroForm"]
    fields = [item.get_object() for item in _items(form, "/Fields")]
    return not {"/XFA", "/NeedAppearances"} & form.keys() and all(map(_is_field, fields))


def _items(holder: DictionaryObject, key: str) -> list[PdfObject]:
    """The elements of a list as they stand there, references unopened; [] without the list."""
    found = holder[key] if key in holder else ArrayObject()
    return [found.raw_get(number) for number in range(len(found))]


def _written_at(holder: DictionaryObject, key: str) -> bytes:
    return _written(holder.raw_get(key)) if key in holder else b""


def _written(item: PdfObject) -> bytes:
    """How the object stands in a file; references by their number."""
    out = io.BytesIO()
    item.write_to_stream(out, None)
    return out.getvalue()


def _first_difference(ours: bytes, theirs: bytes) -> int:
    left, right = (PdfReader(io.BytesIO(pdf)).pages for pdf in (ours, theirs))
    for number, (page, other) in enumerate(zip(left, right, strict=False), start=1):
        if _drawn(page) != _drawn(other):
            return number
    return 0 if len(left) == len(right) else min(len(left), len(right)) + 1


def _drawn(page: object) -> tuple[bytes, str]:
    """What a page paints and says, whatever program wrote the file last."""
    contents = page.get_contents()  # type: ignore[attr-defined]
    painted = b" ".join(contents.get_data().split()) if contents is not None else b""
    return painted, page.extract_text()  # type: ignore[attr-defined]
