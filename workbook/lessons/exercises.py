"""Exercises: a question, answers that explain themselves, hints one at a time, and a solution after the last try.

Four kinds: choose one, choose several, match, and a number drawn for each trainee. A wrong answer is never only wrong: it is a
typical mistake with a name and an explanation. The key stays in Python; `marking.asked` gives what a browser may see.
"""

from __future__ import annotations

from typing import Annotated, Literal

import pydantic

from workbook.lessons.files import CurriculumId, Id, Lesson, LessonError, Line, Note, Prose, one, read
from workbook.lessons.formulas import FORMULAS, needed

Shown = Literal["money", "rate", "count", "number"]
Chapter = Literal["start", "foundations", "strategy", "sales_force", "promotion", "analysis", "plan"]
FILES: tuple[Chapter, ...] = ("start", "foundations", "strategy", "sales_force", "promotion", "analysis", "plan")


class Choice(Lesson):
    """One option. `feedback` explains it without naming the right one; `mistake` is the name of the mistake behind it."""

    value: Id
    label: Line
    feedback: Note
    mistake: str = ""


class Pair(Lesson):
    """One thing to be sorted. `clue` is shown while it stands in the wrong place, `feedback` once it is right or solved."""

    value: Id
    label: Line
    goes_to: Id
    clue: Note
    feedback: Note


class Target(Lesson):
    """A place to which things are sorted."""

    value: Id
    label: Line


class Parameter(Lesson):
    """A number of the question, drawn from `values`; rates are shares."""

    values: Annotated[tuple[float, ...], pydantic.Field(min_length=2)]
    shown: Shown


class Calculated(Lesson):
    """A number worked out by a formula of `formulas.py` from the drawn parameters."""

    formula: str
    shown: Shown

    @pydantic.field_validator("formula")
    @classmethod
    def _known(cls, name: str) -> str:
        return _known_formula(name)


class Answer(Calculated):
    """The number asked for. `digits` are the decimals asked for (of the percentage, where it is a rate); rounding to them is right."""

    unit: str = ""
    digits: Annotated[int, pydantic.Field(ge=0, le=4)] = 2
    tolerance: Annotated[float, pydantic.Field(ge=0, le=0.05)] = 0.005


class Mistake(Lesson):
    """A number that a typical mistake leads to, so that it can be called by its name."""

    name: Line
    formula: str
    why: Note

    @pydantic.field_validator("formula")
    @classmethod
    def _known(cls, name: str) -> str:
        return _known_formula(name)


class Exercise(Lesson):
    """What every exercise has. `step` is the anchor of the step in which it stands."""

    id: Id
    step: str
    curriculum: CurriculumId
    title: Line
    question: Prose
    hints: Annotated[tuple[Note, ...], pydantic.Field(min_length=1, max_length=4)]
    solution: Prose
    afterwards: Note

    @property
    def tries(self) -> int:
        """How often it may be answered: once more than there are hints."""
        return len(self.hints) + 1


class OneOf(Exercise):
    """Choose one."""

    kind: Literal["one_of"]
    options: Annotated[tuple[Choice, ...], pydantic.Field(min_length=3, max_length=7)]
    correct: Id

    @pydantic.model_validator(mode="after")
    def _key_is_an_option(self) -> OneOf:
        _among(self.id, {self.correct}, {o.value for o in self.options})
        return self


class ManyOf(Exercise):
    """Choose all that apply."""

    kind: Literal["many_of"]
    options: Annotated[tuple[Choice, ...], pydantic.Field(min_length=4, max_length=9)]
    correct: Annotated[frozenset[Id], pydantic.Field(min_length=1)]

    @pydantic.model_validator(mode="after")
    def _key_is_among_the_options(self) -> ManyOf:
        _among(self.id, set(self.correct), {o.value for o in self.options})
        return self


class Match(Exercise):
    """Sort each thing to its place."""

    kind: Literal["match"]
    targets: Annotated[tuple[Target, ...], pydantic.Field(min_length=2, max_length=7)]
    items: Annotated[tuple[Pair, ...], pydantic.Field(min_length=3, max_length=12)]

    @pydantic.model_validator(mode="after")
    def _pairs_have_targets(self) -> Match:
        _among(self.id, {i.goes_to for i in self.items}, {t.value for t in self.targets})
        return self


class Number(Exercise):
    """Work out a number; every trainee has numbers of their own."""

    kind: Literal["number"]
    parameters: dict[Id, Parameter]
    worked: dict[Id, Calculated] = pydantic.Field(default_factory=dict)
    answer: Answer
    mistakes: Annotated[tuple[Mistake, ...], pydantic.Field(min_length=1)]

    @pydantic.model_validator(mode="after")
    def _formulas_have_their_numbers(self) -> Number:
        for formula in (self.answer.formula, *(w.formula for w in self.worked.values()), *(m.formula for m in self.mistakes)):
            _among(self.id, set(needed(formula)), set(self.parameters))
        return self


AnyExercise = Annotated[OneOf | ManyOf | Match | Number, pydantic.Field(discriminator="kind")]


def exercises(chapter: str | None = None) -> tuple[AnyExercise, ...]:
    """The exercises of a chapter, or all of them.

    Examples
    --------
    >>> {e.kind for e in exercises()} == {"one_of", "many_of", "match", "number"}
    True
    """
    if chapter is not None and chapter not in FILES:
        msg = f"`chapter` must be one of {', '.join(FILES)} (got {chapter!r})."
        raise LessonError(msg)
    return tuple(e for name in FILES if chapter in (None, name) for e in read(f"checks/{name}", tuple[AnyExercise, ...]))


def exercise(id: str) -> AnyExercise:
    """One exercise by its id."""
    return one(exercises(), id, "exercise")  # type: ignore[no-any-return]


def _known_formula(name: str) -> str:
    if name not in FORMULAS:
        msg = f"`formula` must be a function of formulas.py (got {name!r}). Write it there, with its docstring."
        raise ValueError(msg)
    return name


def _among(id: str, used: set[str], known: set[str]) -> None:
    if used - known:
        msg = f"`{id}` uses {', '.join(sorted(used - known))}; there is only {', '.join(sorted(known))}."
        raise ValueError(msg)
