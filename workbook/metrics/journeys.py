"""Which touches came before an order? Journeys from visits and conversions.

A *touch* is a visit; a *conversion* is what one wants to happen: somebody's first order, any order, an enquiry. The *journey* of a conversion is the
touches of the same visitor before it, since their conversion before and within the look-back window, in the order of time. A journey in progress
or given up ends without one. What nobody counted (an advertisement seen and not clicked, another device, a day on which counting failed) is in no
journey.

Reports that know only sums (sessions per channel and day) know no visitor: no journey can be told from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import narwhals as nw

from workbook.metrics.holding import held
from workbook.metrics.short_keys import numbered
from workbook.metrics.tables import Table, lacking, need, seconds, small, sold

Counted = Literal["customers", "orders", "enquiries"]
DAY = 86_400
NOT_KNOWN = "not known"
DIRECT = "direct"
NONE = -1
"""Stands where there is no earlier channel."""
PATH = ("_who", "_ends")
"""What tells one journey that ended in a conversion from another: the visitor, and the key of the conversion."""


@dataclass(frozen=True)
class Journeys:
    """Touches in their engine, small enough to be held: a row each for journeys that ended in a conversion, only counts for all others.

    `channels` are all channels, by name; elsewhere a channel is a number, its place among them. A touch is one number too, its `key`: seconds ×
    (number of channels + 1) + channel, so that touches in the order of their keys stand in the order of time; a conversion comes after them.

    `won`: _who and _ends (`PATH`), _key, _seen (1; more where equal touches stand together), _ended (how many of them were the last one of the
    journey), and the `earlier` channels (`NONE` before the first). `worth`: _worth of each conversion, by `PATH`.
    `steps`: how often each step was seen and was the last: _won (1 in journeys with a conversion), `earlier`, _channel, _seen, _ended.
    `found`: how many conversions there are in all, with a journey or without.
    """

    won: nw.LazyFrame[Any]
    worth: nw.LazyFrame[Any]
    steps: nw.LazyFrame[Any]
    found: int
    channels: tuple[str, ...]
    earlier: tuple[str, ...]

    def channel(self) -> nw.Expr:
        """The channel of a touch, from its key."""
        return nw.col("_key") % self.step

    def age(self, key: str = "_key") -> nw.Expr:
        """Seconds from a touch to the conversion."""
        return nw.col("_ends") // self.step - nw.col(key) // self.step

    @property
    def step(self) -> int:
        """By how much keys of one second differ from those of the next."""
        return len(self.channels) + 1


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
def journeys(visits: Table, wanted: nw.LazyFrame[Any], *, days: int = 30, order: int = 1) -> Iterator[Journeys]:
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

    >>> import pandas as pd
    >>> visits = pd.DataFrame({"visitor_id": ["v", "v", "w"], "channel": ["ads", "mail", "ads"], "started_at_s": [0, 60, 0], "started_at": 0})
    >>> orders = pd.DataFrame({"order_id": ["a"], "visitor_id": ["v"], "ordered_at_s": [90], "ordered_at": 0, "revenue": [500]})
    >>> with journeys(visits, conversions(orders, "orders")) as found:
    ...     touches = found.won.select(found.channel(), "_ended", "_earlier_1", age=found.age()).sort("age").collect("pandas").to_native()
    >>> found.channels, touches.to_numpy().tolist()
    (('ads', 'mail'), [[1.0, 1.0, 0.0, 30.0], [0.0, 0.0, -1.0, 90.0]])
    """
    earlier = tuple(f"_earlier_{n}" for n in range(1, order + 1))
    touches = _touches(visits)
    channels = tuple(sorted(small(touches.group_by("_channel").agg(nw.len()))["_channel"].astype(str)))
    step = len(channels) + 1
    seen = _keyed(touches, _place(channels), step).select("_who", "_key")
    wanted = _keyed(numbered(wanted, "visitor_id", "_who"), nw.lit(step - 1), step)
    with held(wanted.select("_who", "_key", nw.col("_worth").cast(nw.Float64))) as ends:
        found = int(small(ends.select(nw.len().alias("n"))).n.iloc[0])
        with held(_together(_ordered(nw.concat([seen, ends.select("_who", "_key")]), step, earlier, days * DAY), earlier)) as kept:
            won = kept.filter(~nw.col("_who").is_null()).with_columns(_ends=nw.col("_ends").cast(nw.Int64))
            worth = ends.select("_who", "_worth", _ends="_key").group_by(*PATH).agg(nw.col("_worth").max())
            yield Journeys(won, worth, _steps(kept, step, earlier), found, channels, earlier)


def _touches(visits: Table) -> nw.LazyFrame[Any]:
    frame = need(visits, "visits", ["visitor_id", "channel", "started_at"])
    known = numbered(frame.filter(~nw.col("visitor_id").is_null()), "visitor_id", "_who")
    return known.select("_who", _channel=nw.col("channel").fill_null(NOT_KNOWN), _at=seconds(frame, "started_at").cast(nw.Int64))


def _customer(lines: nw.LazyFrame[Any]) -> list[nw.Expr]:
    return [nw.col("customer_id").max()] if "customer_id" in lines.collect_schema().names() else []


def _place(channels: Sequence[str]) -> nw.Expr:
    """Which of the channels a touch came by, as a number."""
    places = {channel: place for place, channel in enumerate(channels)}
    return nw.col("_channel").replace_strict(places, default=len(channels), return_dtype=nw.Int64) if places else nw.lit(0)


def _keyed(events: nw.LazyFrame[Any], place: nw.Expr, step: int) -> nw.LazyFrame[Any]:
    """Touches or conversions with their key; of the same second, a conversion comes last."""
    return events.with_columns(_key=nw.col("_at").cast(nw.Int64) * step + place)


def _ordered(both: nw.LazyFrame[Any], step: int, earlier: Sequence[str], window: int) -> nw.LazyFrame[Any]:
    """The touches that count, each with the key of the conversion that follows (blank where none does) and the channels before it."""
    order: dict[str, Any] = {"order_by": ["_key"]}
    key, ends = nw.col("_key"), nw.col("_ends")
    both = both.with_columns(_ends=nw.when(key % step == step - 1).then(key))
    before = {name: key.shift(n).over("_who", **order) for n, name in enumerate(earlier, 1)}
    placed = both.with_columns(_ends=ends.fill_null(strategy="backward").over("_who", **order), _later=key.shift(-1).over("_who", **order), **before)
    reach = window * step + step - 1
    counting = placed.filter(ends.is_null() | ((key != ends) & (key >= ends - reach)))
    for n, name in enumerate(earlier):
        counting = counting.with_columns(**{name: _earlier(name, earlier[n - 1] if n else None, step, reach)})
    last = nw.col("_later").is_null() | (nw.col("_later") == ends)
    return counting.with_columns(_last=nw.when(last).then(1).otherwise(0), _channel=key % step)


def _earlier(name: str, nearer: str | None, step: int, reach: int) -> nw.Expr:
    """The channel of an earlier touch; `NONE` where it belongs to another journey or is too old, or a nearer one does."""
    key, ends = nw.col(name), nw.col("_ends")
    here = ~key.is_null() & (key % step != step - 1) & (ends.is_null() | (key >= ends - reach))
    here = here & (nw.col(nearer) != NONE) if nearer else here
    return nw.when(here).then(key % step).otherwise(NONE)


def _together(touches: nw.LazyFrame[Any], earlier: Sequence[str]) -> nw.LazyFrame[Any]:
    """Touches that led to a conversion one by one, all others only counted: their visitor is blank, their key is the channel."""
    led = ~nw.col("_ends").is_null()
    who = touches.collect_schema()["_who"]  # of nothing but blanks, pandas would make numbers
    named = touches.with_columns(_who=nw.when(led).then("_who").cast(who), _key=nw.when(led).then("_key").otherwise("_channel"))
    return named.group_by(*PATH, "_key", *earlier).agg(nw.len().alias("_seen"), nw.col("_last").sum().alias("_ended"))


def _steps(kept: nw.LazyFrame[Any], step: int, earlier: Sequence[str]) -> nw.LazyFrame[Any]:
    told = kept.with_columns(_won=nw.when(nw.col("_who").is_null()).then(0).otherwise(1), _channel=nw.col("_key") % step)
    return told.group_by("_won", *earlier, "_channel").agg(nw.col("_seen").sum(), nw.col("_ended").sum())
