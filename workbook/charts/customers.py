"""Customers drawn: the segments with what they bring, and foretold purchases beside those that came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.theme import SHORT, themed
from workbook.metrics.lifetime_holdout import HoldOut

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

_NAMES = {"share": "Share of customers", "value_share": "Share of {worth}"}


def segment_shares(table: pd.DataFrame, worth: str, locale: Locale) -> Picture:
    """Draw `rfm.segments`: each segment's share of the customers beside its share of what they brought."""
    if table.empty:
        return nothing("Customers by segment", "No order names its customer.")
    names = {column: name.format(worth=worth) for column, name in _NAMES.items() if column in table}
    columns = {
        "label": Heading("Segment"), "customers": Heading("Customers", "count"), "share": Heading("Share of customers", "rate", 0),
        "value": Heading(worth.capitalize() or "Value", "money"), "value_share": Heading(f"Share of {worth}", "rate", 0),
    }  # fmt: skip
    largest = table.loc[table.share == table.share.max()].iloc[0]
    title = f"“{largest.label}” is the largest segment: {locale.rate(largest.share, 0)} of the customers"
    if worth:
        rich = table.loc[table.value_share == table.value_share.max()].iloc[0]
        title = f"“{rich.label}” brings most: {locale.rate(rich.value_share, 0)} of the {worth} from {locale.rate(rich.share, 0)} of the customers"
    summary = "; ".join(f"{row.label}: {locale.count(row.customers)}" for row in table.itertuples()) + "."
    return Picture(_shares(table, names, locale), title, summary, table, columns)


def _shares(table: pd.DataFrame, names: dict[str, str], locale: Locale) -> Any:
    figures = [" · ".join(locale.rate(row[c], 0) for c in names) for _, row in table.iterrows()]
    shown = numbered(table[["label", "customers", *names]], [f"{r.label} ({locale.count(r.customers)})" for r in table.itertuples()], figures)
    top = float(shown[list(names)].max().max())
    axis = alt.Axis(format=".0%", tickCount=5)
    x = alt.X("value:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, top * 1.02], nice=False))
    scale = alt.Scale(domain=list(names.values()), range="category")
    legend = alt.Legend(title=None, symbolType="square")
    layers = []
    for place, (column, name) in enumerate(names.items()):
        part = shown.assign(value=shown[column], what=name, written=[locale.rate(v) for v in shown[column]])
        part = part[["row", "label", "value", "what", "written"]]
        tips = [alt.Tooltip("label:N", title="Segment"), alt.Tooltip("what:N", title="What"), alt.Tooltip("written:N", title="Share")]
        colour = alt.Color("what:N", sort=list(names.values()), scale=scale, legend=legend)
        layers.append(alt.Chart(part).mark_bar(height=8, yOffset=9 * place - 3).encode(x=x, y=row_axis(), color=colour, tooltip=tips))
    return themed(alt.layer(*layers, *row_words(shown, lift=12)), locale, row_step())


def hold_out_over_time(tried: HoldOut | None, locale: Locale) -> Picture:
    """Draw the repeat purchases so far, actual and expected, with the line from which on the model did not know."""
    if tried is None:
        return nothing("Purchases foretold and actual", "Too few customers came back in the first part of the time.")
    table = tried.over_time
    last = table.iloc[-1]
    gap = (last.expected - last.actual) / last.actual if last.actual else 0.0
    side = "above" if gap > 0 else "below"
    title = f"At the end the model is {locale.rate(abs(gap), 0)} {side} the actual repeat purchases"
    cut = table[~table.held_out.astype(bool)].day.max()
    summary = f"From {locale.date(cut)} on the model knew nothing of what came. Repeat purchases at the end: {locale.count(last.actual)}, "
    summary += f"expected {locale.count(round(last.expected))}."
    columns = {
        "day": Heading("Week to", "date"), "actual": Heading("Repeat purchases so far", "count"), "expected": Heading("Expected", "number", 0),
        "hidden": Heading("Hidden from the model"),
    }  # fmt: skip
    told = table.assign(hidden=["yes" if h else "no" for h in table.held_out])
    return Picture(_course(table, cut, locale), title, summary, told, columns)


def _course(table: pd.DataFrame, cut: pd.Timestamp, locale: Locale) -> Any:
    names = {"actual": "Actual", "expected": "Expected by the model"}
    long = pd.concat([table[["day"]].assign(value=table[c].astype(float), what=name) for c, name in names.items()], ignore_index=True)
    long = long.assign(on=[locale.date(d) for d in long.day], written=[locale.count(round(v)) for v in long.value])
    x = alt.X("day:T", title=None, axis=alt.Axis(labelOverlap="greedy", grid=False, tickCount=5))
    y = alt.Y("value:Q", title="Repeat purchases so far", axis=alt.Axis(labelExpr=SHORT, grid=True))
    order = list(names.values())
    colour = alt.Color("what:N", sort=order, scale=alt.Scale(domain=order, range="category"), legend=alt.Legend(title=None, symbolType="stroke"))
    dash = alt.StrokeDash("what:N", sort=order, scale=alt.Scale(domain=order, range=[[1, 0], [6, 3]]), legend=None)
    tips = [alt.Tooltip("on:N", title="Week to"), alt.Tooltip("what:N", title="Which"), alt.Tooltip("written:N", title="So far")]
    rule = alt.Chart(pd.DataFrame({"day": [cut], "text": ["hidden from here"]}))
    layers = [
        alt.Chart(long).mark_line(strokeWidth=2.5).encode(x=x, y=y, color=colour, strokeDash=dash, tooltip=tips),
        rule.mark_rule(style="strong-guide", strokeDash=[2, 3]).encode(x="day:T"),
        rule.mark_text(style="faint", align="right", dx=-6, baseline="top").encode(x="day:T", y=alt.value(2), text="text:N"),
    ]
    return themed(alt.layer(*layers), locale, 260)


def hold_out_by_frequency(tried: HoldOut | None, locale: Locale) -> Picture:
    """Draw mean purchases in the hidden time by how often customers had bought again before: actual, expected, and as before."""
    if tried is None:
        return nothing("Foretold by how often customers had bought", "Too few customers came back in the first part of the time.")
    last = int(tried.by_frequency.frequency.max())
    table = tried.by_frequency.assign(group=[f"{f}+" if f == last else f"{f}" for f in tried.by_frequency.frequency])
    model = float(((table.expected - table.actual).abs() * table.customers).sum())
    naive = float(((table.naive - table.actual).abs() * table.customers).sum())
    title = "Group by group, the model is nearer than “as before”" if model < naive else "Group by group, “as before” is nearer than the model"
    summary = "; ".join(f"{r.group}: {locale.number(r.actual, 2)}, expected {locale.number(r.expected, 2)}" for r in table.itertuples()) + "."
    columns = {
        "group": Heading("Repeat purchases before"), "customers": Heading("Customers", "count"), "actual": Heading("Actual, mean", "number", 2),
        "expected": Heading("Expected by the model", "number", 2), "naive": Heading("As before", "number", 2),
    }  # fmt: skip
    return Picture(_groups(table, locale), title, summary, table, columns)


def _groups(table: pd.DataFrame, locale: Locale) -> Any:
    names = {"actual": "Actual", "expected": "Expected by the model", "naive": "As before"}
    labels = [f"{g} before ({locale.things(n, 'customer')})" for g, n in zip(table.group, table.customers, strict=True)]
    shown = numbered(table[["group", *names]], labels, [locale.number(v, 2) for v in table.actual])
    long = pd.concat([shown[["row", "group"]].assign(value=shown[c].astype(float), what=name) for c, name in names.items()], ignore_index=True)
    long = long.assign(written=[locale.number(v, 2) for v in long.value])
    order = list(names.values())
    legend = alt.Legend(title=None)
    colour = alt.Color("what:N", sort=order, scale=alt.Scale(domain=order, range="category"), legend=legend)
    shape = alt.Shape("what:N", sort=order, scale=alt.Scale(domain=order, range=["circle", "diamond", "triangle-up"]), legend=legend)
    x = alt.X("value:Q", title="Mean purchases in the hidden time", axis=alt.Axis(labelExpr=SHORT, tickCount=5), scale=alt.Scale(domainMin=0))
    tips = [alt.Tooltip("group:N", title="Before"), alt.Tooltip("what:N", title="Which"), alt.Tooltip("written:N", title="Mean")]
    points = alt.Chart(long).mark_point(filled=True, size=110, opacity=1).encode(x=x, y=row_axis(), color=colour, shape=shape, tooltip=tips)
    return themed(alt.layer(points, *row_words(shown)), locale, row_step())


__all__ = ["hold_out_by_frequency", "hold_out_over_time", "segment_shares"]
