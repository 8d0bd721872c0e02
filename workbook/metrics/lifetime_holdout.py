"""Would the model have foreseen what came? Learn from the first part of the time, hide the rest, compare.

A model that describes the past may still fail on the future: a season, a campaign, a changed shop. So the customers of the first two thirds are
fitted alone, the purchases of the last third are foretold, and both are laid beside what really happened: over time, and by how often customers
had bought. The naive forecast beside it says "each customer goes on as before": who cannot beat that has learnt nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import narwhals as nw
import numpy as np
import pandas as pd

from workbook.metrics.bg_nbd import BgNbd, expected_purchases, expected_repeats, fit
from workbook.metrics.lifetime_summary import WEEK, customer_summary, purchase_days
from workbook.metrics.purchases import Purchases
from workbook.metrics.tables import small

MOST, FEWEST = 7, 10
"""Customers with this many repeat purchases or more stand in one group; fewer, so that the group has ten customers."""


@dataclass(frozen=True)
class HoldOut:
    """What was foretold and what happened.

    `over_time`: week, day (the last one of the week), actual, expected (repeat purchases of all customers so far), held_out.
    `by_frequency`: frequency (the last group holds all above), customers, actual, expected, naive (mean purchases in the hidden time).
    `actual`, `expected`, `naive` are the purchases in the hidden time together.
    """

    model: BgNbd
    cut: int
    weeks: float
    actual: float
    expected: float
    naive: float
    over_time: pd.DataFrame
    by_frequency: pd.DataFrame

    @property
    def error(self) -> float:
        """How far the foretold total lay from the actual one, as a share of it; `inf` when nothing was bought."""
        return abs(self.expected - self.actual) / self.actual if self.actual else float("inf")

    @property
    def naive_error(self) -> float:
        """The same of the naive forecast."""
        return abs(self.naive - self.actual) / self.actual if self.actual else float("inf")


def hold_out(bought: Purchases, *, cut: int | None = None, share: float = 2 / 3) -> HoldOut | None:
    """Fit the customers up to the day `cut` (without it: `share` of the time) and foretell the rest.

    None when there is nobody to learn from or no time to hide.
    """
    if bought.first is None or bought.last is None:
        return None
    first = bought.last_day - (bought.last - bought.first).days
    cut = cut if cut is not None else first + int(share * (bought.last_day - first))
    if not first + WEEK <= cut <= bought.last_day - WEEK:
        return None
    people = customer_summary(bought, until=cut)
    if not (people.frequency > 0).any():
        return None
    model = fit(people.frequency, people.recency, people["T"])
    if not model.determined:
        return None
    weeks = (bought.last_day - cut) / WEEK
    told = _each(bought, people, cut, weeks, model)
    return HoldOut(
        model, cut, weeks, float(told.actual.sum()), float(told.expected.sum()), float(told.naive.sum()),
        _over_time(bought, model, first, cut), _by_frequency(told),
    )  # fmt: skip


def _each(bought: Purchases, people: pd.DataFrame, cut: int, weeks: float, model: BgNbd) -> pd.DataFrame:
    """Per customer of the first part: purchases in the hidden time, foretold by the model and by going on as before."""
    later = small(purchase_days(bought).filter(nw.col("_day") > cut).group_by("customer_id").agg(nw.len().alias("actual")))
    joined = people[["customer_id", "frequency", "recency", "T"]].merge(later, on="customer_id", how="left")
    naive = np.divide(joined.frequency * weeks, joined["T"], out=np.zeros(len(joined)), where=joined["T"].to_numpy() > 0)
    return joined.assign(
        actual=joined.actual.fillna(0).astype(float),
        expected=expected_purchases(model, weeks, joined.frequency, joined.recency, joined["T"]),
        naive=naive,
    )


def _by_frequency(told: pd.DataFrame) -> pd.DataFrame:
    last = max((k for k in range(1, MOST + 1) if (told.frequency >= k).sum() >= FEWEST), default=1)
    group = told.frequency.clip(upper=last).astype("int64")
    means = told.assign(group=group).groupby("group")[["actual", "expected", "naive"]].mean()
    sizes = told.groupby(group).size()
    return means.assign(customers=sizes).rename_axis("frequency").reset_index()


def _over_time(bought: Purchases, model: BgNbd, first: int, cut: int) -> pd.DataFrame:
    """Repeat purchases of the customers won up to the cut, so far: actual, and expected from the days on which they first bought."""
    days = purchase_days(bought)
    starts = days.group_by("customer_id").agg(nw.col("_day").min().alias("_first"))
    births = small(starts.filter(nw.col("_first") <= cut).group_by("_first").agg(nw.len().alias("n")))
    again = days.join(starts, on="customer_id").filter(nw.col("_first") <= cut, nw.col("_day") > nw.col("_first"))
    repeats = small(again.group_by("_day").agg(nw.len().alias("n")))
    ends = np.arange(first + 6, bought.last_day + 1, int(WEEK))
    per_age = expected_repeats(model, np.arange(bought.last_day - first + 1) / WEEK)
    ages = ends[:, None] - births["_first"].to_numpy(dtype=np.int64)[None, :]
    expected = np.where(ages > 0, per_age[ages.clip(min=0)], 0.0) @ births.n.to_numpy(dtype=float)
    counted = np.bincount(repeats["_day"].to_numpy(dtype=np.int64) - first, repeats.n.to_numpy(dtype=float), bought.last_day - first + 1)
    return pd.DataFrame({
        "week": np.arange(1, len(ends) + 1),
        "day": pd.to_datetime(ends, unit="D").astype("datetime64[us]"),
        "actual": np.cumsum(counted)[ends - first],
        "expected": expected,
        "held_out": ends > cut,
    })  # fmt: skip


__all__ = ["HoldOut", "hold_out"]
