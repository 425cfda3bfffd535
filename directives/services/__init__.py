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

__all__ = [
    "Mark",
    "Preview",
    "act",
    "act_by_hand",
    "become_directive",
    "cancel_open",
    "confirm",
    "may_act",
    "prepare",
    "preview",
    "refusal",
    "remap_tasks",
    "remove_task",
    "resolve_all",
    "save_marks",
    "save_task",
    "suggested_groups",
    "tasks_editable",
    "unread_lines",
    "within",
]
