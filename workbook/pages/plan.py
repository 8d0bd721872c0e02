"""Chapter 7 on the page: people and time, the seven questions, the document."""

from __future__ import annotations

from typing import Any

from workbook.answers.plan import People
from workbook.pages import analysis, standing
from workbook.pages.evaluation import evaluation
from workbook.pages.execution import day_list, execution
from workbook.pages.here import checks, desk, safely, status
from workbook.pages.next_plan import next_plan
from workbook.pages.seeing import Part
from workbook.report import FORMATS, completeness, export
from workbook.report import plan as write
from workbook.report.completeness import Question
from workbook.widgets import DocumentView, Download, Form, Panel, TaskList

_FINDING = tuple(getattr(analysis, name) for name in analysis.__all__ if name not in {"checks", "load", "status"})
"""The steps of chapter 6 that find something for the plan."""


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


def document() -> Panel:
    """Read the plan as it will be printed, and take it away as Word or Markdown."""
    sheet = DocumentView()

    def show() -> None:
        standing.bring_up_to_date(_FINDING)
        sheet.show(write(desk()))

    part = Part(safely(show, sheet), sheet)
    desk().on_saved(lambda _: part.again())
    return Panel(_download("docx", "Download as Word"), _download("md", "Download as Markdown"), sheet)


def _download(form: str, label: str) -> Download:
    def make() -> tuple[str, str, bytes]:
        standing.bring_up_to_date(_FINDING)
        return f"marketing-plan.{form}", FORMATS[form], export(desk(), form)

    return Download(label, make)


def _listed(question: Question) -> dict[str, Any]:
    gaps = [{"title": gap.text, "href": gap.href, "state": ""} for gap in question.gaps]
    state = {"state": "in_progress", "status": f"{len(gaps)} open"} if gaps else {"state": "completed", "status": "Answered"}
    return {"title": question.question, "lead": question.why, "href": "", "steps": gaps, **state}


__all__ = ["checks", "day_list", "document", "evaluation", "execution", "next_plan", "people", "questions", "status"]
