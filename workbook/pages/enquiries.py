"""Step "Follow the enquiries": how many, when, what about, how fast they are answered, what becomes of them."""

from __future__ import annotations

import math

import pandas as pd

from workbook.answers.enquiries import EnquiryReading
from workbook.answers.locale import Locale
from workbook.answers.strategy import Budget
from workbook.charts import enquiries as drawing
from workbook.metrics.enquiries import HOUR
from workbook.metrics.enquiries import enquiries as follow
from workbook.metrics.enquiries_finding import cost_of_slowness, finding
from workbook.metrics.kpi import kpis
from workbook.metrics.response import Response, response
from workbook.pages import files, findings
from workbook.pages.decisions import margin
from workbook.pages.here import desk
from workbook.pages.redraw import on_data
from workbook.sources.engine import Tables
from workbook.widgets import ChartView, Column, Form, Notice, Panel, Result, TableView

_FIGURES = {
    "enquiries": Column("Enquiries", "count"), "answer_rate": Column("Answered ÷ enquiries", "rate"),
    "median_h": Column("First response, median hours", "number", 1), "p90_h": Column("Nine of ten within hours", "number", 1),
    "qualified_rate": Column("Qualified ÷ enquiries", "rate"), "customers": Column("Customers", "count"),
    "customer_rate": Column("Customers ÷ enquiries", "rate"), "customer_low": Column("Likely from", "rate"), "customer_high": Column("to", "rate"),
}  # fmt: skip


def enquiries() -> Panel:
    """Volume, answers, response, topics, quality and customers; when they come; what a slow answer costs."""
    form, missing, result, slow = Form(EnquiryReading, desk()), Notice(), Result(), Result()
    channels, hours, topics, classes = TableView(), ChartView(), TableView(), ChartView()
    views = (result, channels, hours, topics, classes, slow)

    def show() -> None:
        tables = files.tables()
        if tables.enquiries is None:
            missing.show("There is no enquiry list yet.", links={"Load the enquiries": "06_analysis.ipynb#load"})
            for view in views:
                view.clear()
            findings.keep("enquiries", "")
            return
        own = desk().locale
        found = follow(tables.enquiries)
        result.show(finding(found, own))
        _table(channels, found.channels, "channel", "Enquiries by channel", found.total)
        hours.show(drawing.heat_map(found.hours, own), locale=own)
        _table(topics, found.topics, "topic", "Enquiries by topic", found.total)
        answered, written = _response(tables)
        drawn = pd.DataFrame() if answered is None else answered.classes
        classes.show(drawing.by_response(drawn, own), note="Qualified enquiries only, where the list knows which are.", locale=own)
        told = cost_of_slowness(answered, written)
        slow.show(told)
        findings.keep("enquiries", f"{told.headline}." if answered is not None and answered.enough else "")

    on_data(show, missing, *views, models=(EnquiryReading, Budget))
    return Panel(form, missing, *views)


def _response(tables: Tables) -> tuple[Response | None, Locale]:
    """Customers by response time, and how its money is written."""
    asked = desk().answers(EnquiryReading)
    promise = asked.promise * HOUR if asked.promise else None
    own = desk().locale
    if asked.margin is not None or tables.orders is None:
        return response(tables.enquiries, promise_s=promise, margin=asked.margin), own
    total = kpis(orders=tables.orders, margin_rate=margin(), only=("margin", "orders")).total
    each = float(total.margin / total.orders) if "margin" in total and total.orders > 0 else math.nan
    known = None if math.isnan(each) else each
    return response(tables.enquiries, promise_s=promise, margin=known), findings.locale(tables.currency("orders"))


def _table(view: TableView, frame: pd.DataFrame, key: str, title: str, total: pd.DataFrame) -> None:
    """The figures by channel or topic, with those of all enquiries in the last row."""
    if frame.empty:
        view.clear()
        return
    rows = pd.concat([frame, total.assign(**{key: "All enquiries"})], ignore_index=True)
    if "median_s" in rows:
        rows = rows.assign(median_h=rows.median_s / HOUR, p90_h=rows.p90_s / HOUR)
    columns = {key: Column(key.capitalize()), **{name: column for name, column in _FIGURES.items() if name in rows}}
    view.show(rows, title=title, columns=columns, note=_NOTE, locale=desk().locale, totals=1)


_NOTE = "An enquiry became a customer when it names an order, or a customer where the list has no orders. Ranges: 95% (Wilson)."
