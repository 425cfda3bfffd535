"""Received papers, tasks and cascades in the cast's world, made by the real services."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client

from directives import services
from directives.models import Assignment, Cascade, Task
from documents.models import Document
from documents.services.registering import register_received
from tests.factories import Cast
from units.actors import Actor
from units.groups import Group
from units.middleware import SESSION_KEY
from units.models import Unit, User

BODY = """1. Tuyên truyền Nghị quyết số 57-NQ/TW trên hệ thống truyền thanh.
2. Tổ chức hội nghị quán triệt tại cơ sở; hoàn thành trước ngày 07/3/2026."""


def signed_in(client: Client, user: User, unit: Unit | None = None) -> Client:
    """The client signed in as the person, acting for the unit when they have several."""
    client.force_login(user)
    if unit is not None:
        session = client.session
        session[SESSION_KEY] = unit.pk
        session.save()
    return client


def received(cast: Cast, *, by: Actor | None = None, **fields: Any) -> Document:
    """A guidance of the centre, entered by the city's propaganda board."""
    values = {
        "issuer": cast.politburo,
        "type_code": "HD",
        "full_number": "186-HD/BTGTW",
        "date": dt.date(2025, 1, 10),
        "subject": "Tuyên truyền Nghị quyết số 57-NQ/TW",
        "body": BODY,
        **fields,
    }
    return register_received(by=by or cast.actor(cast.binh), **values)


def task_of(document: Document, by: Actor, text: str = "Tổ chức hội nghị", **fields: Any) -> Task:
    values = {
        "lead": "Các xã, phường",
        "operator": "before_day",
        "date": dt.date(2026, 3, 7),
        **fields,
    }
    return services.save_task(document, by=by, text=text, **values)


def given(
    cast: Cast, document: Document, *units: Unit, by: Actor | None = None, **wanted: Any
) -> Cascade:
    """Every task of the paper given to the units (the People's Committees unless told)."""
    by = by or cast.actor(cast.truong)
    cascade = Cascade(document=document, unit=by.unit, by=by.user, **wanted)
    names = units or (cast.tk_ubnd, cast.ap_ubnd)
    cascade.groups = [Group(label="Đơn vị", units=tuple(u.pk for u in names)).as_json()]
    cascade.matrix = {str(task.pk): [0] for task in document.tasks.filter(kind="work")}
    cascade.save()
    return services.confirm(cascade, by=by)


def work(cast: Cast, unit: Unit | None = None, **fields: Any) -> Assignment:
    """One plain task given to one unit by the propaganda board."""
    document = received(cast)
    task_of(document, cast.actor(cast.binh), **fields)
    given(cast, document, unit or cast.tk_ubnd)
    return Assignment.objects.get(task__document=document)
