"""Two ways of paying drawn: a line each, their crossing, and where the forecast expects the results."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture
from workbook.charts.theme import SHORT, themed
from workbook.metrics.fees import FeeOffer, compare, indifference
from workbook.metrics.fees_risk import alike
from workbook.metrics.forecast import Draws, spread

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

STEPS = 10


def crossing(fixed: FeeOffer, performance: FeeOffer, results: Draws, locale: Locale, noun: str) -> Picture:
    """Draw the cost of both offers over the number of results, the crossing, and the range of 8 in 10 cases."""
    low, middle, high = spread(results)
    point = indifference(fixed, performance)
    top = max(high * 1.3, (0 if math.isnan(point) else point) * 1.3, 1.0)
    table = compare((fixed, performance), [top * n / STEPS for n in range(STEPS + 1)])
    columns = {
        "results": Heading(f"{noun.capitalize()} a month", "number", 0), "offer": Heading("Offer"), "cost": Heading("Cost a month", "money"),
        "cost_per_result": Heading("Cost per result", "money"),
    }  # fmt: skip
    where = "The offers never cost the same" if math.isnan(point) else f"Both cost the same at {locale.number(point, 0)} {noun} a month"
    expected = "about as many" if alike(point, middle, locale) else locale.number(middle, 0)
    title = f"{where}; the forecast expects {expected}"
    costs = [f"{offer.name} {locale.money(offer.cost(middle), 0)}" for offer in (fixed, performance)]
    band = f"The band holds 8 of 10 cases, {locale.number(low, 0)} to {locale.number(high, 0)}."
    summary = f"At {locale.number(middle, 0)} {noun}: {', '.join(costs)}. {band}"
    return Picture(_lines(table, (low, middle, high), point, fixed, locale, noun), title, summary, table, columns)


def _lines(table: pd.DataFrame, span: tuple[float, float, float], point: float, fixed: FeeOffer, locale: Locale, noun: str) -> Any:
    names = list(dict.fromkeys(table.offer))
    title = f"{noun.capitalize()} a month"
    x = alt.X("results:Q", title=title, axis=alt.Axis(labelExpr=SHORT, grid=False), scale=alt.Scale(nice=False))
    y = alt.Y("cost:Q", title=f"Cost a month, {locale.currency}", axis=alt.Axis(labelExpr=SHORT, grid=True))
    color = alt.Color("offer:N", scale=alt.Scale(domain=names, range="category"), legend=alt.Legend(title=None))
    dash = alt.StrokeDash("offer:N", scale=alt.Scale(domain=names, range=[[1, 0], [6, 4]]), legend=None)
    tips = [alt.Tooltip("offer:N", title="Offer"), alt.Tooltip("results:Q", title="Results", format=",.0f"), alt.Tooltip("cost:Q", format=",.0f")]
    band = pd.DataFrame({"low": [span[0]], "high": [span[2]], "middle": [span[1]]})
    layers: list[Any] = [
        alt.Chart(band).mark_rect(style="soft", opacity=0.35).encode(x=alt.X("low:Q", title=title), x2="high:Q"),
        alt.Chart(band).mark_rule(style="strong-guide", strokeDash=[3, 3]).encode(x="middle:Q"),
        alt.Chart(table).mark_line(strokeWidth=2.5, point={"size": 30}).encode(x=x, y=y, color=color, strokeDash=dash, tooltip=tips),
    ]
    if not math.isnan(point):
        at = pd.DataFrame({"results": [point], "cost": [fixed.cost(point)], "text": [f"the same at {locale.number(point, 0)}"]})
        mark = alt.Chart(at).encode(x="results:Q", y="cost:Q")
        layers += [
            mark.mark_point(style="strong-guide", filled=True, shape="diamond", size=150, opacity=1),
            mark.mark_text(style="label", dx=-9, dy=-14, align="right").encode(text="text:N"),
        ]
    return themed(alt.layer(*layers), locale, 300)


__all__ = ["crossing"]
