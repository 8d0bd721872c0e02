"""Chapter 7 on the page: the seven questions a plan must answer and the nine tasks it must cover, each with links to what is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbook.pages.here import desk
from workbook.pages.seeing import Part
from workbook.report import completeness
from workbook.report.completeness import Gap, Place, Question
from workbook.widgets import Panel, TaskList

SHOWN = 4
"""Open fields of one place that are listed; the place itself leads to the others."""


def questions() -> Panel:
    """The seven questions a plan must answer, each with a link to every field that is still open."""
    return _listed(lambda: [_question(question) for question in completeness.questions(desk())])


def tasks() -> Panel:
    """The nine tasks a plan must cover: where each is worked on, what is done there, and what is missing, with a link to the very field."""
    return _listed(lambda: [_task(task) for task in completeness.tasks(desk())])


def _listed(lines: Callable[[], list[dict[str, Any]]]) -> Panel:
    listed = TaskList()
    part = Part(lambda: listed.show(lines()), listed)
    desk().on_saved(lambda _: part.again())
    return Panel(listed)


def _question(question: Question) -> dict[str, Any]:
    gaps = [_line(gap) for gap in question.gaps]
    return {**_asked(question), "steps": gaps, **_state(question, "Answered")}


def _task(task: Question) -> dict[str, Any]:
    steps = [line for place in task.places for line in _place(place)]
    return {**_asked(task), "steps": steps, **_state(task, "Covered")}


def _asked(question: Question) -> dict[str, Any]:
    locale = desk().locale
    return {"title": question.question, "lead": question.why, "good": [locale.prose(line) for line in question.good], "href": ""}


def _place(place: Place) -> list[dict[str, Any]]:
    """The place with its state, and below it the first open fields; the rest stands behind the link to the place."""
    if not place.gaps:
        return [{"title": place.title, "href": place.href, "state": "completed"}]
    rest = len(place.gaps) - SHOWN
    more = [{"title": f"{desk().locale.count(rest)} more in this step", "href": place.gaps[SHOWN].href, "state": ""}] if rest > 0 else []
    state = "in_progress" if place.begun else "not_started"
    return [{"title": place.title, "href": place.href, "state": state}, *(_line(gap) for gap in place.gaps[:SHOWN]), *more]


def _line(gap: Gap) -> dict[str, Any]:
    return {"title": gap.text, "href": gap.href, "state": ""}


def _state(question: Question, done: str) -> dict[str, str]:
    if question.answered:
        return {"state": "completed", "status": done}
    untouched = question.places and not any(place.begun for place in question.places)
    return {"state": "not_started" if untouched else "in_progress", "status": f"{desk().locale.count(len(question.gaps))} open"}


__all__ = ["questions", "tasks"]
