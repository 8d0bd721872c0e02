"""Strategy: the scorecard, the deal, the goals' limits, the forecast and the investment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypedDict

from workbook import lessons
from workbook.answers import strategy
from workbook.answers.finding import Finding
from workbook.answers.locale import Locale
from workbook.answers.start import Setup
from workbook.metrics import business_model, feasibility, forecast_finding
from workbook.metrics.break_even import BreakEven, break_even
from workbook.metrics.forecast import Assumptions, Range, Simulation, case, simulate
from workbook.metrics.funnel import FACTORS
from workbook.metrics.investment import Investment

COSTS = ("start_cost", "media_monthly", "team_monthly")
"""What a plan costs, by field."""


def scorecard(answers: strategy.Feasibility) -> tuple[list[feasibility.Criterion], dict[str, float | None]]:
    """The criteria with the weights in force, and the scores given so far (blank and unknown ones are `None`)."""
    given, asked = answers.criteria, lessons.feasibility_criteria()
    scores = {c.id: _number(given.get(c.id, {}).get("score")) for c in asked}
    criteria = [
        feasibility.Criterion(c.id, c.question, c.aspect, _or(given.get(c.id, {}).get("weight"), c.weight), _level(c.scores, scores[c.id]))
        for c in asked
    ]
    return criteria, scores


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


def model_in_force(answers: strategy.BusinessModel, setup: Setup) -> str | None:
    """The business model that was chosen; the sample company's own until then."""
    return answers.chosen or (lessons.company(setup.company).model if setup.company else None)


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


def without_cost(answers: strategy.Budget) -> str:
    """The first cost that nobody has entered, by its field; blank when all are known. An unknown cost is no cost of nothing."""
    return next((name for name in COSTS if getattr(answers, name) is None), "")


def costs_open(answers: strategy.Budget) -> str:
    """What the result does not know of its own cost, in a sentence; blank when it knows all."""
    specs = strategy.Budget.specs()
    labels = [specs[name].label for name in COSTS if getattr(answers, name) is None]
    named = ", ".join(f"{label[:1].lower()}{label[1:]}" for label in labels)
    return f"Not entered yet, and counted as nothing: {named}. Until then the result looks better than it is." if labels else ""


def counted_as_nothing(found: Finding, answers: strategy.Budget) -> Finding:
    """The finding with a word about each cost that is not known: no result is good as long as it counts as nothing.

    >>> counted_as_nothing(Finding("The money is back in month 3", "good"), strategy.Budget(media_monthly=500, team_monthly=300)).points
    ('Not entered yet, and counted as nothing: investment at the start. Until then the result looks better than it is.',)
    """
    unknown = costs_open(answers)
    return replace(found, tone="warn" if found.tone == "good" else found.tone, points=(*found.points, unknown)) if unknown else found


def likely(answers: strategy.Budget, name: str) -> float | None:
    """The likely value of one factor."""
    return _number(answers.factors.get(name, {}).get("likely"))


@lru_cache(maxsize=8)
def simulated(known: tuple[tuple[str, tuple[float, float, float]], ...], cost: float) -> Simulation:
    """The simulation of a forecast; the same answers give the same one, on the page and in the plan."""
    return simulate(Assumptions({name: Range(*values) for name, values in known}, Range.sure(cost)))


def simulation(given: Assumptions) -> Simulation:
    """The simulation that belongs to these assumptions."""
    return simulated(tuple((name, (r.worst, r.likely, r.best)) for name, r in given.factors.items()), given.monthly_cost.likely)


def forecast(answers: strategy.Budget, locale: Locale) -> Finding:
    """What to expect over the horizon, or what is still missing for saying so."""
    given = assumptions(answers)
    if given is None:
        return Finding("The forecast needs a likely value in every row", next_step="Fill in the middle column first; worst and best make it honest.")
    found = forecast_finding.finding(given, simulation(given), locale, **horizon(answers))
    found, narrow = counted_as_nothing(found, answers), without_range(answers)
    if narrow:
        found = replace(
            found, points=(*found.points, f"No range is given for: {', '.join(narrow)}. They count as certain, so the result looks surer than it is.")
        )
    return found


class Horizon(TypedDict):
    """The time looked at: how long, what is paid before it, how long the effect takes to build up."""

    months: int
    start_cost: float
    ramp_months: int


def horizon(answers: strategy.Budget) -> Horizon:
    """The time that forecast and investment look at, the same for both; twelve months where nothing is said."""
    return {"months": answers.horizon_months or 12, "start_cost": answers.start_cost or 0, "ramp_months": answers.ramp_months or 0}


def investment(answers: strategy.Budget) -> Investment | None:
    """The cash flow of the likely case; `None` until the forecast can be made."""
    given = assumptions(answers)
    if given is None:
        return None
    return Investment(
        monthly_cost=given.monthly_cost.likely,
        monthly_contribution=case(given, "likely")[0].contribution,
        **horizon(answers),
        discount_rate=answers.discount_rate or 0,
    )


def limits(answers: strategy.Budget) -> BreakEven | None:
    """What an order and a click may cost in the likely case; `None` until the forecast can be made."""
    given = assumptions(answers)
    if given is None:
        return None
    factors = {name: r.likely for name, r in given.factors.items()}
    return break_even(factors, given.monthly_cost.likely, case(given, "likely")[0].orders)


def goal_limits(answers: strategy.Budget) -> dict[str, Any]:
    """What the forecast holds possible a month, per measure (likely, best), and the close rate of enquiries."""
    given = assumptions(answers)
    if given is None:
        return {}
    (middle, likely_profit), (high, best_profit) = case(given, "likely"), case(given, "best")
    limits = {name: (value, high.stages()[name]) for name, value in middle.stages().items()}
    money = {"revenue": (middle.revenue, high.revenue), "contribution": (likely_profit, best_profit)}
    return {"forecast": limits | money, "close_rate": likely(answers, "close_rate") if answers.via_enquiry else None}


def goal_names(answers: strategy.Goals) -> dict[str, str]:
    """How each goal is called in a sentence."""
    return {goal.id: f"“{goal.statement}”" for goal in answers.goals if goal.statement}


def _level(levels: Sequence[str], score: float | None) -> str:
    return "" if score is None else levels[round(score)]


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
