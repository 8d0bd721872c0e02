"""Step "Compare the channels": key figures by channel, campaign or day, their limits, how sure they are, and the mistakes that lie near."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pandas as pd

from workbook.answers import analysis as asked
from workbook.answers.channels import Channels
from workbook.answers.locale import Locale
from workbook.answers.strategy import Budget
from workbook.charts import kpi as drawing
from workbook.lessons.channel_names import plain
from workbook.metrics.attention import channels_of
from workbook.metrics.funnel_table import funnel, main_path
from workbook.metrics.kpi import Kpis, kpis
from workbook.metrics.kpi_finding import finding
from workbook.metrics.kpi_limits import limits, shares
from workbook.metrics.kpi_mistakes import mistakes
from workbook.metrics.kpi_window import Days, Window, sales_cycle, window, within
from workbook.metrics.linked import shared_days
from workbook.metrics.measured import SHORTEST
from workbook.metrics.variance import months
from workbook.pages import files, findings
from workbook.pages.decisions import margin, margin_origin
from workbook.pages.here import desk, facts
from workbook.pages.redraw import on_data
from workbook.report import sample
from workbook.report.measured import KEPT as MEASURED
from workbook.sources.engine import Tables
from workbook.widgets import ChartView, Column, Form, Notice, Panel, Result, TableView

_KEYS = {"channel": ("channel",), "campaign": ("channel", "campaign"), "day": ("date",)}
_COLUMNS = {
    "channel": Column("Channel"), "campaign": Column("Campaign"), "date": Column("Day"), "cost": Column("Cost", "money"),
    "impressions": Column("Impressions", "count"), "clicks": Column("Clicks", "count"), "visits": Column("Visits", "count"),
    "enquiries": Column("Enquiries", "count"), "orders": Column("Orders", "count"), "revenue": Column("Revenue", "money"),
    "margin": Column("Margin", "money"), "contribution": Column("Left: margin − cost", "money"), "ctr": Column("CTR: clicks ÷ impressions", "rate"),
    "cpc": Column("CPC: cost ÷ clicks", "money"), "landing_rate": Column("Visits ÷ clicks", "number", 2),
    "enquiry_rate": Column("Enquiries ÷ visits", "rate"), "cvr": Column("CVR: orders ÷ visits", "rate"), "cpa": Column("CPA: cost ÷ orders", "money"),
    "aov": Column("Revenue ÷ orders", "money"), "roas": Column("ROAS: revenue ÷ cost", "number", 1),
}  # fmt: skip
_LIMITS = {
    "cost": Column("Cost", "money"), "orders": Column("Orders", "count"), "cpa": Column("Cost ÷ orders", "money"),
    "break_even_cpa": Column("At most (margin ÷ orders)", "money"), "cpc": Column("Cost ÷ clicks", "money"),
    "break_even_cpc": Column("At most (margin ÷ clicks)", "money", 2), "roas": Column("Revenue ÷ cost", "number", 1),
    "break_even_roas": Column("At least (revenue ÷ margin)", "number", 1), "left": Column("Left", "money"),
}  # fmt: skip
_SURE = {
    "label": Column("Rate"), "hits": Column("Of these", "count"), "of": Column("Of all", "count"), "value": Column("Rate seen", "rate"),
    "low": Column("Likely from", "rate"), "high": Column("to", "rate"),
}  # fmt: skip
_RATES = {
    "ctr": "Clicks ÷ impressions", "landing_rate": "Visits ÷ clicks", "enquiry_rate": "Enquiries ÷ visits", "qualified_rate": "Qualified ÷ enquiries",
    "close_rate": "Orders ÷ enquiries", "cvr": "Orders ÷ visits",
}  # fmt: skip
_SUMS = ("impressions", "clicks", "cost", "claimed", "visits", "qualified", "revenue", "margin", "customers")
"""What this page shows or works with; whether a visitor stayed, and for how many pages, stands elsewhere."""
_NOTE = "Ratios are pooled: sum ÷ sum. Orders that are unpaid, cancelled or returned are not sales and are not counted."
_PAID = "In the last row, CPC, CPA and ROAS are those of the channels that have cost."
_LIMIT_NOTE = "A channel pays on average while the cost per order stays below its margin per order. It is the average; the next order costs more."
_SURE_NOTE = "95% intervals (Wilson). A rate above 1 is no share (more visits than clicks) and has none."


def channels() -> Panel:
    """Key figures, break-even limits, intervals, the funnel, and which mistakes these figures invite."""
    reading, form, missing, result = Form(asked.Reading, desk()), Form(Channels, desk()), Notice(), Result()
    table, left, limit, sure, steps = TableView(), ChartView(), TableView(), TableView(), ChartView()
    views = (result, table, left, limit, sure, steps)

    def show() -> None:
        if not files.readings():
            missing.show("There is no file yet.", links={"Load the data": "06_analysis.ipynb#load"})
            for view in views:
                view.clear()
            findings.keep("channels", "")
            desk().forget(MEASURED, "month")
            return
        wanted, tables = desk().answers(Channels), files.tables()
        chosen, said = _window(wanted, tables)
        found = _kpis(tables, chosen, _KEYS[wanted.split or "channel"])
        locale = findings.locale(found.currency)
        cycle = tables.once("sales cycle", lambda all_: sales_cycle(all_.visits, all_.orders))
        spans = (_days(tables.period("promotion"), chosen.spent), _days(tables.period("orders"), chosen.sold))
        near = mistakes(found, locale, spent=spans[0], sold=spans[1], seen=_seen(tables, chosen.spent), cycle=cycle, lag=wanted.lag or 0)
        result.show(finding(found, near, locale))
        _figures(table, found, locale, said)
        left.show(drawing.kpi_bars(found, "contribution", locale), locale=locale) if wanted.split != "day" else left.clear()
        _limits(limit, found, locale)
        _sure(sure, found)
        _funnel(steps, found)
        findings.keep_channels(found, *spans, margin_origin(tables, desk().locale), chosen.channel or "")
        if not wanted.channel:
            _keep_month(found, spans[1])

    on_data(show, missing, *views, models=(Budget, Channels))
    return Panel(facts("analysis"), reading, form, missing, *views)


def _days(there: Days | None, chosen: Days | None) -> Days | None:
    """The days of a table's figures; a table without days cannot be cut to any."""
    return (chosen or there) if there else None


def _seen(tables: Tables, chosen: Days | None) -> Days | None:
    """The days of the visits that are counted; None where their report has no days."""
    there = tables.period("visits" if tables.visits is not None else "visits_daily")
    counted = (max(there[0], chosen[0]), min(there[1], chosen[1])) if there and chosen else there
    return counted if counted and counted[0] <= counted[1] else there  # none of the chosen days has visits


def _keep_month(found: Kpis, period: Days | None) -> None:
    """Keep a mean month of the loaded orders, against which goals and forecast are held."""
    passed = months(*period) if period else 0.0
    if not period or passed < SHORTEST or not found.has("orders") or not found.total.orders > 0:
        desk().forget(MEASURED, "month")
        return
    revenue = float(found.total.revenue) / passed if found.has("revenue") else None
    month = {"orders": float(found.total.orders) / passed, "revenue": revenue, "currency": found.currency, "sample": sample.loaded(desk())}
    now = month | {"first": period[0].isoformat(), "last": period[1].isoformat()}
    if desk().kept(MEASURED).get("month") != now:
        desk().keep(MEASURED, "month", now)


def _window(wanted: Channels, tables: Tables) -> tuple[Window, tuple[str, ...]]:
    """What is counted, and in sentences what that leaves out."""
    there = channels_of(tables.promotion, tables.visits, tables.visits_daily, tables.enquiries, tables.orders) if wanted.channel else ()
    channel = next((name for name in there if plain(name) == plain(wanted.channel)), None)
    said = [f"No channel is called “{wanted.channel}”, so all are counted: {', '.join(there)}."] if wanted.channel and not channel else []
    spent, orders = _spent(wanted, tables), tables.period("orders")
    chosen = window(spent, wanted.lag or 0, orders[1] if orders else None, channel)
    locale = desk().locale
    if chosen.spent:
        said.append(f"Cost and visits of {_span(chosen.spent, locale)}.")
    if chosen.sold and wanted.lag:
        said.append(f"Enquiries and orders {locale.things(wanted.lag, 'day')} later: {_span(chosen.sold, locale)}.")
    if chosen.spent and any(tables.period(name) is None and tables.get(name) is not None for name in ("visits_channels",)):
        said.append("A report without days cannot be cut to a period: its visits are those of its whole period.")
    return chosen, tuple(said)


def _spent(wanted: Channels, tables: Tables) -> Days | None:
    """The days of cost and visits; all of them (None) unless a period or a lag is asked for."""
    if not (wanted.start or wanted.end or wanted.lag):
        return None
    whole = shared_days([tables.period(name) for name in ("promotion", "visits", "visits_daily")], [tables.period("orders")])
    first, last = whole or (datetime.date.min, datetime.date.max)
    start, end = wanted.start or first, wanted.end or last
    return (start, end) if start <= end else whole


def _kpis(tables: Tables, w: Window, by: Sequence[str]) -> Kpis:
    visits = within(tables.visits, "started_at", w.spent, w)
    for name in ("visits_daily", "visits_channels"):
        visits = visits if visits is not None else within(tables.get(name), "date", w.spent, w)
    return kpis(
        promotion=within(tables.promotion, "date", w.spent, w),
        visits=visits,
        enquiries=within(tables.enquiries, "created_at", w.sold, w),
        orders=within(tables.orders, "ordered_at", w.sold, w),
        by=by,
        margin_rate=margin(),
        only=_SUMS,
    )


def _figures(view: TableView, found: Kpis, locale: Locale, said: Sequence[str]) -> None:
    columns = {name: column for name, column in _COLUMNS.items() if name in found.table}
    rows = found.table if found.table.empty else findings.with_total(found)
    note = " ".join((*said, _NOTE, *([_PAID] if found.has("cost") else []), *found.missing))
    title = {"date": "Key figures per day", "channel": "Key figures per channel"}[found.by[0]] if len(found.by) == 1 else "Key figures per campaign"
    view.show(_written_days(rows), title=title, columns=columns, note=note, locale=locale, totals=0 if found.table.empty else 1)


def _written_days(rows: pd.DataFrame) -> pd.DataFrame:
    """Days as 2026-03-03 Tue, which sort as they stand; the last row has a name."""
    if "date" not in rows:
        return rows
    return rows.assign(date=["All days" if pd.isna(d) else f"{d:%Y-%m-%d %a}" for d in rows.date])


def _limits(view: TableView, found: Kpis, locale: Locale) -> None:
    table = limits(found)
    if table.empty or found.by == ("date",):
        view.clear()
        return
    keys = {key: Column(key.capitalize()) for key in found.by}
    columns = keys | {name: column for name, column in _LIMITS.items() if name in table}
    view.show(table, title="What an order and a click may cost", columns=columns, note=_LIMIT_NOTE, locale=locale)


def _sure(view: TableView, found: Kpis) -> None:
    table = shares(found)
    if table.empty or found.by == ("date",):
        view.clear()
        return
    named = table.assign(label=[_RATES[name] for name in table.rate])
    columns = {key: Column(key.capitalize()) for key in found.by} | _SURE
    view.show(named, title="How sure the rates are", columns=columns, note=_SURE_NOTE, locale=desk().locale, rows=8)


def _funnel(view: ChartView, found: Kpis) -> None:
    counts = _counted(found)
    path = main_path(counts)
    note = "Enquiries are left out: more people ordered than asked." if len(path) < len(counts) else ""
    view.show(drawing.funnel(funnel(path), desk().locale), note=note, locale=desk().locale)


def _counted(found: Kpis) -> dict[str, float]:
    """The counts of the funnel. Where impressions are known, it follows the channels that have them: a direct visit had no impression."""
    seen = found.table.impressions > 0 if found.has("impressions") else pd.Series(False, index=found.table.index)
    if not seen.any():
        return {str(stage): float(count) for stage, count in found.total.items()}
    return {str(stage): float(count) for stage, count in found.table[seen].sum(numeric_only=True, min_count=1).items()}


def _span(days: Days, locale: Locale) -> str:
    return f"{locale.date(days[0])} to {locale.date(days[1])}"
