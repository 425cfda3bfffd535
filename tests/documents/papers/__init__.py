"""Realistic papers of every family, as frozen contents; the sentences and people are invented."""

from tests.documents.papers.party import party_plan, women_plan, youth_plan
from tests.documents.papers.state import letter, numbered_state_plan, state_plan
from tests.documents.papers.state_report import report

__all__ = [
    "letter",
    "numbered_state_plan",
    "party_plan",
    "report",
    "state_plan",
    "women_plan",
    "youth_plan",
]
