"""Printing a commune's plan of some pages, against WeasyPrint with the same words and no rules.

The reference is a bare page: one paragraph per line, the same font files, no format profile, no
line breaks decided by us, no checks of letters, no boxes for signature and seal.
"""

import statistics
import time
from collections.abc import Callable
from html import escape
from itertools import chain, repeat

import django

django.setup()

from weasyprint import HTML  # noqa: E402

from documents import fonts  # noqa: E402
from documents.content import PaperContent  # noqa: E402
from documents.pdf import render  # noqa: E402
from tests.documents.papers import state_plan  # noqa: E402

ROUNDS = 7


def long_plan() -> PaperContent:
    """A plan of about six pages, the usual size."""
    plan = state_plan()
    plan["sections"] = list(chain.from_iterable(repeat(plan["sections"], 3)))
    return plan


def bare(plan: PaperContent) -> bytes:
    lines = "\n".join(f"{section['heading']}\n{section['text']}" for section in plan["sections"])
    words = "".join(f"<p>{escape(line)}</p>" for line in lines.splitlines() if line.strip())
    page = f"<style>{fonts.font_face_css()} body {{ font: 14pt '{fonts.FAMILY}' }}</style>{words}"
    pdf: bytes = HTML(string=page).write_pdf()
    return pdf


def seconds(work: Callable[[], object]) -> float:
    """The median of several rounds after one to warm up."""
    work()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


plan = long_plan()
ours, reference = seconds(lambda: render(plan, draft=True)), seconds(lambda: bare(plan))
pages = render(plan, draft=True).pages
print(f"print_paper {ours / reference:.2f}  ({pages} pages, {ours * 1000:.0f} ms)")
