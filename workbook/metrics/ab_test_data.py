"""A test read from one's own tables: which visitors saw which variant, and what they did afterwards.

A variant is known by a column of the visits (two landing pages, two campaigns). The unit is the *visitor*, not the visit: chance decided about
people, and the visits of one person do not come independently. Who saw both variants is left out and counted. An order or enquiry counts when it
came after the visitor's first visit to the variant.

Only where chance decided who sees what does a difference come from the variant. Two campaigns that reach different people are no test.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import narwhals as nw
import pandas as pd

from workbook.metrics.ab_test import Sample
from workbook.metrics.tables import MissingColumns, Table, lacking, need, seconds, small, sold

Success = Literal["order", "enquiry", "engaged"]
COLUMNS = ("variant", "landing_page", "campaign", "channel", "device", "region")
_WHEN = {"order": "ordered_at", "enquiry": "created_at"}
_LATER = 2**53
"""Where a table has no time, what was done counts as done afterwards."""


@dataclass(frozen=True)
class Arm:
    """One variant: visitors, how many had success, and what they were worth (revenue in minor units; blank where it is not asked for)."""

    visitors: float
    successes: float
    revenue: Sample


@dataclass(frozen=True)
class Counted:
    """Both variants as counted. `both` visitors saw both and are left out; `orders_known` says whether revenue could be added up."""

    a: Arm
    b: Arm
    both: int


def values(visits: Table, column: str, most: int = 30) -> pd.DataFrame:
    """The values of a column with their visitors, the commonest first: what variants can be named by.

    >>> values(pd.DataFrame({"visitor_id": ["x", "x", "y"], "campaign": ["A", "A", "B"]}), "campaign").values.tolist()
    [['A', 1], ['B', 1]]
    """
    frame = need(visits, "visits", ["visitor_id", column]).filter(~nw.col(column).is_null() & ~nw.col("visitor_id").is_null())
    pairs = frame.group_by(column, "visitor_id").agg(nw.len().alias("_n"))
    found = pairs.group_by(column).agg(nw.len().alias("visitors")).sort("visitors", column, descending=[True, False]).head(most)
    return small(found)[[column, "visitors"]]


def count(visits: Table, done: Table | None, column: str, a: str, b: str, success: Success = "order") -> Counted:
    """Count visitors and successes of two variants. `done` are the orders or enquiries; with "engaged" the visits tell.

    >>> visits = pd.DataFrame({"visitor_id": list("wxyz"), "landing_page": ["/a", "/a", "/b", "/b"]})
    >>> found = count(visits, pd.DataFrame({"visitor_id": ["x", "y", "z"], "revenue": [500, 700, 900]}), "landing_page", "/a", "/b")
    >>> found.a.successes, found.b.successes, found.b.revenue.mean
    (1.0, 2.0, 800.0)
    """
    people, both = _people(visits, column, (a, b), success)
    if success == "engaged":
        people = people.with_columns(_worth=nw.lit(0.0))
    else:
        if done is None:
            msg = f"There is no table of {'orders' if success == 'order' else 'enquiries'} yet. Load it, or choose another success."
            raise MissingColumns(msg)
        people = people.join(_done(done, people, success), on="visitor_id", how="left")
        people = people.with_columns(_hit=nw.when(nw.col("_worth").is_null()).then(0.0).otherwise(1.0), _worth=nw.col("_worth").fill_null(0.0))
    sums = people.with_columns(_square=nw.col("_worth") * nw.col("_worth")).group_by("_variant")
    found = small(sums.agg(nw.len().alias("n"), nw.col("_hit", "_worth", "_square").sum())).set_index("_variant")
    return Counted(_arm(found, _plain(a)), _arm(found, _plain(b)), both)


def _people(visits: Table, column: str, variants: tuple[str, str], success: Success) -> tuple[nw.LazyFrame[Any], int]:
    """One row per visitor of one variant: visitor_id, _variant, _first (seconds, where known), _hit; and how many saw both."""
    wanted = ["visitor_id", column, *(["engaged"] if success == "engaged" else [])]
    frame = need(visits, "visits", wanted)
    timed = not lacking(visits, ["started_at"])
    frame = frame.with_columns(
        _variant=nw.col(column).cast(nw.String).str.strip_chars().str.to_lowercase(),
        _first=seconds(frame, "started_at") if timed else nw.lit(0),
        _hit=nw.when(nw.col("engaged")).then(1.0).otherwise(0.0) if success == "engaged" else nw.lit(0.0),
    )
    names = [_plain(v) for v in variants]
    frame = frame.filter(nw.col("_variant").is_in(names) & ~nw.col("visitor_id").is_null())
    ends = [nw.col("_variant").min().alias("_low"), nw.col("_variant").max().alias("_variant")]
    each = frame.group_by("visitor_id").agg(*ends, nw.col("_first").min(), nw.col("_hit").max())
    both = small(each.filter(nw.col("_low") != nw.col("_variant")).select(nw.len().alias("n"))).n.iloc[0]
    return each.filter(nw.col("_low") == nw.col("_variant")).drop("_low"), int(both)


def _done(done: Table, people: nw.LazyFrame[Any], success: Success) -> nw.LazyFrame[Any]:
    """What each visitor did: visitor_id, _worth."""
    frame = need(done, "orders" if success == "order" else "enquiries", ["visitor_id"])
    frame = sold(frame) if success == "order" else frame
    names = frame.collect_schema().names()
    when = _WHEN[success]
    worth = nw.col("revenue").cast(nw.Float64).fill_null(0.0) if success == "order" and "revenue" in names else nw.lit(0.0)
    frame = frame.with_columns(_worth=worth, _at=seconds(frame, when) if when in names else nw.lit(_LATER))
    frame = frame.filter(~nw.col("visitor_id").is_null()).select("visitor_id", "_worth", "_at")
    after = frame.join(people.select("visitor_id", "_first"), on="visitor_id").filter(nw.col("_at") >= nw.col("_first"))
    return after.group_by("visitor_id").agg(nw.col("_worth").sum())


def _arm(found: pd.DataFrame, variant: str) -> Arm:
    if variant not in found.index:
        return Arm(0.0, 0.0, Sample(0.0, math.nan, math.nan))
    n, hits, total, squares = (float(x) for x in found.loc[variant, ["n", "_hit", "_worth", "_square"]].to_numpy(float))
    deviation = math.sqrt(max(0.0, (squares - total**2 / n) / (n - 1))) if n > 1 else math.nan
    return Arm(n, hits, Sample(n, total / n, deviation))


def _plain(value: str) -> str:
    return value.strip().lower()
