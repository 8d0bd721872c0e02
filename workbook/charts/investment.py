"""The cash flow drawn: how deep it goes and when the money is back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.theme import SHORT, themed
from workbook.metrics.investment import Appraisal, Investment, appraise, cash_flow, headline

if TYPE_CHECKING:
    from workbook.answers.locale import Locale


def cumulative_cash(investment: Investment, locale: Locale) -> Picture:
    """Draw the cumulative cash flow with its lowest point and the month in which the money is back."""
    table = cash_flow(investment)
    if investment.months < 1 or table.cumulative.isna().any():
        return nothing("Cash over time", "Enter the start cost, the monthly cost and the months to look ahead first.")
    a = appraise(investment)
    summary = (
        f"The lowest point is {locale.money(-a.cash_needed)} in month {locale.count(a.cash_needed_month)}; "
        f"after {locale.count(investment.months)} months it stands at {locale.money(a.profit)}."
    )
    return Picture(_chart(table, a, locale), headline(a, locale, locale.count(investment.months)), summary, table, _COLUMNS)


def _chart(table: pd.DataFrame, a: Appraisal, locale: Locale) -> Any:
    x = alt.X("month:Q", title="Month", axis=alt.Axis(format="d", tickMinStep=1, grid=False), scale=alt.Scale(nice=False))
    low, high = min(0.0, float(table.cumulative.min())), max(0.0, float(table.cumulative.max()))
    scale = alt.Scale(domain=[low - 0.14 * (high - low), high + 0.04 * (high - low) or 1], nice=False)  # room for the words below the lowest point
    y = alt.Y("cumulative:Q", title=f"Cumulative cash, {locale.currency}", axis=alt.Axis(labelExpr=SHORT, grid=True), scale=scale)
    tips = [alt.Tooltip("month:Q", title="Month"), *(alt.Tooltip(f"{c}:Q", title=t, format=",.0f") for c, t in _NAMES.items())]
    base = alt.Chart(table).encode(x=x, y=y)
    marks = _marks(table, a, locale)
    last = int(table.month.max())
    points = alt.Chart(marks).encode(x="month:Q", y="cumulative:Q")
    texts = [
        points.transform_filter(f"{'datum.month > ' if side == 'right' else 'datum.month <= '}{last * 0.6}").mark_text(
            style="label", align=side, dx=-8 if side == "right" else 8, dy=14, baseline="top"
        ).encode(text="text:N")
        for side in ("left", "right")
    ]  # fmt: skip
    return themed(
        alt.layer(
            base.mark_area(style="soft", opacity=0.35),
            alt.Chart(pd.DataFrame({"y": [0.0]})).mark_rule(style="strong-guide").encode(y="y:Q"),
            base.mark_line(style="accent-line", strokeWidth=2.5),
            base.mark_circle(style="accent", size=40, opacity=1).encode(tooltip=tips),
            points.mark_point(style="second", filled=True, shape="diamond", size=140),
            *texts,
        ),
        locale, 280,
    )  # fmt: skip


_NAMES = {"contribution": "Contribution", "cost": "Cost", "cumulative": "Cumulative", "discounted_cumulative": "Cumulative, discounted"}
_COLUMNS = {
    "month": Heading("Month", "count"), "share": Heading("Share of the full effect", "rate", 0),
    **{name: Heading(label, "money") for name, label in _NAMES.items()},
}  # fmt: skip


def _marks(table: pd.DataFrame, a: Appraisal, locale: Locale) -> pd.DataFrame:
    rows = []
    if a.cash_needed > 0:
        rows.append((a.cash_needed_month, f"lowest: {locale.money(-a.cash_needed)}"))
    if a.payback_month:
        rows.append((a.payback_month, f"back in month {locale.count(a.payback_month)}"))
    marks = pd.DataFrame(rows, columns=["month", "text"])
    return marks.merge(table[["month", "cumulative"]], on="month") if rows else pd.DataFrame({"month": [], "text": [], "cumulative": []})
