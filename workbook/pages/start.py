"""Chapter 0 on the page: choose a company, see what there is to do, carry on where one was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from workbook.answers.chapters import CHAPTERS, Chapter, Step
from workbook.answers.start import Setup
from workbook.pages.here import checks, desk, status
from workbook.widgets import Download, Form, Panel, TaskList


def company() -> Panel:
    """Choose a sample company or one's own, and how its numbers are written."""
    return Panel(Form(Setup, desk()))


def tasks() -> Panel:
    """Every chapter and step with its state, and the way back to where one was."""
    listed = TaskList()

    def show(_: object = None) -> None:
        progress = desk().progress()
        listed.show([_chapter(c, progress) for c in CHAPTERS[1:]], _resume(progress))

    show()
    desk().on_saved(show)
    return Panel(listed)


def keep() -> Panel:
    """Take the whole workbook away as one file."""
    return Panel(Download("Download my workbook", _file, hint="One file with every answer and its history."))


def _file() -> tuple[str, str, bytes]:
    content = json.dumps(desk().store.to_file(desk().workbook), ensure_ascii=False, indent=1)
    return "my-marketing-workbook.json", "application/json", content.encode()


def _chapter(chapter: Chapter, progress: Mapping[str, str]) -> dict[str, Any]:
    return {"title": chapter.title, "href": f"{chapter.notebook}.ipynb", "steps": [_step(chapter, step, progress) for step in chapter.steps]}


def _step(chapter: Chapter, step: Step, progress: Mapping[str, str]) -> dict[str, str]:
    return {"title": step.title, "href": f"{chapter.notebook}.ipynb#{step.anchor}", "state": _state(step, progress)}


def _state(step: Step, progress: Mapping[str, str]) -> str:
    """A step is as far as its forms together; a step without a form asks nothing and shows no state."""
    states = {progress[form.FORM] for form in step.forms}
    if not states:
        return ""
    return states.pop() if len(states) == 1 else "in_progress"


def _resume(progress: Mapping[str, str]) -> dict[str, str] | None:
    """The first step that was begun and not finished, else the first that was not begun."""
    asked = [(chapter, step, _state(step, progress)) for chapter in CHAPTERS for step in chapter.steps if step.forms]
    if all(state == "not_started" for _, _, state in asked):
        return None
    for wanted in ("in_progress", "not_started"):
        for chapter, step, state in asked:
            if state == wanted:
                return {"title": f"{chapter.title}: {step.title}", "href": f"{chapter.notebook}.ipynb#{step.anchor}"}
    return None


__all__ = ["checks", "company", "keep", "status", "tasks"]
