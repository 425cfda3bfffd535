""" "Soạn mục": one plain box per mục, saved by itself, never over somebody else's words."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from documents import outline
from documents.errors import EditConflict, PaperError, WrongState
from documents.events import Above, written_above
from documents.forms_editor import SectionForm
from documents.models import Document, Section
from documents.parts import section_state
from documents.services import sections as arranging
from documents.services.editing import save_section
from documents.views.drafts import locked, lost, own_paper, page, saved
from documents.wording import roman
from units.actors import PortalRequest
from units.dates import clock
from units.text import fold

# By a word of the mục's heading; the words after the colon are shown in the empty box.
EXAMPLES = {
    "muc dich": "Ví dụ:\n1. Mục đích\n- Tạo sự thống nhất nhận thức của cán bộ, đảng viên và Nhân "
    "dân về …\n2. Yêu cầu\n- Việc tuyên truyền phải kịp thời, thiết thực, có trọng tâm …",
    "to chuc": "Ví dụ:\n1. Phòng Văn hóa - Xã hội\n- Chủ trì, tham mưu tổ chức tuyên truyền, hoàn "
    "thành trước ngày 15/3/2026.\n- Tổng hợp kết quả, báo cáo trước ngày 20/12/2026.",
}
OTHER_EXAMPLE = (
    "Ví dụ:\n1. Nội dung tuyên truyền\n1.1. Những quan điểm, mục tiêu của Nghị quyết …\n"
    "2. Hình thức\na) Tuyên truyền trên hệ thống truyền thanh cơ sở …"
)


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: PortalRequest, pk: int, n: int) -> HttpResponse:
    """Write one mục. With the header X-Autosave the answer is JSON (docs/ui.md, "Autosave")."""
    document = own_paper(request, pk)
    if request.method == "POST":
        return _save(request, document, n)
    if (away := locked(request, document)) is not None:
        return away
    current = document.sections.filter(order=n).select_related("updated_by").first()
    if current is None:
        raise Http404
    return _page(request, document, current, SectionForm(initial=_stored(current)))


def _stored(current: Section) -> dict[str, str]:
    return {"heading": current.heading, "text": current.text}


def _page(
    request: PortalRequest,
    document: Document,
    current: Section,
    form: SectionForm,
    **context: Any,
) -> HttpResponse:
    listed = list(document.sections.all())
    return page(
        request,
        "documents/editor/section.html",
        document,
        form=form,
        section=current,
        name=_name(current, listed),
        sections=[(item, section_state(item), _name(item, listed)) for item in listed],
        headings=[p for p in outline.parse(current.text) if outline.is_heading(p)],
        following=next((s for s in listed if s.order == current.order + 1), None),
        above=written_above(current),
        example=_example(current),
        signs_it=document.signer_id == request.user.pk,
        marked=_marked(request, current),
        **context,
    )


def _marked(request: PortalRequest, current: Section) -> tuple[str, int, int] | None:
    """The paragraph the check points at (`?doan=3`): its words, and where they stand in the box."""
    number = request.GET.get("doan", "")
    span = outline.stretch(current.text, _number(number)) if number.isdecimal() else None
    return (current.text[slice(*span)], *span) if span else None


def _name(item: Section, listed: list[Section]) -> str:
    """The mục as it will stand on paper: "II. NỘI DUNG"; a letter's only one has no name."""
    if len(listed) == 1:
        return item.heading or "Nội dung"
    return f"{roman(item.order)}. {item}"


def _example(current: Section) -> str:
    """An example for the empty box, by the mục's heading."""
    heading = fold(current.heading)
    return next((text for words, text in EXAMPLES.items() if words in heading), OTHER_EXAMPLE)


def _save(request: PortalRequest, document: Document, n: int) -> HttpResponse:
    """Store what was typed, then do what the pressed button says."""
    by_itself = request.headers.get("X-Autosave") == "1"
    typed = request.POST.get("text", "")
    current = _posted_section(request, document, n)
    if current is None:
        gone = "Mục này vừa bị bỏ ở nơi khác, nên không lưu được nữa."
        return _refused(request, document, WrongState(gone), typed, by_itself)
    form = SectionForm(request.POST)
    if not form.is_valid():
        if by_itself:
            words = " ".join(str(e) for errors in form.errors.values() for e in errors)
            return JsonResponse({"message": f"Chưa lưu được. {words}"}, status=422)
        return _page(request, document, current, form)
    text = form.cleaned_data["text"]
    if (copied := _copied(request, current)) is not None:
        text = f"{text.rstrip()}\n{copied.text}".lstrip()
    try:
        current = save_section(
            current,
            text=text,
            heading=form.cleaned_data["heading"],
            version=_number(request.POST.get("version")),
            by=request.actor,
        )
    except EditConflict as conflict:
        if by_itself:
            return JsonResponse(_conflict_answer(document, current, conflict), status=409)
        return _compare(request, document, conflict.section, typed, str(conflict))
    except WrongState as error:
        return _refused(request, document, error, typed, by_itself)
    if by_itself:
        saved_at = clock(current.updated_at)
        return JsonResponse({"saved_at": saved_at, "version": current.version})
    return _then(request, document, current, copied)


def _posted_section(request: PortalRequest, document: Document, n: int) -> Section | None:
    """The mục the page was opened for, even when the order has changed meanwhile."""
    pk = _number(request.POST.get("muc"))
    return document.sections.filter(**({"pk": pk} if pk else {"order": n})).first()


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _copied(request: PortalRequest, current: Section) -> Above | None:
    """What the button "Chép vào mục này" stands beside; None when another was pressed."""
    verb, _, index = request.POST.get("viec", "").partition("-")
    texts = written_above(current) if verb == "chep" else []
    place = _number(index)
    return texts[place] if place < len(texts) else None


def _then(
    request: PortalRequest, document: Document, current: Section, copied: Above | None
) -> HttpResponse:
    """After the save: stay, go on, or change the order of the mục."""
    verb = request.POST.get("viec", "")
    if request.POST.get("muc_moi", "").strip() and verb in ("", "luu", "tiep"):
        verb = "them"  # Enter in the box of the new name presses the form's first button
    here = document.compose_url("section", current.order)
    said = f"Đã lưu lúc {clock(current.updated_at)}."
    try:
        if verb == "them":
            heading = request.POST.get("muc_moi", "")
            added = arranging.add_section(
                document, after=current.order, heading=heading, by=request.actor
            )
            said = f"Đã thêm mục “{added}”."
            here = document.compose_url("section", added.order)
        elif verb in ("len", "xuong"):
            up = verb == "len"
            current = arranging.move_section(current, up=up, by=request.actor)
            said = f"Đã chuyển mục “{current}” {'lên' if up else 'xuống'}."
            here = document.compose_url("section", current.order)
        elif verb == "bo":
            arranging.remove_section(current, by=request.actor)
            said, here = f"Đã bỏ mục “{current}”.", document.compose_url("overview")
    except PaperError as error:
        return _page(request, document, current, SectionForm(initial=_stored(current)), wrong=error)
    if copied is not None:
        count = len(outline.parse(copied.text))
        said = f"Đã chép {count} đoạn của cấp trên vào cuối mục này."
    if verb == "tiep":
        following = document.sections.filter(order=current.order + 1).first()
        here = (
            document.compose_url("section", following.order)
            if following
            else document.compose_url("overview")
        )
    return saved(request, document, here, said)


# --- Somebody else was there ---


def _refused(
    request: PortalRequest, document: Document, error: PaperError, typed: str, by_itself: bool
) -> HttpResponse:
    """The paper or the mục stands still by now: say who and when, and show what was typed."""
    if by_itself:
        kept = "Nội dung vừa gõ vẫn còn trong ô, chép lại nếu cần."
        return JsonResponse({"message": f"{error} {kept}"}, status=409)
    return lost(request, document, error, [("Nội dung vừa gõ", typed)])


def _conflict_answer(
    document: Document, current: Section, conflict: EditConflict
) -> dict[str, str]:
    """E-MOI for the script: the sentence, and a button that takes the typed text along."""
    address = document.compose_url("section-conflict", current.order)
    button = render_to_string("documents/editor/_conflict_button.html", {"address": address})
    return {"message": str(conflict), "html": button}


@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: PortalRequest, pk: int, n: int) -> HttpResponse:
    """E-MOI: both texts side by side; keep one of them or put them together by hand."""
    document = own_paper(request, pk)
    if request.method != "POST":
        return redirect(document.compose_url("section", n))
    current = _posted_section(request, document, n)
    typed = request.POST.get("text", "")
    choice = request.POST.get("giu", "")
    if current is None or not document.is_editable:
        moved = WrongState("Mục này không còn sửa được nữa.")
        return _refused(request, document, moved, request.POST.get("ghep") or typed, False)
    if choice not in CHOICES:
        return _compare(request, document, current, typed, "")
    here = document.compose_url("section", current.order)
    if choice == "kia":
        return saved(request, document, here, f"Đã giữ bản của đồng chí {current.updated_by}.")
    text = request.POST.get("ghep", "") if choice == "ghep" else typed
    try:
        current = save_section(
            current,
            text=text,
            heading=request.POST.get("heading", current.heading),
            version=_number(request.POST.get("version")),
            by=request.actor,
        )
    except EditConflict as error:
        return _compare(request, document, error.section, text, str(error))
    except WrongState as error:
        return _refused(request, document, error, text, False)
    return saved(
        request, document, here, f"{CHOICES[choice]} Đã lưu lúc {clock(current.updated_at)}."
    )


CHOICES = {
    "toi": "Đã giữ bản của mình.",
    "kia": "Đã giữ bản kia.",
    "ghep": "Đã lưu bản ghép.",
}


def _compare(
    request: PortalRequest, document: Document, current: Section, typed: str, sentence: str
) -> HttpResponse:
    typed = outline.normalise(typed)
    return page(
        request,
        "documents/editor/conflict.html",
        document,
        status=409 if sentence else 200,
        section=current,
        sentence=sentence,
        typed=typed,
        heading=request.POST.get("heading", current.heading),
        differences=outline.diff(current.text, typed),
    )
