"""Step "Group and value customers": fifths and segments with what to do, lists to download, and what customers are worth."""

from __future__ import annotations

import pandas as pd

from workbook.answers import customers as asked
from workbook.answers.locale import Locale
from workbook.answers.strategy import Budget
from workbook.charts import customers as drawing
from workbook.metrics import lifetime_finding, rfm, rfm_finding
from workbook.metrics.lifetime import Lifetime, lifetime
from workbook.metrics.lifetime_value import Outlook
from workbook.metrics.purchases import Purchases
from workbook.pages import findings
from workbook.pages.customers import bought, with_orders
from workbook.pages.here import desk
from workbook.pages.redraw import on_data
from workbook.sources.engine import Tables
from workbook.widgets import ChartView, Column, Form, Notice, Panel, Result, TableView

_NUMBERS = (
    "Customer numbers are those of your file. Where it had names, e-mail addresses or telephone numbers instead, a fingerprint made on import stands "
    "here (p_…): nobody can be told from it, and to write to a segment you need an export with customer numbers."
)
_ORIGIN = (
    "By the channel of the first order. All channels share one model, which pulls small groups towards the mean; ranges hold 9 of 10 outcomes, "
    "and are blank under 30 customers. Spent so far depends on age: do not compare it between channels of different age."
)


def segments() -> Panel:
    """Who the best customers are, whom to win back, and what each customer will bring."""
    form, missing = Form(asked.Segments, desk()), Notice()
    told, shares, groups, listed = Result(), ChartView(), TableView(), TableView()
    value, tried, course, steps, origin = Result(), Result(), ChartView(), ChartView(), TableView()
    views = (told, shares, groups, listed, value, tried, course, steps, origin)

    def show(tables: Tables) -> None:
        wanted, locale = desk().answers(asked.Segments), findings.locale(tables.currency("orders"))
        found, digits = bought(tables), findings.digits(locale)
        scored = rfm.rfm(found, digits=digits)
        outlook = Outlook(wanted.months or 12, 0.1 if wanted.discount is None else wanted.discount)
        worth = lifetime(found, outlook, digits=digits)
        _segments(scored, found, locale, (told, shares, groups))
        _list(scored, worth, wanted.segment, locale, listed)
        _value(worth, locale, (value, tried), (course, steps), origin)

    on_data(with_orders(show, missing, views, "segments"), missing, *views, models=(asked.Segments, Budget))
    return Panel(form, missing, told, shares, groups, listed, value, origin, tried, course, steps)


def _segments(scored: pd.DataFrame, found: Purchases, locale: Locale, views: tuple[Result, ChartView, TableView]) -> None:
    told, shares, groups = views
    table = rfm.segments(scored) if len(scored) else pd.DataFrame()
    finding = rfm_finding.finding(table, found.worth, locale)
    told.show(finding)
    findings.keep("segments", f"{finding.headline}. {finding.next_step}" if len(table) else "")
    shares.show(drawing.segment_shares(table, found.worth, locale), locale=locale)
    if table.empty:
        groups.clear()
        return
    columns = {
        "label": Column("Segment"), "who": Column("Who they are"), "act": Column("What to do"), "customers": Column("Customers", "count"),
        "value": Column(found.worth.capitalize(), "money"), "days": Column("Days since last", "number", 0),
    }  # fmt: skip
    note = "Scores from 1 to 5 by fifths of your own customers: how lately, how often, for how much. Equal customers have equal scores."
    groups.show(table, title="Segments, and what to do with each", columns={c: k for c, k in columns.items() if c in table}, note=note, locale=locale)


def _list(scored: pd.DataFrame, worth: Lifetime, segment: str | None, locale: Locale, listed: TableView) -> None:
    """The customers, or one segment of them, to take away."""
    if scored.empty:
        listed.clear()
        return
    labels = {s.name: s.label for s in rfm.SEGMENTS}
    chosen = scored[scored.segment == segment] if segment else scored
    if worth.useful:
        chosen = chosen.merge(worth.people[["customer_id", "p_alive", "purchases", "value"]].rename(columns={"value": "to_come"}), on="customer_id")
    chosen = chosen.assign(label=chosen.segment.map(labels))
    columns = {
        "customer_id": Column("Customer"), "label": Column("Segment"), "days": Column("Days since last", "count"),
        "orders": Column("Orders", "count"),
        "value": Column(worth.worth.capitalize(), "money"), "r": Column("R", "count"), "f": Column("F", "count"), "m": Column("M", "count"),
        "p_alive": Column("Still a customer", "rate"), "purchases": Column(f"Purchases in {worth.outlook.months} months", "number", 2),
        "to_come": Column("Value to come", "money"),
    }  # fmt: skip
    if worth.buying is None or not worth.buying.leaving_seen:
        columns.pop("p_alive")
    title = f"Customers of the segment {labels[segment]}" if segment else "All customers with their scores"
    listed.show(chosen, title=title, columns={c: k for c, k in columns.items() if c in chosen}, note=_NUMBERS, locale=locale, rows=5)


def _value(
    worth: Lifetime, locale: Locale, told: tuple[Result, Result], charts: tuple[ChartView, ChartView], origin: TableView
) -> None:  # fmt: skip
    told[0].show(lifetime_finding.value_finding(worth, locale))
    findings.keep("customer_value", _kept(worth, locale))
    if worth.useful and len(worth.channels):
        columns = {
            "channel": Column("Channel of the first order"), "customers": Column("Customers", "count"), "repeaters": Column("Bought again", "rate"),
            "spent": Column("Spent so far, each", "money"), "value": Column("Still to come, each", "money"), "low": Column("from", "money"),
            "high": Column("to", "money"),
        }  # fmt: skip
        title = f"What a customer is still worth, by channel of origin ({worth.worth}, {locale.count(worth.outlook.months)} months)"
        origin.show(worth.channels, title=title, columns=columns, note=_ORIGIN, locale=locale)
    else:
        origin.clear()
    if not worth.known:
        for view in (told[1], *charts):
            view.clear()
        return
    told[1].show(lifetime_finding.hold_out_finding(worth.tried, locale))
    charts[0].show(drawing.hold_out_over_time(worth.tried, locale), locale=locale)
    charts[1].show(drawing.hold_out_by_frequency(worth.tried, locale), locale=locale)


def _kept(worth: Lifetime, locale: Locale) -> str:
    """What the plan may rely on: a value that is told with a useful range and was tried with success."""
    if not worth.useful or worth.beaten or worth.tried is None:
        return ""
    finding = lifetime_finding.value_finding(worth, locale)
    return f"{finding.headline}. {finding.means}"


__all__ = ["segments"]
