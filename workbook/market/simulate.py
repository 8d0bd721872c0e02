"""One quarter of a company's market: decisions in, the five tables out.

Demand on a day = what the channel brings × weekday × season. Each step is a draw: impressions (Poisson) → clicks (binomial) → visits
(binomial) → enquiries and orders (binomial) → later orders of the same customers. The same seed gives the same market. Money is in minor
units, as in every table of the workbook. What a platform claims for itself (`conversions`) is more than what it brought.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbook.market.company import Channel, Company, company
from workbook.market.people import enquiries_of, orders_of, repeats_of, visits_of
from workbook.market.searches import searches_of

START = dt.date(2026, 4, 27)
"""A Monday; the first day of the samples."""
DAYS = 91


@dataclass(frozen=True)
class Market:
    """What happened: the five tables by name, and the company with the truth behind them."""

    company: Company
    tables: dict[str, pd.DataFrame]
    start: dt.date
    days: int
    seed: int


def simulate(key: str, *, seed: int = 1, start: dt.date = START, days: int = DAYS) -> Market:
    """Simulate `days` days of a company's market.

    >>> market = simulate("tea", seed=1, days=7)
    >>> sorted(market.tables)
    ['enquiries', 'orders', 'promotion', 'search', 'visits']
    """
    truth = company(key)
    rng = np.random.default_rng([seed, *key.encode()])
    demand = _demand(truth, start, days)
    paid, visits, search = [], [], []
    for channel in truth.channels:
        counts = _paid_days(rng, truth, channel, demand) if channel.click_cost else pd.DataFrame({"day": np.arange(days), "campaign": _name(channel)})
        if channel.searches:
            found = searches_of(rng, truth, channel, demand)
            search.append(found)
            counts["visits"] = found.groupby("day").clicks.sum().reindex(np.arange(days), fill_value=0).to_numpy()
        elif not channel.click_cost:
            counts["visits"] = rng.poisson(channel.visits * demand)
        paid.append(counts.assign(channel=channel.name)) if channel.click_cost else None
        visits.append(visits_of(rng, truth, channel, counts, start))
    all_visits = _numbered(pd.concat(visits, ignore_index=True))
    enquiries = enquiries_of(rng, truth, all_visits, pd.Timestamp(start) + pd.Timedelta(days=days))
    orders = orders_of(rng, truth, all_visits, enquiries)
    again, later = repeats_of(rng, truth, orders, start, days)
    orders = pd.concat([orders, later], ignore_index=True).sort_values(["ordered_at", "order_id", "line"], ignore_index=True)
    all_visits = pd.concat([all_visits, again], ignore_index=True).sort_values("started_at", ignore_index=True)
    tables = {
        "search": _dated(pd.concat(search, ignore_index=True), start).assign(engine="google")[
            ["date", "query", "page", "impressions", "clicks", "position", "engine"]
        ],
        "promotion": _promotion(rng, truth, _dated(pd.concat(paid, ignore_index=True), start), orders),
        "visits": _stamped(all_visits.drop(columns=["buys", "enquires"]), "started_at"),
        "enquiries": _stamped(enquiries, "created_at"),
        "orders": _stamped(orders.drop(columns=["campaign"]), "ordered_at"),
    }
    return Market(truth, tables, start, days, seed)


def _demand(truth: Company, start: dt.date, days: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    week = np.array(truth.weekdays) / np.mean(truth.weekdays)
    trend = np.linspace(2 / (1 + truth.growth), 2 * truth.growth / (1 + truth.growth), days)
    return np.asarray(week[(start.weekday() + np.arange(days)) % 7] * trend)


def _name(channel: Channel) -> str | None:
    return channel.campaigns[0] if channel.campaigns else None


def _paid_days(rng: np.random.Generator, truth: Company, channel: Channel, demand: np.ndarray[tuple[int], np.dtype[np.float64]]) -> pd.DataFrame:
    days, shares = len(demand), rng.dirichlet(np.full(len(channel.campaigns), 20.0))
    rows = []
    for campaign, share in zip(channel.campaigns, shares, strict=True):
        clicks_meant = channel.cost / channel.click_cost * share * demand
        impressions = rng.poisson(clicks_meant / channel.ctr * rng.lognormal(0, 0.1, days))
        clicks = rng.binomial(impressions, channel.ctr)
        price = channel.click_cost * rng.lognormal(0, 0.08, days)
        cost = np.round(clicks * price * 100).astype("int64")
        visits = rng.binomial(clicks, channel.landing)
        rows.append(
            pd.DataFrame({"day": np.arange(days), "campaign": campaign, "cost": cost, "impressions": impressions, "clicks": clicks, "visits": visits})
        )
    return pd.concat(rows, ignore_index=True)


def _numbered(visits: pd.DataFrame) -> pd.DataFrame:
    """Visits in the order of time, each with its number, and visitors numbered by their first visit."""
    ordered = visits.sort_values("started_at", ignore_index=True, kind="stable")
    people = pd.factorize(ordered["visitor_id"])[0]
    return ordered.assign(visitor_id=[f"v{n + 1:05d}" for n in people], visit_id=[f"s{n + 1:05d}" for n in range(len(ordered))])


def _dated(frame: pd.DataFrame, start: dt.date) -> pd.DataFrame:
    return frame.assign(date=pd.to_datetime(start) + pd.to_timedelta(frame["day"], unit="D"))


def _stamped(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """The same rows with the int64 seconds beside the timestamp."""
    at = frame.columns.get_loc(column)
    seconds = (frame[column] - pd.Timestamp(0)) // pd.Timedelta(seconds=1)
    result = frame.copy()
    result.insert(int(at) + 1, f"{column}_s", seconds.astype("int64"))  # type: ignore[arg-type]
    return result


def _promotion(rng: np.random.Generator, truth: Company, days: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    """The promotion table: what was spent, and what the platform claims for it, spread over fractions as platforms do."""
    firsts = orders.drop_duplicates("order_id").assign(date=lambda f: f["ordered_at"].dt.normalize())
    brought = firsts.groupby(["channel", "campaign", "date"]).size().rename("brought")
    worth = orders.assign(date=orders["ordered_at"].dt.normalize()).groupby(["channel", "campaign", "date"])["revenue"].sum().rename("worth")
    joined = days.merge(brought, on=["channel", "campaign", "date"], how="left").merge(worth, on=["channel", "campaign", "date"], how="left")
    joined = joined.fillna({"brought": 0, "worth": 0})
    claims = joined["channel"].map({channel.name: channel.claims for channel in truth.channels})
    noise = rng.lognormal(0, 0.1, len(joined))
    result = joined.assign(
        currency=truth.currency,
        conversions=(joined["brought"] * claims * noise).round(2),
        conversion_value=(joined["worth"] * claims * noise).round().astype("int64"),
    )
    names = ["date", "channel", "campaign", "cost", "currency", "impressions", "clicks", "conversions", "conversion_value"]
    return result[names].sort_values(["date", "channel", "campaign"], ignore_index=True)
