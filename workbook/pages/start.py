"""Chapter 0 on the page: choose a company, see what there is to do, carry on where one was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from workbook import lessons
from workbook.answers.chapters import CHAPTERS, Chapter, Step
from workbook.answers.check import State
from workbook.answers.start import Setup
from workbook.pages.cards import word_cards, word_filters
from workbook.pages.here import checks, desk, status
from workbook.pages.seeing import Part
from workbook.report.source import choice
from workbook.store.errors import StoreError
from workbook.store.loading import file_bytes, load_file
from workbook.store.place import MYSELF
from workbook.store.records import WorkbookInfo
from workbook.widgets import Actions, Catalogue, Download, Form, Go, Notice, Panel, Refused, TaskList, Upload
from workbook.widgets.attempts import how_far, together
from workbook.widgets.check import KIND as TRIES


def company() -> Panel:
    """Choose a sample company or one's own, and how its numbers are written."""
    return Panel(Form(Setup, desk()))


def tasks() -> Panel:
    """Every chapter and step with its state, and the way back to where one was."""
    listed = TaskList()

    def show() -> None:
        progress, tries = desk().progress(), desk().kept(TRIES)
        listed.show([_chapter(c, progress, tries) for c in CHAPTERS[1:]], _resume(progress))

    part = Part(show, listed)
    desk().on_saved(lambda _: part.again())
    return Panel(listed)


def words() -> Panel:
    """The terms of the workbook, to search through."""
    return Panel(Catalogue(word_cards(desk().locale), word_filters(), noun=("word", "words")))


def keep() -> Panel:
    """Take the whole workbook away as one file, load one again, or go to another of one's workbooks."""
    copy = Download("Download my workbook", _file, hint="One file with every answer and its history. Data files that you loaded are not in it.")
    upload = Upload(
        desk().folder / "loaded", _load, accept=(".json",), label="Load a workbook from a file", hint="It is added; your present workbook stays."
    )
    others = _others()
    hint = "Other workbooks on this computer or server:" if len(others) > 1 else "Beside this one, you can keep others:"
    return Panel(copy, upload, Actions(others, hint=hint), *_elsewhere())


def _elsewhere() -> list[Notice]:
    """Where each visitor has a place of their own: the way to it from another browser, and back when this one forgets."""
    if desk().workbook.visitor == MYSELF:
        return []
    text = "Your workbooks belong to this browser. A private link opens them in another one, and is the way back when this one forgets you."
    return [Notice(text, title="On another computer", links={"Show my private link": "workbook/mine"})]


def _load(path: Path, name: str) -> str:
    """Add a workbook from a file and make it the current one."""
    try:
        info = load_file(desk().store, path, desk().workbook.visitor, aside=desk().folder)
    except StoreError as problem:
        raise Refused(str(problem)) from problem
    path.unlink(missing_ok=True)  # it is in the store now, and nobody could take it away here
    return f"“{info.title}” is loaded and open. Reload the page to see it."


def _others() -> dict[str, Callable[[], Go]]:
    """A button for each other workbook of this visitor, the latest first, and one for a new one."""
    mine, here = desk().store.workbooks(desk().workbook.visitor), desk().workbook.id
    changed = sorted((w for w in mine if w.id != here), key=lambda w: w.updated_at, reverse=True)[:8]
    opening: dict[str, Callable[[], Go]] = {_called(w): partial(_open, w.id) for w in changed}
    return {**opening, "Begin a new workbook": _begin}


def _called(workbook: WorkbookInfo) -> str:
    when, setup = workbook.updated_at.astimezone(), desk().store.answers(workbook, Setup.FORM)
    said = {name: str(stored.raw) for name, stored in setup.items()}
    company = said.get("company_name") or choice(Setup, "company", said.get("company")) or workbook.title
    return f"Open “{company}” of {desk().locale.day(when.date())}, {when:%H:%M}"


def _open(number: str) -> Go:
    desk().store.open(desk().workbook.visitor, number)
    return Go("00_start.ipynb")


def _begin() -> Go:
    made = desk().store.create(desk().workbook.visitor)
    return _open(made.id)


def _file() -> tuple[str, str, bytes]:
    return "my-marketing-workbook.json", "application/json", file_bytes(desk().store, desk().workbook)


def _chapter(chapter: Chapter, progress: Mapping[str, State], tries: Mapping[str, Any]) -> dict[str, Any]:
    steps = [_step(chapter, step, _state(step, progress) or _tried(chapter, step, tries)) for step in chapter.steps]
    return {"title": chapter.title, "href": f"{chapter.notebook}.ipynb", "steps": steps}


def _step(chapter: Chapter, step: Step, state: str) -> dict[str, str]:
    return {"title": step.title, "href": f"{chapter.notebook}.ipynb#{step.anchor}", "state": state}


def _state(step: Step, progress: Mapping[str, State]) -> str:
    """A step is as far as its forms together."""
    return together(progress[form.FORM] for form in step.forms) if step.forms else ""


def _tried(chapter: Chapter, step: Step, tries: Mapping[str, Any]) -> str:
    """How far the exercises of a step are, its own or, where it has none, all of the chapter; what asks nothing shows no state."""
    if not step.exercises:
        return ""
    every = lessons.exercises(chapter.notebook.partition("_")[2])
    return together(how_far(tries.get(exercise.id)) for exercise in [e for e in every if e.step == step.anchor] or every)


BEGIN, NEXT = "Begin here", "Go on with"
FIRST = "02_strategy"
"""The chapter that the first button leads to: what is decided there, all others build on."""


def _resume(progress: Mapping[str, State]) -> dict[str, str] | None:
    """The first step that was begun and not finished; before any is, the first of the strategy; then the first that was not begun."""
    asked = [(chapter, step, _state(step, progress)) for chapter in CHAPTERS[1:] for step in chapter.steps if step.forms]
    if all(state == "not_started" for _, _, state in asked):
        return next(_way(chapter, step, BEGIN) for chapter, step, _ in asked if chapter.notebook == FIRST)
    for wanted, lead in (("in_progress", ""), ("not_started", NEXT)):
        for chapter, step, state in asked:
            if state == wanted:
                return _way(chapter, step, lead)
    return None


def _way(chapter: Chapter, step: Step, lead: str) -> dict[str, str]:
    way = {"title": f"{chapter.title}: {step.title}", "href": f"{chapter.notebook}.ipynb#{step.anchor}"}
    return {**way, "lead": lead} if lead else way


__all__ = ["checks", "company", "keep", "status", "tasks", "words"]
