"""How many queries each list costs, whether it holds a few rows or a thousand more.

A row is an address (name, query, place) and the person who opens it; the number counts every
statement of the request, the frame's and the session's included. A higher number needs a reason; a
lower one is written down so that it stays. Home and search show the first rows of several lists:
(few, many), since a list cut short is also asked how long it is in all.
"""

from __future__ import annotations

COUNTS: dict[tuple[str, str, str, str], int | tuple[int, int]] = {
    ("home", "", "-", "mai"): (13, 16),
    ("home", "", "-", "an"): (15, 18),
    ("home", "", "-", "ha"): (10, 13),
    ("home", "", "-", "binh"): (13, 16),
    ("home", "", "-", "kiem"): (10, 11),
    ("home", "", "-", "quan"): 8,
    ("search", "q=ke hoach", "-", "mai"): (11, 12),
    ("documents:list", "", "-", "mai"): 7,
    ("documents:list", "rows=100&page=2", "-", "binh"): 8,
    ("documents:list", "", "-", "kiem"): 7,
    ("documents:citations", "", "directive", "mai"): 10,
    ("documents:history", "", "issued", "an"): 13,
    ("documents:review-queue", "", "-", "binh"): 19,
    ("documents:review-queue", "rows=100", "-", "an"): 21,
    ("documents:number-queue", "", "-", "ha"): 7,
    ("documents:sign-queue", "", "-", "an"): 9,
    ("documents:issue-queue", "", "-", "ha"): 8,
    ("documents:register-out", "", "-", "ha"): 10,
    ("documents:register-in", "", "-", "ha"): 9,
    ("documents:admin-certificates", "", "-", "long"): 8,
    ("directives:tasks", "", "directive", "mai"): 9,
    ("directives:carried-out", "", "directive", "binh"): 12,
    ("directives:cascade", "", "cascade", "binh"): 12,
    ("directives:assignments", "", "-", "mai"): 10,
    ("directives:assignments", "ben=giao", "-", "binh"): 11,
    ("directives:task", "", "task", "binh"): 14,
    ("directives:board", "", "-", "binh"): 12,
    ("directives:board", "", "-", "kiem"): 12,
    ("directives:board-unit", "", "tan-ky", "binh"): 18,
    ("plans:list", "", "-", "mai"): 7,
    ("plans:list", "ben=cap-duoi", "-", "binh"): 8,
    ("reports:list", "", "-", "mai"): 7,
    ("reports:list", "ben=cap-duoi", "-", "binh"): 9,
    ("reports:roll-up", "", "sent-directive", "binh"): 13,
    ("activity:notices", "", "-", "mai"): 8,
    ("activity:log", "", "-", "an"): 10,
    ("activity:log", "", "-", "kiem"): 8,
    ("activity:jobs", "", "-", "long"): 8,
    ("units:admin-units", "", "-", "long"): 7,
    ("units:admin-people", "", "-", "long"): 8,
    ("units:admin-unit", "", "tan-ky", "long"): 10,
    ("units:search", "q=xa", "-", "mai"): 6,
}
