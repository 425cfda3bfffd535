"""Our printing of a five-page plan against LibreOffice turning the plan's Word file into PDF.

LibreOffice is started for each paper, as an office's server would do it; its folder of settings
is made beforehand and not counted.
"""

import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from itertools import chain, repeat
from pathlib import Path

import django

django.setup()

from documents import pdf, word  # noqa: E402
from tests.documents.papers import state_plan  # noqa: E402

ROUNDS = 5

plan = state_plan()
plan["sections"] = list(chain.from_iterable(repeat(plan["sections"], 2)))


def seconds(work: Callable[[], object]) -> float:
    """The median of several rounds after one to warm up."""
    work()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    file = folder / "plan.docx"
    file.write_bytes(word.render(plan, draft=True))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        *("--convert-to", "pdf", "--outdir", str(folder), str(file)),
    ]
    theirs = seconds(lambda: subprocess.run(command, check=True, capture_output=True))
ours = seconds(lambda: pdf.render(plan, draft=True))
making = seconds(lambda: word.render(plan, draft=True))
print(
    f"word_file {ours / theirs:.2f}  (LibreOffice takes {theirs / ours:.1f} times as long; "
    f"{theirs * 1000:.0f} ms and {ours * 1000:.0f} ms, making the file {making * 1000:.0f} ms)"
)
