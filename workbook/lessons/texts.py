"""Words and questions: the glossary, what a plan must answer, and what each step of a chapter is about."""

from __future__ import annotations

from typing import Literal

from workbook.lessons.files import CurriculumId, Id, Lesson, Line, Note, Prose, read

Chapter = Literal["start", "strategy", "sales_force", "promotion", "analysis", "plan"]


class Term(Lesson):
    """A term with one definition; a ratio names its denominator in `formula`."""

    id: Id
    term: Line
    definition: Note
    formula: str = ""
    denominator: str = ""
    not_to_confuse: Note
    curriculum: CurriculumId


class PlanItem(Lesson):
    """A question a plan must answer, or a task it must cover. `answered_by` are paths such as `strategy.budget:start_cost`."""

    id: Id
    question: Line
    why: Note
    good_answer: tuple[Note, ...]
    forms: tuple[str, ...]
    answered_by: tuple[str, ...] = ()
    curriculum: CurriculumId


class StepText(Lesson):
    """What a step is about: the idea, why it matters, what to do. `anchor` is the step's address in the notebook."""

    chapter: Chapter
    anchor: str
    title: Line
    text: Prose
    curriculum: tuple[CurriculumId, ...]


class _Plan(Lesson):
    questions: tuple[PlanItem, ...]
    tasks: tuple[PlanItem, ...]


def glossary() -> tuple[Term, ...]:
    """Every term, in alphabetical order.

    Examples
    --------
    >>> next(t.formula for t in glossary() if t.id == "ctr")
    'clicks / impressions'
    """
    terms: tuple[Term, ...] = read("glossary", tuple[Term, ...])
    return tuple(sorted(terms, key=lambda t: t.term.casefold()))


def plan_questions() -> tuple[PlanItem, ...]:
    """The seven questions a plan must answer."""
    plan: _Plan = read("plan", _Plan)
    return plan.questions


def plan_tasks() -> tuple[PlanItem, ...]:
    """The nine tasks a plan must cover."""
    plan: _Plan = read("plan", _Plan)
    return plan.tasks


def steps(chapter: str | None = None) -> tuple[StepText, ...]:
    """The texts of every step, or of one chapter's steps, in order.

    Examples
    --------
    >>> [s.anchor for s in steps("plan")]
    ['people', 'questions', 'document']
    """
    found: tuple[StepText, ...] = read("steps", tuple[StepText, ...])
    return tuple(s for s in found if chapter in (None, s.chapter))
