"""What the portal prints, read back by the importer: the paper as it was put in."""

from __future__ import annotations

from pathlib import Path

from directives.deadlines import TABLE, Kind, Operator
from directives.importing import names, read_pdf
from directives.importing.parse import parse
from directives.importing.record import Record
from directives.models import Task
from documents import compose
from documents.models import Document


def assert_read_back(path: Path, document: Document) -> None:
    """The PDF gives back the header, the citations, the end and the limits of the document."""
    text = read_pdf.read(path.read_bytes())
    (record,) = parse(text)
    content = document.content or compose.build_content(document)
    wanted = {
        "number": content["number"] or None,
        "symbol": content["symbol"],
        "date": content["date"] or None,
        "place": content["place"],
        # The printer sets a capital or a small letter first, by the rules of the family.
        "title": content["subject"].casefold(),
        "addressees": content["addressees"],
        "recipients": content["recipients"],
        "archive": content["archive"],
        "authority": " / ".join(content["authority"]) or None,
        "position": content["position"].upper(),
        "signer": content["signer_name"] or None,
    }
    got = {name: record.get(name) for name in wanted}
    got["title"] = got["title"].casefold()
    assert got == wanted
    assert _words(record.get("issuer")) == _words(" ".join(content["head_name"]))
    assert _words(record.get("parent_issuer") or "") == _words(" ".join(content["head_parent"]))
    cited = document.citations.filter(cited__isnull=False).values_list(
        "cited__full_number", "cited__date"
    )
    assert {(number, str(day)) for number, day in cited} <= {
        (cite["number"], cite["date"]) for cite in record.get("cites")
    }
    assert _limits_found(record) == _limits_printed(document, text)


def _words(name: str) -> list[str]:
    """The words of a body in any order: of two lines the second may be the first in a sentence."""
    return sorted(names.opened(name).casefold().split())


def _limits_found(record: Record) -> set[tuple[str | None, bool]]:
    return {(limit["date"], limit["inclusive"]) for limit in record.get("deadlines")}


def _limits_printed(document: Document, text: str) -> set[tuple[str | None, bool]]:
    """The one-off limits of the tasks whose wording stands in the paper."""
    printed = " ".join(text.split()).casefold().replace("/20", " năm 20")
    return {
        (str(task.date), TABLE[Operator(task.operator)].inclusive)
        for task in Task.objects.filter(document=document).exclude(date=None)
        if TABLE[Operator(task.operator)].kind is Kind.ONCE
        and task.wording.casefold().replace("/20", " năm 20") in printed
    }
