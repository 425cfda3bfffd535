"""Printing: a whole request for a five-page plan, against WeasyPrint alone on the same HTML.

Four figures: the request when the draft must be laid out and when nothing changed since the last
look (each divided by WeasyPrint alone: smaller is better), papers per second of two worker
processes divided by those of one, and the memory of one worker after 1,000 papers divided by
that after 100.
"""

import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable
from itertools import chain, repeat

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from weasyprint import HTML  # noqa: E402

from documents import compose, pdf  # noqa: E402
from documents.content import PaperContent  # noqa: E402
from documents.models import Section  # noqa: E402
from tests.documents.papers import letter, state_plan  # noqa: E402

ROUNDS = 7
PAPERS = 40
MANY, FIRST = 1000, 100


def long_plan() -> PaperContent:
    """A commune's plan of five pages."""
    plan = state_plan()
    plan["sections"] = list(chain.from_iterable(repeat(plan["sections"], 2)))
    return plan


def seconds(work: Callable[[], object]) -> float:
    """The median of several rounds after one to warm up."""
    work()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def requests() -> None:
    """A cadre looks at the draft in the browser, with and without a change since the last look."""
    call_command("migrate", verbosity=0)
    settings.ALLOWED_HOSTS.append("testserver")
    from tests.factories import Cast, draft

    cast = Cast()
    plan, document = long_plan(), draft(cast)
    document.sections.all().delete()
    Section.objects.bulk_create(
        Section(document=document, order=order, **section)
        for order, section in enumerate(plan["sections"], 1)
    )
    document.opening = plan["opening"]
    document.save()
    client = Client()
    client.force_login(cast.mai)
    address = document.compose_url("preview-pdf")

    def look() -> bytes:
        answer = client.get(address)
        assert answer.status_code == 200, answer.status_code
        return bytes(answer.content)

    def look_anew() -> bytes:
        cache.clear()
        return look()

    html = pdf.page_of(compose.build_content(document), draft=True)
    pages = pdf.render(compose.build_content(document), draft=True).pages
    alone = seconds(lambda: HTML(string=html).write_pdf(pdf_variant="pdf/a-3u", pdf_tags=True))
    anew, again = seconds(look_anew), seconds(look)
    print(f"request {anew / alone:.2f}  ({pages} pages, {anew * 1000:.0f} ms; at most 1.2)")
    print(f"request_unchanged {again / alone:.3f}  ({again * 1000:.0f} ms; at most 0.1)")


def printing(count: int) -> float:
    """Papers per second of this process, the first one not counted."""
    plan = long_plan()
    pdf.render(plan, draft=True)
    start = time.perf_counter()
    for _ in range(count):
        pdf.render(plan, draft=True)
    return count / (time.perf_counter() - start)


def workers() -> None:
    """Two processes at once against one."""
    start = multiprocessing.get_context("spawn")
    with start.Pool(1) as pool:
        (one,) = pool.map(printing, [PAPERS])
    with start.Pool(2) as pool:
        two = sum(pool.map(printing, [PAPERS, PAPERS], chunksize=1))
    print(f"two_workers {two / one:.2f}  ({one:.1f} and {two:.1f} papers a second; at least 1.8)")


def memory() -> None:
    """Whether a worker grows with the papers it prints."""
    content = letter()
    sizes = {}
    for number in range(1, MANY + 1):
        content["subject"] = f"tuyên truyền Nghị quyết số 57-NQ/TW lần thứ {number}"
        pdf.render(content, draft=False)
        if number in (FIRST, MANY):
            sizes[number] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    growth = sizes[MANY] / sizes[FIRST]
    print(
        f"memory {growth:.2f}  "
        f"({sizes[FIRST]:.0f} MB after {FIRST}, {sizes[MANY]:.0f} MB after {MANY} papers)"
    )


if __name__ == "__main__":
    requests()
    workers()
    start = multiprocessing.get_context("spawn")
    child = start.Process(target=memory)
    child.start()
    child.join()
    sys.exit(child.exitcode or 0)
