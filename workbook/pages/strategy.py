"""Chapter 2 on the page: feasibility, business model, goals, budget and effect."""

from __future__ import annotations

import datetime
from dataclasses import replace

from workbook import lessons
from workbook.answers import strategy
from workbook.answers.start import Setup
from workbook.charts import feasibility as flipping
from workbook.charts import forecast as drawing
from workbook.charts.investment import cumulative_cash
from workbook.metrics import break_even as breaking_even
from workbook.metrics import business_model as models
from workbook.metrics import feasibility as scorecard
from workbook.metrics import goals as checking
from workbook.metrics import investment as investing
from workbook.metrics import measured as holding
from workbook.metrics.feasibility_sensitivity import table as sensitivity
from workbook.metrics.forecast import tornado
from workbook.metrics.forecast_finding import stage_ranges
from workbook.metrics.inputs import strategy as given
from workbook.pages.fees import fees
from workbook.pages.here import checks, desk, facts, status, whenever
from workbook.pages.position import customers, kind_of_plan, products_online, rivals, selling_proposition
from workbook.pages.research import questionnaire, research
from workbook.pages.schedule import schedule
from workbook.pages.survey import returned_answers
from workbook.pages.worked import compared
from workbook.report import measured
from workbook.widgets import ChartView, Form, Panel, Result


def feasibility() -> Panel:
    """Score the criteria; see the verdict, its reasons, and which score or weight would flip it."""
    form, verdict, flips = Form(strategy.Feasibility, desk()), Result(), ChartView()

    def show() -> None:
        criteria, scores = given.scorecard(desk().answers(strategy.Feasibility))
        verdict.show(scorecard.finding(scorecard.judge(criteria, scores), desk().locale))
        flips.show(flipping.sensitivity(sensitivity(criteria, scores), desk().locale), locale=desk().locale)

    whenever(show, strategy.Feasibility, Setup, views=(verdict, flips))
    return Panel(facts("feasibility"), form, verdict, flips, compared(strategy.Feasibility))


def business_model() -> Panel:
    """Say how a sale comes about; get a recommendation with reasons, and decide."""
    form, advice = Form(strategy.BusinessModel, desk()), Result()
    names: dict[str, str] = {model.id: model.name for model in lessons.business_models()}

    def show() -> None:
        advice.show(models.finding(given.recommendation(desk().answers(strategy.BusinessModel)), desk().locale, names))

    whenever(show, strategy.BusinessModel, Setup, views=(advice,))
    return Panel(facts("business_model"), form, advice, compared(strategy.BusinessModel))


def goals() -> Panel:
    """Write goals; see what makes one unmeasurable and which contradict each other or the forecast."""
    form, verdict = Form(strategy.Goals, desk()), Result()

    def show() -> None:
        answers, limits = desk().answers(strategy.Goals), given.goal_limits(desk().answers(strategy.Budget))
        counted = holding.of_goals(answers.goals, measured.measured(desk()), desk().locale)
        remarks = checking.review(answers.goals, datetime.date.today(), desk().locale, **limits, also=counted)
        verdict.show(checking.finding(answers.goals, remarks, given.goal_names(answers)))

    whenever(show, strategy.Goals, strategy.Budget, Setup, views=(verdict,))
    return Panel(facts("goals"), form, verdict, compared(strategy.Goals))


def budget() -> Panel:
    """Give a range for each step from impression to profit; see what to expect, how sure it is, and what drives it."""
    form, outlook, most, money = Form(strategy.Budget, desk()), Result(), Result(empty=""), Result(empty="")
    profit, stages, drivers, cash = (ChartView() for _ in range(4))

    def show() -> None:
        answers, locale = desk().answers(strategy.Budget), desk().locale
        ranges = given.assumptions(answers)
        investment, limits = given.investment(answers), given.limits(answers)
        found, counted = given.forecast(answers, locale), measured.of_forecast(desk())
        outlook.show(replace(found, points=(*counted, *found.points)))
        if ranges is None or investment is None or limits is None:
            for view in (profit, stages, drivers, most, money, cash):
                view.clear()
            return
        cases = given.simulation(ranges)
        profit.show(drawing.profit_distribution(cases, locale, **given.horizon(answers)), locale=locale)
        stages.show(drawing.forecast_funnel(stage_ranges(ranges, cases), locale), locale=locale)
        drivers.show(drawing.tornado(tornado(ranges), locale), locale=locale)
        most.show(breaking_even.finding(limits, locale))
        money.show(given.counted_as_nothing(investing.finding(investment, locale), answers))
        cash.show(cumulative_cash(investment, locale), locale=locale)

    whenever(show, strategy.Budget, Setup, views=(outlook, profit, stages, drivers, most, money, cash))
    return Panel(facts("budget"), form, outlook, profit, stages, drivers, most, money, cash, compared(strategy.Budget))


__all__ = [
    "budget", "business_model", "checks", "customers", "feasibility", "fees", "goals", "kind_of_plan", "products_online", "questionnaire",
    "research", "returned_answers", "rivals", "schedule", "selling_proposition", "status",
]  # fmt: skip
