"""People in the simulated market: visitors ask and buy, and some customers come back."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from workbook.market.company import Company
from workbook.market.draws import pick

_DAY = 86_400
_TO_ORDER = 3600


def enquiries_of(rng: np.random.Generator, truth: Company, visits: pd.DataFrame, end: pd.Timestamp) -> pd.DataFrame:
    """The enquiries that visits lead to: kind, response, whether qualified, and (as `order_id`) whether an order follows.

    An order after the last day is not seen. A late answer costs: each doubling of the response time beyond the usual lowers the chance of an order.
    """
    asked = visits[visits["enquires"]].reset_index(drop=True)
    size = len(asked)
    channels = {channel.name: channel for channel in truth.channels}
    qualifies = asked["channel"].map({name: channel.qualifies for name, channel in channels.items()}).to_numpy(dtype=float)
    closes = asked["channel"].map({name: channel.closes for name, channel in channels.items()}).to_numpy(dtype=float)
    response = np.round(rng.lognormal(np.log(truth.response_s), 0.9, size))
    answered = rng.random(size) < 0.93
    qualified = rng.random(size) < qualifies
    haste = np.clip(1.15 - 0.15 * np.log2(np.maximum(response / truth.response_s, 0.25)), 0.5, 1.5)
    seen = (asked["started_at"] + pd.to_timedelta(asked["duration_s"] + response + _TO_ORDER, unit="s") < end).to_numpy()
    won = qualified & answered & seen & (rng.random(size) < closes * haste)
    number = np.cumsum(won)
    return pd.DataFrame({
        "enquiry_id": [f"e{n + 1:05d}" for n in range(size)],
        "created_at": asked["started_at"] + pd.to_timedelta(asked["duration_s"], unit="s"),
        "visitor_id": asked["visitor_id"],
        "customer_id": ("c-" + asked["visitor_id"].str[1:]).where(pd.Series(won)),
        "channel": asked["channel"],
        "kind": pick(rng, truth.kinds, size),
        "first_response_s": pd.Series(np.where(answered, response, np.nan)).astype("Int64"),
        "answered": answered,
        "topic": rng.choice(np.array(truth.topics, dtype=object), size),
        "qualified": qualified,
        "order_id": pd.Series([f"q{n:05d}" for n in number], dtype="str").where(pd.Series(won)),
    })  # fmt: skip


def orders_of(rng: np.random.Generator, truth: Company, visits: pd.DataFrame, enquiries: pd.DataFrame) -> pd.DataFrame:
    """First orders: bought in the visit, or won by an enquiry. One row per order line."""
    bought = visits[visits["buys"]]
    direct = pd.DataFrame({
        "order_id": [f"o{n + 1:05d}" for n in range(len(bought))],
        "visitor_id": bought["visitor_id"].to_numpy(),
        "ordered_at": (bought["started_at"] + pd.to_timedelta(bought["duration_s"], unit="s")).to_numpy(),
        "channel": bought["channel"].to_numpy(),
        "campaign": bought["campaign"].to_numpy(),
    })  # fmt: skip
    won = enquiries[enquiries["order_id"].notna()]
    campaigns = visits.drop_duplicates(["visitor_id", "channel"]).set_index(["visitor_id", "channel"])["campaign"]
    keys = pd.MultiIndex.from_frame(won[["visitor_id", "channel"]])
    asked = pd.DataFrame({
        "order_id": won["order_id"].to_numpy(),
        "visitor_id": won["visitor_id"].to_numpy(),
        "ordered_at": (won["created_at"] + pd.to_timedelta(won["first_response_s"].astype("float") + _TO_ORDER, unit="s")).dt.floor("s").to_numpy(),
        "channel": won["channel"].to_numpy(),
        "campaign": campaigns.reindex(keys).to_numpy(),
    })  # fmt: skip
    return _with_lines(rng, truth, pd.concat([direct, asked], ignore_index=True))


def repeats_of(rng: np.random.Generator, truth: Company, orders: pd.DataFrame, start: dt.date, days: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Later orders of the same customers, each with the direct visit in which it was placed."""
    heads = orders[orders["status"] == "paid"].drop_duplicates("order_id")
    end = pd.Timestamp(start) + pd.Timedelta(days=days)
    found, wave = [], heads
    while len(wave):
        wave = wave[rng.random(len(wave)) < truth.repeat]
        later = wave["ordered_at"] + pd.to_timedelta(np.maximum(1, np.round(rng.exponential(truth.repeat_days * _DAY, len(wave)))), unit="s")
        wave = wave.assign(ordered_at=later)[later < end]
        found.append(wave)
    again = pd.concat(found, ignore_index=True).sort_values("ordered_at", ignore_index=True)
    size = len(again)
    lines = _with_lines(
        rng, truth, again[["visitor_id", "ordered_at"]].assign(order_id=[f"r{n + 1:05d}" for n in range(size)], channel="Direct", campaign=None)
    )
    visits = pd.DataFrame({
        "visitor_id": again["visitor_id"],
        "visit_id": [f"t{n + 1:05d}" for n in range(size)],
        "started_at": again["ordered_at"] - pd.Timedelta(minutes=6),
        "channel": "Direct",
        "campaign": None,
        "landing_page": "/",
        "page_views": 4,
        "duration_s": 360,
        "engaged": True,
        "device": pick(rng, truth.devices, size),
        "region": pick(rng, truth.regions, size),
        "buys": True,
        "enquires": False,
    })  # fmt: skip
    return visits, lines


def _with_lines(rng: np.random.Generator, truth: Company, heads: pd.DataFrame) -> pd.DataFrame:
    """Give each order its lines: product, quantity, revenue and margin in minor units, and what became of the order."""
    size = len(heads)
    counts = 1 + rng.poisson(truth.lines - 1, size)
    fates = rng.choice(
        np.array(["paid", "refunded", "cancelled"], dtype=object), size, p=[1 - truth.refunds - truth.cancels, truth.refunds, truth.cancels]
    )
    rows = heads.assign(status=fates).loc[heads.index.repeat(counts)].reset_index(drop=True)
    weights = np.array([product.weight for product in truth.products])
    chosen = rng.choice(len(truth.products), len(rows), p=weights / weights.sum())
    most = np.array([product.most for product in truth.products])[chosen]
    quantity = 1 + (rng.random(len(rows)) * most).astype("int64")
    prices = np.array([round(product.price * 100) for product in truth.products])[chosen]
    costs = np.array([round(product.cost * 100) for product in truth.products])[chosen]
    return pd.DataFrame({
        "order_id": rows["order_id"],
        "line": rows.groupby("order_id").cumcount() + 1,
        "customer_id": "c-" + rows["visitor_id"].str[1:],
        "visitor_id": rows["visitor_id"],
        "ordered_at": rows["ordered_at"].astype("datetime64[us]"),
        "channel": rows["channel"],
        "campaign": rows["campaign"],
        "product": np.array([product.name for product in truth.products], dtype=object)[chosen],
        "quantity": quantity,
        "unit_price": prices.astype(float),
        "revenue": quantity * prices,
        "margin": quantity * (prices - costs),
        "currency": truth.currency,
        "status": rows["status"],
    })  # fmt: skip
