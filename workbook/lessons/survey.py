"""What is taught about asking people: typical mistakes, words that give a question away, and a bank of tried questions.

A question from the bank is neutral, asks one thing, and its answers overlap nowhere. It is there to be changed into the company's own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import pydantic

from workbook.lessons.files import Id, Lesson, Line, Note, Prose, read


class Pitfall(Lesson):
    """A mistake that a survey is spoilt by: how it looks, what it does, and how it is done better."""

    id: Id
    name: Line
    example: Line
    harm: Note
    better: Note
    stage: Literal["whom", "asking", "answers", "reading"]


class Words(Lesson):
    """Words by which a machine may guess a mistake; a guess only explains, and never blocks."""

    leading: tuple[str, ...]
    joining: tuple[str, ...]
    together: tuple[str, ...] = ()  # fixed pairs that are one thing: "food and drink"
    absolute: tuple[str, ...]
    negative: tuple[str, ...]
    vague: tuple[str, ...]
    personal: tuple[str, ...]
    otherwise: tuple[str, ...]
    positive_ends: tuple[str, ...]
    negative_ends: tuple[str, ...]


@dataclass(frozen=True)
class Fault:
    """Something to read again: in which question (0: in all together), what it is called, what it does, how it is done better."""

    number: int
    name: str
    seen: str
    better: str


class FaultText(Lesson):
    """How a fault is told; `seen` and `better` have places for what was found."""

    name: Line
    seen: Line
    better: Line


class Taught(Lesson):
    """The words of the faults, and how each fault is told."""

    words: Words
    faults: dict[Id, FaultText]

    def fault(self, id: str, number: int, **found: object) -> Fault:
        """A fault of question `number`, told with what was found."""
        told = self.faults[id]
        return Fault(number, told.name, told.seen.format(**found), told.better.format(**found))


class Banked(Lesson):
    """A question of the bank. `companies` whom it fits; `why` what is done with the answer."""

    id: Id
    topic: Line
    text: Line
    kind: Literal["single", "multiple", "scale", "nps", "number", "text"]
    companies: tuple[Literal["tea", "pumps", "soda", "own"], ...]
    choices: tuple[Line, ...] = ()
    low: float | None = None
    high: float | None = None
    ends: str = ""
    why: Note

    @pydantic.model_validator(mode="after")
    def _can_be_asked(self) -> Banked:
        if (self.kind in ("single", "multiple")) != (len(self.choices) > 1):
            msg = f"`{self.id}` must have answers to choose from exactly when one or several are chosen (got {len(self.choices)} for {self.kind})."
            raise ValueError(msg)
        return self


class _Survey(Taught):
    opening: Prose
    pitfalls: Annotated[tuple[Pitfall, ...], pydantic.Field(min_length=6)]
    bank: Annotated[tuple[Banked, ...], pydantic.Field(min_length=10)]


def pitfalls() -> tuple[Pitfall, ...]:
    """The typical mistakes, in the order in which a survey meets them.

    >>> pitfalls()[0].stage
    'whom'
    """
    return _read().pitfalls


def taught() -> Taught:
    """The words that give a question away, and how each fault is told."""
    return _read()


def question_bank(company: str | None = None) -> tuple[Banked, ...]:
    """The questions that fit a company; all of them without one.

    >>> {q.kind for q in question_bank("tea")} >= {"single", "multiple", "scale", "nps", "number", "text"}
    True
    """
    return tuple(q for q in _read().bank if company is None or company in q.companies)


def opening() -> str:
    """Opening words of a questionnaire, with a place for the company's name."""
    return _read().opening


def _read() -> _Survey:
    found: _Survey = read("survey", _Survey)
    return found


__all__ = ["Banked", "Fault", "Pitfall", "Taught", "Words", "opening", "pitfalls", "question_bank", "taught"]
