"""Step "Share out the orders": which channel gets the credit, by eight models, and what each of them would cut."""

from __future__ import annotations

from typing import cast

import pandas as pd

from workbook import market
from workbook.answers.attribution import Attribution as Asked
from workbook.answers.strategy import Budget
from workbook.charts.attribution import models_side_by_side
from workbook.metrics.attribution import MODELS, Attribution, attribute
from workbook.metrics.attribution_finding import NO_PROOF, NOUNS, TRUTH, finding, truth_told, widest
from workbook.metrics.attribution_money import cuts, returns
from workbook.metrics.journeys import Counted
from workbook.metrics.kpi import MixedCurrencies
from workbook.metrics.kpi_sums import promotion_sums
from workbook.metrics.tables import columns_of, with_margin
from workbook.pages import files, findings
from workbook.pages.decisions import margin
from workbook.pages.here import desk
from workbook.pages.redraw import on_data
from workbook.sources.engine import Frame, Tables
from workbook.widgets import ChartView, Column, Form, Notice, Panel, Result, TableView

_SUMS_ONLY = (
    "The loaded visits are sums by channel and day. They know no visitor, so no journey can be told from them: load visits one by one, "
    "as a web analysis exports them with a visitor number."
)
_NEEDED = "Journeys need visits, one by one, and {what}; both name the visitor."
_CUTS = {
    "label": Column("Model"),
    "channels": Column("Channels below break-even"),
    "cost": Column("Their cost", "money"),
    "worth": Column("Margin credited to them", "money"),
}
_PATHS = {"journey": Column("Journey"), "touches": Column("Visits", "count"), "conversions": Column("Conversions", "count")}
_TRUTH = "The truth is known because the market is simulated: what would be lost without the channel. It need not add up to all orders."


def attribution() -> Panel:
    """Eight models side by side, what each would cut, the most frequent journeys, and for a sample the truth."""
    form, missing, result, models, table, money, paths = Form(Asked, desk()), Notice(), Result(), ChartView(), TableView(), TableView(), TableView()
    views = (result, models, table, money, paths)

    def show() -> None:
        asked, tables = desk().answers(Asked), files.tables()
        counted = cast(Counted, asked.counted or "customers")
        lacking = _lacking(tables, counted)
        if lacking:
            missing.show(lacking, links={"Load the data": "06_analysis.ipynb#load"})
            for view in views:
                view.clear()
            findings.keep("attribution", "")
            return
        found = _attributed(tables, counted, asked)
        _draw(found, counted, tables, views)

    on_data(show, missing, *views, models=(Asked, Budget))
    return Panel(form, missing, *views)


def _lacking(tables: Tables, counted: Counted) -> str:
    """What must be loaded first, in a sentence."""
    what = "enquiries" if counted == "enquiries" else "orders"
    if tables.visits is None and (tables.visits_daily is not None or tables.visits_channels is not None):
        return _SUMS_ONLY
    return _NEEDED.format(what=what) if tables.visits is None or tables.get(what) is None else ""


def _attributed(tables: Tables, counted: Counted, asked: Asked) -> Attribution:
    table = tables.enquiries if counted == "enquiries" else with_margin(cast(Frame, tables.orders), margin())
    return attribute(
        tables.visits, table, counted, days=asked.days or 30, half_life=asked.half_life or 7, order=int(asked.memory or 1), paths=10
    )  # fmt: skip


def _draw(found: Attribution, counted: Counted, tables: Tables, views: tuple[Result, ChartView, TableView, TableView, TableView]) -> None:
    result, models, table, money, paths = views
    currency = tables.currency("orders") if tables.orders is not None else None
    locale, noun, truth = findings.locale(currency), NOUNS[counted], _truth(tables) if counted == "customers" else None
    lost = truth.set_index("channel")["incremental_orders"] if truth is not None else None
    backs = _backs(found, tables, truth, counted)
    cut = cuts(backs) if backs is not None else pd.DataFrame(columns=["model", "channels", "cost", "worth"])
    told = finding(found, counted, cut, locale)
    result.show(told)
    wide = found.table()
    if wide.empty:
        for view in (models, table, money, paths):
            view.clear()
        findings.keep("attribution", "")
        return
    note = f"{truth_told(found, truth, locale)} {_TRUTH}" if truth is not None else NO_PROOF
    models.show(models_side_by_side(wide, noun, locale, title=told.headline, truth=lost), note=note, locale=locale)
    _table(found, noun, lost, table)
    _money(backs, cut, money, findings.digits(locale), currency)
    paths.show(found.paths, title="The most frequent journeys", columns=_PATHS, locale=locale) if found.paths is not None else paths.clear()
    channel, low, high = widest(found)
    span = f"{locale.count(round(low))} to {locale.count(round(high))}"
    findings.keep("attribution", f"{channel} is credited with {span} of {locale.count(found.reached)} {noun}, depending on the model.")


def _table(found: Attribution, noun: str, lost: pd.Series[float] | None, view: TableView) -> None:
    wide = found.table()
    columns = {"channel": Column("Channel")} | {name: Column(label, "number", 1) for name, label in MODELS.items()}
    columns["met"] = Column("In journeys of", "count")
    wide = wide.assign(met=found.met.reindex(wide["channel"]).to_numpy())
    if lost is not None:
        wide = wide.assign(**{TRUTH: lost.reindex(wide["channel"]).to_numpy()})
        columns[TRUTH] = Column("Truth: lost without it", "number", 1)
    view.show(wide, title=f"Credited {noun} by model", columns=columns, note="Each model's column adds up to the same sum.", locale=desk().locale)


def _money(backs: pd.DataFrame | None, cut: pd.DataFrame, view: TableView, digits: int, currency: str | None) -> None:
    if backs is None or backs.empty:
        view.clear()
        return
    labels = {**MODELS, TRUTH: "Truth of the simulated market"}
    amounts = {name: cut[name] / 10**digits for name in ("cost", "worth")}
    shown = cut.assign(label=cut["model"].map(labels), **amounts)
    spans = ", ".join(
        f"{row['channel']} {desk().locale.number(min(row[m] for m in MODELS), 2)} to {desk().locale.number(max(row[m] for m in MODELS), 2)}"
        for row in backs.to_dict("records")
    )
    note = f"Margin credited per unit of cost, lowest to highest model: {spans}. Break-even is 1. Later orders of the same customers come on top."
    view.show(shown, title="What each model would cut", columns=_CUTS, note=note, locale=findings.locale(currency))


def _backs(found: Attribution, tables: Tables, truth: pd.DataFrame | None, counted: Counted) -> pd.DataFrame | None:
    """Credited margin per cost, where cost and margin are known in one currency."""
    if counted == "enquiries" or tables.promotion is None or tables.orders is None or found.reached == 0:
        return None
    if "margin" not in columns_of(tables.orders) and margin() is None:
        return None
    spent = promotion_sums(tables.promotion, ("channel",))
    mine = set(tables.currencies("orders"))
    if len(spent.currencies | mine) > 1:
        msg = f"Amounts in {', '.join(sorted(spent.currencies | mine))} cannot be compared. Load costs and orders of one currency."
        raise MixedCurrencies(msg)
    if spent.frame is None or "cost" not in spent.frame:
        return None
    named = spent.frame.dropna(subset=["channel"])
    cost = dict(zip(named["channel"].astype(str), named["cost"].astype(float), strict=True))
    known = dict(zip(truth["channel"], truth["true_return"], strict=True)) if truth is not None else None
    return returns(found, cost, known)


def _truth(tables: Tables) -> pd.DataFrame | None:
    """What the channels of the simulated market truly bring, when exactly one sample company is loaded and nothing else."""
    loaded = [reading.name for reading in files.readings().values() if {"visits", "orders", "promotion"} & set(reading.tables)]
    period = tables.period("visits")
    for company in market.companies():
        if loaded and period and all(name.startswith(f"{company.id}: ") for name in loaded):
            return market.expected(company, (period[1] - period[0]).days + 1)
    return None
