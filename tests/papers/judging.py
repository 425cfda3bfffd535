"""Printing and judging the zoo, and the table of assertion × paper."""

from __future__ import annotations

import datetime as dt
import functools
from html import escape
from pathlib import Path

from documents import pdf
from documents.content import PaperContent
from tests.documents.printed import PAPERS, rendered
from tests.papers.checker import ASSERTIONS, judge
from tests.papers.paper import Paper
from tests.papers.zoo import DRAFTS, ZOO

SIGNED_AT = dt.datetime(2026, 3, 5, 3, 15, 30, tzinfo=dt.UTC)

NAMES = [*PAPERS, *ZOO, *DRAFTS]
"""Realistic papers, constructed ones, drafts."""


def _of(name: str) -> tuple[PaperContent, bool]:
    if name in PAPERS:
        make, draft = PAPERS[name]
    else:
        make, draft = (DRAFTS[name], True) if name in DRAFTS else (ZOO[name], False)
    return make(), draft


@functools.cache
def _printed(name: str) -> tuple[str, Paper]:
    content, draft = _of(name)
    done = rendered(name) if name in PAPERS else pdf.render(content, draft=draft)
    return done.html, Paper(done.pdf, content, draft=draft)


def paper(name: str) -> Paper:
    """The paper, printed and measured once per session."""
    return _printed(name)[1]


def html(name: str) -> str:
    """What the printer was given for it."""
    return _printed(name)[0]


@functools.cache
def attachment(name: str) -> Paper:
    """The first file of its own that a paper of the zoo sends out beside it."""
    content = ZOO[name]()
    ((_, data),) = pdf.render_attachments(content, signed_at=SIGNED_AT)
    return Paper(data, content, attachment=SIGNED_AT)


def write_table(papers: dict[str, Paper], folder: Path) -> Path:
    """Write `assertions.html`, one row an assertion, one column a paper, faults in words."""
    found = {name: judge(paper) for name, paper in papers.items()}
    heads = "".join(f"<th>{escape(name)}</th>" for name in papers)
    rows = []
    for number, row in ASSERTIONS.items():
        cells = []
        for name in papers:
            faults = found[name][number]
            mark, kind = (
                ("–", "na") if faults is None else ("✓", "ok") if not faults else ("✗", "no")
            )
            title = escape("; ".join(faults or []), quote=True)
            cells.append(f'<td class="{kind}" title="{title}">{mark}</td>')
        words = escape(f"{number} {row.family} {row.words}")
        rows.append((number, f"<tr><th>{words}</th>{''.join(cells)}</tr>"))
    body = "\n".join(text for _, text in sorted(rows))
    path = folder / "assertions.html"
    path.write_text(
        '<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><title>Assertions × papers</title>'
        "<style>table{border-collapse:collapse;font:13px sans-serif}td,th{border:1px solid #ccc;"
        "padding:2px 6px}thead th{writing-mode:vertical-rl}tbody th{text-align:left}.no{background:"
        "#f99}.na{color:#999}td{text-align:center}</style>"
        f"<table><thead><tr><th></th>{heads}</tr></thead><tbody>{body}</tbody></table></html>",
        encoding="utf-8",
    )
    return path
