"""The same results as a careful pandas user gets them: only the columns that are needed, sorted once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.events.chain import attributed, steps

_NOT_SOLD = ["cancelled", "canceled", "returned", "refunded", "voided", "pending"]
_DAY = 86_400


def _sold(folder: Path, columns: list[str]) -> pd.DataFrame:
    orders = pd.read_parquet(folder / "orders.parquet", columns=[*columns, "status"])
    return orders[~orders["status"].str.lower().isin(_NOT_SOLD)]


def kpi(folder: Path, memory: str) -> pd.DataFrame:
    ads = pd.read_parquet(folder / "promotion.parquet").groupby("channel")[["impressions", "clicks", "cost"]].sum()
    visits = pd.read_parquet(folder / "visits.parquet", columns=["channel", "engaged"])
    seen = visits.groupby("channel")["engaged"].agg(engaged="sum", visits="size")
    sold = _sold(folder, ["order_id", "customer_id", "channel", "revenue", "margin"])
    bought = sold.groupby("channel").agg(
        revenue=("revenue", "sum"), margin=("margin", "sum"), orders=("order_id", "nunique"), customers=("customer_id", "nunique")
    )
    found = ads.join(seen, how="outer").join(bought, how="outer").reset_index()
    return found.assign(**{name: found[name] / 100 for name in ("cost", "revenue", "margin")}, all_customers=sold["customer_id"].nunique())


def cohorts(folder: Path, memory: str) -> pd.DataFrame:
    lines = _sold(folder, ["customer_id", "order_id", "ordered_at", "quantity", "revenue", "margin"])
    lines = lines[lines["customer_id"].notna() & (lines["quantity"] > 0) & (lines["revenue"] > 0)]
    lines = lines.assign(period=lines["ordered_at"].dt.year * 12 + lines["ordered_at"].dt.month - 1)
    active = lines.groupby(["customer_id", "period"]).agg(orders=("order_id", "nunique"), worth=("margin", "sum")).reset_index()
    active["cohort"] = active.groupby("customer_id")["period"].transform("min")
    found = active.groupby(["cohort", "period"]).agg(active=("worth", "size"), orders=("orders", "sum"), worth=("worth", "sum"))
    return found.reset_index()


def attribution(folder: Path, memory: str) -> pd.DataFrame:
    visits = pd.read_parquet(folder / "visits.parquet", columns=["visitor_id", "channel", "started_at_s"])
    sold = _sold(folder, ["order_id", "visitor_id", "ordered_at_s", "margin"])
    ends = sold.groupby("order_id").agg(visitor_id=("visitor_id", "max"), ends=("ordered_at_s", "min"), worth=("margin", "sum"))
    visits = visits.sort_values(["started_at_s", "channel"], ignore_index=True)
    touches = pd.merge_asof(
        visits, ends.sort_values("ends"), left_on="started_at_s", right_on="ends", by="visitor_id", direction="forward", allow_exact_matches=True
    )
    won = touches[touches["ends"].notna() & (touches["ends"] - touches["started_at_s"] <= 30 * _DAY)]
    lost = touches.loc[touches["ends"].isna(), ["visitor_id", "channel"]]
    path = won.groupby(["visitor_id", "ends"], sort=False)
    placed = won.assign(n=path.cumcount() + 1, length=path["channel"].transform("size"), earlier=path["channel"].shift())
    return attributed(_rules(placed), _shares(won), steps(_counted(placed), _counted(_placed(lost))))


def _rules(won: pd.DataFrame) -> pd.DataFrame:
    keys = ["visitor_id", "ends"]
    n, length = won["n"], won["length"]
    last, first = (n == length).astype(float), (n == 1).astype(float)
    named = won["channel"].str.lower() != "direct"
    place = n.where(named, 0)
    latest = won.assign(place=place).groupby(keys, sort=False)["place"].transform("max")
    weight = np.exp(-np.log(2) / 7 / _DAY * (won["ends"] - won["started_at_s"]))
    whole = won.assign(weight=weight).groupby(keys, sort=False)["weight"].transform("sum")
    inner = np.where((n == 1) | (n == length), 0.4, 0.2 / np.maximum(length - 2, 1))
    made = pd.DataFrame(
        {
            "channel": won["channel"], "last": last, "last_other": np.where(latest == 0, last, (n == latest).astype(float)), "first": first,
            "linear": 1 / length, "position": np.where(length <= 2, 1 / length, inner), "decay": weight / whole,
        }
    )  # fmt: skip
    return made.groupby("channel").sum().reset_index()


def _shares(won: pd.DataFrame) -> pd.DataFrame:
    met = won[["visitor_id", "ends", "channel"]].drop_duplicates()
    met = met.assign(shapley=1 / met.groupby(["visitor_id", "ends"], sort=False)["channel"].transform("size"))
    return met.groupby("channel")["shapley"].sum().reset_index()


def _placed(lost: pd.DataFrame) -> pd.DataFrame:
    path = lost.groupby("visitor_id", sort=False)["channel"]
    return lost.assign(earlier=path.shift(), n=path.cumcount() + 1, length=path.transform("size"))


def _counted(placed: pd.DataFrame) -> pd.DataFrame:
    ended = placed.assign(ended=placed["n"] == placed["length"])
    return ended.groupby(["earlier", "channel"], dropna=False)["ended"].agg(seen="size", ended="sum").reset_index()
