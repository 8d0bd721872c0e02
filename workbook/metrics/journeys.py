"""Which touches came before an order? Journeys from visits and conversions.

A *touch* is a visit; a *conversion* is what one wants to happen: somebody's first order, any order, an enquiry. The *journey* of a conversion is the
touches of the same visitor before it, since their conversion before and within the look-back window, in the order of time. A journey in progress
or given up ends without one. What nobody counted (an advertisement seen and not clicked, another device, a day on which counting failed) is in no
journey.

Reports that know only sums (sessions per channel and day) know no visitor: no journey can be told from them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import narwhals as nw

from workbook.metrics.holding import held
from workbook.metrics.tables import Table, lacking, need, seconds, small, sold

Counted = Literal["customers", "orders", "enquiries"]
DAY = 86_400
NOT_KNOWN = "not known"
DIRECT = "direct"


@dataclass(frozen=True)
class Journeys:
    """Touches, one row each, in their engine.

    `won` (held): touches of journeys that ended in a conversion: visitor_id, _path (the number of the journey of this visitor), _channel, _age
    (seconds from the touch to the conversion), _worth (of the conversion), _n (the place, from 1), _length (touches in all), _last (1 for the
    last), _other (1 where the touch is not direct), _others (such touches in the whole journey), _others_here (up to this touch), _share (by time
    decay), `earlier` channels.
    `lost` (not held, large): touches of all other journeys: _channel, _last, `earlier`.
    `found`: how many conversions there are in all, with a journey or without.
    """

    won: nw.LazyFrame[Any]
    lost: nw.LazyFrame[Any]
    found: int
    earlier: tuple[str, ...]


def conversions(table: Table, counted: Counted) -> nw.LazyFrame[Any]:
    """What is to be explained: visitor_id, _at (seconds), _worth (margin, else revenue, in minor units; 0 for enquiries), one row each.

    >>> import pandas as pd
    >>> lines = {"order_id": ["a", "a", "b"], "visitor_id": ["v"] * 3, "ordered_at_s": [10, 10, 20], "revenue": [5, 3, 9]}
    >>> orders = pd.DataFrame(lines).assign(ordered_at=0)
    >>> conversions(orders, "orders").sort("_at").collect("pandas").to_native()[["_at", "_worth"]].to_numpy().tolist()
    [[10, 8], [20, 9]]
    """
    if counted == "enquiries":
        asked = need(table, "enquiries", ["enquiry_id", "visitor_id", "created_at"])
        return asked.select("visitor_id", _at=seconds(asked, "created_at"), _worth=nw.lit(0.0)).filter(~nw.col("visitor_id").is_null())
    lines = sold(need(table, "orders", ["order_id", "visitor_id", "ordered_at", "revenue"]))
    worth = "revenue" if lacking(lines, ["margin"]) else "margin"
    heads = (
        lines.with_columns(_at=seconds(lines, "ordered_at"))
        .group_by("order_id")
        .agg(nw.col("visitor_id").max(), nw.col("_at").min(), nw.col(worth).sum().alias("_worth"), *_customer(lines))
    )
    if counted == "customers" and "customer_id" in lines.collect_schema().names():
        heads = heads.with_columns(_first=nw.col("_at").min().over("customer_id")).filter(
            nw.col("customer_id").is_null() | (nw.col("_at") == nw.col("_first"))
        )
    return heads.filter(~nw.col("visitor_id").is_null()).select("visitor_id", "_at", "_worth")


@contextmanager
def journeys(visits: Table, wanted: nw.LazyFrame[Any], *, days: int = 30, order: int = 1, half_life: float = 7.0) -> Iterator[Journeys]:
    """Put the visits before each conversion into journeys.

    Parameters
    ----------
    visits
        Visits with visitor_id, channel and started_at.
    wanted
        Conversions as `conversions` gives them.
    days
        The look-back window: older touches count for nothing.
    order
        How many earlier channels stand beside a touch.
    half_life
        Days after which a touch counts half (time decay).

    >>> import pandas as pd
    >>> visits = pd.DataFrame({"visitor_id": ["v", "v", "w"], "channel": ["ads", "mail", "ads"], "started_at_s": [0, 60, 0], "started_at": 0})
    >>> orders = pd.DataFrame({"order_id": ["a"], "visitor_id": ["v"], "ordered_at_s": [90], "ordered_at": 0, "revenue": [500]})
    >>> with journeys(visits, conversions(orders, "orders")) as found:
    ...     found.won.sort("_n").select("_channel", "_n", "_last", "_age", "_earlier_1").collect("pandas").to_native().to_numpy().tolist()
    [['ads', 1, 0, 90.0, nan], ['mail', 2, 1, 30.0, 'ads']]
    """
    earlier = tuple(f"_earlier_{n}" for n in range(1, order + 1))
    touches = _touches(visits)
    with held(wanted) as ends:
        buyers = ends.group_by("visitor_id").agg(nw.len().alias("_conversions")).select("visitor_id")
        with held(_numbered(touches.join(buyers, on="visitor_id", how="semi"), ends)) as theirs:
            reached = theirs.filter(~nw.col("_age").is_null(), nw.col("_age") <= days * DAY)
            with held(_placed(reached, earlier, half_life)) as won:
                after = theirs.filter(nw.col("_age").is_null()).select("visitor_id", "_channel", "_at")
                others = nw.concat([touches.join(buyers, on="visitor_id", how="anti"), after])
                found = int(small(ends.select(nw.len().alias("n"))).n.iloc[0])
                yield Journeys(won, _ordered(others, ["visitor_id"], earlier).select("_channel", "_last", *earlier), found, earlier)


def _touches(visits: Table) -> nw.LazyFrame[Any]:
    frame = need(visits, "visits", ["visitor_id", "channel", "started_at"])
    known = frame.filter(~nw.col("visitor_id").is_null())
    return known.select("visitor_id", _channel=nw.col("channel").fill_null(NOT_KNOWN), _at=seconds(frame, "started_at").cast(nw.Int64))


def _customer(lines: nw.LazyFrame[Any]) -> list[nw.Expr]:
    return [nw.col("customer_id").max()] if "customer_id" in lines.collect_schema().names() else []


def _numbered(touches: nw.LazyFrame[Any], wanted: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Each buyer's touches with the number of their journey, and the age and worth at the conversion that follows (blank where none does)."""
    order = {"order_by": ["_at", "_is", "_channel"]}
    seen = touches.with_columns(_is=nw.lit(0), _worth=nw.lit(0.0))
    ends = wanted.select("visitor_id", _channel=nw.lit(""), _at=nw.col("_at").cast(nw.Int64), _is=nw.lit(1), _worth=nw.col("_worth").cast(nw.Float64))
    ended = nw.when(nw.col("_is") == 1)
    both = nw.concat([seen, ends]).with_columns(_ends=ended.then(nw.col("_at")), _worth=ended.then(nw.col("_worth")))
    both = both.with_columns(
        _path=nw.col("_is").cum_sum().over("visitor_id", **order).cast(nw.Int64),
        _ends=nw.col("_ends").fill_null(strategy="backward").over("visitor_id", **order),
        _worth=nw.col("_worth").fill_null(strategy="backward").over("visitor_id", **order),
    )
    return both.filter(nw.col("_is") == 0).select("visitor_id", "_path", "_channel", "_at", "_worth", _age=nw.col("_ends") - nw.col("_at"))


def _ordered(touches: nw.LazyFrame[Any], path: Sequence[str], earlier: Sequence[str], **more: nw.Expr) -> nw.LazyFrame[Any]:
    """Each touch with `_last` (1 where it is the last of its journey) and the channels before it; `more` are expressions over the same order.

    One order for all of them: touches of the same second would else stand here in one place and there in another.
    """
    order: dict[str, Any] = {"order_by": ["_at", "_channel"]}
    before = {name: nw.col("_channel").shift(n).over(*path, **order) for n, name in enumerate(earlier, 1)}
    later = nw.col("_channel").shift(-1).over(*path, **order)
    wanted = {name: expression.over(*path, **order) for name, expression in more.items()}
    placed = touches.with_columns(_later=later, **before, **wanted)
    return placed.with_columns(_last=nw.when(nw.col("_later").is_null()).then(1).otherwise(0))


def _placed(touches: nw.LazyFrame[Any], earlier: Sequence[str], half_life: float) -> nw.LazyFrame[Any]:
    """Each touch of a journey that ended in a conversion with its place in it."""
    path = ["visitor_id", "_path"]
    marked = touches.with_columns(
        _one=nw.lit(1),
        _other=nw.when(nw.col("_channel").str.to_lowercase() != DIRECT).then(1).otherwise(0),
        _weight=(nw.col("_age") * (-math.log(2) / half_life / DAY)).exp(),
    )
    placed = _ordered(marked, path, earlier, _n=nw.col("_one").cum_sum(), _others_here=nw.col("_other").cum_sum())
    sums = {"_length": "_one", "_others": "_other", "_weights": "_weight"}
    whole = placed.with_columns(**{name: nw.col(column).sum().over(*path) for name, column in sums.items()})
    whole = whole.with_columns(_share=nw.col("_weight") / nw.col("_weights"))
    kept = ("_channel", "_age", "_worth", "_n", "_last", "_length", "_other", "_others_here", "_others", "_share")
    return whole.select(*path, *kept, *earlier)
