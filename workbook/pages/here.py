"""Where a notebook is: whose workbook is open, and the small parts that every page has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from workbook import lessons
from workbook.answers.fields import Answers
from workbook.answers.start import Setup
from workbook.answers.strategy import BusinessModel
from workbook.metrics.inputs.strategy import model_in_force
from workbook.pages.seeing import Part
from workbook.store.desk import Desk, open_desk
from workbook.widgets import ChartView, Checks, DocumentView, Facts, Notice, Panel, Result, TableView
from workbook.widgets.attempts import has_mastered
from workbook.widgets.check import KIND as TRIES
from workbook.widgets.guard import guard
from workbook.widgets.status import Status

View = ChartView | DocumentView | TableView | Result

NOT_CALCULATED = (
    "This could not be worked out: something went wrong on our side. Your answers are kept. Where a loaded file is concerned, load it again."
)


@cache
def desk() -> Desk:
    """The open workbook of this visitor; the same for every cell of a notebook."""
    return open_desk()


def status() -> Status:
    """The line that says when the last answer was saved, and whether the connection stands."""
    return Status(desk())


def case() -> lessons.Case | None:
    """The company chosen at the start, or `None` before there is a choice."""
    chosen = desk().answers(Setup).company
    return lessons.company(chosen) if chosen else None


def model() -> str | None:
    """The business model in force."""
    return model_in_force(desk().answers(BusinessModel), desk().answers(Setup))


def facts(step: str, own: str = "") -> Facts:
    """What is known about the chosen company that matters for a step; for one's own, what to find out, for the step `own` where it differs."""
    aside = Facts("", ())

    def show() -> None:
        company = case()
        told = (company.to_find_out.get(own) or company.facts.get(step, ())) if company else ()  # type: ignore[call-overload]
        more = lessons.briefing(company, step, desk().locale) if company else ()
        about = "your company" if company and company.id == "own" else company.name if company else ""
        aside.show(f"About {about}" if told or more else "", tuple(map(desk().locale.prose, told)), more)

    whenever(show, Setup)
    return aside


def whenever(show: Callable[[], None], *models: type[Answers], views: Sequence[View] = ()) -> None:
    """Show now, and again after each change of one of these forms.

    `views` is where the result stands (see `safely`). The app waits until somebody looks at one of them (see `seeing`).
    """
    forms = {form.FORM for form in models}
    part = Part(safely(show, *views) if views else show, *views)
    desk().on_saved(lambda saved: part.again() if saved in forms else None)


def safely(show: Callable[[], None], *views: View) -> Callable[[], None]:
    """Return `show`, made harmless: when it fails, the log gets the traceback, and a sentence stands where an old result would mislead."""

    def attempt() -> None:
        with guard(views[0], NOT_CALCULATED):
            try:
                show()
            except Exception:
                for view in views:
                    view.clear()
                raise

    return attempt


def checks(chapter: str, step: str = "") -> Panel:
    """The questions of a chapter, or of one of its steps: try, get a hint, learn why; and how many of them are mastered."""
    asked = [exercise for exercise in lessons.exercises(chapter) if step in ("", exercise.step)]
    done = Notice()

    def count() -> None:
        every = desk().kept(TRIES)
        tried = [every[exercise.id] for exercise in asked if exercise.id in every]
        mastered = sum(has_mastered(kept) for kept in tried)
        done.show(f"Mastered: {mastered} of {len(asked)}." if tried else "", tone="good" if mastered == len(asked) else "neutral")

    return Panel(Checks(asked, desk(), after=count), done)
