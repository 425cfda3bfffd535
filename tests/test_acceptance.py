"""Points of the acceptance list that hold across pages; `docs/acceptance.md` names the rest."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from html import unescape
from pathlib import Path

from django.test import Client

from activity import letters
from activity.models import OutboxItem
from directives.models import Assignment, Task
from documents import outline
from documents.lifecycle import State
from documents.models import Document
from documents.services import issuing
from plans.services import start_plan
from tests import campaign
from tests.factories import Cast, bring, paper_in
from units.models import User

ROOT = Path(__file__).resolve().parent.parent
PHRASE, LAST_MOMENT = "trước ngày 07/3/2025", "23:59 thứ Năm 06/3/2025"


def seen(person: User, address: str) -> str:
    """The words of a page as this person reads them, on one line."""
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return words_of(answer.content.decode())


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_15_one_last_moment_on_home_detail_mail_calendar_and_board(cast: Cast) -> None:
    paper = campaign.directive(cast, tasks=1)
    campaign.cascade(cast, paper, due=dt.date(2025, 3, 7))
    duty = Assignment.objects.get(task__kind=Task.Kind.PLAN, unit=cast.tk_ubnd)
    plan = start_plan(duty, by=cast.actor(cast.mai))
    for address in (
        "/viec-can-lam/",
        "/viec-duoc-giao/",
        duty.get_absolute_url(),
        plan.get_absolute_url(),
        f"/van-ban/{paper.pk}/nhiem-vu/",
        f"/tien-do/{cast.tk_ubnd.pk}/",
        "/lich/?thang=2025-03",
    ):
        assert f"hạn chót {LAST_MOMENT} (“{PHRASE}”)" in seen(cast.mai, address), address
    job = OutboxItem.objects.filter(kind="mail", payload__person=cast.mai.pk).first()
    assert job is not None
    letter = letters.compose(job.payload)
    assert letter is not None
    assert PHRASE in letter.subject
    assert LAST_MOMENT in letter.body


# --- 12: nothing only for a mouse, nothing by a single letter ---

SCRIPTS = [path.read_text(encoding="utf-8") for path in (ROOT / "static" / "js").glob("*.js")]
STYLES = [path.read_text(encoding="utf-8") for path in (ROOT / "static" / "css").glob("*.css")]
TEMPLATES = [path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html")]


def test_12_no_shortcut_of_a_single_letter_no_drag_no_hover_only_content() -> None:
    keys = set(re.findall(r"""\.key(?:\.toLowerCase\(\))? !?==? "(\w+)\"""", "".join(SCRIPTS)))
    assert {key for key in keys if len(key) == 1} <= {"s"}
    assert "ctrlKey" in next(text for text in SCRIPTS if '"s"' in text)
    for text in (*SCRIPTS, *TEMPLATES):
        assert not re.search(r"accesskey|draggable|dragstart|onmouse|mouseover|mouseenter", text)
    for style in STYLES:
        for rule in re.findall(r"[^{}]*:hover[^{}]*\{[^{}]*\}", style):
            assert not re.search(r"display|visibility|opacity|content", rule), rule


# --- 17: messages say something ---

APPS = ("units", "activity", "documents", "directives", "plans", "reports", "nq57portal")
CODE = "".join(
    path.read_text(encoding="utf-8")
    for app in APPS
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
)
SAID = re.findall(r"""(?:messages\.\w+\(\s*request,|PaperError\(|Refusal\()\s*f?"([^"]+)\"""", CODE)


def test_17_a_message_is_a_sentence_not_a_word() -> None:
    assert len(set(SAID)) > 60
    assert [said for said in SAID if len(said.split()) < 3] == []
    useless = re.compile(r"(Lỗi|Thành công|Thất bại|Không hợp lệ)\b")
    assert [said for said in SAID if useless.match(said)] == []


# --- 37: one text on the screen, in the draft, in the issued file ---


def test_37_screen_draft_and_issued_file_carry_the_same_text(cast: Cast) -> None:
    paper = paper_in(State.DRAFT, cast)
    client = Client()
    client.force_login(cast.mai)
    answer = client.get(paper.compose_url("preview-pdf"))
    draft = pdf_words(b"".join(answer))
    issued_paper = bring(paper, State.ISSUED, cast)
    found = issuing.official_file(issued_paper)
    assert found is not None
    with found.file.open("rb") as file:
        issued = pdf_words(file.read())
    screen = seen(cast.mai, issued_paper.get_absolute_url())
    assert "DỰ THẢO" in draft
    assert "DỰ THẢO" not in issued
    assert issued_paper.full_number in issued
    for line in lines_of(issued_paper):
        for text in (screen, draft, issued):
            assert close(line) in close(text), line


def lines_of(paper: Document) -> list[str]:
    """What the writer wrote, paragraph by paragraph, as it is printed."""
    texts = [paper.subject, paper.opening, *(c.text for c in paper.citations.all())]
    for section in paper.sections.all():
        texts += [section.heading, *(p.line for p in outline.parse(section.text))]
    return [text for text in texts if text.strip()]


def pdf_words(data: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def close(text: str) -> str:
    """Without the blanks, which lines and justification put in."""
    return "".join(text.split())


# --- the list itself ---

POINTS = {1, 3, 4, 5, 6, 10, 11, *range(12, 19), *range(20, 27), 29, 33, 34, 37, 38, 40}
LIST = (ROOT / "docs" / "acceptance.md").read_text(encoding="utf-8")


def test_every_point_has_its_row_and_every_test_named_there_exists() -> None:
    assert {int(number) for number in re.findall(r"^\| (\d+) ", LIST, re.MULTILINE)} == POINTS
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", LIST)
    assert len(named) > 40
    for path, name in named:
        assert f"\ndef {name}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{name}"
