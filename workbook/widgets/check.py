"""An exercise for one trainee: a question, a few tries with hints, and an answer that says why.

The browser gets the question and the feedback, never the key or a score. Every try is kept with the variant it was made on; an
answer that was given before, or that cannot be read, costs no try. `Checks` puts them on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from workbook.answers.check import State
from workbook.answers.fields import Spec
from workbook.answers.locale import Locale
from workbook.answers.messages import short
from workbook.answers.parse import parse
from workbook.answers.parsed import Parsed
from workbook.lessons.exercises import AnyExercise, Number
from workbook.lessons.marking import AnswerError, asked, mark
from workbook.widgets.attempts import Attempts, Try, begin, how_far, restored

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


class Check:
    """One exercise for one trainee. `question` and `feedback` are what the browser is told, `state` is how far it is.

    Parameters
    ----------
    exercise : Exercise
        From `workbook.lessons.exercises`.
    desk : Desk
        The trainee's workbook: tries are kept there, and the variant is drawn for it.
    kept : mapping, optional
        What the store keeps of all exercises, by their ids, where somebody has just read it.
    """

    def __init__(self, exercise: AnyExercise, desk: Keeping, kept: Mapping[str, Any] | None = None) -> None:
        self._exercise = exercise
        self._desk = desk
        self.question: dict[str, Any] = {}
        self.feedback: dict[str, Any] = {}
        self.state: State = "not_started"
        self._refused = 0
        self._show(self._restored(kept) if kept is not None else self._kept())

    def hear(self, content: Mapping[str, Any]) -> bool:
        """Take an answer, or the wish to begin afresh; whether anything new was kept."""
        if content.get("type") == "answer":
            return self._answer(content.get("raw"))
        if content.get("type") == "fresh":
            attempts = self._kept()
            if attempts.finished(self._exercise.tries):
                self._keep(attempts.fresh(self._exercise, self._seed))
                return True
        return False

    def refuse(self, problem: str, raw: Any) -> None:
        """Say why an answer could not be taken; it costs no try and stays in its field. Said twice, it is told twice."""
        self._refused += 1
        self.feedback = self.feedback | {"problem": problem, "raw": raw, "refused": self._refused}

    def _answer(self, raw: Any) -> bool:
        """Mark a try; a problem of form is said and costs nothing."""
        attempts = self._kept()
        if attempts.finished(self._exercise.tries):
            self._show(attempts)
            return False
        try:
            answer = self._read(raw)
            if attempts.repeats(answer):
                raise AnswerError(SAME)
            marked = mark(self._exercise, answer, attempts.variant, len(attempts.tries) + 1, self._desk.locale)
        except AnswerError as problem:
            self._show(attempts)
            self.refuse(str(problem), raw)
            return False
        self._keep(attempts.with_try(raw, answer, marked, self._exercise.tries))
        return True

    def _read(self, raw: Any) -> Any:
        """Return the answer in the form that marking takes, and that two equal answers share."""
        if not isinstance(self._exercise, Number):
            return sorted(map(str, raw)) if isinstance(raw, list) else raw
        asked_for = self._exercise.answer
        kind = "number" if asked_for.shown == "count" else asked_for.shown
        unit = "%" if kind == "rate" else asked_for.unit
        text = raw if isinstance(raw, str) else ""
        parsed = _meant(Spec(kind, "Your answer", unit=unit, dont_know=False), text, self._desk.locale)
        if parsed.error is not None:
            raise AnswerError(parsed.error)
        if parsed.value is None:
            msg = "Enter a number."
            raise AnswerError(msg)
        return parsed.value

    def _keep(self, attempts: Attempts) -> None:
        self._desk.store.keep(self._desk.workbook, KIND, self._exercise.id, attempts.payload(self._exercise.tries))
        self._show(attempts)

    @property
    def mastered(self) -> bool:
        """Whether a variant of it has been answered fully right."""
        return self._kept().mastered

    def _kept(self) -> Attempts:
        """The tries as they are now: another tab may have added one."""
        return self._restored(self._desk.store.kept(self._desk.workbook, KIND))

    def _restored(self, kept: Mapping[str, Any]) -> Attempts:
        payload = kept.get(self._exercise.id)
        return restored(self._exercise, payload) if payload else begin(self._exercise, self._seed)

    @property
    def _seed(self) -> str:
        return str(self._desk.workbook.id)  # kept with the tries and downloaded with them, so it does not name the visitor

    def _show(self, attempts: Attempts) -> None:
        allowed = self._exercise.tries
        self.state = how_far(attempts.payload(allowed))
        last = attempts.tries[-1] if attempts.tries else None
        finished = attempts.finished(allowed)
        shown: dict[str, Any] = {"left": allowed - len(attempts.tries), "finished": finished, "problem": "", "round": attempts.round}
        shown["raw"] = None if last is None else last.raw
        shown["hints"] = [t.next_step for t in attempts.tries[:-1]]
        shown["standing"] = standing(attempts, finished, numeric=isinstance(self._exercise, Number))
        self.question = asked(self._exercise, attempts.variant, self._desk.locale) | self._beside()
        self.feedback = shown | (_told(last, finished) if last else {})

    def _beside(self) -> dict[str, str]:
        """What stands beside a number field: the currency, the percent sign, the unit."""
        if not isinstance(self._exercise, Number):
            return {}
        asked_for = self._exercise.answer
        units = {"money": self._desk.locale.currency, "rate": "%"}
        return {"unit": units.get(asked_for.shown, asked_for.unit)}


def _meant(spec: Spec, text: str, locale: Locale) -> Parsed:
    """Read an answer. A check has no buttons to choose a reading with, and its question is written in the workbook's marks: so are answers.

    >>> _meant(Spec("money", "Your answer"), "3.900", Locale("de_AT")).value
    3900.0
    """
    parsed = parse(spec, text, locale)
    if len(parsed.choices) != 2:
        return parsed
    decimal, thousands = parsed.choices
    marks = {locale.decimal_mark: decimal, locale.group_mark: thousands}
    own = next((choice for mark, choice in marks.items() if mark in text), None)
    if own:
        return parse(spec, own.raw, locale)
    return Parsed(error=f"“{short(text)}” can be read in two ways. Write {thousands.raw} or {decimal.raw}")


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
