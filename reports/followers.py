"""What reports add to the pages of directives; registered by `apps.ReportsConfig.ready`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from directives import hooks
from directives.hooks import Answer
from directives.models import Assignment
from reports.models import Report
from units.actors import Actor


@hooks.answers
def reports_answer(assignments: Sequence[Assignment], actor: Actor) -> Mapping[int, Answer]:
    """The report that answers a duty to report, in the words of whoever looks."""
    rows = Report.objects.visible_to(actor).filter(assignment__in=assignments)
    rows = rows.select_related("assignment__task")
    return {
        report.pk: Answer(
            "Báo cáo kết quả",
            report.get_absolute_url(),
            report.state_label("writer" if report.unit_id == actor.unit.pk else "reviewer"),
        )
        for report in rows
    }
