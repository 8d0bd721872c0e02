"""Chapter 6 on the page: load the data, compare the channels, look at customers, decide."""

from __future__ import annotations

import pandas as pd

from workbook.answers import analysis as asked
from workbook.answers.strategy import Budget
from workbook.charts import kpi as drawing
from workbook.metrics.funnel_table import funnel, main_path
from workbook.metrics.kpi import Kpis, kpis
from workbook.pages import files, findings
from workbook.pages.attention import attention
from workbook.pages.attribution import attribution
from workbook.pages.baskets import baskets
from workbook.pages.customers import customers
from workbook.pages.decisions import decisions, margin
from workbook.pages.drivers import drivers
from workbook.pages.enquiries import enquiries
from workbook.pages.here import checks, desk, facts, status
from workbook.pages.loading import load
from workbook.pages.redraw import on_data
from workbook.pages.search import search
from workbook.pages.segments import segments
from workbook.pages.tests import tests
from workbook.sources.engine import Tables
from workbook.widgets import ChartView, Column, Form, Notice, Panel, TableView

_COLUMNS = {
    "channel": Column("Channel"),
    "cost": Column("Cost", "money"),
    "impressions": Column("Impressions", "count"),
    "clicks": Column("Clicks", "count"),
    "visits": Column("Visits", "count"),
    "enquiries": Column("Enquiries", "count"),
    "orders": Column("Orders", "count"),
    "revenue": Column("Revenue", "money"),
    "contribution": Column("Contribution", "money"),
    "ctr": Column("CTR", "rate"),
    "cpc": Column("CPC", "money"),
    "cvr": Column("Orders ÷ visits", "rate"),
    "cpa": Column("Cost per order", "money"),
    "roas": Column("ROAS", "number", 1),
}
_NOTE = "Ratios are pooled: sum ÷ sum. Contribution = margin − cost. Orders that are unpaid, cancelled or returned are not sales and are not counted."
_PAID = "In the last row, CPC, cost per order and ROAS are those of the channels that have cost."


def channels() -> Panel:
    """Key figures per channel, the funnel, and where a channel loses."""
    form, missing, table, steps = Form(asked.Reading, desk()), Notice(), TableView(), ChartView()

    def show() -> None:
        if not files.readings():
            missing.show("There is no file yet.", links={"Load the data": "06_analysis.ipynb#load"})
            table.clear()
            steps.clear()
            findings.keep("channels", "")
            return
        found = _kpis(files.tables())
        columns = {name: column for name, column in _COLUMNS.items() if name in found.table}
        rows = found.table if found.table.empty else findings.with_total(found)
        note = " ".join((_NOTE, *([_PAID] if found.has("cost") else []), *found.missing))
        table.show(rows, title="Key figures per channel", columns=columns, note=note, locale=findings.locale(found.currency))
        counts = _counted(found)
        path = main_path(counts)
        note = "Enquiries are left out: more people ordered than asked." if len(path) < len(counts) else ""
        steps.show(drawing.funnel(funnel(path), desk().locale), note=note, locale=desk().locale)
        findings.keep_channels(found)

    on_data(show, missing, table, steps, models=(Budget,))
    return Panel(facts("analysis"), form, missing, table, steps)


def _counted(found: Kpis) -> dict[str, float]:
    """The counts of the funnel. Where impressions are known, it follows the channels that have them: a direct visit had no impression."""
    seen = found.table.impressions > 0 if found.has("impressions") else pd.Series(False, index=found.table.index)
    if not seen.any():
        return {str(stage): float(count) for stage, count in found.total.items()}
    return {str(stage): float(count) for stage, count in found.table[seen].sum(numeric_only=True, min_count=1).items()}


def _kpis(tables: Tables) -> Kpis:
    visits = next((table for table in (tables.visits, tables.visits_daily, tables.visits_channels) if table is not None), None)
    return kpis(promotion=tables.promotion, visits=visits, enquiries=tables.enquiries, orders=tables.orders, margin_rate=margin())


__all__ = [
    "attention", "attribution", "baskets", "channels", "checks", "customers", "decisions", "drivers", "enquiries", "load", "search",
    "segments", "status", "tests",
]  # fmt: skip
