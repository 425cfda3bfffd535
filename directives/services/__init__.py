"""Marking tasks, cascading them ("giao việc"), and what units do with what they were given."""

from directives.services.acting import act, act_by_hand, may_act, refusal
from directives.services.cascading import (
    Preview,
    confirm,
    prepare,
    preview,
    resolve_all,
    suggested_groups,
    unread_lines,
    within,
)
from directives.services.coming_back import lay_out_periods
from directives.services.extending import (
    answering_refusal,
    ask_extension,
    asking_refusal,
    cannot_ask,
    decide_extension,
)
from directives.services.marking import (
    Mark,
    become_directive,
    cancel_open,
    remap_tasks,
    remove_task,
    save_marks,
    save_task,
    tasks_editable,
)
from directives.services.nudging import (
    Late,
    default_text,
    late_units,
    nudgeable,
    send_nudge,
    still_late,
)
from directives.services.obstacles import (
    cannot_raise,
    raise_obstacle,
    raising_refusal,
    solve_obstacle,
    solving_refusal,
)
from directives.services.recalling import answered, recall_cascade, recallable
from directives.services.reminding import remind

__all__ = [
    "Late",
    "Mark",
    "Preview",
    "act",
    "act_by_hand",
    "answered",
    "answering_refusal",
    "ask_extension",
    "asking_refusal",
    "become_directive",
    "cancel_open",
    "cannot_ask",
    "cannot_raise",
    "confirm",
    "decide_extension",
    "default_text",
    "late_units",
    "lay_out_periods",
    "may_act",
    "nudgeable",
    "prepare",
    "preview",
    "raise_obstacle",
    "raising_refusal",
    "recall_cascade",
    "recallable",
    "refusal",
    "remap_tasks",
    "remind",
    "remove_task",
    "resolve_all",
    "save_marks",
    "save_task",
    "send_nudge",
    "solve_obstacle",
    "solving_refusal",
    "still_late",
    "suggested_groups",
    "tasks_editable",
    "unread_lines",
    "within",
]
