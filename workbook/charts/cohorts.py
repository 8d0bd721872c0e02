"""Cohorts drawn: a grid of ages with the numbers in it, and what a customer has brought by each age."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.theme import SHORT, themed
from workbook.metrics.cohorts import Cohorts, by_age
from workbook.metrics.cohorts_finding import ENOUGH, halves

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

ROWS, AGES = 16, {"retention": 12, "worth": 8, "cumulative": 8}
"""As many cohorts and ages as can be read on a telephone; the table beside the grid has them all."""
_ROW = 26
_TITLES = {
    "retention": "Share of each cohort that bought again",
    "worth": "{kind} per customer in each {every}",
    "cumulative": "{kind} per customer so far",
}


def cohort_grid(found: Cohorts, locale: Locale, figure: str = "retention") -> Picture:
    """Draw cohorts × ages: `figure` is retention, worth (per customer and period) or cumulative; what has not come yet stays blank."""
    every = found.every
    title = _TITLES[figure].format(kind=found.kind.capitalize(), every=every)
    if not found.customers:
        return nothing("Customers by their first order", "No order names its customer.")
    if figure != "retention" and not found.kind:
        return nothing(title, "The orders have no amounts.")
    cells = _shown(found, figure, locale)
    if cells.empty:
        return nothing(title, f"All customers are of the same {every}: nobody has had a second one yet.")
    last = cells[(cells.age == 1) & cells.complete.astype(bool)].sort_values("value")
    summary = f"{locale.count(found.customers)} customers in {locale.count(found.cells.cohort.nunique())} cohorts. "
    if len(last) > 1:
        low, high = last.iloc[0], last.iloc[-1]
        summary += f"One {every} after the first order: from {low.told} ({low.label}) to {high.told} ({high.label}). "
    summary += f"Blank: has not come yet. Dashed: this {every} is not over."
    return Picture(_grid(cells, figure, every, locale), title, summary, *_table(found, figure, locale))


def _word(value: float, figure: str, locale: Locale) -> str:
    return locale.rate(value) if figure == "retention" else locale.money(value)


def _shown(found: Cohorts, figure: str, locale: Locale) -> pd.DataFrame:
    """The cells that fit, with their written numbers: per cent without their sign, whole amounts without their currency."""
    cells = found.cells.assign(worth=found.cells.worth / found.cells["size"])
    latest = sorted(cells.cohort.unique())[-ROWS:]
    cells = cells[cells.cohort.isin(latest) & (cells.age <= AGES[figure])]
    cells = cells.assign(value=cells[figure].astype(float), label=[_cohort(d, found.every, locale) for d in cells.cohort])
    if not (cells.age > 0).any():
        return cells[cells.age > 0]
    shown = [_size(n, locale) if age == 0 and figure == "retention" else _short(v, figure, locale) for n, age, v in _of(cells)]
    return cells.assign(text=shown, told=[_word(v, figure, locale) for v in cells.value])


def _of(cells: pd.DataFrame) -> Any:
    return zip(cells["size"], cells.age, cells.value, strict=True)


def _short(value: float, figure: str, locale: Locale) -> str:
    if figure == "retention":
        return locale.number(100 * value, 0)
    return locale.number(value, 0) if abs(value) < 1000 else f"{locale.number(value / 1000, 1)}k"


def _size(n: int, locale: Locale) -> str:
    return locale.count(n) if n < 1000 else f"{locale.number(n / 1000, 1)}k"


def _cohort(day: pd.Timestamp, every: str, locale: Locale) -> str:
    """A cohort's name in a few letters: the month with its year, or the Monday; in the page's English, as everywhere."""
    if every == "week":
        return locale.day(day)
    import babel.dates

    return str(babel.dates.format_date(day, "MMM yy", locale="en_GB"))


def _grid(cells: pd.DataFrame, figure: str, every: str, locale: Locale) -> Any:
    counted = figure == "retention"
    column = [("n" if counted else "0") if age == 0 else str(age) for age in cells.age]
    cells = cells.assign(column=column, row=cells.cohort.rank(method="dense"))[
        ["column", "label", "row", "age", "value", "text", "told", "size", "complete"]
    ]
    coloured = cells[(cells.age > 0) | (not counted)]
    top = float(coloured.value[coloured.age > 0].max()) if counted else float(coloured.value.max())
    ages = [str(a) for a in sorted(coloured.age.unique())]
    axis = alt.Axis(orient="top", labelAngle=0, title=f"{every.capitalize()}s after the first order", grid=False)
    x = alt.X("column:N", sort=(["n", *ages] if counted else ages), axis=axis, scale=alt.Scale(paddingInner=0.06, paddingOuter=0))
    y = alt.Y("label:N", sort=alt.SortField("row"), title=None, axis=alt.Axis(grid=False))
    colour = alt.Color("value:Q", scale=alt.Scale(domain=[0, (top or 1) / 0.45], range="ramp"), legend=None)  # the light half: numbers stay readable
    tips = [alt.Tooltip("label:N", title="First order"), alt.Tooltip("age:Q", title="Age"), alt.Tooltip("size:Q", title="Customers", format=","),
            alt.Tooltip("told:N", title="Value")]  # fmt: skip
    open_ = ~coloured.complete.astype(bool)
    base = alt.Chart(cells).encode(x=x, y=y)
    layers = [
        alt.Chart(coloured[~open_]).mark_rect().encode(x=x, y=y, color=colour, tooltip=tips),
        base.mark_text(style="label", fontSize=12).encode(text="text:N", tooltip=tips),
    ]
    if open_.any():
        layers.insert(
            1, alt.Chart(coloured[open_]).mark_rect(style="guide", filled=False, strokeDash=[3, 2], strokeWidth=1).encode(x=x, y=y, tooltip=tips)
        )
    return themed(alt.layer(*layers), locale, alt.Step(_ROW))


def _table(found: Cohorts, figure: str, locale: Locale) -> tuple[pd.DataFrame, dict[str, Heading]]:
    """Every cohort and age, one row per cohort."""
    cells = found.cells.assign(worth=found.cells.worth / found.cells["size"])
    wide = cells.pivot(index="cohort", columns="age", values=figure)
    wide.columns = [f"age_{age}" for age in wide.columns]
    sizes = cells[cells.age == 0].set_index("cohort")["size"]
    table = wide.assign(size=sizes).reset_index()
    kind = ("rate", 0) if figure == "retention" else ("money", None)
    ages = {name: Heading(f"{found.every.capitalize()} {name[4:]}", kind[0], kind[1]) for name in wide.columns}  # type: ignore[arg-type]
    return table, {"cohort": Heading(f"First order in the {found.every} from", "date"), "size": Heading("Customers", "count"), **ages}


def value_by_age(found: Cohorts, locale: Locale) -> Picture:
    """Draw what a customer has brought by each age: the newer half of the cohorts beside the older half, from complete periods."""
    every, kind = found.every, found.kind
    title = f"What a customer has brought by each {every} of age"
    if not kind:
        return nothing(title, "The orders have no amounts, or no order names its customer.")
    curves = _curves(found, locale)
    if curves.empty or curves.age.max() < 1:
        return nothing(title, f"No cohort has been followed for a whole {every} after its first order yet.")
    ends = [f"{name}: {locale.money(one.cumulative.iloc[-1])} by {every} {locale.count(one.age.iloc[-1])}" for name, one in curves.groupby("who")]
    summary = f"{'; '.join(ends)}. Compare the lines at the same age, one above the other."
    columns = {
        "who": Heading("Customers"), "age": Heading(f"{every.capitalize()}s after the first order", "count"), "size": Heading("Of", "count"),
        "cumulative": Heading(f"{kind.capitalize()} per customer so far", "money"),
    }  # fmt: skip
    return Picture(_lines(curves, found, locale), title, summary, curves, columns)


def _curves(found: Cohorts, locale: Locale) -> pd.DataFrame:
    older, newer = halves(found)
    if not older:
        parts: dict[str, pd.Series[Any] | None] = {"All": None}
    else:
        since = locale.date(pd.Timestamp(newer[0]))
        parts = {f"First order before {since}": pd.Series(older), "Since then": pd.Series(newer)}
    curves = [by_age(found, among).assign(who=name) for name, among in parts.items()]
    enough = [one[one["size"] >= min(ENOUGH, one["size"].max())] for one in curves]
    return pd.concat(enough, ignore_index=True) if enough else pd.DataFrame(columns=["age", "size", "cumulative", "who"])


def _lines(curves: pd.DataFrame, found: Cohorts, locale: Locale) -> Any:
    names = list(dict.fromkeys(curves.who))
    shown = curves.assign(amount=[locale.money(v) for v in curves.cumulative])[["age", "cumulative", "who", "amount", "size"]]
    x = alt.X("age:Q", title=f"{found.every.capitalize()}s after the first order", axis=alt.Axis(format="d", tickMinStep=1, grid=False))
    low = min(0.0, float(np.nanmin(shown.cumulative)))
    y = alt.Y("cumulative:Q", title=f"{found.kind.capitalize()} per customer, {locale.currency}", axis=alt.Axis(labelExpr=SHORT, grid=True),
              scale=alt.Scale(domainMin=low))  # fmt: skip
    legend = alt.Legend(title=None, columns=1, symbolType="stroke")
    colour = alt.Color("who:N", sort=names, scale=alt.Scale(domain=names, range="category"), legend=legend)
    dash = alt.StrokeDash("who:N", sort=names, scale=alt.Scale(domain=names, range=[[1, 0], [6, 3]]), legend=legend)
    tips = [alt.Tooltip("who:N", title="Customers"), alt.Tooltip("age:Q", title="Age"), alt.Tooltip("amount:N", title="So far"),
            alt.Tooltip("size:Q", title="Of", format=",")]  # fmt: skip
    base = alt.Chart(shown).encode(x=x, y=y, color=colour)
    points = base.mark_circle(size=50, opacity=1).encode(tooltip=tips)
    return themed(alt.layer(base.mark_line(strokeWidth=2.5).encode(strokeDash=dash), points), locale, 260)


__all__ = ["cohort_grid", "value_by_age"]
