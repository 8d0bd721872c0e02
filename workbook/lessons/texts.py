"""Words and questions: the glossary and what a plan must answer."""

from __future__ import annotations

from workbook.lessons.files import CurriculumId, Id, Lesson, Line, Note, read


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
    answered_by: tuple[str, ...] = ()
    curriculum: CurriculumId


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
