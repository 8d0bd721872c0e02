"""Chapter 1 on the page: what the work is, what it is not, and how far the company has come."""

from __future__ import annotations

from workbook import lessons
from workbook.answers import foundations as asked
from workbook.answers.start import Setup
from workbook.charts import foundations as drawing
from workbook.metrics import functions_used, levers, maturity
from workbook.metrics.inputs import foundations as given
from workbook.pages.here import checks, desk, facts, status, whenever
from workbook.pages.worked import compared
from workbook.widgets import Actions, ChartView, Form, Panel, Result


def meaning() -> Panel:
    """A month from visit to what is left: change one number and see what it moves."""
    form, worth, bars = Form(asked.Levers, desk()), Result(empty="Enter all seven numbers, or take those of a sample company."), ChartView()

    def show() -> None:
        month = given.month(desk().answers(asked.Levers))
        if month is None:
            worth.clear()
            bars.clear()
            return
        worth.show(levers.finding(month, desk().locale))
        bars.show(drawing.levers(month, desk().locale), locale=desk().locale)

    whenever(show, asked.Levers, Setup, views=(worth, bars))
    return Panel(_sample_months(), form, worth, bars)


def _sample_months() -> Actions:
    """A button per sample company that fills in a normal month of it."""
    cases = [c for c in lessons.companies() if c.funnel is not None]
    return Actions({f"Take a month of {c.name}": lambda case=c: _take(case) for c in cases}, hint="No figures at hand? Begin with a sample.")  # type: ignore[misc]


def _take(case: lessons.Case) -> str:
    funnel = case.funnel
    if funnel is None:
        return ""
    write = desk().locale
    cost = sum(c.cost for c in case.channels) / sum(c.clicks for c in case.channels if c.cost) / funnel.landing_rate
    numbers = {
        "visits": write.count(funnel.visits), "visit_cost": write.number(cost, 2), "enquiry_rate": write.rate(funnel.enquiry_rate),
        "close_rate": write.rate(funnel.close_rate), "order_value": write.number(funnel.order_value, 2),
        "margin_rate": write.rate(funnel.margin_rate), "interest": write.rate(0.6),
    }  # fmt: skip
    desk().put(asked.Levers, numbers, "sample")
    return f"A month of {case.name} is filled in. That bought visits ask 60 % as often is our assumption. Change what you like."


def modules() -> Panel:
    """Give each part of the work its level; see the weakest link."""
    form, verdict, radar = Form(asked.Maturity, desk()), Result(), ChartView()

    def show() -> None:
        parts = given.parts(desk().answers(asked.Maturity))
        verdict.show(maturity.finding(parts, desk().locale))
        radar.show(drawing.radar(parts, desk().locale), locale=desk().locale)

    whenever(show, asked.Maturity, Setup, views=(verdict, radar))
    return Panel(facts("feasibility", "maturity"), form, verdict, radar, compared(asked.Maturity))


def functions() -> Panel:
    """Say which functions are in use, wanted, or not needed."""
    form, verdict = Form(asked.Functions, desk()), Result()
    names, signs = ({f.id: str(getattr(f, what)) for f in lessons.functions()} for what in ("title", "sign"))

    def show() -> None:
        verdict.show(functions_used.finding(names, signs, given.uses(desk().answers(asked.Functions)), desk().locale))

    whenever(show, asked.Functions, Setup, views=(verdict,))
    return Panel(facts("business_model", "functions"), form, verdict, compared(asked.Functions))


__all__ = ["checks", "functions", "meaning", "modules", "status"]
