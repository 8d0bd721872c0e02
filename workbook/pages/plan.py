"""Chapter 7 on the page: each step has a module of its own; here they are together."""

from __future__ import annotations

from workbook.answers.chapters import link_to
from workbook.answers.plan import People
from workbook.answers.schedule import Schedule
from workbook.pages.coverage import questions, tasks
from workbook.pages.document import document
from workbook.pages.evaluation import evaluation
from workbook.pages.execution import day_list, execution
from workbook.pages.handover import handover
from workbook.pages.here import checks, desk, status, whenever
from workbook.pages.next_plan import next_plan
from workbook.pages.one_page import one_page
from workbook.pages.worked import compared
from workbook.report.timing import who_does_it
from workbook.widgets import Form, Notice, Panel

NOBODY = "Your schedule names nobody yet: say there who decides, who creates and who executes. It is asked once and used everywhere."


def people() -> Panel:
    """See who answers for it, from the schedule; say what no calculation can know: the problem, the reasons, the operation."""
    named = Notice()

    def show() -> None:
        there = {"Change it in the schedule": link_to(f"{Schedule.FORM}:people")}
        named.show(who_does_it(desk()) or NOBODY, title="Who does it", links=there)

    whenever(show, Schedule, People, views=(named,))
    return Panel(named, Form(People, desk()), compared(People))


__all__ = [
    "checks", "day_list", "document", "evaluation", "execution", "handover", "next_plan", "one_page", "people", "questions", "status",
    "tasks",
]  # fmt: skip
