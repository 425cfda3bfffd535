"""The same paper as .txt, as .docx and as the .pdf LibreOffice makes of it: one record.

Exceptions: where something stands differs between files, of course; confidences do not.
"""

from __future__ import annotations

from typing import Any

import pytest

from directives.importing import read_pdf, read_word
from directives.importing.parse import parse
from tests.importing import word_files
from tests.importing.comparing import PAPERS

# Every line of command, two columns of every kind, tables, decisions and letters.
NAMES = (
    "measured/22-xa-ke-hoach-mat-dau",
    "measured/23-mttq-tinh-ke-hoach",
    "measured/25-lhpn-tinh-ke-hoach",
    "measured/26-hoi-nong-dan-cong-van",
    "measured/28-ldld-tinh-ke-hoach",
    "measured/30-bo-quyet-dinh",
    "measured/36-dang-uy-xa-chuong-trinh",
    "measured/38-truong-thpt-nfd",
    "measured/39-ban-chi-dao-ke-hoach",
)


def records(text: str) -> list[dict[str, Any]]:
    """What is read, without where."""
    found = [record.as_json() for record in parse(text)]
    for record in found:
        del record["spans"]
    return found


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, tuple[bytes, bytes]]:
    texts = {name: (PAPERS / f"{name}.txt").read_text("utf-8") for name in NAMES}
    words = {name.split("/")[1]: word_files.typed(text) for name, text in texts.items()}
    prints = word_files.printed(words, tmp_path_factory.mktemp("office"))
    return {name: (words[name.split("/")[1]], prints[name.split("/")[1]]) for name in texts}


@pytest.mark.parametrize("name", NAMES)
def test_one_paper_in_three_formats_is_one_record(
    name: str, files: dict[str, tuple[bytes, bytes]]
) -> None:
    text = (PAPERS / f"{name}.txt").read_text("utf-8")
    word, pdf = files[name]
    wanted = records(text)
    assert records(read_word.read(word)) == wanted
    assert records(read_pdf.read(pdf)) == wanted
