"""Writing many rows that follow from rows there already: the database copies them by itself."""

from __future__ import annotations

from typing import Any

from django.db import connection, models
from django.db.models import QuerySet, Value


def insert_from(source: QuerySet[Any, Any], model: type[models.Model], **values: Any) -> int:
    """Insert one row of the model for each row of `source`, in one statement; how many were new.

    `values` says by field where a value comes from: an expression over `source` or a constant.
    Fields not named get what a new row of the model would have. A row that a constraint of the
    table forbids is there already and stays as it is. `source` must be filtered by something:
    SQLite could not tell where its question ends otherwise.
    """
    new, columns, selected = model(), [], {}
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        columns.append(connection.ops.quote_name(field.column or ""))
        said = values.pop(field.name) if field.name in values else field.pre_save(new, add=True)
        if not hasattr(said, "resolve_expression"):
            kept = field.target_field if isinstance(field, models.ForeignKey) else field
            said = Value(said, output_field=kept)
        selected[f"into_{field.name}"] = said
    rows = source.order_by().annotate(**selected).values_list(*selected)
    sql, params = rows.query.get_compiler(connection=connection).as_sql()
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) {sql} ON CONFLICT DO NOTHING", params
        )
        return int(cursor.rowcount)
