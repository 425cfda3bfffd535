"""What no single test owns: nothing unused, nothing nameless, nothing lost, nothing untold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands
from django.db import models
from django.db.models.deletion import ProtectedError
from django.template import engines
from django.urls import Resolver404, resolve

from documents.lifecycle import State
from documents.models import Document
from documents.services import certificates
from tests import campaign
from tests.factories import Cast, paper_in

ROOT = Path(__file__).resolve().parent.parent
APPS = ("units", "activity", "documents", "directives", "plans", "reports", "nq57portal")
MODELS = [model for app in APPS for model in apps.get_app_config(app).get_models()]
OURS = ROOT / "templates"
TEMPLATES = sorted(
    str(path.relative_to(OURS)) for path in OURS.rglob("*") if path.is_file() and path.suffix
)
SOURCES = [
    *(path for app in APPS for path in (ROOT / app).rglob("*.py")),
    *(path for path in OURS.rglob("*") if path.is_file()),
    *(ROOT / "static" / "js").glob("*.js"),
]
CODE = {path: path.read_text(encoding="utf-8") for path in SOURCES}
ALL_CODE = "\n".join(CODE.values())


# --- templates and icons --------------------------------------------------------------------------

# Django and the web server look these up by name.
BY_NAME = {"403.html", "404.html", "429.html", "500.html", "503.html"}


def restyles_a_package(name: str) -> bool:
    """Whether an installed package has a template of this name, which ours then stands in for."""
    folders = engines["django"].engine.template_loaders[0].get_dirs()  # type: ignore[attr-defined]
    return any((Path(d) / name).exists() for d in folders if Path(d) != OURS)


# Names of templates in code; what an f-string puts in between may be any word.
LITERAL = re.compile(r"""["']((?:[\w/.-]|\{[^{}\n]*\})+)["']""")
FOLDERS = tuple(f"{path.name}/" for path in OURS.iterdir() if path.is_dir())
NAMED = re.compile(
    "|".join(
        r"[\w.]+".join(re.escape(piece) for piece in re.split(r"\{[^{}]*\}", literal))
        for literal in set(LITERAL.findall(ALL_CODE))
        if literal.startswith(FOLDERS) or literal in TEMPLATES
    )
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_is_used(name: str):
    assert NAMED.fullmatch(name) or name in BY_NAME or restyles_a_package(name)


def test_every_icon_of_the_sprite_is_drawn_somewhere():
    unused = [
        name
        for name in (ROOT / "static" / "icons.txt").read_text(encoding="utf-8").split()
        if f'"{name}"' not in ALL_CODE and f"'{name}'" not in ALL_CODE
    ]
    assert unused == []


def test_no_python_code_writes_style_or_script_into_pages():
    """The policy of the pages would refuse it; papers and their drawings are made elsewhere."""
    for path, text in CODE.items():
        if path.suffix == ".py":
            assert not re.search(r"<[a-z]+[^>]*\s(style|on[a-z]+)=|<script|<style", text), path


# --- models ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_has_a_vietnamese_name_in_lower_case(model: type[models.Model]):
    assert "verbose_name" in model._meta.original_attrs
    assert "verbose_name_plural" in model._meta.original_attrs
    for name in (str(model._meta.verbose_name), str(model._meta.verbose_name_plural)):
        assert name[:1].islower()
        assert not name.isascii(), f"{name} is not Vietnamese"


# A part goes with its whole. What may go this way never holds an act of a person or an issued text:
# wherever such a part exists, one of the protected rows beside it stops the whole deletion.
PARTS = {
    "activity.CalendarKey.person",
    "activity.CalendarKey.unit",
    "activity.Digest.person",
    "activity.Notice.recipient",
    "activity.Notice.unit",
    "activity.NoticeChoice.person",
    "directives.Reminder.person",
    "directives.Task.document",
    "documents.Appendix.document",
    "documents.Citation.document",
    "documents.Recipient.document",
    "documents.Section.document",
    "documents.Waiver.document",
    "plans.NotApplicable.plan",
    "reports.Evidence.report",
    "reports.Figure.report",
    "units.KeptForm.user",
    "units.Membership.unit",
    "units.Membership.user",
    "units.SignIn.session",
    "units.SignIn.user",
    "units.Term.unit",
    "units.UnitName.unit",
}


def relations() -> list[tuple[str, models.ForeignKey]]:
    return [
        (f"{model._meta.label}.{field.name}", field)
        for model in MODELS
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey)
    ]


def test_only_parts_are_deleted_with_their_whole():
    cascading = {
        name for name, field in relations() if field.remote_field.on_delete is models.CASCADE
    }
    assert cascading == PARTS
    lost = {name for name, field in relations() if field.remote_field.on_delete is models.SET_NULL}
    assert lost == {"directives.Task.section"}  # the task keeps its words


@pytest.mark.django_db
@pytest.mark.parametrize(
    "state",
    [s for s in State if s not in {State.DRAFT, State.LEADER_REVIEW, State.ABANDONED}],
)
def test_a_paper_that_was_handed_in_cannot_be_deleted(state: State, cast: Cast):
    document = paper_in(state, cast)
    with pytest.raises(ProtectedError):
        document.delete()
    with pytest.raises(ProtectedError):
        Document.objects.filter(pk=document.pk).delete()


@pytest.mark.django_db
def test_what_a_campaign_rests_on_cannot_be_deleted(cast: Cast):
    """Units, people, places, certificates, the received paper, its tasks and duties."""
    certificates.make_demo_certificates()
    paper = paper_in(State.ISSUED, cast)
    received = campaign.directive(cast)
    cascade = campaign.cascade(cast, received)
    for row in (
        cast.tk_ubnd, cast.tk_office, cast.mai, cast.an, cast.binh, cast.tk, cast.city,
        received, *received.tasks.all(), cascade, received.issuer, cast.an.certificates.get(),
        paper.files.get(kind="issued"), paper.revisions.get(),
        paper.recipients.filter(deliveries__isnull=False).first(),
    ):  # fmt: skip
        assert row is not None
        try:
            row.delete()
        except ProtectedError:
            continue
        pytest.fail(f"{row!r} was deleted")


# --- addresses, commands, documents ---------------------------------------------------------------

# Address of screens §3 → name of its page; one of each kind where an address has a number in it.
ADDRESSES = {
    "/dang-nhap/": "account_login",
    "/dang-nhap/xac-thuc/": "mfa_authenticate",
    "/quen-mat-khau/": "account_reset_password",
    "/don-vi/chon/": "units:choose",
    "/tai-khoan/": "units:account",
    "/tai-khoan/bao-mat/": "units:security",
    "/tai-khoan/chu-ky/": "documents:certificates",
    "/tai-khoan/uy-quyen/": "documents:delegations",
    "/tai-khoan/thong-bao/": "activity:notice-choices",
    "/viec-can-lam/": "home",
    "/van-ban/": "documents:list",
    "/van-ban/1/": "documents:detail",
    "/van-ban/nhap/": "directives:import-start",
    "/van-ban/nhap/1/": "directives:import",
    "/van-ban/1/giao-viec/": "directives:cascade-start",
    "/giao-viec/1/": "directives:cascade",
    "/giao-viec/1/thu-hoi/": "directives:cascade-recall",
    "/viec-duoc-giao/": "directives:assignments",
    "/viec-duoc-giao/1/": "directives:assignment",
    "/ke-hoach/": "plans:list",
    "/ke-hoach/lap/": "plans:start",
    "/ke-hoach/1/": "ke-hoach:overview",
    "/ke-hoach/1/muc/2/": "ke-hoach:section",
    "/ke-hoach/1/nhiem-vu/": "ke-hoach:tasks",
    "/ke-hoach/1/doi-chieu/": "ke-hoach:coverage",
    "/ke-hoach/1/noi-nhan/": "ke-hoach:recipients",
    "/ke-hoach/1/nguoi-ky/": "ke-hoach:signer",
    "/ke-hoach/1/kiem-tra/": "ke-hoach:check",
    "/ke-hoach/1/trinh/": "ke-hoach:submit",
    "/ke-hoach/1/xem-truoc.pdf": "ke-hoach:preview-pdf",
    "/ke-hoach/1/xem-truoc.docx": "ke-hoach:preview-word",
    "/ke-hoach/1/phien-ban/": "ke-hoach:revisions",
    "/ke-hoach/1/so-sanh/": "ke-hoach:compare",
    "/tham-dinh/": "documents:review-queue",
    "/tham-dinh/1/": "documents:review",
    "/tham-dinh/duyet-nhieu/": "documents:review-bulk",
    "/so-van-ban/cho-cap-so/": "documents:number-queue",
    "/so-van-ban/cho-cap-so/1/": "documents:number",
    "/trinh-ky/": "documents:sign-queue",
    "/trinh-ky/1/": "documents:sign",
    "/trinh-ky/ky-nhieu/": "documents:sign-bulk",
    "/trinh-ky/luot/1/": "documents:sign-run",
    "/so-van-ban/di/": "documents:register-out",
    "/so-van-ban/den/": "documents:register-in",
    "/phat-hanh/1/": "documents:issue",
    "/tien-do/": "directives:board",
    "/tien-do/1/": "directives:board-unit",
    "/tien-do/don-doc/": "directives:nudge",
    "/don-doc/1/": "directives:nudge-detail",
    "/nhiem-vu/": "directives:task-list",
    "/nhiem-vu/1/": "directives:task",
    "/nhiem-vu/1/gia-han/": "directives:extension",
    "/bao-cao/": "reports:list",
    "/bao-cao/1/": "reports:detail",
    "/bao-cao/tong-hop/1/": "reports:roll-up",
    "/lich/": "directives:calendar",
    "/lich/khoa-bat-ky.ics": "directives:calendar-feed",
    "/thong-bao/": "activity:notices",
    "/xac-minh/": "documents:verify",
    "/xac-minh/7K3QABCD9EFG/": "documents:verify-code",
    "/tim-kiem/": "search",
    "/nhat-ky/": "activity:log",
    "/quan-tri/": "units:admin",
    "/quan-tri/don-vi/": "units:admin-units",
    "/quan-tri/nguoi-dung/": "units:admin-people",
    "/quan-tri/ngay-nghi/": "units:admin-days",
    "/quan-tri/the-thuc/": "documents:admin-formats",
    "/quan-tri/chung-thu/": "documents:admin-certificates",
    "/quan-tri/bieu-mau/": "reports:admin-indicators",
    "/quan-tri/viec-nen/": "activity:jobs",
    "/quan-tri/kiem-tra/": "admin-checks",
    "/tro-giup/": "help",
    "/tro-giup/tiep-can/": "accessibility",
    "/ngoai-tuyen/": "offline",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_people_were_promised_leads_to_its_page(address: str):
    try:
        match = resolve(address)
    except Resolver404:
        pytest.fail(f"{address} leads nowhere")
    assert match.view_name == ADDRESSES[address]


def test_outside_checks_find_every_command():
    """design §4: these names do not move."""
    promised = {
        *("print_document", "verify_document", "verify_log", "seed_demo"),
        *("parse_document", "load_units"),
    }
    assert promised <= set(get_commands())
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert {"run", "test", "quality", "bench"} <= targets
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert ci.index("make quality") < ci.index("make test")


DOCS = ("architecture", "glossary", "configuration", "checklists")


@pytest.mark.parametrize("name", DOCS)
def test_the_documents_exist_and_say_something(name: str):
    assert len((ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")) > 1000


@pytest.mark.parametrize("app", APPS)
def test_the_map_of_the_house_shows_every_room(app: str):
    architecture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert f"`{app}/`" in architecture
    assert app in settings.INSTALLED_APPS
    assert app in (ROOT / ".importlinter").read_text(encoding="utf-8").split()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_the_words_of_the_office_are_in_the_glossary(model: type[models.Model]):
    """Every kind of row has its line: what the office calls it, its name in code, its meaning."""
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    lines = [line for line in glossary.splitlines() if f"`{model.__name__}" in line]
    assert len(lines) >= 1
    assert all(len(line.split("|")) == 5 for line in lines)


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.name)
def test_the_documents_name_only_files_that_exist(path: Path):
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)[^)]*\)", text):
        assert (path.parent / target).exists(), target
    for name in re.findall(r"`((?:docs|tools|tests|templates|static|[a-z]+)/[\w/.-]+\.\w+)`", text):
        first = name.split("/")[0]
        if (ROOT / first).is_dir():
            assert (ROOT / name).exists() or (OURS / name).exists(), name
