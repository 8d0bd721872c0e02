"""Step "Look at sales and customers": revenue over time, the repeat rate, and customers of the same age beside each other."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import cast

from workbook.answers import customers as asked
from workbook.answers.locale import Locale
from workbook.answers.strategy import Budget
from workbook.charts import cohorts as drawing
from workbook.charts.kpi import revenue_over_time
from workbook.metrics import cohorts_finding, repeat
from workbook.metrics.cohorts import Cohorts, Every, cohorts
from workbook.metrics.purchases import Purchases, purchases
from workbook.metrics.revenue import revenue_by_period
from workbook.metrics.tables import lacking
from workbook.pages import files, findings
from workbook.pages.decisions import margin
from workbook.pages.here import View, desk
from workbook.pages.redraw import on_data
from workbook.sources.engine import Tables
from workbook.widgets import ChartView, Form, Notice, Panel, Result

ORDERS = {"Load the orders": "06_analysis.ipynb#load"}
SHORT = 120
"""Days of data under which customers are grouped by week rather than by month."""


def customers() -> Panel:
    """Revenue over time, how many customers come back, and how newer customers do beside older ones."""
    missing, revenue, back = Notice(), ChartView(), Result()

    def show(tables: Tables) -> None:
        locale = findings.locale(tables.currency("orders"))
        every = findings.grain(tables.period("orders"))
        periods = revenue_by_period(tables.orders, every, digits=findings.digits(locale))
        revenue.show(revenue_over_time(periods, locale, every=every), locale=locale)
        found = repeat.repeat_rate(tables.orders, days=_within(tables.period("orders")))
        back.show(repeat.finding(found, desk().locale))
        findings.keep_customers(found)

    on_data(with_orders(show, missing, (revenue, back), "customers"), missing, revenue, back)
    return Panel(missing, revenue, back, _cohorts())


def _cohorts() -> Panel:
    """The groups by first order: what they say, the grid, and the curve by age."""
    form, missing, told, grid, curve = Form(asked.Cohorts, desk()), Notice(), Result(), ChartView(), ChartView()
    views: tuple[View, ...] = (told, grid, curve)

    def show(tables: Tables) -> None:
        if lacking(tables.orders, ["customer_id"]):  # the part above has said so
            for view in views:
                view.clear()
            return
        wanted = desk().answers(asked.Cohorts)
        found, locale = grouped(tables, cast("Every | None", wanted.every))
        finding = cohorts_finding.finding(found, locale)
        told.show(finding)
        grid.show(drawing.cohort_grid(found, locale, wanted.figure or "retention"), locale=locale)
        curve.show(drawing.value_by_age(found, locale), locale=locale)
        compared = cohorts_finding.compared(found)
        findings.keep("cohorts", f"{finding.headline}. {finding.means}" if compared and not compared.gap.holds(0) else "")

    on_data(with_orders(show, missing, views, "cohorts", say=False), missing, *views, models=(asked.Cohorts, Budget))
    return Panel(form, missing, told, grid, curve)


def grouped(tables: Tables, every: Every | None) -> tuple[Cohorts, Locale]:
    """The cohorts of the loaded orders, by month or week as asked for, with the locale of their amounts."""
    locale, period = findings.locale(tables.currency("orders")), tables.period("orders")
    days = (period[1] - period[0]).days if period else 0
    chosen: Every = every or ("week" if days < SHORT else "month")
    return cohorts(bought(tables), chosen, end=_last(period), digits=findings.digits(locale)), locale


def bought(tables: Tables) -> Purchases:
    """What known customers bought, on margin where it is known."""
    return purchases(tables.orders, margin_rate=margin())


def with_orders(show: Callable[[Tables], None], missing: Notice, views: tuple[View, ...], kept: str, *, say: bool = True) -> Callable[[], None]:
    """`show` where there are orders; else a sentence with the way to load them (once per step: `say`), empty views and nothing kept."""

    def attempt() -> None:
        tables = files.tables()
        if tables.orders is not None:
            show(tables)
            return
        if say:
            missing.show("There is no order file yet.", links=ORDERS)
        for view in views:
            view.clear()
        findings.keep(kept, "")

    return attempt


def _within(period: tuple[datetime.date, datetime.date] | None) -> int:
    """Within how many days a second order counts: 90, or fewer where the data are too short to have seen so many."""
    days = (period[1] - period[0]).days if period else 0
    return 90 if days >= 150 else 30


def _last(period: tuple[datetime.date, datetime.date] | None) -> datetime.date | None:
    return period[1] if period else None


__all__ = ["bought", "customers", "with_orders"]
