"""From what was answered to what is calculated with.

Pages and the plan calculate from the same answers; the translation stands here once, so that they cannot differ.
Each function takes the typed answers of a form and gives what a calculation wants, or `None` while too little is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook import lessons
from workbook.answers import strategy
from workbook.metrics import business_model, feasibility
from workbook.metrics.forecast import Assumptions, Range
from workbook.metrics.funnel import FACTORS


def scorecard(answers: strategy.Feasibility) -> tuple[list[feasibility.Criterion], dict[str, float | None]]:
    """The criteria with the weights in force, and the scores given so far (blank and unknown ones are `None`)."""
    given = answers.criteria
    criteria = [
        feasibility.Criterion(c.id, c.question, c.aspect, _or(given.get(c.id, {}).get("weight"), c.weight)) for c in lessons.feasibility_criteria()
    ]
    return criteria, {c.name: _number(given.get(c.name, {}).get("score")) for c in criteria}


def deal_signs() -> list[business_model.Sign]:
    """What each answer about the deal says, from the lesson."""
    return [
        business_model.Sign(question.id, option.value, {str(k): v for k, v in option.points.items()}, option.because)
        for question in lessons.deal_questions()
        for option in question.options
    ]


def deal(answers: strategy.BusinessModel) -> dict[str, str | None]:
    """The answer to each question about the deal."""
    return {question: cells.get("answer") for question, cells in answers.deal.items()}


def recommendation(answers: strategy.BusinessModel) -> business_model.Recommendation:
    """Which business model the deal speaks for."""
    return business_model.recommend(deal(answers), deal_signs())


def assumptions(answers: strategy.Budget) -> Assumptions | None:
    """The ranges of the forecast; `None` until every factor has at least its likely value.

    Where only the likely value is known, it is taken as sure: the range is then too narrow, and the page says so.
    """
    ranges = {name: _range(answers.factors.get(name, {})) for name in FACTORS}
    if not answers.via_enquiry:
        ranges.pop("enquiry_rate")
    if any(r is None for r in ranges.values()):
        return None
    cost = (answers.media_monthly or 0) + (answers.team_monthly or 0)
    return Assumptions({name: r for name, r in ranges.items() if r is not None}, Range.sure(cost))


def without_range(answers: strategy.Budget) -> list[str]:
    """The labels of the factors that have a likely value but no range."""
    rows = {row.name: row.label for row in strategy.Budget.specs()["factors"].rows}
    return [rows[name] for name, cells in answers.factors.items() if cells.get("likely") is not None and _range_is_narrow(cells)]


def likely(answers: strategy.Budget, name: str) -> float | None:
    """The likely value of one factor."""
    return _number(answers.factors.get(name, {}).get("likely"))


def _range(cells: Mapping[str, Any]) -> Range | None:
    middle = _number(cells.get("likely"))
    if middle is None:
        return None
    worst, best = _or(cells.get("worst"), middle), _or(cells.get("best"), middle)
    return Range(worst, middle, best) if min(worst, best) <= middle <= max(worst, best) else None


def _range_is_narrow(cells: Mapping[str, Any]) -> bool:
    return cells.get("worst") is None or cells.get("best") is None


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _or(value: Any, otherwise: float) -> float:
    return float(otherwise if value is None else value)
