"""Writing the assignments of a cascade: the database pairs tasks with units by itself.

A directive to all communes is tens of thousands of rows; one `INSERT … SELECT` for each set of
units that gets the same tasks costs a tenth of sending every row from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from directives.models import Assignment, Cascade, Task

# What each assignment takes from its task and its unit; everything else is the same for all.
_OWN = {"task": "t.id", "unit": "u.id", "due_at": "t.due_at", "wording": "t.wording"}


def write(cascade: Cascade, given: Iterable[tuple[Task, str, Sequence[int]]]) -> int:
    """Bind each saved task to units (by primary key) in a part; how many assignments were new.

    One that exists already stays as it is: the constraint that a unit has a task once decides.
    """
    sets: dict[tuple[str, tuple[int, ...]], list[int]] = {}
    for task, part, units in given:
        if units:
            sets.setdefault((part, tuple(units)), []).append(task.pk)
    return sum(_insert(cascade, part, tasks, units) for (part, units), tasks in sets.items())


def _insert(cascade: Cascade, part: str, tasks: Sequence[int], units: Sequence[int]) -> int:
    row = Assignment(cascade=cascade, issuer_id=cascade.unit_id, part=part)
    columns, values, params = [], [], []
    for each in Assignment._meta.concrete_fields:
        if each.primary_key:
            continue
        columns.append(connection.ops.quote_name(each.column or ""))
        if each.name in _OWN:
            values.append(_OWN[each.name])
        else:
            values.append("%s")
            params.append(each.get_db_prep_save(each.pre_save(row, add=True), connection))
    table, task, unit = (
        connection.ops.quote_name(name)
        for name in (Assignment._meta.db_table, Task._meta.db_table, "units_unit")
    )
    # Every interpolated word is a name of our own tables; values travel as parameters.
    sql = (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} "
        f"FROM {task} t CROSS JOIN {unit} u "
        f"WHERE t.id IN ({_marks(tasks)}) AND u.id IN ({_marks(units)}) "
        "ON CONFLICT DO NOTHING"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *tasks, *units])
        return int(cursor.rowcount)


def _marks(values: Sequence[int]) -> str:
    return ", ".join(["%s"] * len(values))
