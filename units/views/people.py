"""The administrator's pages about people: who there is, adding one, their roles."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from units import administration
from units.access import for_roles
from units.actors import PortalRequest
from units.administration import administered, people_of
from units.dates import today
from units.forms import EndRoleForm, NewPersonForm, PeopleFilter, PersonForm, RolesForm
from units.models import Membership, Role, User
from units.paging import page_of
from units.text import fold
from units.views.tree import HOME

PEOPLE = ("Người dùng", "/quan-tri/nguoi-dung/")


@for_roles(Role.ADMIN)
def people_list(request: PortalRequest) -> HttpResponse:
    """People of the administered units by given name, with the roles they hold there."""
    form = PeopleFilter(request.GET)
    rows = people_of(request.actor)
    said = form.cleaned_data if form.is_valid() else {}
    roles = Membership.objects.active_on(today()).filter(
        unit__in=administered(request.actor).values("pk")
    )
    if said.get("role") or said.get("unit"):
        wanted = roles.filter(role=said["role"]) if said.get("role") else roles
        for word in fold(said.get("unit", "")).split():
            wanted = wanted.filter(unit__search_text__contains=word)
        rows = rows.filter(pk__in=wanted.values("user"))
    for word in fold(said.get("q", "")).split():
        rows = rows.filter(search_text__contains=word)
    held = roles.select_related("unit").order_by("unit__sort_key", "role")
    page = page_of(
        request, rows.order_by("sort_key", "pk").prefetch_related(Prefetch("memberships", held))
    )
    return render(
        request,
        "units/admin/_people.html" if request.htmx else "units/admin/people.html",
        {"filter": form, "page_obj": page, "crumbs": [HOME]},
    )


@for_roles(Role.ADMIN)
def person_add(request: PortalRequest) -> HttpResponse:
    """A new person with first roles; the password for the first sign-in is shown once."""
    data = request.POST or None
    form = NewPersonForm(data)
    unit = request.GET.get("unit", "")
    roles = RolesForm(data, actor=request.actor, initial={"unit": unit} if unit.isdigit() else None)
    if request.method == "POST" and all([form.is_valid(), roles.is_valid()]):
        person = form.save(commit=False)
        password = administration.add_person(person, **roles.grant(), by=request.actor)
        return _show_password(request, person, password, new=True)
    context = {
        "form": form,
        "roles_form": roles,
        "form_has_errors": bool(form.errors or roles.errors),
        "crumbs": [HOME, PEOPLE],
    }
    return render(request, "units/admin/person_add.html", context)


@for_roles(Role.ADMIN)
def person_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """One person: who they are, their roles, a new password. The button names the form sent."""
    person = get_object_or_404(people_of(request.actor), pk=pk)
    sent: dict[str, forms.BaseForm] = {}
    if request.method == "POST":
        act = next((act for name, act in _ACTS.items() if name in request.POST), _save)
        answer = act(request, person)
        if isinstance(answer, HttpResponse):
            return answer
        sent = answer
    actor = request.actor
    mine = person.memberships.filter(unit__in=administered(actor).values("pk"))
    return render(
        request,
        "units/admin/person.html",
        {
            "person": person,
            "person_form": PersonForm(instance=person, actor=actor),
            "roles_form": RolesForm(actor=actor),
            "memberships": mine.select_related("unit").order_by("unit__sort_key", "role"),
            "elsewhere": administration.elsewhere(person, actor),
            "is_self": person.pk == actor.user.pk,
            "today": today(),
            "form_has_errors": bool(sent),
            "crumbs": [HOME, PEOPLE],
            **sent,
        },
    )


# What a button does: the answer to send, or the form with what is wrong in it, by its name.
Act = Callable[[PortalRequest, User], "HttpResponse | dict[str, forms.BaseForm]"]


def _save(request: PortalRequest, person: User) -> HttpResponse | dict[str, forms.BaseForm]:
    form = PersonForm(request.POST, instance=User.objects.get(pk=person.pk), actor=request.actor)
    if not form.is_valid():
        return {"person_form": form}
    if form.changed_data:
        administration.change_person(form.instance, form.before(), by=request.actor)
    messages.success(request, "Đã lưu thông tin người dùng.")
    return redirect("units:admin-person", person.pk)


def _grant(request: PortalRequest, person: User) -> HttpResponse | dict[str, forms.BaseForm]:
    form = RolesForm(request.POST, actor=request.actor)
    if not form.is_valid():
        return {"roles_form": form}
    administration.give_roles(person, **form.grant(), by=request.actor)
    messages.success(request, f"Đã trao vai trò ở {form.cleaned_data['unit']}.")
    return redirect("units:admin-person", person.pk)


def _end(request: PortalRequest, person: User) -> HttpResponse | dict[str, forms.BaseForm]:
    # Each role of the table has a box of its own, so that an error leads to the right one.
    box = f"%s-{request.POST.get('membership', '')}"
    form = EndRoleForm(request.POST, person=person, actor=request.actor, auto_id=box)
    if not form.is_valid():
        return {"ending": form}
    role: Membership = form.cleaned_data["membership"]
    administration.end_role(role, form.cleaned_data["last_day"], by=request.actor)
    messages.success(request, f"Đã kết thúc vai trò {role.get_role_display().lower()}.")
    return redirect("units:admin-person", person.pk)


def _password(request: PortalRequest, person: User) -> HttpResponse:
    return _show_password(request, person, administration.reset_password(person, by=request.actor))


def _show_password(
    request: PortalRequest, person: User, password: str, *, new: bool = False
) -> HttpResponse:
    context = {"person": person, "password": password, "new": new, "crumbs": [HOME, PEOPLE]}
    response = render(request, "units/admin/password.html", context)
    response["Cache-Control"] = "no-store"
    return response


_ACTS: dict[str, Act] = {"trao": _grant, "ket_thuc": _end, "mat_khau": _password}
