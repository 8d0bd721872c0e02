"""The exercises of a chapter or of a step on the page, all of them in one widget.

A chapter can have forty. Each as a widget of its own would be told to the browser on arrival, before anybody has opened the step; together
they are one short message, and their questions are read once, when somebody looks. How far they are, the list of steps is told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import traitlets

from workbook.lessons.exercises import AnyExercise
from workbook.widgets.attempts import how_far, together
from workbook.widgets.awaited import Awaited, lazy
from workbook.widgets.check import KIND, Check, Keeping
from workbook.widgets.guard import SENTENCE, guard
from workbook.widgets.island import Island, drawn_by


class Checks(Awaited, Island):
    """Exercises, one under the other.

    Parameters
    ----------
    exercises : iterable of Exercise
        From `workbook.lessons.exercises`.
    desk : Desk
        The trainee's workbook, which keeps the tries.
    after : callable, optional
        Called once the exercises are there, and after each try that was kept.
    """

    _esm = drawn_by("check")
    questions: traitlets.List = traitlets.List().tag(sync=True)
    feedback: traitlets.List = traitlets.List().tag(sync=True)  # beside each question, what is said about it
    state = traitlets.Unicode("not_started").tag(sync=True)  # of all of them together
    alert = traitlets.Unicode().tag(sync=True)

    def __init__(self, exercises: Iterable[AnyExercise], desk: Keeping, after: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self._exercises = tuple(exercises)
        self._desk = desk
        self._after = after
        self._checks: dict[str, Check] = {}
        self.on_msg(Checks._heard)
        if lazy():
            kept = desk.store.kept(desk.workbook, KIND)
            self.state = together(how_far(kept.get(exercise.id)) for exercise in self._exercises)
            self.when_seen(self._open)
        else:
            self._open()

    def _open(self) -> None:
        """Somebody looks: ask, with one look at what was tried before."""
        kept = self._desk.store.kept(self._desk.workbook, KIND)
        self._checks = {exercise.id: Check(exercise, self._desk, kept) for exercise in self._exercises}
        with self.hold_sync():
            self._tell()
            self.forget_seen(self._open)
        self._after()

    def _heard(self, content: dict[str, Any], buffers: object = None) -> None:
        """Take what was answered to one of them."""
        check = self._checks.get(str(content.get("id")))
        if check is None:
            return
        with guard(check):
            new = False
            try:
                new = check.hear(content)
            except Exception:
                check.refuse(SENTENCE, content.get("raw"))
                raise
            finally:
                self._tell()
            if new:
                self._after()

    def _tell(self) -> None:
        with self.hold_sync():
            self.questions = [check.question for check in self._checks.values()]
            self.feedback = [check.feedback for check in self._checks.values()]
            self.state = together(check.state for check in self._checks.values())
