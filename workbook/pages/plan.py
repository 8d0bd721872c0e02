"""Chapter 7 on the page: each step has a module of its own; here they are together."""

from __future__ import annotations

from workbook.answers.plan import People
from workbook.pages.coverage import questions, tasks
from workbook.pages.document import document
from workbook.pages.evaluation import evaluation
from workbook.pages.execution import day_list, execution
from workbook.pages.handover import handover
from workbook.pages.here import checks, desk, status
from workbook.pages.next_plan import next_plan
from workbook.pages.one_page import one_page
from workbook.widgets import Form, Panel


def people() -> Panel:
    """Say what no calculation can know: the problem, the people, the days, the operation."""
    return Panel(Form(People, desk()))


__all__ = [
    "checks", "day_list", "document", "evaluation", "execution", "handover", "next_plan", "one_page", "people", "questions", "status",
    "tasks",
]  # fmt: skip
