"""Promotion: the catalogue as the fit scorer wants it, the need behind it, and the lines of the media plan."""

from __future__ import annotations

import datetime

from workbook import lessons
from workbook.answers import promotion as asked
from workbook.answers import strategy
from workbook.answers.finding import Finding
from workbook.metrics.channel_fit import Channel, Need
from workbook.metrics.inputs.strategy import likely
from workbook.metrics.media_plan import Line, Plan, plan

_REACHED = {"consumers": "consumers", "business": "businesses", "both": "both"}


def channels() -> list[Channel]:
    """Every channel of the catalogue."""
    return [
        Channel(
            name=c.id,
            label=c.name,
            goals={goal: (fit.score, fit.why) for goal, fit in c.goals.items()},
            models={model: (fit.score, fit.why) for model, fit in c.models.items()},
            who=c.audience.who,
            ages=c.audience.ages,
            places=frozenset(c.audience.places),
            min_budget=c.min_budget,
            lead_days=(c.lead_days.first, c.lead_days.full),
        )
        for c in lessons.channels()
    ]


def need(answers: asked.Fit, model: str | None, today: datetime.date) -> Need:
    """What a channel has to be good for, with the business model chosen in the strategy."""
    return Need.until(
        answers.needed_by,
        today,
        goal=answers.goal,
        model=model,
        who=_REACHED.get(answers.audience or ""),
        ages=answers.ages,
        places=answers.places,
        budget=answers.budget_monthly,
    )


def media_plan(answers: asked.MediaPlan, budget: strategy.Budget, limit: float | None) -> Plan | None:
    """The plan of all lines that are complete enough; `None` when the forecast's rates or every line are missing.

    A line without rates of its own uses the likely ones of the forecast.
    """
    lines = [line for given in answers.lines if (line := _line(given, budget))]
    return plan(lines, limit) if lines else None


def skipped(answers: asked.MediaPlan, budget: strategy.Budget) -> list[str]:
    """The channels whose line cannot be worked out yet, by name."""
    names = {c.id: c.name for c in lessons.channels()}
    return [names.get(given.channel or "", "A line without a channel") for given in answers.lines if _line(given, budget) is None]


def why_no_plan(answers: asked.MediaPlan, budget: strategy.Budget) -> Finding:
    """What is missing before the plan can be worked out."""
    if not answers.lines:
        return Finding("The plan has no channel yet", next_step="Add a line for the first channel of your short list.")
    if likely(budget, "aov") is None or likely(budget, "margin_rate") is None:
        return Finding(
            "The plan needs the order value and the margin rate of your forecast",
            tone="warn",
            next_step="Fill in their likely values in Strategy, step “Estimate budget and effect”. They are asked once and used here.",
        )
    return Finding(
        "No line can be worked out yet",
        tone="warn",
        next_step="Give each line a channel, a budget and a cost per click; the rates come from the forecast.",
    )


def _line(given: asked.Line, budget: strategy.Budget) -> Line | None:
    close, aov, margin = given.close_rate, likely(budget, "aov"), likely(budget, "margin_rate")
    close = likely(budget, "close_rate") if close is None else close
    enquiry = given.enquiry_rate if given.enquiry_rate is not None else likely(budget, "enquiry_rate")
    direct = not budget.via_enquiry
    if not given.channel or given.budget is None or given.cpc is None or None in (close, aov, margin) or (not direct and enquiry is None):
        return None
    landing = likely(budget, "landing_rate")
    return Line(
        channel=given.channel,
        budget=given.budget,
        price=given.cpc,
        landing_rate=1.0 if landing is None else landing,
        enquiry_rate=None if direct else enquiry,
        close_rate=float(close or 0),
        aov=float(aov or 0),
        margin_rate=float(margin or 0),
        least=next((c.min_budget for c in lessons.channels() if c.id == given.channel), 0),
    )
