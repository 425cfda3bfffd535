"""``python -m tests.papers [FOLDER]``: print the zoo and write the table of assertion × paper.

Into `var/papers` when no folder is named: every paper as PDF, and `assertions.html`.
"""

import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.papers.checker import faults  # noqa: E402
from tests.papers.judging import NAMES, attachment, paper, write_table  # noqa: E402


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0] if arguments else "var/papers")
    folder.mkdir(parents=True, exist_ok=True)
    papers = {name: paper(name) for name in NAMES}
    papers["phụ lục tệp riêng"] = attachment("nd30 KH phụ lục tệp riêng")
    wrong = 0
    for name, one in papers.items():
        (folder / f"{name}.pdf").write_bytes(one.pdf)
        for fault in faults(one):
            wrong += 1
            sys.stdout.write(f"{name}: {fault}\n")
    table = write_table(papers, folder)
    sys.stdout.write(f"{len(papers)} papers, {wrong} faults; {table}\n")
    return 1 if wrong else 0


raise SystemExit(main(sys.argv[1:]))
