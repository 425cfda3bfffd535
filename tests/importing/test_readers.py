"""Files become text: what Word and PDF hide comes out, what is hostile stays out."""

import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from directives.importing import read_word, readers
from directives.importing.parse import parse
from documents import formats, pdf
from documents.content import PaperContent
from documents.types import get as get_type
from documents.wording import roman
from tests.documents.papers.party import women_plan, youth_plan
from tests.documents.papers.state import letter, numbered_state_plan

PROJECT = Path(__file__).resolve().parents[2]


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_letter() -> bytes:
    """A công văn as offices type it: header and end in tables, two columns each."""
    document = Document()
    head = document.add_table(rows=2, cols=2)
    head.cell(0, 0).text = "UBND TỈNH BÌNH AN\nSỞ NỘI VỤ"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head.cell(1, 0).text = "Số: 45/SNV-VP\nV/v báo cáo chuyển đổi số"
    head.cell(1, 1).text = "Bình An, ngày 05 tháng 3 năm 2025"
    document.add_paragraph("Kính gửi: Các sở, ban, ngành")
    document.add_paragraph("Sở Nội vụ đề nghị các cơ quan:")
    document.add_paragraph("Rà soát nhiệm vụ trước ngày 15/3/2025.", style="List Number")
    document.add_paragraph("Gửi báo cáo về Sở Nội vụ hằng tháng.", style="List Number")
    end = document.add_table(rows=1, cols=2)
    end.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    end.cell(0, 1).text = "GIÁM ĐỐC\n\n\nVõ Tấn Đức"
    return saved(document)


class TestWord:
    def test_a_letter_in_tables(self) -> None:
        (record,) = parse(readers.read(word_letter(), "công văn.docx"))
        assert record.get("full_number") == "45/SNV-VP"
        assert record.get("date") == "2025-03-05"
        assert (record.get("issuer"), record.get("parent_issuer")) == (
            "Sở Nội vụ", "Ủy ban nhân dân tỉnh Bình An",
        )  # fmt: skip
        assert record.get("title") == "báo cáo chuyển đổi số"
        assert record.get("recipients") == ["Như trên"]
        assert (record.get("position"), record.get("signer")) == ("GIÁM ĐỐC", "Võ Tấn Đức")
        assert [each["date"] for each in record.get("deadlines")] == ["2025-03-15"]

    def test_numbers_of_lists_are_read(self) -> None:
        text = read_word.read(word_letter())
        assert "1. Rà soát nhiệm vụ" in text
        assert "2. Gửi báo cáo" in text

    def test_tracked_changes_count_as_accepted(self) -> None:
        document = Document()
        paragraph = document.add_paragraph("trước ngày ")
        for tag, words, inside in (
            ("w:del", "10/3/2025", "w:delText"),
            ("w:ins", "15/3/2025", "w:t"),
        ):
            change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inside)
            text.text = words
            run.append(text)
            change.append(run)
            paragraph._p.append(change)
        assert read_word.read(saved(document)) == "trước ngày 15/3/2025"

    def test_deleted_ends_of_paragraphs_and_rows_are_gone(self) -> None:
        document = Document()
        first = document.add_paragraph("Báo cáo")
        marks, deleted = OxmlElement("w:rPr"), OxmlElement("w:del")
        marks.append(deleted)
        first._p.get_or_add_pPr().append(marks)
        document.add_paragraph(" hằng tháng.")
        table = document.add_table(rows=2, cols=2)
        for row, words in enumerate(("giữ", "bỏ")):
            for cell in table.rows[row].cells:
                cell.text = words
        properties = table.rows[1]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:del"))
        assert read_word.read(saved(document)).split("\n") == [
            "Báo cáo hằng tháng.",
            "giữ\tgiữ",
            "",
        ]

    def test_footnotes_stand_after_the_text_with_their_numbers(self) -> None:
        document = Document()
        paragraph = document.add_paragraph("Nghị quyết số 57-NQ/TW")
        run, mark = OxmlElement("w:r"), OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), "2")
        run.append(mark)
        paragraph._p.append(run)
        name = PackURI("/word/footnotes.xml")
        notes = (
            f"<w:footnotes {nsdecls('w')}>"
            '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
            '<w:footnote w:id="2"><w:p><w:r><w:t>Ngày 22/12/2024.</w:t></w:r></w:p></w:footnote>'
            "</w:footnotes>"
        )
        part = Part(name, CT.WML_FOOTNOTES, notes.encode(), document.part.package)
        document.part.relate_to(part, RT.FOOTNOTES)
        assert read_word.read(saved(document)).split("\n") == [
            "Nghị quyết số 57-NQ/TW²", "", "² Ngày 22/12/2024.",
        ]  # fmt: skip

    def test_tables_of_tasks_give_one_line_per_row(self) -> None:
        document = Document()
        table = document.add_table(rows=2, cols=4)
        for column, words in enumerate(("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn")):
            table.cell(0, column).text = words
        for column, words in enumerate(("1", "Khảo sát\nhạ tầng", "Sở A", "30/6/2025")):
            table.cell(1, column).text = words
        text = read_word.read(saved(document))
        assert "1\tKhảo sát hạ tầng\tSở A\t30/6/2025" in text
        (record,) = parse(text)
        assert [each["for"] for each in record.get("deadlines")] == ["Khảo sát hạ tầng"]

    def test_a_paragraph_in_small_type_is_read_like_any_other(self) -> None:
        document = Document()
        document.add_paragraph().add_run("Kính gửi: Sở A").font.size = Pt(6)
        document.add_paragraph("dòng một").runs[0].add_break()
        assert read_word.read(saved(document)).split() == ["Kính", "gửi:", "Sở", "A", "dòng", "một"]


def printed(content: PaperContent) -> bytes:
    return pdf.render(content, draft=False).pdf


def typed(content: PaperContent) -> bytes:
    """The same paper as somebody would type it in Word."""
    profile, kind = formats.get(content["profile"]), get_type(content["type_code"])
    day = date.fromisoformat(content["date"])
    number = formats.number_line(profile, content["number"], content["symbol"])
    document = Document()
    head = document.add_table(rows=1, cols=2)
    left = [*content["head_parent"], *content["head_name"], number]
    if not kind.named:
        left.append(f"V/v {content['subject']}")
    head.cell(0, 0).text = "\n".join(left)
    right = [profile.heading, profile.motto, formats.place_date_line(content["place"], day)]
    head.cell(0, 1).text = "\n".join(right)
    if kind.named:
        document.add_paragraph(kind.title)
        document.add_paragraph(content["subject"])
    if content["addressees"]:
        document.add_paragraph("Kính gửi:")
        for unit in content["addressees"]:
            document.add_paragraph(f"- {unit};")
    for citation in content["citations"]:
        document.add_paragraph(f"{citation};")
    for paragraph in content["opening"].splitlines():
        document.add_paragraph(paragraph)
    for index, section in enumerate(content["sections"], start=1):
        if section["heading"]:
            document.add_paragraph(f"{roman(index)}. {section['heading'].upper()}")
        for paragraph in section["text"].splitlines():
            document.add_paragraph(paragraph)
    for paragraph in content["closing"].splitlines():
        document.add_paragraph(paragraph)
    end = document.add_table(rows=1, cols=2)
    units = [f"- {unit};" for unit in content["recipients"]]
    end.cell(0, 0).text = "\n".join(["Nơi nhận:", *units, f"- Lưu: {content['archive']}."])
    signing = [*content["authority"], content["position"].upper(), "", content["signer_name"]]
    end.cell(0, 1).text = "\n".join(signing)
    return saved(document)


class TestPrinted:
    """What the portal prints is read back as it was put in."""

    @pytest.mark.parametrize("paper", [letter, numbered_state_plan, women_plan, youth_plan])
    def test_round_trip(self, paper) -> None:
        content = paper()
        (record, *_) = parse(readers.read(printed(content), "in.pdf"))
        assert record.get("number").lstrip("0") == content["number"].lstrip("0")
        assert record.get("symbol") == content["symbol"]
        assert record.get("date") == (content["date"] or None)
        assert record.get("place") == content["place"]
        # The printer sets a capital or a small letter first, by the rules of the family.
        assert record.get("title").casefold() == content["subject"].casefold()
        assert record.get("addressees") == content["addressees"]
        assert record.get("recipients") == content["recipients"]
        assert record.get("archive") == content["archive"]
        assert record.get("position") == content["position"].upper()
        assert record.get("signer") == content["signer_name"]

    @pytest.mark.parametrize("paper", [letter, numbered_state_plan, women_plan])
    def test_a_word_file_and_a_pdf_of_a_paper_say_the_same(self, paper) -> None:
        content = paper()
        content["appendices"] = []
        (from_pdf,) = parse(readers.read(printed(content), "a.pdf"))
        (from_word,) = parse(readers.read(typed(content), "a.docx"))
        ours, theirs = from_pdf.as_json(), from_word.as_json()
        # The printer alone knows how the family begins a trích yếu.
        ours["title"], theirs["title"] = ours["title"].casefold(), theirs["title"].casefold()
        # Where something stands differs between files, what it is does not.
        for record in (ours, theirs):
            record.pop("spans")
        assert ours == theirs


class TestText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_encodings(self, encoding: str) -> None:
        text = "Kính gửi: Các sở, ban, ngành tỉnh Đồng Nai"
        assert readers.read(text.encode(encoding), "a.txt") == text

    def test_the_encoding_of_old_machines(self) -> None:
        data = "Kính g\u01b0\u0309i: Sở A".replace("ở", "\u01a1\u0309").encode("cp1258")
        (record,) = parse(readers.read(data, "cu.txt"))
        assert record.get("addressees") == ["Sở A"]


class TestCommand:
    def run(self, path: Path) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "manage.py", "parse_document", str(path)]
        return subprocess.run(command, cwd=PROJECT, capture_output=True, timeout=120)

    def test_json_on_standard_output(self, tmp_path: Path) -> None:
        path = tmp_path / "công văn.docx"
        path.write_bytes(word_letter())
        done = self.run(path)
        assert done.returncode == 0, done.stderr
        (record,) = json.loads(done.stdout.decode("utf-8"))["documents"]
        assert record["full_number"] == "45/SNV-VP"
        assert "Sở Nội vụ".encode() in done.stdout
