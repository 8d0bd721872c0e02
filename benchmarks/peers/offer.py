"""What the measured page asks, calculates and draws: fifteen fields, a small calculation, two charts. Every server gets it from here.

It stands on Altair alone, so that it runs in the peers' environment as well as in ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt

PLACES = ("Search", "Marketplaces", "E-mail", "Social media", "Display", "Affiliates", "Comparison sites", "Newsletters")
TRADES = ("Tea", "Pumps", "Books", "Bicycles", "Furniture", "Garden", "Toys", "Tools")


@dataclass(frozen=True)
class Field:
    """One question with the answer it begins with."""

    name: str
    label: str
    begin: str | float
    choices: tuple[str, ...] = ()


FIELDS = (
    Field("company", "Company", "Tea shop"),
    Field("trade", "Trade", "Tea", TRADES),
    Field("place", "Where is it advertised?", "Search", PLACES),
    Field("budget", "Spent on media each month", 1500),
    Field("click_price", "Price of a click", 0.5),
    Field("landing", "Clicks that arrive, in per cent", 90),
    Field("conversion", "Visits that order, in per cent", 2),
    Field("basket", "Value of an order", 42),
    Field("margin", "Margin of an order, in per cent", 45),
    Field("repeat", "Further orders of each customer", 1.5),
    Field("team", "People and tools each month", 90),
    Field("start", "Investment at the start", 3000),
    Field("returns", "Orders that come back, in per cent", 4),
    Field("growth", "Growth each month, in per cent", 2),
    Field("months", "Months to look ahead", 12),
)

ASKED = "budget"
"""The field that is answered anew when the way from an answer to its result is measured."""


def profit(values: Mapping[str, Any]) -> int:
    """Whole euros of the first month.

    >>> profit({field.name: field.begin for field in FIELDS})
    859
    """
    visits = values["budget"] / values["click_price"] * values["landing"] / 100
    orders = visits * values["conversion"] / 100 * (1 - values["returns"] / 100) * (1 + values["repeat"])
    return round(orders * values["basket"] * values["margin"] / 100 - values["budget"] - values["team"])


def headline(values: Mapping[str, Any]) -> str:
    """The result in a sentence."""
    return f"The first month brings {profit(values)} euros"


def mark(values: Mapping[str, Any]) -> str:
    """What stands in both charts, by which a chart of these answers is known from one of others."""
    return f"profit {profit(values)}"


def stages(values: Mapping[str, Any]) -> alt.LayerChart:
    """From money to profit: bars with their figures."""
    visits = values["budget"] / values["click_price"] * values["landing"] / 100
    bars = [("visits", visits), ("orders", visits * values["conversion"] / 100), ("profit", profit(values))]
    rows = [{"stage": name, "value": value, "label": mark(values) if name == "profit" else f"{value:.0f}"} for name, value in bars]
    base = alt.Chart(alt.Data(values=rows)).encode(x=alt.X("stage:N", sort=None), y="value:Q")
    return (base.mark_bar() + base.mark_text(dy=-6).encode(text="label:N")).properties(height=240, width=420)


def cash(values: Mapping[str, Any]) -> alt.LayerChart:
    """Money in hand, month by month: a line, and the first month's profit at its end."""
    gained, rows = -values["start"], []
    for month in range(int(values["months"]) + 1):
        rows.append({"month": month, "cash": gained, "label": mark(values) if month == int(values["months"]) else ""})
        gained += profit(values) * (1 + values["growth"] / 100) ** month
    base = alt.Chart(alt.Data(values=rows)).encode(x="month:Q", y="cash:Q")
    return (base.mark_line() + base.mark_text(align="right", dy=-8).encode(text="label:N")).properties(height=240, width=420)
