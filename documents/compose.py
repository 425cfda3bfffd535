"""From a paper's rows to its frozen content, and starting a new paper from a skeleton."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from documents import formats, types, verification
from documents.content import Enclosed, PaperContent, Table, Verify
from documents.models import Document, Recipient, Section
from documents.services.format_choices import looks_of
from documents.wording import CO_ADDRESSED
from units.actors import Actor
from units.dates import format_date, today
from units.models import Membership, Role, Unit
from units.querysets import UnitQuerySet
from units.text import clean

# The section that holds tasks, by the last word of its heading in every family's skeleton.
TASK_HEADING = "TỔ CHỨC THỰC HIỆN"


def profile_of(document: Document, on: dt.date | None = None) -> formats.Profile:
    """The rule set the paper is printed by, from its issuer and its date (or today's)."""
    issuer = document.issuer
    return formats.profile_for(issuer.line, issuer.org, on or document.date or today())


def build_content(document: Document) -> PaperContent:
    """Everything the printer needs, with the names the issuer carries on the paper's date."""
    day = document.date or today()
    names = document.issuer.name_on(day)
    lines = {kind: _lines(document, kind) for kind in Recipient.Kind}
    table: Table | None
    appendices = []
    for appendix in document.appendices.all():
        table = appendix.table or None
        appendices.append(
            {
                "title": appendix.title,
                "text": appendix.text,
                "table": table,
                "landscape": appendix.landscape,
                **({"separate": True} if appendix.separate else {}),
            }
        )
    profile, chosen = looks_of(document.issuer, day)
    addressees, co_addressees = _also_addressed(lines[Recipient.Kind.ADDRESSEE])
    content: PaperContent = {
        "profile": profile.key,
        "type_code": document.type_code,
        "issuer": names.name,
        "head_parent": names.head_parent.splitlines(),
        "head_name": names.head_name.splitlines(),
        "number": str(document.number or ""),
        "symbol": document.symbol or symbol_of(document),
        "place": names.place,
        "date": document.date.isoformat() if document.date else "",
        "year_hint": day.year,
        "subject": document.subject,
        "urgency": document.urgency,  # type: ignore[typeddict-item]  # the choices are the same
        "citations": [citation.text for citation in document.citations.all()],
        "opening": document.opening,
        "sections": [
            {"heading": section.heading, "text": section.text}
            for section in document.sections.all()
        ],
        "closing": document.closing,
        "addressees": addressees,
        "recipients": lines[Recipient.Kind.RECIPIENT],
        "archive": "; ".join(lines[Recipient.Kind.ARCHIVE]),
        "authority": document.authority.splitlines(),
        "position": document.position,
        "signer_name": document.signer_name,
        "appendices": appendices,  # type: ignore[typeddict-item]  # built just above
        "drafter_code": document.drafter_code,
        "contact": document.issuer.contact,
        "demo": settings.DEMO_MODE,
        "verify": _verify(document, profile),
    }
    enclosures = [row for row in document.enclosures.all() if row.removed_at is None]
    if enclosures:
        content["enclosures"] = [
            Enclosed(title=row.title, name=row.name, sha256=row.sha256, file=row.pk)
            for row in enclosures
        ]
    # What not every paper has: see PaperContent.
    if chosen:
        content["switches"] = chosen
    if document.circulation:
        content["circulation"] = document.circulation
    if co_addressees:
        content["co_addressees"] = co_addressees
    return content


def _also_addressed(lines: list[str]) -> tuple[list[str], list[str]]:
    """Kính gửi and Đồng kính gửi: the latter begin with these words, as they are typed."""
    also = [line for line in lines if CO_ADDRESSED.match(line)]
    first = [line for line in lines if line not in also]
    return first, [CO_ADDRESSED.sub("", line, count=1) for line in also]


def _verify(document: Document, profile: formats.Profile) -> Verify | None:
    """What is printed for whoever checks a copy; nothing before the number, or where unwanted."""
    place = document.issuer.verify_place or profile.verify_place
    if not document.verify_code or place == "none":
        return None
    return verification.printed(document.verify_code, place)


def symbol_of(document: Document) -> str:
    """The symbol the paper will carry: "KH-UBND", "UBND-KGVX", "KH/TU"."""
    return formats.symbol_for(
        profile_of(document), document.type_code, document.issuer.symbol, document.field
    )


def family_of(unit: Unit) -> types.Family:
    """Which family of type names and skeletons the unit writes in."""
    return {"dang": "party", "chinh_quyen": "state"}.get(unit.line, "mass")  # type: ignore[return-value]


@transaction.atomic
def start(
    *,
    type_code: str,
    subject: str,
    by: Actor,
    review_unit: Unit | None = None,
    opening: str = "",
    sections: list[tuple[str, str]] | None = None,
) -> Document:
    """A new draft of the actor's unit with the family's usual headings, archive line and signer.

    `sections` are (heading, text) pairs when a skeleton from above is taken over.
    """
    unit = by.unit
    document = Document(
        issuer=unit,
        type_code=type_code,
        subject=clean(subject).strip()[:500],
        opening=opening,
        review_unit=review_unit or unit,
        created_by=by.user,
        place=unit.name_on(today()).place,
    )
    document.profile = profile_of(document).key
    document.save()
    document.writers.add(by.user)
    pairs = sections or [(h, "") for h in types.skeleton(type_code, family_of(unit))]
    Section.objects.bulk_create(
        Section(
            document=document,
            order=order,
            heading=heading,
            text=text,
            holds_tasks=heading.upper().endswith(TASK_HEADING) or len(pairs) == 1,
            updated_by=by.user,
        )
        for order, (heading, text) in enumerate(pairs, start=1)
    )
    Recipient.objects.create(
        document=document, kind=Recipient.Kind.ARCHIVE, order=900, text=unit.archive or "VT"
    )
    return document


def citation_of(document: Document) -> str:
    """How another paper cites this one: "Kế hoạch số 67/KH-UBND ngày 27/02/2026 của …"."""
    day = f" ngày {format_date(document.date)}" if document.date else ""
    issuer = document.issuer.name_on(document.date or today()).name
    subject = f"{document.subject[:1].lower()}{document.subject[1:]}".removeprefix("về ")
    return f"{document.type_name} số {document.full_number}{day} của {issuer} về {subject}"


def is_asked_for(document: Document) -> bool:
    """Whether a superior asked for the paper, and so also said who reviews it."""
    plan = getattr(document, "plan", None)  # the role a later app gives the paper
    return plan is not None and plan.assignment_id is not None


def review_choices(unit: Unit) -> UnitQuerySet:
    """Who may review a paper the unit writes of its own accord; one query.

    The unit itself, its superiors in line, and the Party bodies and Front of its place and the
    places above, as far as somebody there can review.
    """
    places = unit.area.path.strip("/").split("/")
    prefixes = [f"/{'/'.join(places[:n])}/" for n in range(1, len(places) + 1)]
    leading = [Unit.Kind.PARTY_COMMITTEE, Unit.Kind.PARTY_BOARD, Unit.Kind.FRONT]
    able = Membership.objects.active_on(today()).filter(
        unit=OuterRef("pk"), role__in=[Role.REVIEWER, Role.LEADER]
    )
    above = Q(code__in=unit.path.strip("/").split("/")) | Q(
        kind__in=leading, area__path__in=prefixes
    )
    choices = Unit.objects.active_on(today()).filter(Q(pk=unit.pk) | above & Q(Exists(able)))
    return choices.in_vietnamese_order()


def _lines(document: Document, kind: str) -> list[str]:
    return [str(line) for line in document.recipients.all() if line.kind == kind]
