"""One quarter of a company's market: decisions in, the five tables out.

Demand on a day = what the channels bring × weekday × trend. People arrive, travel over the channels, ask, buy, and some customers order again;
what search engines, platforms and the web analysis show of it are the tables. The same seed gives the same market. Money is in minor
units, as in every table of the workbook. An order's channel is that of the visit in which it was placed, or asked for: as shops note it.

Two things happen that an analyst must find (`companies.yaml` says when): for three days the counting of visits fails, while orders go on; and one
day the press writes about the company.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbook.market.company import Company, company
from workbook.market.flow import flow_of
from workbook.market.linked import with_linked
from workbook.market.people import enquiries_of, orders_of, repeats_of
from workbook.market.searches import divided, searches_of
from workbook.market.spending import promotion_of
from workbook.market.trial import with_variants
from workbook.market.visits import visits_of

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


def simulate(key: str, *, seed: int = 1, start: dt.date = START, days: int = DAYS, without: str = "") -> Market:
    """Simulate `days` days of a company's market; `without` a channel, to see what would have been lost.

    >>> market = simulate("tea", seed=1, days=7)
    >>> sorted(market.tables)
    ['enquiries', 'orders', 'promotion', 'search', 'visits']
    """
    truth = company(key)
    rng = np.random.default_rng([seed, *key.encode()])
    flow = flow_of(key).without(truth, without) if without else flow_of(key)
    visits = visits_of(rng, truth, _demand(truth, start, days), start, flow)
    enquiries = enquiries_of(rng, truth, visits, pd.Timestamp(start) + pd.Timedelta(days=days))
    firsts = orders_of(rng, truth, visits, enquiries)
    again, later = repeats_of(rng, truth, firsts, start, days)
    orders = with_linked(np.random.default_rng([seed, *b"linked", *key.encode()]), truth, pd.concat([firsts, later], ignore_index=True))
    calendar = pd.date_range(start, periods=days, unit="us")
    seen = pd.concat([visits, again], ignore_index=True).sort_values("started_at", ignore_index=True)
    tables = {
        "search": divided(np.random.default_rng([seed, *b"pages", *key.encode()]), truth, _search(rng, truth, visits, calendar)),
        "promotion": promotion_of(rng, truth, visits, orders, calendar),
        "visits": _stamped(_counted(rng, truth, seen, start).drop(columns=["buys", "enquires"]), "started_at"),
        "enquiries": _stamped(enquiries, "created_at"),
        "orders": _stamped(orders.drop(columns=["campaign"]), "ordered_at"),
    }
    done = {"order": tables["orders"], "enquiry": tables["enquiries"]}
    tables["visits"] = with_variants(np.random.default_rng([seed, *b"trial", *key.encode()]), truth, tables["visits"], done)
    return Market(truth, tables, start, days, seed)


def _demand(truth: Company, start: dt.date, days: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    week = np.array(truth.weekdays) / np.mean(truth.weekdays)
    trend = np.linspace(2 / (1 + truth.growth), 2 * truth.growth / (1 + truth.growth), days)
    return np.asarray(week[(start.weekday() + np.arange(days)) % 7] * trend)


def _search(rng: np.random.Generator, truth: Company, visits: pd.DataFrame, calendar: pd.DatetimeIndex) -> pd.DataFrame:
    """What the search engine tells of the visits that came out of it."""
    unpaid = visits[visits["channel"].isin([channel.name for channel in truth.channels if channel.searches])]
    per_day = unpaid.groupby(unpaid["started_at"].dt.normalize()).size().reindex(calendar, fill_value=0)
    found = searches_of(rng, truth, per_day.to_numpy(dtype="int64"))
    return found.assign(date=calendar[found["day"]], engine="google")[["date", "query", "page", "impressions", "clicks", "position", "engine"]]


def _counted(rng: np.random.Generator, truth: Company, visits: pd.DataFrame, start: dt.date) -> pd.DataFrame:
    """The visits that the web analysis counted: on days of an outage few of them."""
    day = (visits["started_at"] - pd.Timestamp(start)) // pd.Timedelta(days=1)
    share = pd.Series(1.0, index=visits.index)
    for event in truth.events:
        if event.kind == "outage":
            share = share.mask(day.between(event.day, event.day + event.days - 1), event.share)
    return visits[rng.random(len(visits)) < share].reset_index(drop=True)


def _stamped(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """The same rows with the int64 seconds beside the timestamp."""
    at = frame.columns.get_loc(column)
    seconds = (frame[column] - pd.Timestamp(0)) // pd.Timedelta(seconds=1)
    result = frame.copy()
    result.insert(int(at) + 1, f"{column}_s", seconds.astype("int64"))  # type: ignore[arg-type]
    return result
