"""Customer lifetime value from an order file: the models fitted, tried on hidden time, and added up, or a sentence why not.

The pieces stand in `lifetime_summary` (one row per customer), `bg_nbd` (how often, and still a customer?), `gamma_gamma` (for how much),
`lifetime_value` (sums and ranges) and `lifetime_holdout` (would it have been right?). This module puts them together and knows when *not* to
calculate: with few customers, few repeat buyers or a few weeks a model still yields numbers, and they are worth nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from workbook.metrics.bg_nbd import BgNbd, fit
from workbook.metrics.gamma_gamma import GammaGamma, fit_spend
from workbook.metrics.intervals import Interval
from workbook.metrics.lifetime_holdout import HoldOut, hold_out
from workbook.metrics.lifetime_summary import customer_summary
from workbook.metrics.lifetime_value import Outlook, customer_values, total_value
from workbook.metrics.purchases import Purchases

CUSTOMERS, REPEATERS, WEEKS = 100, 30, 8
"""Fewer customers, repeat buyers or weeks than this determine no model."""
WIDE = 4
"""A range whose upper end is so many times its lower one is nothing to plan with."""
OF_A_CHANNEL = 30
"""Fewer customers of a channel have no range of their own."""


@dataclass(frozen=True)
class Lifetime:
    """What the customers are worth, or in `faults` why that cannot be told.

    `people`: the rows of `customer_summary`, with p_alive, purchases and value once the models are fitted. `total`: what all customers will bring
    over the horizon. `channels`: channel (of the first order), customers, repeaters (share), spent (per customer so far), value (per customer to
    come), low, high. `tie` is the rank correlation of how often and how much repeat buyers buy, which the model takes to be 0.
    """

    people: pd.DataFrame
    worth: str
    outlook: Outlook
    faults: tuple[str, ...] = ()
    buying: BgNbd | None = None
    spending: GammaGamma | None = None
    tried: HoldOut | None = None
    total: Interval = field(default_factory=lambda: Interval(np.nan, np.nan, np.nan))
    channels: pd.DataFrame = field(default_factory=pd.DataFrame)
    tie: float = np.nan

    @property
    def known(self) -> bool:
        """Whether the customers could be valued."""
        return not self.faults

    @property
    def useful(self) -> bool:
        """Whether the range of the total is narrow enough to plan with; numbers per channel and customer are worth no more than it."""
        return self.known and self.total.high <= WIDE * self.total.low

    @property
    def beaten(self) -> bool:
        """Whether "each goes on as before" foretold the hidden time better than the model did."""
        return self.tried is not None and self.tried.naive_error < self.tried.error


def lifetime(bought: Purchases, outlook: Outlook | None = None, *, digits: int = 2) -> Lifetime:
    """Value the customers behind these purchases over `outlook`.

    >>> from workbook.metrics.purchases import purchases
    >>> rows = {"order_id": [1], "customer_id": ["a"], "ordered_at": pd.to_datetime(["2026-01-01"]), "quantity": 1, "revenue": [900]}
    >>> lifetime(purchases(pd.DataFrame(rows))).faults[0]
    'There is 1 customer; a model of buying needs at least 100.'
    """
    outlook = outlook or Outlook()
    people = customer_summary(bought, digits=digits) if bought.first else pd.DataFrame()
    faults = tuple(_too_few(people, bought))
    if faults:
        return Lifetime(people, bought.worth, outlook, faults)
    buying = fit(people.frequency, people.recency, people["T"])
    spending = fit_spend(people.frequency, people.monetary_value)
    tried = hold_out(bought)
    faults = tuple(_not_determined(buying, spending))
    if faults:
        return Lifetime(people, bought.worth, outlook, faults, buying, spending, tried)
    valued = customer_values(people, buying, spending, outlook)
    total = total_value(people, buying, spending, outlook)
    channels = _by_channel(valued, buying, spending, outlook) if "channel" in valued else pd.DataFrame()
    return Lifetime(valued, bought.worth, outlook, (), buying, spending, tried, total, channels, _tie(people))


def _too_few(people: pd.DataFrame, bought: Purchases) -> Iterator[str]:
    n = len(people)
    if n < CUSTOMERS:
        yield f"There {'is' if n == 1 else 'are'} {n or 'no'} customer{'' if n == 1 else 's'}; a model of buying needs at least {CUSTOMERS}."
        return
    again = int((people.frequency > 0).sum())
    if again < REPEATERS:
        yield f"{again or 'No'} customer{'' if again == 1 else 's'} bought on a second day; a model of buying needs at least {REPEATERS} who did."
    weeks = (bought.last - bought.first).days // 7 if bought.first and bought.last else 0
    if weeks < WEEKS:
        yield f"The orders cover {weeks} weeks; a rhythm of buying is seen in {WEEKS} or more."
    if not bought.worth:
        yield "Not every order has an amount; without amounts customers have no value."
    elif int((people.monetary_value > 0).sum()) < REPEATERS:
        yield f"Fewer than {REPEATERS} repeat buyers brought a {bought.worth} above 0."


def _not_determined(buying: BgNbd, spending: GammaGamma) -> Iterator[str]:
    if not buying.determined:
        yield (
            "The orders do not tell a pause from a farewell: several models of buying fit them equally well. Load a longer time, best a year or more."
        )
    if not spending.determined:
        yield "The amounts of repeat purchases have no stable mean: a few very large ones decide everything."


def _by_channel(valued: pd.DataFrame, buying: BgNbd, spending: GammaGamma, outlook: Outlook) -> pd.DataFrame:
    rows = []
    for channel, people in valued.groupby("channel", sort=True):
        n = len(people)
        total = total_value(people, buying, spending, outlook, sample=500) if n >= OF_A_CHANNEL else Interval(np.nan, np.nan, np.nan)
        rows.append({
            "channel": str(channel), "customers": n, "repeaters": float((people.frequency > 0).mean()), "spent": float(people.spent.mean()),
            "value": float(people.value.mean()), "low": total.low / n, "high": total.high / n,
        })  # fmt: skip
    names = ["channel", "customers", "repeaters", "spent", "value", "low", "high"]
    return pd.DataFrame(rows, columns=names).sort_values("value", ascending=False, ignore_index=True)


def _tie(people: pd.DataFrame) -> float:
    repeat = people[people.monetary_value > 0]
    return float(repeat.frequency.rank().corr(repeat.monetary_value.rank())) if repeat.frequency.nunique() > 1 else np.nan


__all__ = ["Lifetime", "lifetime"]
