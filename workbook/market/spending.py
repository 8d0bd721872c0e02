"""Promotion in the simulated market: what was spent for the visits, and what the platforms claim for themselves.

A platform counts an order for itself whenever somebody who saw or clicked its advertisement bought later, however they came in the end. So the
claims of all platforms together are more than all orders.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from workbook.market.company import Channel, Company

_NAMES = ["date", "channel", "campaign", "cost", "currency", "impressions", "clicks", "conversions", "conversion_value"]


def promotion_of(rng: np.random.Generator, truth: Company, visits: pd.DataFrame, orders: pd.DataFrame, days: pd.DatetimeIndex) -> pd.DataFrame:
    """The promotion table: a row per campaign and day."""
    counts = visits.groupby(["channel", "campaign", visits["started_at"].dt.normalize().rename("date")]).size()
    rows = [
        _campaign(rng, channel, counts.reindex(pd.MultiIndex.from_product([[channel.name], [campaign], days], names=["channel", "campaign", "date"])))
        for channel in truth.channels
        if channel.click_cost
        for campaign in channel.campaigns
    ]
    return _claimed(rng, truth, pd.concat(rows, ignore_index=True), orders)


def _campaign(rng: np.random.Generator, channel: Channel, counts: pd.Series[int]) -> pd.DataFrame:
    """Clicks so that their visits landed, impressions so that they were clicked; the price of a click varies by day."""
    visits = counts.fillna(0).to_numpy(dtype="int64")
    clicks = visits + rng.negative_binomial(visits + 1, channel.landing)
    impressions = clicks + rng.poisson((clicks + 0.5) * (1 / channel.ctr - 1) * rng.lognormal(0, 0.1, len(clicks)))
    price = channel.click_cost * rng.lognormal(0, 0.08, len(clicks))
    cost = np.round(clicks * price * 100).astype("int64")
    return counts.index.to_frame(index=False).assign(cost=cost, impressions=impressions, clicks=clicks)


def _claimed(rng: np.random.Generator, truth: Company, days: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    """The rows with what the platform claims, in fractions as platforms do."""
    dated = orders.assign(date=orders["ordered_at"].dt.normalize())
    by = ["channel", "campaign", "date"]
    brought = dated.drop_duplicates("order_id").groupby(by).size().rename("brought")
    worth = dated.groupby(by)["revenue"].sum().rename("worth")
    joined = days.merge(brought, on=by, how="left").merge(worth, on=by, how="left").fillna({"brought": 0, "worth": 0})
    claims = joined["channel"].map({channel.name: channel.claims for channel in truth.channels}) * rng.lognormal(0, 0.1, len(joined))
    result = joined.assign(
        currency=truth.currency,
        conversions=(joined["brought"] * claims).round(2),
        conversion_value=(joined["worth"] * claims).round().astype("int64"),
    )
    return result[_NAMES].sort_values(["date", "channel", "campaign"], ignore_index=True)
