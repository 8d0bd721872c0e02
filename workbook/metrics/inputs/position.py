"""Customers, competitors, products, the selling proposition and the plan's type: the answers as what the calculations take."""

from __future__ import annotations

from workbook import lessons
from workbook.answers import strategy
from workbook.answers.audience import MarketSize, Segments
from workbook.answers.competitors import AXIS_NAMES, Matrix, Positioning
from workbook.answers.plan_type import PlanType
from workbook.answers.usp import Usp
from workbook.metrics import competitors, market_size, plan_type, segments_in_market, usp


def market(answers: MarketSize) -> market_size.Market:
    """The market from the numbers given."""
    numbers = {name: getattr(answers, name) for name in MarketSize.specs() if name != "source"}
    return market_size.market(**numbers)


def held(segments: Segments, size: MarketSize) -> segments_in_market.Held | None:
    """The segments beside the market; `None` until both have numbers of people."""
    return segments_in_market.held(segments.segments, market(size))


def compared(answers: Matrix) -> competitors.Compared:
    """Own site and the competitors that have points."""
    names = {
        "own": competitors.OWN,
        "a": answers.rival_a or "Competitor 1",
        "b": answers.rival_b or "Competitor 2",
        "c": answers.rival_c or "Competitor 3",
    }
    points = {names[key]: {axis: answers.axes.get(axis, {}).get(key) for axis in AXIS_NAMES} for key in names}
    scored = {site: given for site, given in points.items() if any(p is not None for p in given.values())}
    return competitors.compare(AXIS_NAMES, {axis: answers.axes.get(axis, {}).get("weight") for axis in AXIS_NAMES}, scored)


def places(answers: Positioning) -> tuple[list[tuple[str, float, float]], tuple[str, str, str, str]] | None:
    """Everybody's place, one's own first, and the four ends of the axes; `None` until both axes have names and one's own place is known."""
    ends = (answers.x_low, answers.x_high, answers.y_low, answers.y_high)
    if answers.own_x is None or answers.own_y is None or not all(ends):
        return None
    others = [(p.name or "Competitor", p.x, p.y) for p in answers.players if p.x is not None and p.y is not None]
    x_low, x_high, y_low, y_high = (str(end) for end in ends)
    return [("You", answers.own_x, answers.own_y), *others], (x_low, x_high, y_low, y_high)


def tests(answers: Usp) -> list[usp.Test]:
    """The four tests with their scores."""
    given = {name: int(score) for name, cells in answers.tests.items() if (score := cells.get("score")) in {"0", "1", "2"}}
    return [usp.Test(t.question, given.get(t.id), t.mend) for t in lessons.usp_tests()]


def plan(answers: PlanType, model: str | None, goals: strategy.Goals) -> plan_type.Given:
    """What is known about the plan's type and what it has to fit."""
    rows = {row.name: row.label for row in PlanType.specs()["consistency"].rows}
    against = {rows[name]: str(cells.get("note") or "") for name, cells in answers.consistency.items() if cells.get("fit") == "contradicts"}
    answered = sum(bool(cells.get("fit")) for cells in answers.consistency.values())
    activities = {goal.activity for goal in goals.goals if goal.activity}
    return plan_type.Given(answers.kind or "", answers.first or "", model or "", activities, against, bool(answers.settle), answered)
