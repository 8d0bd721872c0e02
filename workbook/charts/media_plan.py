"""The media plan drawn: what share of the money goes into each channel, and what share of the gain comes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from workbook.charts.picture import Picture, nothing
from workbook.charts.theme import LINES, themed, wrapped

if TYPE_CHECKING:
    from workbook.answers.locale import Locale
    from workbook.metrics.media_plan import Plan

KINDS = ["Share of the cost", "Share of the contribution"]


def media_plan(plan: Plan, locale: Locale, labels: Mapping[str, str] | None = None) -> Picture:
    """Draw cost share beside contribution share per channel. `labels` maps a channel to how it is called."""
    table = plan.table.assign(label=[(labels or {}).get(c, str(c)) for c in plan.table.channel])
    known = table[table.cost > 0]
    if known.empty:
        return nothing("Cost and gain by channel", "Enter a budget and a price per click for at least one channel.", table)
    gains = known.contribution_share.fillna(0)
    if not (gains > 0).any():
        title = "Every channel costs more than it brings"
    else:
        top = known.loc[gains == gains.max()].iloc[0]
        title = f"{top.label}: {locale.rate(top.cost_share, 0)} of the cost, {locale.rate(top.contribution_share, 0)} of the contribution"
    losing = known[known.contribution < 0].label
    summary = (
        f"All channels together cost {locale.money(plan.total.cost)} a month and leave {locale.money(plan.total.contribution)} after that cost. "
    )
    summary += f"Losing money: {', '.join(losing)}." if len(losing) else "No channel loses money."
    return Picture(_chart(known, locale), title, summary, table)


def _chart(known: pd.DataFrame, locale: Locale) -> alt.LayerChart:
    ranked = known.assign(name=known.label.map(wrapped)).sort_values("cost", ascending=False)
    pairs = pd.concat([
        ranked[["name", "label"]].assign(kind=KINDS[0], share=ranked.cost_share, money=ranked.cost),
        ranked[["name", "label"]].assign(kind=KINDS[1], share=ranked.contribution_share.fillna(0), money=ranked.contribution),
    ])  # fmt: skip
    shown = pairs.assign(
        text=[f"{locale.rate(s, 0)}" if m >= 0 else f"loses {locale.money(-m)}" for s, m in zip(pairs.share, pairs.money, strict=True)],
        amount=[locale.money(m) for m in pairs.money],
    )
    top = float(shown.share.max())
    y = alt.Y("name:N", sort=ranked.name.tolist(), title=None, axis=alt.Axis(labelExpr=LINES), scale=alt.Scale(paddingInner=0.3))
    x = alt.X("share:Q", title="Share of the whole", axis=alt.Axis(format=".0%"), scale=alt.Scale(domain=[0, min(1.25, top * 1.25)], nice=False))
    offset = alt.YOffset("kind:N", sort=KINDS)
    tips = [
        alt.Tooltip("label:N", title="Channel"),
        alt.Tooltip("kind:N", title="Figure"),
        alt.Tooltip("text:N", title="Share"),
        alt.Tooltip("amount:N", title="Amount"),
    ]
    color = alt.Color("kind:N", sort=KINDS, scale=alt.Scale(domain=KINDS, range="category"), legend=alt.Legend(title=None))
    base = alt.Chart(shown).encode(x=x, y=y, yOffset=offset)
    return themed(
        alt.layer(base.mark_bar().encode(color=color, tooltip=tips), base.mark_text(style="label", align="left", dx=4).encode(text="text:N")),
        locale, alt.Step(22),
    )  # fmt: skip
