"""One page of a list, as the address asks for it: `?page=2&rows=50` (screens §2, "Tables")."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

SIZES = (25, 50, 100)


class SizedPaginator(Paginator):  # type: ignore[type-arg]
    """A list whose reader chooses how many rows a page has; only such lists offer the choice."""


def page_of(request: HttpRequest, rows: Any) -> Page[Any]:
    """The page of `rows` (an ordered queryset or list) named in the address.

    A page or size nobody offered is answered with the nearest page, 25 rows; it never fails.
    """
    asked = request.GET.get("rows", "")
    size = int(asked) if asked in map(str, SIZES) else SIZES[0]
    return SizedPaginator(rows, size).get_page(request.GET.get("page"))
