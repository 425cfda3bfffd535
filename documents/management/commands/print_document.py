"""`print_document NUMBER --out FILE.pdf`: the official file of a paper, or its draft."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents import compose, pdf
from documents.models import Document
from documents.services.issuing import official_file


class Command(BaseCommand):
    """Writes the PDF people get: issued, else signed or numbered, else a fresh draft."""

    help = "In văn bản theo số, ký hiệu đầy đủ (67/KH-UBND) hoặc khóa chính."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number")
        parser.add_argument("--out", required=True, type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        document = self._find(options["number"])
        file = official_file(document)
        if file is not None and file.name.lower().endswith(".pdf"):
            data = file.read()
        else:
            content = document.content or compose.build_content(document)
            data = pdf.render(content, draft=not document.number).pdf
        options["out"].write_bytes(data)
        self.stdout.write(f"{document}: {options['out']}")

    def _find(self, number: str) -> Document:
        rows = Document.objects.for_printing()
        found = list(rows.filter(full_number=number)[:2])
        if not found and number.isdecimal():
            found = list(rows.filter(pk=int(number)))
        if not found:
            raise CommandError(f"Không có văn bản số “{number}”.")
        if len(found) > 1:
            names = "; ".join(f"{d.issuer} ({d.pk})" for d in rows.filter(full_number=number))
            raise CommandError(f"Nhiều văn bản cùng số “{number}”: {names}. Dùng khóa chính.")
        return found[0]
