"""The same results in Polars, lazily."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import polars as pl

from benchmarks.events.chain import attributed, steps

_NOT_SOLD = ["cancelled", "canceled", "returned", "refunded", "voided", "pending"]
_DAY = 86_400


def _sold(folder: Path) -> pl.LazyFrame:
    return pl.scan_parquet(folder / "orders.parquet").filter(~pl.col("status").str.to_lowercase().is_in(_NOT_SOLD))


def kpi(folder: Path, memory: str) -> pd.DataFrame:
    sums = [pl.col(name).sum() for name in ("impressions", "clicks", "cost")]
    ads = pl.scan_parquet(folder / "promotion.parquet").group_by("channel").agg(sums)
    seen = pl.scan_parquet(folder / "visits.parquet").group_by("channel").agg(pl.col("engaged").sum(), pl.len().alias("visits"))
    bought = (
        _sold(folder)
        .group_by("channel")
        .agg(
            pl.col("revenue").sum(),
            pl.col("margin").sum(),
            pl.col("order_id").n_unique().alias("orders"),
            pl.col("customer_id").n_unique().alias("customers"),
        )
    )
    people = _sold(folder).select(pl.col("customer_id").n_unique().alias("all_customers"))
    joined = seen.join(bought, on="channel", how="full", coalesce=True).join(ads, on="channel", how="full", coalesce=True)
    money = [pl.col(name) / 100 for name in ("cost", "revenue", "margin")]
    return joined.with_columns(money).join(people, how="cross").sort("channel").collect().to_pandas()


def cohorts(folder: Path, memory: str) -> pd.DataFrame:
    lines = _sold(folder).filter(pl.col("customer_id").is_not_null(), pl.col("quantity") > 0, pl.col("revenue") > 0)
    period = pl.col("ordered_at").dt.year().cast(pl.Int64) * 12 + pl.col("ordered_at").dt.month() - 1
    active = (
        lines.with_columns(period=period)
        .group_by("customer_id", "period")
        .agg(pl.col("order_id").n_unique().alias("orders"), pl.col("margin").sum().alias("worth"))
    )
    first = active.group_by("customer_id").agg(pl.col("period").min().alias("cohort"))
    found = active.join(first, on="customer_id").group_by("cohort", "period")
    return found.agg(pl.len().alias("active"), pl.col("orders").sum(), pl.col("worth").sum()).sort("cohort", "period").collect().to_pandas()


def attribution(folder: Path, memory: str) -> pd.DataFrame:
    visits = pl.scan_parquet(folder / "visits.parquet").select("visitor_id", "channel", at="started_at_s")
    ends = (
        _sold(folder)
        .group_by("order_id")
        .agg(pl.col("visitor_id").max(), pl.col("ordered_at_s").min().alias("ends"))
        .select("visitor_id", "ends")
        .sort("ends")
    )
    touches = (
        visits.sort("at", "channel").join_asof(ends, left_on="at", right_on="ends", by="visitor_id", strategy="forward", coalesce=False).collect()
    )
    path = ["visitor_id", "ends"]
    won = touches.lazy().filter(pl.col("ends") - pl.col("at") <= 30 * _DAY)
    named = pl.col("channel").str.to_lowercase() != "direct"
    placed = won.with_columns(
        n=pl.int_range(1, pl.len() + 1).over(path), length=pl.len().over(path), earlier=pl.col("channel").shift().over(path),
        weight=(-math.log(2) / 7 / _DAY * (pl.col("ends") - pl.col("at"))).exp(),
    ).with_columns(whole=pl.col("weight").sum().over(path), latest=pl.when(named).then("n").otherwise(0).max().over(path))  # fmt: skip
    placed = placed.collect().lazy()
    n, length = pl.col("n"), pl.col("length")
    last = n == length
    inner = pl.when((n == 1) | last).then(0.4).otherwise(0.2 / (length - 2))
    rules = placed.group_by("channel").agg(
        last.sum().alias("last"), pl.when(pl.col("latest") == 0).then(last).otherwise(n == pl.col("latest")).sum().alias("last_other"),
        (n == 1).sum().alias("first"), (1 / length).sum().alias("linear"),
        pl.when(length <= 2).then(1 / length).otherwise(inner).sum().alias("position"),
        (pl.col("weight") / pl.col("whole")).sum().alias("decay"),
    )  # fmt: skip
    met = won.select(*path, "channel").unique()
    shares = met.with_columns(shapley=1 / pl.len().over(path)).group_by("channel").agg(pl.col("shapley").sum())
    counted = placed.group_by("earlier", "channel").agg(pl.len().alias("seen"), last.sum().alias("ended"))
    lost = touches.lazy().filter(pl.col("ends").is_null()).select("visitor_id", "channel")
    lost = lost.with_columns(earlier=pl.col("channel").shift().over("visitor_id"), later=pl.col("channel").shift(-1).over("visitor_id"))
    gone = lost.group_by("earlier", "channel").agg(pl.len().alias("seen"), pl.col("later").is_null().sum().alias("ended"))
    one, two, three, four = (frame.collect().to_pandas() for frame in (rules, shares, counted, gone))
    return attributed(one, two, steps(three, four))
