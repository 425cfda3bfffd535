"""How many queries each list costs, whether it holds a few rows or a thousand more.

A row is an address (name, query, place) and the person who opens it; the number counts every
statement of the request, the frame's and the session's included. A higher number needs a reason; a
lower one is written down so that it stays. Home and search show the first rows of several lists:
(few, many), since a list cut short is also asked how long it is in all.
"""

from __future__ import annotations

COUNTS: dict[tuple[str, str, str, str], int | tuple[int, int]] = {
    ("home", "", "-", "mai"): (14, 17),
    ("home", "", "-", "an"): (19, 22),
    ("home", "", "-", "ha"): (11, 14),
    ("home", "", "-", "binh"): (16, 19),
    ("home", "", "-", "kiem"): (10, 11),
    ("home", "", "-", "quan"): 8,
    ("search", "q=ke hoach", "-", "mai"): (11, 12),
    ("documents:list", "", "-", "mai"): 7,
    ("documents:list", "rows=100&page=2", "-", "binh"): 8,
    ("documents:list", "", "-", "kiem"): 7,
    ("documents:citations", "", "directive", "mai"): 10,
    ("documents:history", "", "issued", "an"): 13,
    ("documents:review-queue", "", "-", "binh"): 20,
    ("documents:review-queue", "rows=100", "-", "an"): 22,
    ("documents:number-queue", "", "-", "ha"): 7,
    ("documents:sign-queue", "", "-", "an"): 10,
    ("documents:issue-queue", "", "-", "ha"): 8,
    ("documents:register-out", "", "-", "ha"): 10,
    ("documents:register-in", "", "-", "ha"): 9,
    ("documents:admin-certificates", "", "-", "long"): 8,
    ("directives:tasks", "", "directive", "mai"): 10,
    ("directives:carried-out", "", "directive", "binh"): 12,
    ("directives:cascade", "", "cascade", "binh"): 15,
    ("directives:assignments", "", "-", "mai"): 11,
    ("directives:assignments", "ben=giao", "-", "binh"): 12,
    ("directives:task", "", "task", "binh"): 15,
    ("directives:task-list", "", "-", "mai"): 11,
    ("directives:task-list", "", "-", "binh"): 12,
    ("directives:extension", "", "task", "mai"): 11,
    ("directives:extension-decide", "", "extension", "binh"): 8,
    ("directives:cascade-recall", "", "cascade", "binh"): 11,
    ("directives:nudge", "", "-", "binh"): 12,
    ("directives:board", "", "-", "binh"): 13,
    ("directives:board", "", "-", "kiem"): 12,
    ("directives:board-unit", "", "tan-ky", "binh"): 20,
    ("directives:board", "so_voi=1/1/2026", "-", "binh"): 16,
    ("directives:board-xlsx", "", "-", "binh"): 10,
    ("directives:heat", "", "-", "binh"): 13,
    ("directives:timeline", "", "-", "binh"): 12,
    ("plans:list", "", "-", "mai"): 8,
    ("plans:list", "ben=cap-duoi", "-", "binh"): 9,
    ("reports:list", "", "-", "mai"): 8,
    ("reports:list", "ben=cap-duoi", "-", "binh"): 10,
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
