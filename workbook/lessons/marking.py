"""Marking: verdict, why, next step. Pure functions: an exercise, an answer and a variant in, a `Marked` out.

Feedback says what was found and calls a typical mistake by its name. Before the last try the next step is a hint; after it, the
whole solution. The key and the solution never stand in what is returned earlier, and a score is only ever made here.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from workbook.lessons.draw import Plain, Variant, Words, fill, right_number
from workbook.lessons.exercises import AnyExercise, ManyOf, Match, Number, OneOf
from workbook.lessons.formulas import work_out


class AnswerError(ValueError):
    """An answer that cannot be marked because of its form; it costs no try. The text is for the trainee."""


@dataclass(frozen=True)
class Marked:
    """The mark of one try: `score` 0..1, and what the trainee is told. `mistake` is the name of a recognised mistake, or empty."""

    score: float
    verdict: str
    why: str
    next_step: str
    mistake: str = ""

    @property
    def right(self) -> bool:
        """Whether it is fully right."""
        return self.score == 1.0


@dataclass(frozen=True)
class _Judged:
    score: float
    why: str
    mistake: str = ""


def asked(exercise: AnyExercise, variant: Variant, words: Words | None = None) -> dict[str, Any]:
    """What the browser may know: question, options in the variant's order, unit, number of tries. Never the key, feedback or hints."""
    shown: dict[str, Any] = {
        "id": exercise.id,
        "kind": exercise.kind,
        "title": exercise.title,
        "question": fill(exercise.question, exercise, variant, words),
        "tries": exercise.tries,
    }
    if isinstance(exercise, Number):
        return shown | {"shown": exercise.answer.shown, "unit": exercise.answer.unit, "digits": exercise.answer.digits}
    listed = exercise.items if isinstance(exercise, Match) else exercise.options
    say = (words or Plain()).prose
    labels = {o.value: say(o.label) for o in listed}
    name = "items" if isinstance(exercise, Match) else "options"
    shown[name] = [{"value": v, "label": labels[v]} for v in variant.order if v in labels]
    if isinstance(exercise, Match):
        shown["targets"] = [{"value": t.value, "label": say(t.label)} for t in exercise.targets]
    return shown


def mark(exercise: AnyExercise, answer: Any, variant: Variant, attempt: int = 1, words: Words | None = None) -> Marked:
    """Mark one try.

    Parameters
    ----------
    exercise, variant : the exercise, and the trainee's version of it (`draw`).
    answer : a value (`one_of`), a collection of values (`many_of`), a mapping item → target (`match`), or a number (`number`;
        rates as shares, 12 % is 0.12).
    attempt : the number of this try, from 1; on the last one (`exercise.tries`) the solution is given.
    words : how numbers are written (a `Locale`).

    Raises
    ------
    AnswerError
        When the answer is not of the exercise's form. Let it cost no try.
    """
    judged = _judge(exercise, answer, variant)
    if judged.score == 1.0:
        return Marked(1.0, "Right.", fill(judged.why, exercise, variant, words, solved=True), (words or Plain()).prose(exercise.afterwards))
    why = fill(judged.why, exercise, variant, words)
    if attempt >= exercise.tries:
        return Marked(judged.score, _verdict(judged), why, solution(exercise, variant, words), judged.mistake)
    return Marked(judged.score, _verdict(judged), why, fill(exercise.hints[max(attempt, 1) - 1], exercise, variant, words), judged.mistake)


def solution(exercise: AnyExercise, variant: Variant, words: Words | None = None) -> str:
    """The full solution, for after the last try and for teachers."""
    return fill(exercise.solution, exercise, variant, words, solved=True)


def key(exercise: AnyExercise, variant: Variant) -> Any:
    """The right answer in the form that `mark` takes: server side only."""
    if isinstance(exercise, OneOf):
        return exercise.correct
    if isinstance(exercise, ManyOf):
        return tuple(sorted(exercise.correct))
    if isinstance(exercise, Match):
        return {i.value: i.goes_to for i in exercise.items}
    return right_number(exercise, variant)


def _judge(exercise: AnyExercise, answer: Any, variant: Variant) -> _Judged:
    if isinstance(exercise, OneOf):
        return _judge_one(exercise, answer)
    if isinstance(exercise, ManyOf):
        return _judge_many(exercise, answer)
    if isinstance(exercise, Match):
        return _judge_match(exercise, answer)
    return _judge_number(exercise, answer, variant)


def _judge_one(exercise: OneOf, answer: Any) -> _Judged:
    chosen = {o.value: o for o in exercise.options}.get(answer if isinstance(answer, str) else "")
    if chosen is None:
        msg = "Choose one of the answers."
        raise AnswerError(msg)
    return _Judged(float(chosen.value == exercise.correct), chosen.feedback, chosen.mistake)


def _judge_many(exercise: ManyOf, answer: Any) -> _Judged:
    """Partial credit: (right ones chosen − wrong ones chosen) / right ones, never below 0."""
    options = {o.value: o for o in exercise.options}
    if not isinstance(answer, Collection) or isinstance(answer, str) or not answer or not set(answer) <= set(options):
        msg = "Choose at least one of the answers."
        raise AnswerError(msg)
    chosen = set(answer)
    wrong = [o for o in exercise.options if o.value in chosen - exercise.correct]
    hits = len(chosen & exercise.correct)
    score = max(0.0, (hits - len(wrong)) / len(exercise.correct))
    if wrong:
        return _Judged(score, " ".join(f"“{o.label}”: {o.feedback}" for o in wrong), next((o.mistake for o in wrong if o.mistake), ""))
    if score < 1.0:
        return _Judged(score, "What you chose belongs here. Something is still missing.")
    return _Judged(1.0, " ".join(o.feedback for o in exercise.options if o.value in exercise.correct))


def _judge_match(exercise: Match, answer: Any) -> _Judged:
    """Partial credit: things in the right place / all things. The first one in a wrong place is explained."""
    places = {t.value for t in exercise.targets}
    if not isinstance(answer, Mapping) or any(answer.get(i.value) not in places for i in exercise.items):
        msg = "Give each line a place; one or more are still open."
        raise AnswerError(msg)
    wrong = [i for i in exercise.items if answer[i.value] != i.goes_to]
    if not wrong:
        return _Judged(1.0, " ".join(f"{i.label}: {i.feedback}" for i in exercise.items))
    stand = f"{len(exercise.items) - len(wrong)} of {len(exercise.items)} stand in the right place."
    return _Judged(1 - len(wrong) / len(exercise.items), f"{stand} “{wrong[0].label}” does not. {wrong[0].clue}")


def _judge_number(exercise: Number, answer: Any, variant: Variant) -> _Judged:
    if isinstance(answer, bool) or not isinstance(answer, int | float) or not math.isfinite(answer):
        msg = "Enter a number."
        raise AnswerError(msg)
    if _near(answer, right_number(exercise, variant), exercise):
        return _Judged(1.0, exercise.solution)
    for mistake in exercise.mistakes:
        if _near(answer, work_out(mistake.formula, variant.numbers), exercise):
            return _Judged(0.0, mistake.why, mistake.name)
    return _judge_size(exercise, answer, variant)


def _judge_size(exercise: Number, answer: float, variant: Variant) -> _Judged:
    """Slips of sign and of size, else only whether the number is too high or too low."""
    right = right_number(exercise, variant)
    if _near(-answer, right, exercise):
        return _Judged(0.5, "The size is right, the sign is not: ask whether this is a gain or a loss.", "Sign turned round")
    for power in (0.001, 0.01, 0.1, 10, 100, 1000):
        if _near(answer * power, right, exercise):
            return _Judged(0.5, "The digits are right, the size is not: look at the decimal point and at the percentages.", "Decimal point moved")
    side = "too high" if answer > right else "too low"
    return _Judged(0.0, f"Your number is {side}.")


def _near(answer: float, value: float, exercise: Number) -> bool:
    """Whether `answer` is `value`, rounded to the digits asked for or within the relative tolerance."""
    digits = exercise.answer.digits + (2 if exercise.answer.shown == "rate" else 0)
    rounding = 0.5 * 10.0**-digits
    return abs(answer - value) <= max(exercise.answer.tolerance * abs(value), rounding) * (1 + 1e-9)


def _verdict(judged: _Judged) -> str:
    return "Partly right." if judged.score > 0 else "Not yet."
