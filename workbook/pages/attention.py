"""Step "Watch the attention": the course of visits, page views and enquiries, what was expected, and which days were unusual."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pandas as pd

from workbook.answers.attention import MEASURES, Attention
from workbook.charts.attention import over_time
from workbook.lessons.channel_names import plain
from workbook.metrics.anomalies import Anomaly, anomalies
from workbook.metrics.attention import Daily, channels_of
from workbook.metrics.attention import attention as by_day
from workbook.metrics.attention_finding import finding
from workbook.metrics.season import Every
from workbook.pages import files, findings
from workbook.pages.here import desk
from workbook.pages.redraw import on_data
from workbook.sources.engine import Tables
from workbook.widgets import ChartView, Column, Form, Notice, Panel, Result, TableView

_EVENTS = {
    "first": Column("From", "date"),
    "last": Column("To", "date"),
    "periods": Column("Periods", "count"),
    "kind": Column("What it was"),
    "value": Column("Mean", "count"),
    "low": Column("Expected from", "count"),
    "high": Column("Expected to", "count"),
}


def attention() -> Panel:
    """Trend, weekly pattern and unusual days of one measure."""
    form, missing, result, course, events = Form(Attention, desk()), Notice(), Result(), ChartView(), TableView()

    def clear(text: str, links: Mapping[str, str]) -> None:
        missing.show(text, links=dict(links))
        for view in (result, course, events):
            view.clear()
        findings.keep("attention", "")

    def show() -> None:
        asked, tables = desk().answers(Attention), files.tables()
        channel, sentence = chosen_channel(asked.channel, tables)
        if sentence:
            missing.show(sentence, tone="warn")
        found = _measured(tables, channel)
        name = asked.measure or next((name for name in MEASURES if name in found), "visits")
        if name not in found:
            clear(_absent(name, channel), {"Load the data": "06_analysis.ipynb#load"})
            return
        _draw(found, name, cast(Every, asked.every or "day"), (result, course, events))

    on_data(show, missing, result, course, events, models=(Attention,))
    return Panel(form, missing, result, course, events)


def chosen_channel(wanted: str | None, tables: Tables) -> tuple[str | None, str]:
    """The channel as the files name it, however it was typed; a sentence where they have none of that name."""
    if not wanted:
        return None, ""
    there = channels_of(tables.promotion, tables.visits, tables.visits_daily, tables.enquiries, tables.orders)
    found = next((name for name in there if plain(name) == plain(wanted)), None)
    return found, "" if found else f"No channel is called “{wanted}”, so all are shown. There are {', '.join(there) or 'none yet'}."


def _measured(tables: Tables, channel: str | None) -> dict[str, Daily]:
    visits = tables.visits if tables.visits is not None else tables.visits_daily
    search = tables.search_daily if tables.search_daily is not None else tables.search
    return by_day(
        visits=visits, enquiries=tables.enquiries, promotion=tables.promotion, search=search, orders=tables.orders, channel=channel
    )  # fmt: skip


def _draw(found: Mapping[str, Daily], name: str, every: Every, views: tuple[Result, ChartView, TableView]) -> None:
    locale, daily = desk().locale, found[name]
    taken = {other: one.season(every) for other, one in found.items()}
    season = taken.pop(name)
    unusual = anomalies(season, taken)
    told = finding(daily, season, unusual, locale)
    result, course, events = views
    result.show(told)
    course.show(over_time(season, daily.measure.label, locale, title=_title(daily, season.every, unusual)), locale=locale)
    if unusual:
        events.show(_as_table(unusual), title=f"Unusual {every}s", columns=_EVENTS, note="Periods in a row are one event.", locale=locale)
    else:
        events.clear()
    findings.keep("attention", f"{told.headline}." if unusual or season.shifts else "")


def _title(daily: Daily, every: str, unusual: tuple[Anomaly, ...]) -> str:
    number, locale = len(unusual), desk().locale
    if not number:
        return f"{daily.measure.label} by {every}: none out of the ordinary"
    return f"{daily.measure.label} by {every}: {locale.things(number, 'event')} out of the ordinary"


def _as_table(unusual: tuple[Anomaly, ...]) -> pd.DataFrame:
    return pd.DataFrame([{column: getattr(a, column) for column in _EVENTS} for a in unusual])


def _absent(name: str, channel: str | None) -> str:
    label = MEASURES[name].lower()
    of = f" of {channel}" if channel else ""
    return f"There are no {label}{of} with a day in the loaded files."
