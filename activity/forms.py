"""How the log is narrowed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet

from activity.models import LogEntry, Notice, NoticeChoice
from activity.reading import verb_choices, verbs_of
from units.dates import HANOI
from units.fields import DateField
from units.models import Unit, User
from units.text import fold

_DAY = dt.timedelta(days=1)


class LogFilter(forms.Form):
    """Who, in whose name, what, when; every field may stay empty."""

    person = forms.CharField(label="Người làm", required=False, max_length=100)
    unit = forms.CharField(label="Đơn vị", required=False, max_length=100)
    verb = forms.ChoiceField(label="Việc", required=False)
    target = forms.CharField(label="Đối tượng", required=False, max_length=100)
    since = DateField(label="Từ ngày", required=False)
    until = DateField(label="Đến hết ngày", required=False)

    def __init__(self, *args: Any, with_unit: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verbs: forms.ChoiceField = self.fields["verb"]  # type: ignore[assignment]
        verbs.choices = [("", "Mọi việc"), *verb_choices()]
        if not with_unit:
            del self.fields["unit"]

    def apply(self, rows: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
        """The lines asked for; a field that cannot be read narrows nothing and says why."""
        self.is_valid()
        said = self.cleaned_data
        if said.get("person"):
            rows = rows.filter(actor_name__in=_names_with(rows, said["person"]))
        if said.get("unit"):
            rows = rows.filter(unit__in=Unit.objects.search(said["unit"]).values("pk"))
        if said.get("verb"):
            rows = rows.filter(verb__in=verbs_of(said["verb"]))
        for word in said.get("target", "").split():
            rows = rows.filter(target_label__icontains=word)
        if said.get("since"):
            rows = rows.filter(at__gte=_midnight(said["since"]))
        if said.get("until"):
            rows = rows.filter(at__lt=_midnight(said["until"] + _DAY))
        return rows


_EXAMPLES = {
    Notice.Reason.NEEDS_YOU: "Văn bản bị trả lại, chờ ký, chờ thẩm định, việc mới được giao. "
    "Luôn hiện ở Thông báo và Việc cần làm, chọn cách nào cũng không mất.",
    Notice.Reason.DEADLINE: "Nhắc hạn của đơn vị.",
    Notice.Reason.RESULT: "Văn bản được duyệt, ban hành; việc được xác nhận.",
    Notice.Reason.INFO: "Điều nên biết, không phải làm gì.",
}


class NoticeChoicesForm(forms.Form):
    """One question for each group of notices: by mail at once, in the morning, or not at all."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        self.person = person
        chosen = dict(person.notice_choices.values_list("reason", "how"))
        super().__init__(*args, **kwargs)
        for reason in Notice.Reason:
            self.fields[reason.value] = forms.ChoiceField(
                label=reason.label,
                help_text=_EXAMPLES[reason],
                choices=NoticeChoice.How.choices,
                initial=chosen.get(reason.value, NoticeChoice.How.MORNING),
                widget=forms.RadioSelect,
            )

    def save(self) -> None:
        """Keep the answers, in one statement; those given before are overwritten."""
        NoticeChoice.objects.bulk_create(
            [
                NoticeChoice(person=self.person, reason=reason, how=self.cleaned_data[reason])
                for reason in Notice.Reason.values
            ],
            update_conflicts=True,
            unique_fields=["person", "reason"],
            update_fields=["how"],
        )


def _names_with(rows: QuerySet[LogEntry], words: str) -> list[str]:
    """Names in these lines that hold every word, accents or not; the log keeps no folded names."""
    names = rows.order_by().values_list("actor_name", flat=True).distinct()
    return [name for name in names if all(w in fold(name) for w in fold(words).split())]


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), HANOI)
