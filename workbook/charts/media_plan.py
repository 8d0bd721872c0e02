"""The media plan drawn: what share of the money goes into each channel, and what share of the gain comes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import numbered, row_words
from workbook.charts.theme import themed

if TYPE_CHECKING:
    from workbook.answers.locale import Locale
    from workbook.metrics.media_plan import Plan

KINDS = ["Share of the cost", "Share of the contribution"]
_COLUMNS = {
    "label": Heading("Channel"), "cost": Heading("Cost a month", "money"), "cost_share": Heading(KINDS[0], "rate", 1),
    "contribution": Heading("Contribution a month", "money"), "contribution_share": Heading(KINDS[1], "rate", 1),
    "clicks": Heading("Clicks", "number", 0), "orders": Heading("Orders", "number", 1), "revenue": Heading("Revenue", "money"),
    "cpa": Heading("Cost per order", "money"), "break_even_cpa": Heading("Cost per order at break-even", "money"),
}  # fmt: skip


def media_plan(plan: Plan, locale: Locale, labels: Mapping[str, str] | None = None) -> Picture:
    """Draw cost share beside contribution share per channel. `labels` maps a channel to how it is called."""
    table = plan.table.assign(label=[(labels or {}).get(c, str(c)) for c in plan.table.channel])
    known = table[table.cost > 0]
    if known.empty:
        return nothing("Cost and gain by channel", "Enter a budget and a price per click for at least one channel.", table, _COLUMNS)
    gains = known.contribution_share.fillna(0)
    losing = known[known.contribution < 0]
    whole = "what the gaining channels leave" if len(losing) else "the contribution"
    if not (gains > 0).any():
        title = "Every channel costs more than it brings"
    else:
        top = known.loc[gains == gains.max()].iloc[0]
        title = f"{top.label}: {locale.rate(top.cost_share, 0)} of the cost, {locale.rate(top.contribution_share, 0)} of {whole}"
    summary = f"All channels together cost {locale.money(plan.total.cost)} a month and {_left(plan, locale)}. "
    summary += f"Losing money: {', '.join(losing.label)}. {_base(plan.table, locale)}".rstrip() if len(losing) else "No channel loses money."
    return Picture(_chart(known, locale), title, summary, table, _COLUMNS)


def _left(plan: Plan, locale: Locale) -> str:
    """What all channels leave, or lose."""
    left = plan.total.contribution
    return f"leave {locale.money(left)} after that cost" if left >= 0 else f"lose {locale.money(-left)}"


def _base(table: pd.DataFrame, locale: Locale) -> str:
    """Of what the shares of the contribution are, where a loss would make them more than the whole."""
    gained, lost = table.contribution.clip(lower=0).sum(), -table.contribution.clip(upper=0).sum()
    if not gained > 0:
        return ""
    return f"Shares of the contribution are of the {locale.money(gained)} that the others leave; the {locale.money(lost)} lost are not in them."


def _chart(known: pd.DataFrame, locale: Locale) -> Any:
    ranked = known.sort_values("cost", ascending=False)
    digits = locale.cents(ranked.contribution)
    shown = numbered(ranked, ranked.label, [""] * len(ranked))
    pairs = pd.concat([
        shown.assign(kind=KINDS[0], share=shown.cost_share, money=shown.cost),
        shown.assign(kind=KINDS[1], share=shown.contribution_share.fillna(0), money=shown.contribution),
    ])  # fmt: skip
    ends = [f"loses {locale.money(-m, digits)}" if m < 0 else locale.rate(s, 0) for s, m in zip(pairs.share, pairs.money, strict=True)]
    written = pairs.assign(text=ends, amount=[locale.money(m) for m in pairs.money])
    y = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.42, paddingOuter=0.3))
    scale = alt.Scale(domain=[0, min(1.2, float(pairs.share.max()) * 1.2)], nice=False)
    x = alt.X("share:Q", title="Share of the whole", axis=alt.Axis(format=".0%", labelOverlap="greedy"), scale=scale)
    tips = [
        alt.Tooltip("label:N", title="Channel"),
        alt.Tooltip("kind:N", title="Figure"),
        alt.Tooltip("text:N", title="Share"),
        alt.Tooltip("amount:N"),
    ]
    color = alt.Color("kind:N", sort=KINDS, scale=alt.Scale(domain=KINDS, range="category"), legend=alt.Legend(title=None, columns=1))
    base = alt.Chart(written).encode(x=x, y=y, yOffset=alt.YOffset("kind:N", sort=KINDS))
    bars = [base.mark_bar().encode(color=color, tooltip=tips), base.mark_text(style="label", align="left", dx=4).encode(text="text:N")]
    return themed(alt.layer(*bars, *row_words(shown, lift=19)), locale, alt.Step(60, **{"for": "position"}))
