"""Việc được giao: the list, one assignment, and a page for each step of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from activity.models import LogEntry
from directives import deadlines, hooks, services
from directives.forms.assignments import ActForm, AssignmentFilter
from directives.models import Assignment, Task
from directives.origin import chain
from directives.states import ASSIGNMENT_STEPS, OPEN_BELOW, Act, AssignmentState
from documents.errors import PaperError
from documents.models import Document
from units.access import Refusal
from units.actors import PortalRequest
from units.models import Role
from units.paging import page_of

GIVEN = "giao"


def assignment_list(request: PortalRequest) -> HttpResponse:
    """ "Việc được giao": the unit's assignments by paper; `?ben=giao` those it gave to others."""
    actor = request.actor
    giving = request.GET.get("ben") == GIVEN
    side = {"issuer": actor.unit} if giving else {"unit": actor.unit}
    rows = Assignment.objects.visible_to(actor).filter(**side)
    papers = Document.objects.filter(tasks__assignments__in=rows.values("pk")).distinct()
    filtering = AssignmentFilter(request.GET, papers=papers.order_by("-pk"), giving=giving)
    page = page_of(request, filtering.apply(rows, timezone.now()).for_lists())
    shown = list(page.object_list)
    context = {
        "page_obj": page,
        "rows": shown,
        "filter": filtering,
        "giving": giving,
        "grouped": request.GET.get("sort") not in {"han", "-han"},
        "answers": hooks.answers_of(shown, actor),
        "anything": bool(shown) or rows.exists(),
    }
    partial = "directives/partials/assignment_results.html"
    return render(request, partial if request.htmx else "directives/assignment_list.html", context)


def assignment(request: PortalRequest, pk: int) -> HttpResponse:
    """One assignment: where it comes from, until when, what was done, what can be done now."""
    found = _fetch(request, pk)
    answer = hooks.answers_of([found], request.actor).get(pk)
    target = ContentType.objects.get_for_model(Assignment)
    context = {
        "assignment": found,
        "task": found.task,
        "document": found.task.document,
        "steps": chain(found.task, request.actor),
        "answer": answer,
        "acts": _acts(request, found, answer),
        "obstacles": found.obstacles.select_related("raised_by", "solved_by").order_by("pk"),
        "may_solve": not services.solving_refusal(found, request.actor),
        "extensions": found.extensions.select_related("assignment").order_by("pk"),
        "periods": _periods(found),
        "history": LogEntry.objects.filter(target_type=target, target_id=pk),
        "crumbs": [("Việc được giao", reverse("directives:assignments"))],
    }
    return render(request, "directives/assignment.html", context)


def _periods(found: Assignment) -> QuerySet[Assignment]:
    """The periods of a duty that comes back, the newest first; none of what comes once."""
    rows = Assignment.objects.filter(task=found.task_id, unit=found.unit_id)
    of_this = rows.filter(period_end__isnull=False) if found.stands else rows.none()
    return of_this.order_by("-period_end")[:24]


def _fetch(request: PortalRequest, pk: int) -> Assignment:
    rows = Assignment.objects.visible_to(request.actor).for_lists()
    found: Assignment = get_object_or_404(
        rows.select_related("cascade", "task__report_to", "task__report_via"), pk=pk
    )
    return found


def _acts(
    request: PortalRequest, found: Assignment, answer: hooks.Answer | None
) -> list[tuple[str, str]]:
    """What this person can do now, the most pressing first: (label, address)."""
    steps = [
        (verb.label, reverse(f"directives:{verb.url_name}", args=[found.pk]))
        for action, verb in VERBS.items()
        if services.may_act(found, action, request.actor)
    ]
    mine = request.actor.unit.pk == found.unit_id and request.actor.has(Role.STAFF, Role.LEADER)
    if not mine or found.state in {AssignmentState.DONE, AssignmentState.CANCELLED}:
        return steps
    if not services.cannot_ask(found):
        page = reverse("directives:extension", args=[found.task_id])
        steps.append(("Xin gia hạn", f"{page}?viec={found.pk}" if found.period_end else page))
    if not services.cannot_raise(found):
        steps.append(("Báo vướng mắc", reverse("directives:assignment-obstacle", args=[found.pk])))
    if found.task.kind == Task.Kind.PLAN and answer is None:
        return [("Lập kế hoạch", f"{reverse('plans:start')}?viec={found.pk}"), *steps]
    if found.task.kind == Task.Kind.REPORT and not found.stands:
        late = found.state in OPEN_BELOW and deadlines.days_late(found.due_at, timezone.now())
        label = "Gửi báo cáo" if late else "Làm báo cáo"
        steps.insert(0, (label, reverse("reports:open", args=[found.pk])))
        if found.state in OPEN_BELOW:
            outside = reverse("reports:outside", args=[found.pk])
            steps.append(("Đã gửi ngoài hệ thống (tải bản quét)", outside))
    return steps


# --- The steps ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Verb:
    """How the page of one step speaks. Texts may use {task}, {unit} and {issuer}."""

    url_name: str
    label: str
    question: str
    effects: tuple[str, ...]
    back: str
    done: str
    danger: bool = False


VERBS: dict[Act, Verb] = {
    Act.ACCEPT: Verb(
        "assignment-accept",
        "Nhận việc",
        "Nhận việc “{task}”?",
        ("{issuer} thấy {unit} đã nhận việc.",),
        "Không nhận lúc này, quay lại",
        "Đã nhận việc.",
    ),
    Act.REPORT: Verb(
        "assignment-report",
        "Báo hoàn thành",
        "Báo hoàn thành “{task}”?",
        (
            "Kết quả gửi đến {issuer} để xác nhận.",
            "Đúng hạn hay muộn tính theo lúc bấm nút này.",
        ),
        "Không báo lúc này, quay lại",
        "Đã báo hoàn thành, chờ xác nhận.",
    ),
    Act.CONFIRM: Verb(
        "assignment-confirm",
        "Xác nhận hoàn thành",
        "Xác nhận {unit} hoàn thành “{task}”?",
        ("Việc được ghi là hoàn thành và không sửa được nữa.", "{unit} nhận thông báo."),
        "Không xác nhận, quay lại",
        "Đã xác nhận hoàn thành.",
    ),
    Act.REJECT: Verb(
        "assignment-reject",
        "Trả lại kết quả",
        "Trả lại kết quả “{task}” cho {unit}?",
        ("Việc tính là chưa xong, {unit} làm tiếp.", "{unit} nhận thông báo kèm lý do."),
        "Không trả lại, quay lại",
        "Đã trả lại kết quả.",
    ),
    Act.EXCUSE: Verb(
        "assignment-grant",
        "Đồng ý không áp dụng",
        "Đồng ý không áp dụng “{task}” cho {unit}?",
        ("Việc không tính vào tiến độ của {unit}.", "{unit} nhận thông báo."),
        "Không đồng ý lúc này, quay lại",
        "Đã đồng ý không áp dụng.",
    ),
    Act.KEEP: Verb(
        "assignment-keep",
        "Không đồng ý, vẫn giao",
        "Vẫn giao “{task}” cho {unit}?",
        ("Việc trở lại trạng thái đã nhận, hạn giữ nguyên.", "{unit} nhận thông báo kèm lý do."),
        "Chưa trả lời, quay lại",
        "Đã trả lời: vẫn giao việc.",
    ),
    Act.ASK_EXCUSE: Verb(
        "assignment-excuse",
        "Xin không áp dụng",
        "Xin không áp dụng “{task}” cho {unit}?",
        ("{issuer} nhận đề nghị và trả lời.", "Trong lúc chờ trả lời, hạn không thay đổi."),
        "Không xin, quay lại",
        "Đã gửi đề nghị không áp dụng.",
    ),
    Act.CANCEL: Verb(
        "assignment-cancel",
        "Rút việc giao",
        "Rút việc “{task}” đã giao cho {unit}?",
        ("Việc không còn tính vào tiến độ của {unit}.", "{unit} nhận thông báo kèm lý do."),
        "Không rút, quay lại",
        "Đã rút việc giao.",
        danger=True,
    ),
}


def accept(request: PortalRequest, pk: int) -> HttpResponse:
    """The unit takes the work on."""
    return _step(request, pk, Act.ACCEPT)


def excuse(request: PortalRequest, pk: int) -> HttpResponse:
    """The unit says the task does not concern it, and why; the issuer answers."""
    return _step(request, pk, Act.ASK_EXCUSE)


def report(request: PortalRequest, pk: int) -> HttpResponse:
    """The unit reports the work done, with its result."""
    return _step(request, pk, Act.REPORT)


def confirm(request: PortalRequest, pk: int) -> HttpResponse:
    """The issuer recognises the result."""
    return _step(request, pk, Act.CONFIRM)


def reject(request: PortalRequest, pk: int) -> HttpResponse:
    """The issuer does not recognise the result; the work goes on."""
    return _step(request, pk, Act.REJECT)


def grant(request: PortalRequest, pk: int) -> HttpResponse:
    """The issuer agrees that the task does not concern the unit."""
    return _step(request, pk, Act.EXCUSE)


def keep(request: PortalRequest, pk: int) -> HttpResponse:
    """The issuer insists on the task."""
    return _step(request, pk, Act.KEEP)


def cancel(request: PortalRequest, pk: int) -> HttpResponse:
    """The issuer takes the work back."""
    return _step(request, pk, Act.CANCEL)


def _step(request: PortalRequest, pk: int, action: Act) -> HttpResponse:
    """The question page of a step; its POST makes the step."""
    found, verb = _fetch(request, pk), VERBS[action]
    if sentence := services.refusal(found, action, request.actor):
        raise Refusal(sentence)
    form = ActForm(request.POST if request.method == "POST" else None, action=action)
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.act_by_hand(
                found,
                action,
                by=request.actor,
                reason=data.get("reason", ""),
                result=data.get("result", ""),
            )
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, verb.done)
            return redirect(found)
    elif AssignmentState(found.state) not in ASSIGNMENT_STEPS[action].sources:
        messages.error(
            request,
            f"Việc này đang ở trạng thái “{found.get_state_display()}” nên không "
            f"{verb.label[:1].lower()}{verb.label[1:]} được.",
        )
        return redirect(found)
    words = {"task": found.task, "unit": found.unit, "issuer": found.issuer}
    late = deadlines.days_late(found.due_at, timezone.now()) if action is Act.REPORT else 0
    context = {
        "question": verb.question.format(**words),
        "effects": [effect.format(**words) for effect in verb.effects],
        "warning": f"Đã quá hạn {late} ngày. Vẫn báo được; cổng ghi là xong muộn." if late else "",
        "verb": verb.label,
        "danger": verb.danger,
        "form": form,
        "back_url": found.get_absolute_url(),
        "back_label": verb.back,
        "crumbs": [
            ("Việc được giao", reverse("directives:assignments")),
            (str(found.task), found.get_absolute_url()),
        ],
    }
    return render(request, "components/confirm_page.html", context)
