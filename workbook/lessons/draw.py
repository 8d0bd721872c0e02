"""Variants: the numbers and the order of the options are drawn from a seed, so that neighbours cannot copy.

The same exercise and seed give the same variant on every machine. The variant is stored with the answer: an exercise that is edited
later is still marked with the numbers the trainee saw.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from workbook.lessons.exercises import AnyExercise, Calculated, Match, Number, Shown
from workbook.lessons.formulas import work_out


class Words(Protocol):
    """How numbers are written: a `workbook.answers.locale.Locale` is one."""

    def prose(self, text: str) -> str: ...  # noqa: D102
    def number(self, x: float, digits: int | None = None) -> str: ...  # noqa: D102
    def count(self, x: float) -> str: ...  # noqa: D102
    def money(self, x: float, digits: int | None = None) -> str: ...  # noqa: D102
    def rate(self, x: float) -> str: ...  # noqa: D102


class Plain:
    """Numbers in British English with euros, where no locale is at hand (tests, the command line)."""

    def prose(self, text: str) -> str:
        """The sentence as it was written."""
        return text

    def number(self, x: float, digits: int | None = None) -> str:
        """1,234.5."""
        return f"{x:,.{2 if digits is None else digits}f}" if digits is not None else f"{x:,.10g}"

    def count(self, x: float) -> str:
        """1,234."""
        return f"{x:,.0f}"

    def money(self, x: float, digits: int | None = None) -> str:
        """€1,234.50; the cents are left out where there are none."""
        amount = f"€{abs(x):,.{digits if digits is not None else 0 if float(x).is_integer() else 2}f}"
        return amount if x >= 0 else f"−{amount}"

    def rate(self, x: float) -> str:
        """12.5%."""
        return f"{100 * x:,.4g}%"


@dataclass(frozen=True)
class Variant:
    """One trainee's version: the drawn numbers, and the order in which options (or things to sort) are shown."""

    exercise: str
    seed: str
    numbers: Mapping[str, float] = field(default_factory=dict)
    order: tuple[str, ...] = ()


def draw(exercise: AnyExercise, seed: int | str) -> Variant:
    """Draw a variant; the same seed gives the same one.

    Examples
    --------
    >>> from workbook.lessons.exercises import exercises
    >>> e = exercises("strategy")[0]
    >>> draw(e, 7) == draw(e, "7")
    True
    """
    chance = random.Random(f"{exercise.id}:{seed}")
    if isinstance(exercise, Number):
        numbers = {name: chance.choice(p.values) for name, p in exercise.parameters.items()}
        return Variant(exercise.id, str(seed), numbers)
    shown = exercise.items if isinstance(exercise, Match) else exercise.options
    order = [s.value for s in shown]
    chance.shuffle(order)
    return Variant(exercise.id, str(seed), order=tuple(order))


def right_number(exercise: Number, variant: Variant) -> float:
    """The right answer of a variant: server side only."""
    return work_out(exercise.answer.formula, variant.numbers)


def fill(text: str, exercise: AnyExercise, variant: Variant, words: Words | None = None, solved: bool = False) -> str:
    """Put the drawn numbers into a text; the worked-out ones and the answer only when it may be shown (`solved`)."""
    words = words or Plain()
    text = words.prose(text)
    if not isinstance(exercise, Number):
        return text
    numbers = {name: write(variant.numbers[name], p.shown, words) for name, p in exercise.parameters.items()}
    if solved:
        numbers |= {name: calculated(c, variant, words) for name, c in exercise.worked.items()}
        numbers["answer"] = _rounded(exercise, variant, words)
    return text.format_map(numbers)


def calculated(value: Calculated, variant: Variant, words: Words) -> str:
    """A worked-out number, written."""
    return write(work_out(value.formula, variant.numbers), value.shown, words)


def write(x: float, shown: Shown, words: Words) -> str:
    """A number as money, rate, count or plain number. Small amounts keep two decimals, also in a currency that has no cents.

    Examples
    --------
    >>> write(0.125, "rate", Plain())
    '12.5%'
    >>> write(0.5, "money", Plain())
    '€0.50'
    """
    if shown == "money" and abs(x) < 100 and not float(x).is_integer():
        return words.money(x, 2)
    return {"money": words.money, "rate": words.rate, "count": words.count, "number": words.number}[shown](x)


def _rounded(exercise: Number, variant: Variant, words: Words) -> str:
    answer = exercise.answer
    digits = answer.digits + (2 if answer.shown == "rate" else 0)
    value = round(right_number(exercise, variant), digits)
    return words.number(value, digits) if answer.shown == "number" else write(value, answer.shown, words)
