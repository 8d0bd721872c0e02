"""Step "See what is bought together": pairs and larger sets of products, judged against chance."""

from __future__ import annotations

import pandas as pd

from workbook.answers import customers as asked
from workbook.charts import baskets as drawing
from workbook.lessons.channel_names import plain
from workbook.metrics import baskets_finding
from workbook.metrics.basket_sets import larger_sets
from workbook.metrics.baskets import Baskets
from workbook.metrics.baskets import baskets as together
from workbook.pages import findings
from workbook.pages.customers import with_orders
from workbook.pages.here import desk
from workbook.pages.redraw import on_data
from workbook.sources.engine import Tables
from workbook.widgets import ChartView, Column, Form, Notice, Panel, Result, TableView

_PAIRS = (
    "Support: baskets with both ÷ all baskets. Confidence: baskets with both ÷ baskets with the first. Lift: support ÷ (share of the first × share "
    "of the second), with its 95 % range. “More often”: of these pairs at most 1 in 20 is expected to be luck, all comparisons taken together."
)
_ORDER = ("pair", "together", "support", "confidence", "back", "lift", "range", "beside", "act")
_SETS = "Listed are sets whose rule is surer than every shorter rule to the same product, by more than chance: otherwise the pair says it all."


def baskets() -> Panel:
    """Which products belong together, how sure that is, and what to try."""
    form, missing, told, lifts, pairs, sets = Form(asked.Baskets, desk()), Notice(), Result(), ChartView(), TableView(), TableView()
    views = (told, lifts, pairs, sets)

    def show(tables: Tables) -> None:
        wanted, locale = desk().answers(asked.Baskets), desk().locale
        found = together(tables.orders, least=wanted.least)
        larger = larger_sets(tables.orders, found)
        finding = baskets_finding.finding(found, larger, locale)
        told.show(finding)
        shown = _chosen(found, wanted)
        lifts.show(drawing.lifts(shown, locale), locale=locale)
        _pairs(shown, pairs)
        _sets(larger, sets)
        findings.keep("baskets", "" if found.rules.empty else f"{finding.headline}. {finding.next_step}")

    on_data(with_orders(show, missing, views, "baskets"), missing, *views, models=(asked.Baskets,))
    return Panel(form, missing, told, lifts, pairs, sets)


def _chosen(found: Baskets, wanted: asked.Baskets) -> pd.DataFrame:
    """The pairs with what to try, those that are no chance first; only what the form asks for."""
    pairs = baskets_finding.with_advice(found.pairs)
    place = {word: number for number, word in enumerate(baskets_finding.BESIDE)}
    pairs = pairs.assign(_place=pairs.beside.map(place)).sort_values("_place", kind="stable", ignore_index=True)
    if wanted.lift is not None:
        pairs = pairs[pairs.lift >= wanted.lift]
    if wanted.product:
        named = [plain(wanted.product) in plain(f"{a} {b}") for a, b in zip(pairs["first"], pairs.second, strict=True)]
        pairs = pairs[pd.Series(named, index=pairs.index, dtype=bool)]
    return pairs.reset_index(drop=True)


def _pairs(shown: pd.DataFrame, table: TableView) -> None:
    if shown.empty:
        table.clear()
        return
    own = {"pair": Column("Who buys → also buys"), "range": Column("Range of the lift")}
    columns = own | {name: Column(h.label, h.kind, h.digits) for name, h in drawing.COLUMNS.items()}
    number = desk().locale.number
    shown = shown.assign(
        pair=[f"{a} → {b}" for a, b in zip(shown["first"], shown.second, strict=True)],
        range=[f"{number(low, 2)} to {number(high, 2)}" for low, high in zip(shown.low, shown.high, strict=True)],
    )
    table.show(shown, title="Pairs of products", columns={name: columns[name] for name in _ORDER}, note=_PAIRS, locale=desk().locale)


def _sets(larger: pd.DataFrame, table: TableView) -> None:
    if larger.empty:
        table.clear()
        return
    columns = {
        "who": Column("Who buys"), "then": Column("also buys"), "together": Column("Baskets with all", "count"),
        "confidence": Column("Confidence", "rate"), "shorter": Column("of the best shorter rule", "rate"), "lift": Column("Lift", "number", 1),
    }  # fmt: skip
    shown = larger.assign(who=[" + ".join(items) for items in larger["items"]])
    table.show(shown, title="Three and more together", columns=columns, note=_SETS, locale=desk().locale)


__all__ = ["baskets"]
