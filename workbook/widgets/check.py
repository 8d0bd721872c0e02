"""An exercise on the page: a question, a few tries with hints, and an answer that says why.

The browser gets the question and the feedback, never the key or a score. Every try is kept with the variant it was made on; an
answer that was given before, or that cannot be read, costs no try.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import traitlets

from workbook.answers.fields import Spec
from workbook.answers.locale import Locale
from workbook.answers.parse import parse
from workbook.lessons.exercises import AnyExercise, Number
from workbook.lessons.marking import AnswerError, asked, mark
from workbook.widgets.attempts import Attempts, Try, begin, restored
from workbook.widgets.guard import guarded
from workbook.widgets.island import Island, drawn_by

KIND = "check"
"""Under which kind the store keeps tries; the name is the exercise's id."""
SAME = "You have given this answer before. It costs no try: change something, then check again."


class Keeping(Protocol):
    """What a check needs of a desk: the workbook, its store, and the reader's locale."""

    @property
    def store(self) -> Any:
        """The store, with `keep` and `kept`."""

    @property
    def workbook(self) -> Any:
        """The workbook, with its `id`."""

    @property
    def locale(self) -> Locale:
        """How numbers are read and written."""


class Check(Island):
    """One exercise for one trainee.

    Parameters
    ----------
    exercise : Exercise
        From `workbook.lessons.exercises`.
    desk : Desk
        The trainee's workbook: tries are kept there, and the variant is drawn for it.
    after : callable, optional
        Called after each try that was kept.
    """

    _esm = drawn_by("check")
    question = traitlets.Dict().tag(sync=True)
    feedback = traitlets.Dict().tag(sync=True)
    alert = traitlets.Unicode().tag(sync=True)

    def __init__(self, exercise: AnyExercise, desk: Keeping, after: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self._exercise = exercise
        self._desk = desk
        self._after = after
        self._show(self._kept())
        self.on_msg(Check._heard)

    @guarded
    def _heard(self, content: dict[str, Any], buffers: object = None) -> None:
        self.alert = ""
        if content.get("type") == "answer":
            self._answer(content.get("raw"))
        elif content.get("type") == "fresh":
            attempts = self._kept()
            if attempts.finished(self._exercise.tries):
                self._keep(attempts.fresh(self._exercise, self._seed))

    def _answer(self, raw: Any) -> None:
        """Mark a try; a problem of form is said and costs nothing."""
        attempts = self._kept()
        if attempts.finished(self._exercise.tries):
            self._show(attempts)
            return
        try:
            answer = self._read(raw)
            if attempts.repeats(answer):
                raise AnswerError(SAME)
            marked = mark(self._exercise, answer, attempts.variant, len(attempts.tries) + 1, self._desk.locale)
        except AnswerError as problem:
            self._show(attempts, problem=str(problem), raw=raw)
            return
        self._keep(attempts.with_try(raw, answer, marked, self._exercise.tries))

    def _read(self, raw: Any) -> Any:
        """Return the answer in the form that marking takes, and that two equal answers share."""
        if not isinstance(self._exercise, Number):
            return sorted(map(str, raw)) if isinstance(raw, list) else raw
        asked_for = self._exercise.answer
        kind = "number" if asked_for.shown == "count" else asked_for.shown
        unit = "%" if kind == "rate" else asked_for.unit
        parsed = parse(Spec(kind, "Your answer", unit=unit, dont_know=False), raw if isinstance(raw, str) else "", self._desk.locale)
        if parsed.error is not None:
            raise AnswerError(parsed.error)
        if parsed.value is None:
            msg = "Enter a number."
            raise AnswerError(msg)
        return parsed.value

    def _keep(self, attempts: Attempts) -> None:
        self._desk.store.keep(self._desk.workbook, KIND, self._exercise.id, attempts.payload(self._exercise.tries))
        self._show(attempts)
        self._after()

    @property
    def mastered(self) -> bool:
        """Whether a variant of it has been answered fully right."""
        return self._kept().mastered

    def _kept(self) -> Attempts:
        payload = self._desk.store.kept(self._desk.workbook, KIND).get(self._exercise.id)
        return restored(self._exercise, payload) if payload else begin(self._exercise, self._seed)

    @property
    def _seed(self) -> str:
        return str(self._desk.workbook.id)  # kept with the tries and downloaded with them, so it does not name the visitor

    def _show(self, attempts: Attempts, problem: str = "", raw: Any = None) -> None:
        allowed = self._exercise.tries
        last = attempts.tries[-1] if attempts.tries else None
        finished = attempts.finished(allowed)
        shown: dict[str, Any] = {"left": allowed - len(attempts.tries), "finished": finished, "problem": problem, "round": attempts.round}
        shown["raw"] = raw if problem or last is None else last.raw
        shown["hints"] = [t.next_step for t in attempts.tries[:-1]]
        shown["standing"] = standing(attempts, finished, numeric=isinstance(self._exercise, Number))
        with self.hold_sync():
            self.question = asked(self._exercise, attempts.variant, self._desk.locale) | self._beside()
            self.feedback = shown | (_told(last, finished) if last else {})

    def _beside(self) -> dict[str, str]:
        """What stands beside a number field: the currency, the percent sign, the unit."""
        if not isinstance(self._exercise, Number):
            return {}
        asked_for = self._exercise.answer
        units = {"money": self._desk.locale.currency, "rate": "%"}
        return {"unit": units.get(asked_for.shown, asked_for.unit)}


def standing(attempts: Attempts, finished: bool, *, numeric: bool) -> str:
    """Whether it is mastered, and how it can be, in a sentence; blank while the first round goes on."""
    if attempts.mastered and finished and attempts.solved:
        return "Mastered." if attempts.round == 1 else "Mastered on a fresh variant."
    if attempts.mastered:
        return "You have mastered this before; now it is practice."
    if finished or attempts.round > 1:
        other = "has other numbers" if numeric else "has another order"
        return f"Not mastered yet. A fresh variant {other}: answered fully right, it counts."
    return ""


def _told(last: Try, finished: bool) -> dict[str, Any]:
    """The feedback on a try, without its score."""
    tone = "good" if last.score == 1.0 else "warn"
    word = "Afterwards" if last.score == 1.0 else "Solution" if finished else "Hint"
    return {"tone": tone, "verdict": last.verdict, "why": last.why, "next": last.next_step, "next_word": word, "mistake": last.mistake}
