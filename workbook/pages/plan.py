"""Chapter 7 on the page: people and time, the seven questions, the document."""

from __future__ import annotations

from typing import Any

from workbook.answers.plan import People
from workbook.pages.document import document
from workbook.pages.evaluation import evaluation
from workbook.pages.execution import day_list, execution
from workbook.pages.here import checks, desk, status
from workbook.pages.next_plan import next_plan
from workbook.pages.seeing import Part
from workbook.report import completeness
from workbook.report.completeness import Question
from workbook.widgets import Form, Panel, TaskList


def people() -> Panel:
    """Say what no calculation can know: the problem, the people, the days, the operation."""
    return Panel(Form(People, desk()))


def questions() -> Panel:
    """The seven questions a plan must answer, each with a link to every field that is still open."""
    listed = TaskList()

    def show() -> None:
        listed.show([_listed(question) for question in completeness.questions(desk())])

    part = Part(show, listed)
    desk().on_saved(lambda _: part.again())
    return Panel(listed)


def _listed(question: Question) -> dict[str, Any]:
    gaps = [{"title": gap.text, "href": gap.href, "state": ""} for gap in question.gaps]
    state = {"state": "in_progress", "status": f"{len(gaps)} open"} if gaps else {"state": "completed", "status": "Answered"}
    return {"title": question.question, "lead": question.why, "href": "", "steps": gaps, **state}


__all__ = ["checks", "day_list", "document", "evaluation", "execution", "next_plan", "people", "questions", "status"]
