"""Checking what was read from a paper, side by side with the original, and saving it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRefresh

from directives.forms.fields import only_asks
from directives.forms.importing import BOXES, CheckForm, CheckTaskForm, NameForm, meanings_of
from directives.intake import original, proposals, saving
from directives.intake.matching import Directory, Match, members
from directives.intake.original import Original, Place
from directives.intake.proposals import Proposal, Proposed
from directives.models import Import, LearnedName
from directives.models_import import IMPORTING
from directives.states import ImportState
from directives.views import importing
from documents.errors import PaperError
from documents.models import Document
from documents.services.registering import AlreadyRegistered, duplicate_of
from units.access import for_roles
from units.actors import PortalRequest
from units.dates import today
from units.groups import Group
from units.models import Role, Unit
from units.outside import settled

SHOWN_PLACES = 6


@dataclass(frozen=True)
class Row:
    """One field on the page: how sure, where it stands, its box and the box to confirm it."""

    field: Proposed
    places: list[Place]
    box: Any = None
    confirm: Any = None


class Check:
    """Everything on the page of one import: proposal, original, and the forms."""

    def __init__(self, request: PortalRequest, row: Import) -> None:
        self.request, self.row, self.source = request, row, row.source
        self.parts = [self.source, *self.source.others.order_by("part")]
        self.proposal: Proposal = proposals.read(row.record)
        self.directory = Directory(request.actor.unit, today())
        record = row.record
        self.issuer, self.learned_issuer = self.directory.issuer(
            self.proposal.fields["issuer"].value or "",
            record.get("parent_issuer"),
            record.get("place"),
            record.get("symbol"),
        )
        if self.issuer is None and self.proposal.fields["issuer"].value:
            # The words were read, the unit is not known: that is for a person to settle.
            issuer = replace(self.proposal.fields["issuer"], confidence=0.0001)
            self.proposal.fields["issuer"] = issuer
        names = self.proposal.names()
        self.matches = self.directory.match_all(names, self.issuer)
        self.where = names
        self._bind()

    def _bind(self) -> None:
        posted = self.request.POST if self.request.method == "POST" else None
        asking = only_asks(self.request)
        self.form = CheckForm(posted, proposal=self.proposal, issuer=self.issuer, asking=asking)
        self.tasks = [
            CheckTaskForm(posted, task=task, prefix=f"nv-{number}", asking=asking)
            for number, task in enumerate(self.proposal.tasks)
        ]
        found = members(self.matches.values(), today())
        self.names = {
            words: NameForm(
                posted,
                match=match,
                means=_means(match, found.get(words, [])),
                prefix=f"dv-{number}",
                asking=asking,
            )
            for number, (words, match) in enumerate(self.matches.items())
        }

    # --- What was posted --------------------------------------------------------------------------

    def is_valid(self) -> bool:
        """Whether everything can be saved; the forms then carry the sentences where not."""
        parts = [form.is_valid() for form in [*self.tasks, *self.names.values()]]
        if self.form.is_bound and not self.form.asking:
            self.form.is_valid()
            changed = any(form.has_changed() for form in self.tasks)
            self.form.require_looked_at(tasks_changed=changed)
        return self.form.is_valid() and all(parts)

    def checked(self) -> saving.Checked:
        """The answers, of a valid page."""
        data, meanings = self.form.cleaned_data, meanings_of(self.names)
        issuer = settled(data["issuer"], by=self.request.actor)
        # What people typed anew is read as the proposal was.
        typed = [
            proposals.split_purpose(line)[0] for line in [*data["addressees"], *data["recipients"]]
        ]
        tasks = [task for form in self.tasks if (task := form.checked()) is not None]
        for task in tasks:
            typed += [*(w.strip() for w in task.lead.split(";")), task.report_to]
        new = [words for words in typed if words and words not in meanings]
        for words, match in self.directory.match_all(new, issuer).items():
            meanings[words] = saving.Meaning(match.group, print_only=match.print_only)
        return saving.Checked(
            issuer=issuer,
            type_code=data["type_code"],
            full_number=data["full_number"],
            date=data["date"],
            subject=data["subject"],
            citations=data["citations"],
            addressees=data["addressees"],
            recipients=data["recipients"],
            archive=data["archive"],
            signer_name=data["signer_name"],
            position=data["position"],
            authority=data["authority"],
            tasks=tasks,
            meanings=meanings,
            answers=self.form.answers(),
            learned=self._learned(issuer, meanings) if self.remembers else (),
        )

    @property
    def remembers(self) -> bool:
        """Whether what was corrected is to be noted for the next time."""
        return self.request.method != "POST" or bool(self.request.POST.get("ghi_nho"))

    def _learned(
        self, issuer: Unit, meanings: dict[str, saving.Meaning]
    ) -> Sequence[tuple[str, str, Group | None]]:
        """The corrections: names whose meaning the person chose, an issuer they put right."""
        kinds = LearnedName.Kind
        found: list[tuple[str, str, Group | None]] = [
            (kinds.NAME, words, meaning.group)
            for words, meaning in meanings.items()
            if meaning.decided and not meaning.left_out
        ]
        if issuer != self.issuer:
            group = Group(label=str(issuer), units=(issuer.pk,))
            if printed := self.proposal.fields["issuer"].value:
                found.append((kinds.NAME, printed, group))
            elif symbol := self.row.record.get("symbol"):
                found.append((kinds.SYMBOL, symbol, group))
        return found

    # --- What is shown ----------------------------------------------------------------------------

    def context(self) -> dict[str, Any]:
        whole = proposals.ranges([part.record for part in self.parts], self.source.text)
        shown: Original = original.look(
            self.source.text,
            self.source.pages,
            self.row.part,
            self.row.record.get("spans", {}),
            whole[self.row.part - 1],
        )
        rows = {
            key: Row(
                field,
                shown.places.get(key, [])[:SHOWN_PLACES],
                self.form[BOXES[key]] if key != "tasks" else None,
                self.form[f"xem_{key}"] if field.is_doubtful else None,
            )
            for key, field in self.proposal.fields.items()
        }
        names = [(words, self.where[words], form) for words, form in self.names.items()]
        all_forms = FormList([self.form, *self.tasks, *self.names.values()])
        return {
            "row": self.row,
            "source": self.source,
            "parts": self.parts if len(self.parts) > 1 else [],
            "original": shown,
            "rows": rows,
            "before_tasks": [rows[key] for key in _BEFORE_TASKS],
            "after_tasks": [rows[key] for key in _AFTER_TASKS],
            "tasks": list(zip(self.tasks, _task_places(shown, self.proposal), strict=True)),
            "unknown": [each for each in names if each[2].match.how == "none"],
            "matched": [each for each in names if each[2].match.how != "none"],
            "matched_wrong": any(form.errors for form in self.names.values()),
            "doubtful": self._still_doubtful(),
            "suggestions": self.proposal.suggestions,
            "learned_issuer": self.learned_issuer,
            "remembers": self.remembers,
            "duplicate": self._duplicate(),
            "may_add_units": self.request.actor.has(Role.ADMIN),
            "form": self.form,
            "all_forms": all_forms,
            "form_has_errors": any(form.errors for form in all_forms.forms),
            "crumbs": importing.crumbs(),
        }

    def _still_doubtful(self) -> list[Proposed]:
        """What nobody has ticked yet; of a page that came back, what is still in the way."""
        return [each for each in self.proposal.doubtful if not self.form[f"xem_{each.key}"].value()]

    def _duplicate(self) -> Document | None:
        """The paper as the portal has it already, if number, issuer and day were read."""
        number, day = (self.proposal.fields[key].value for key in ("full_number", "date"))
        if self.issuer is None or not number or not day:
            return None
        return duplicate_of(self.issuer, number, day, by=self.request.actor)


class FormList:
    """Several forms as the error summary reads them."""

    def __init__(self, forms: list[Any]) -> None:
        self.forms = forms
        self.is_bound = any(form.is_bound for form in forms)

    def non_form_errors(self) -> list[str]:
        return []


_BEFORE_TASKS = ("full_number", "date", "issuer", "doc_type", "title", "cites")
_AFTER_TASKS = ("addressees", "recipients", "archive", "signer", "position", "authority")


def _means(match: Match, names: list[str]) -> str:
    if not names:
        return "Không khớp đơn vị nào đang hoạt động"
    how = " (đã ghi nhớ)" if match.how == "learned" else ""
    if len(names) == 1:
        return f"{names[0]}{how}"
    return f"{len(names)} đơn vị: {', '.join(names[:3])}{'…' if len(names) > 3 else ''}{how}"


def _task_places(shown: Original, proposal: Proposal) -> list[Place | None]:
    """Where each task was read, by its stretch."""
    places = shown.places.get("tasks", [])
    count = len(proposal.tasks)
    return [places[n] if n < len(places) else None for n in range(count)]


@for_roles(*IMPORTING)
def check(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Soát bản nhập": confirm or change what was read; saving makes the paper."""
    row = importing.fetch(request, pk)
    if row.state == ImportState.EXTRACTING:
        return importing.progress(request, row)
    if row.state == ImportState.TO_CHECK:
        if request.htmx and request.method == "GET":
            return HttpResponseClientRefresh()  # the page that waited for the reading
        return _check(request, row)
    if request.method == "POST":
        messages.warning(request, saving.AlreadyChecked(row, request.actor).sentence)
    if row.document is not None:
        return redirect("directives:tasks", row.document.pk)
    return importing.closed(request, row)


def _check(request: PortalRequest, row: Import) -> HttpResponse:
    page = Check(request, row)
    known: Document | None = None
    if request.method == "POST" and not only_asks(request) and page.is_valid():
        try:
            with transaction.atomic():
                document = saving.save_import(row, page.checked(), by=request.actor)
        except saving.AlreadyChecked as error:
            messages.warning(request, error.sentence)
            return redirect(row)
        except AlreadyRegistered as error:
            page.form.add_error("full_number", error.sentence)
            known = error.document
        except PaperError as error:
            page.form.add_error("full_number", error.sentence)
        else:
            return _saved(request, row, document)
    context = page.context()
    return render(request, "directives/import_check.html", context | _known(context, known))


def _known(context: dict[str, Any], known: Document | None) -> dict[str, Any]:
    return {"duplicate": known or context["duplicate"]}


def _saved(request: PortalRequest, row: Import, document: Document) -> HttpResponse:
    """On to the next paper of the file, else to the tasks, from where they are given out."""
    entry = document.incoming_entries.get(unit=request.actor.unit)
    count = document.tasks.count()
    said = f"Đã lưu {document}, {entry}, {count} nhiệm vụ."
    source = row.source
    left = Import.objects.visible_to(request.actor).filter(state=ImportState.TO_CHECK)
    following = left.filter(Q(pk=source.pk) | Q(original=source)).order_by("part").first()
    if following is not None:
        messages.success(request, f"{said} Soát tiếp văn bản thứ {following.part} trong tệp.")
        return redirect(following)
    messages.success(request, said)
    return redirect("directives:tasks", document.pk)
