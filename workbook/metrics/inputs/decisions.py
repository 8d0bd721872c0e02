"""What was decided, as the check of plan against decisions wants it: channels of the data are known again in the media plan."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workbook import lessons
from workbook.answers import analysis, promotion, strategy
from workbook.answers.finding import Finding
from workbook.lessons.channel_names import channel_id
from workbook.metrics import agreement, goals
from workbook.metrics.inputs import promotion as lines
from workbook.metrics.inputs import strategy as given

if TYPE_CHECKING:
    from workbook.answers.locale import Locale


def decided(answers: analysis.Decisions) -> tuple[agreement.Decided, ...]:
    """The decisions that say what changes about what."""
    return tuple(agreement.Decided(d.channel, d.decision, channel_id(d.channel), d.review) for d in answers.decisions if d.channel and d.decision)


def budgets(media: promotion.MediaPlan, forecast: strategy.Budget, fit: promotion.Fit, locale: Locale) -> str:
    """A sentence where forecast, choice of channels and media plan have different media budgets; blank where they agree."""
    lines_cost = sum(line.budget or 0 for line in media.lines)
    said = {"the forecast": forecast.media_monthly, "the choice of channels": fit.budget_monthly, "the media plan": lines_cost}
    return agreement.of_budgets(said, locale)


def disagreements(
    decisions: analysis.Decisions, media: promotion.MediaPlan, forecast: strategy.Budget, fit: promotion.Fit, aims: strategy.Goals,
    locale: Locale, today: datetime.date,
) -> tuple[str, ...]:  # fmt: skip
    """Where decisions, media plan, forecast and goals do not fit together, a sentence each."""
    plan = lines.media_plan(media, forecast, None)
    names = {channel.id: channel.name for channel in lessons.channels()}
    rows = [] if plan is None else [_line(r, names) for r in plan.table.itertuples()]
    expected = given.goal_limits(forecast).get("forecast", {}).get("orders", (None,))[0]
    orders = {"the goals": _orders(aims), "the forecast": expected, "the media plan": None if plan is None else float(plan.total.orders)}
    made = decided(decisions)
    said = (
        *agreement.of_channels(made, rows, locale),
        agreement.of_numbers(orders, "orders", locale),
        budgets(media, forecast, fit, locale),
        *agreement.overdue(made, today, locale),
    )
    return tuple(sentence for sentence in said if sentence)


def finding(found: tuple[str, ...]) -> Finding:
    """Whether plan and decisions fit together."""
    if not found:
        return Finding(
            "Plan and decisions do not contradict each other",
            tone="good",
            means="Decisions, media plan, forecast and goals were held against each other, and no second look is due.",
            means_not="It does not say that the decisions are right, only that they can be carried out together.",
            next_step="Carry the decisions out, and come back on the day of the second look.",
        )
    return Finding(
        headline="Plan and decisions disagree in one place" if len(found) == 1 else f"Plan and decisions disagree in {len(found)} places",
        tone="warn",
        points=found,
        means="One of both was written earlier, or without the other. Whoever carries the plan out would not know which holds.",
        means_not="It does not say which of both is right.",
        next_step="Mend the media plan, the forecast or the decision, so that the plan says one thing.",
    )


def _line(row: Any, names: Mapping[str, str]) -> agreement.Line:
    return agreement.Line(row.channel, names.get(row.channel, row.channel), row.cost_share, bool(row.contribution < 0))


def _orders(aims: strategy.Goals) -> float | None:
    """The most orders a month that a goal asks for."""
    asked = [goals.per_month(goal) for goal in aims.goals if goal.measure == "orders"]
    return max((monthly for monthly in asked if monthly is not None), default=None)
