"""Chapter 5 on the page: the channel catalogue, the channels that fit, the media plan."""

from __future__ import annotations

import datetime

from workbook import lessons
from workbook.answers import promotion as asked
from workbook.answers.chapters import link_to
from workbook.answers.start import Setup
from workbook.answers.strategy import Budget, BusinessModel
from workbook.charts import channel_fit as drawing
from workbook.charts import media_plan as drawing_plan
from workbook.metrics import channel_fit
from workbook.metrics import media_plan as planning
from workbook.metrics.inputs import decisions as deciding
from workbook.metrics.inputs import promotion as given
from workbook.pages.cards import channel_cards, channel_filters
from workbook.pages.here import checks, desk, facts, model, status, whenever
from workbook.widgets import Catalogue, ChartView, Column, Form, Notice, Panel, Result, TableView

_NAMES = {"goal": "Goal", "model": "Way of working", "audience": "People", "budget": "Budget", "time": "Time"}
_BUDGETS = {
    "In the forecast": link_to(f"{Budget.FORM}:media_monthly"), "In the choice of channels": link_to(f"{asked.Fit.FORM}:budget_monthly"),
    "In the media plan": link_to(f"{asked.MediaPlan.FORM}:lines"),
}  # fmt: skip


def catalogue() -> Panel:
    """Every channel with what it can do, what it costs, how it is started and when it is stopped."""
    return Panel(Catalogue(channel_cards(desk().locale), channel_filters(), noun=("channel", "channels")))


def fit() -> Panel:
    """Say what the channels have to be good for; see which fit, and why or why not."""
    form, verdict, picture, table = Form(asked.Fit, desk()), Result(), ChartView(), TableView()

    def show() -> None:
        answers, locale = desk().answers(asked.Fit), desk().locale
        need = given.need(answers, model(), datetime.date.today())
        ranked = channel_fit.shortlist(given.channels(), need, locale)
        listed = channel_fit.table(ranked)
        verdict.show(channel_fit.finding(ranked, locale, chosen=answers.shortlist))
        picture.show(drawing.channel_fit(listed, locale), locale=locale)
        order = ", best fit first" if channel_fit.enough(ranked) else ""
        table.show(listed, title=f"All channels{order}", columns=_fit_columns(), locale=locale, rows=8)

    whenever(show, asked.Fit, BusinessModel, Setup, views=(verdict, picture, table))
    return Panel(facts("promotion"), form, verdict, picture, table)


def media_plan() -> Panel:
    """Put money on channels; see what each costs and is expected to bring, and what does not add up."""
    form, verdict, shares, table = Form(asked.MediaPlan, desk()), Result(), ChartView(), TableView()
    budgets = Notice()
    names = {c.id: c.name for c in lessons.channels()}

    def show() -> None:
        answers, budget, locale = desk().answers(asked.MediaPlan), desk().answers(Budget), desk().locale
        fitting = desk().answers(asked.Fit)
        apart = deciding.budgets(answers, budget, fitting, locale)
        budgets.show(apart, tone="warn", links=_BUDGETS) if apart else budgets.clear()
        plan = given.media_plan(answers, budget, fitting.budget_monthly)
        verdict.show(planning.finding(plan, locale, names) if plan else given.why_no_plan(answers, budget))
        if plan is None:
            shares.clear()
            table.clear()
            return
        named = planning.with_total(plan, names)
        shares.show(drawing_plan.media_plan(plan, locale, names), locale=locale)
        table.show(named, title="The plan in a normal month", columns=_plan_columns(plan), locale=locale, note=_note(given.skipped(answers, budget)))

    whenever(show, asked.MediaPlan, Budget, asked.Fit, Setup, views=(verdict, shares, table, budgets))
    return Panel(form, budgets, verdict, shares, table)


def _fit_columns() -> dict[str, Column]:
    parts = {name: Column(label, "rate") for name, label in _NAMES.items()}
    return {"label": Column("Channel"), "score": Column("Fit", "rate"), **parts, "why": Column("For it"), "why_not": Column("Against it")}


def _plan_columns(plan: planning.Plan) -> dict[str, Column]:
    asked_first = {"enquiries": Column("Enquiries", "number", 0)} if plan.table.enquiries.notna().any() else {}
    return {
        "channel": Column("Channel"),
        "cost": Column("Cost", "money"),
        "clicks": Column("Clicks", "number", 0),
        "visits": Column("Visits", "number", 0),
        **asked_first,
        "orders": Column("Orders", "number", 1),
        "revenue": Column("Revenue", "money"),
        "contribution": Column("Profit after media", "money"),
        "cpa": Column("Cost per order", "money"),
        "roas": Column("ROAS", "number", 1),
    }


def _note(skipped: list[str]) -> str:
    source = "Rates left blank are the likely ones of your forecast. Totals are pooled: all cost ÷ all orders."
    return f"{source} Not worked out yet: {', '.join(skipped)}." if skipped else source


__all__ = ["catalogue", "checks", "fit", "media_plan", "status"]
