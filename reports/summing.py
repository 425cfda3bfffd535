"""Adding reports up: who sent, what it comes to, and the official paper made of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from directives.models import Assignment, Directive, Task
from directives.periods import Period, label_of
from directives.states import AssignmentState
from documents import compose
from documents.errors import PaperError
from documents.models import Appendix, Recipient
from documents.services.editing import save_citations, save_recipients
from reports.models import Indicator, Report, RollUp
from reports.querysets import ReportQuerySet
from units.actors import Actor
from units.dates import format_date, number_vi, today
from units.models import Unit


@dataclass(frozen=True)
class Sums:
    """The added figures of the reports a unit received for one directive."""

    expected: list[Assignment]
    received: list[Report]
    indicators: list[Indicator]
    totals: dict[int, Decimal]
    per_unit: list[tuple[Report, dict[int, Decimal]]]

    @property
    def missing(self) -> list[Unit]:
        came = {report.unit_id for report in self.received}
        return [row.unit for row in self.expected if row.unit_id not in came]

    @property
    def missing_more(self) -> int:
        """How many of the missing units a page that names twenty leaves unnamed."""
        return max(0, len(self.missing) - 20)


def periods_of(directive: Directive, unit: Unit, day: dt.date) -> list[Period]:
    """The periods of the reports due to the unit that have begun by the day, the newest first."""
    rows = _expected(directive, unit).filter(period_start__lte=day).order_by("-period_end")
    days = rows.values_list("period_start", "period_end").distinct()
    return [Period(start, end, label_of(start, end)) for start, end in days if start and end]


def sums_for(directive: Directive, unit: Unit, period_end: dt.date | None = None) -> Sums:
    """Who had to report to the unit, what came, what it adds up to; five queries.

    `period_end` names the period of reports that come back; without one, what comes only once.
    """
    expected = list(
        _expected(directive, unit)
        .filter(period_end=period_end)
        .select_related("unit")
        .order_by("unit__sort_key")
    )
    received = _received(directive, unit, period_end).select_related("unit")
    reports = list(received.prefetch_related("figures").order_by("unit__sort_key"))
    return Sums(
        expected=expected,
        received=reports,
        indicators=list(Indicator.objects.filter(active=True)),
        totals=received.sums(),
        per_unit=[(r, {f.indicator_id: f.value for f in r.figures.all()}) for r in reports],
    )


def _expected(directive: Directive, unit: Unit) -> QuerySet[Assignment]:
    """The duties to report to the unit about the directive; of one that comes back, its periods."""
    return Assignment.objects.filter(
        task__document=directive.pk, task__kind=Task.Kind.REPORT, task__report_to=unit, stands=False
    ).exclude(state__in=[AssignmentState.CANCELLED, AssignmentState.EXCUSED])


def _received(directive: Directive, unit: Unit, period_end: dt.date | None) -> ReportQuerySet:
    return Report.objects.filter(
        directive=directive, to_unit=unit, assignment__period_end=period_end
    ).received()


@transaction.atomic
def make_paper(directive: Directive, *, by: Actor, period: Period | None = None) -> RollUp:
    """Draft the official Báo cáo from the reports received: sums as an appendix, parts as text.

    Reports that come back are added up one period at a time.

    Raises PaperError when nothing was received yet or a draft exists already.
    """
    period_end = period.end if period else None
    existing = RollUp.objects.filter(
        directive=directive, unit=by.unit, period_end=period_end
    ).select_related("document")
    if any(row.document.state not in {"abandoned", "recalled"} for row in existing):
        raise PaperError("Đã có dự thảo báo cáo tổng hợp cho văn bản này.")
    sums = sums_for(directive, by.unit, period_end)
    if not sums.received:
        raise PaperError("Chưa có báo cáo cấp dưới nào để tổng hợp.")
    above = directive.document
    day = f" ngày {format_date(above.date)}" if above.date else ""
    document = compose.start(
        type_code="BC",
        subject=f"Kết quả thực hiện {above.type_name} số {above.full_number}{day}"
        + (f", {period.label}" if period else ""),
        by=by,
        opening=(
            f"Thực hiện {above.type_name} số {above.full_number}{day} của "
            f"{above.issuer.name_on(above.date or today()).name}, {by.unit.name} "
            "báo cáo kết quả như sau:"
        ),
    )
    names = ("results", "limits", "next_steps", "proposals")
    for section, name in zip(document.sections.all(), names, strict=False):
        section.text = _merged(sums, name)
        section.save(update_fields=["text"])
    Appendix.objects.create(
        document=document,
        order=1,
        title="Tổng hợp số liệu",
        table=figures_table(sums),
        landscape=len(sums.indicators) > 4,
    )
    save_citations(document, [f"Căn cứ {above.type_name} số {above.full_number}{day}"], by=by)
    rows = [(str(above.issuer), "(để b/c)", False)] if above.issuer != by.unit else []
    save_recipients(document, rows, kind=Recipient.Kind.RECIPIENT, by=by)
    return RollUp.objects.create(
        directive=directive,
        unit=by.unit,
        document=document,
        period_end=period_end,
        sources={str(report.pk): report.version for report in sums.received},
        created_by=by.user,
    )


def changed_since(roll_up: RollUp) -> list[Report]:
    """Reports that were corrected or came in after the roll-up took its figures."""
    now = _received(roll_up.directive, roll_up.unit, roll_up.period_end)
    return [r for r in now.select_related("unit") if roll_up.sources.get(str(r.pk)) != r.version]


def _merged(sums: Sums, name: str) -> str:
    """The parts of the units' reports, one paragraph each, with the unit it came from."""
    lines = []
    for report in sums.received:
        for line in getattr(report, name).splitlines():
            if line.strip():
                lines.append(f"- {line.strip().lstrip('-+ ')} ({report.unit})")
    if name == "results":
        came, expected = len(sums.received), len(sums.expected)
        lines.insert(0, f"Đến nay {came} trên {expected} đơn vị đã gửi báo cáo.")
        lines.append("Số liệu cụ thể theo phụ lục kèm theo.")
    return "\n".join(lines) or "Không có."


def figures_table(sums: Sums) -> dict[str, Any]:
    """The figures unit by unit with the total, as an appendix table ({head, rows, numeric})."""
    head = ["STT", "Đơn vị", *(str(indicator) for indicator in sums.indicators)]
    rows = [
        [str(n), str(report.unit), *(_cell(values.get(i.pk)) for i in sums.indicators)]
        for n, (report, values) in enumerate(sums.per_unit, start=1)
    ]
    rows.append(["", "Tổng cộng", *(_cell(sums.totals.get(i.pk)) for i in sums.indicators)])
    return {"head": head, "rows": rows, "numeric": list(range(2, len(head)))}


def _cell(value: Decimal | None) -> str:
    return "" if value is None else number_vi(value.normalize() if value % 1 else int(value))
