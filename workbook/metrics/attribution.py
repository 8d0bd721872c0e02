"""Which channel gets the credit for an order? Eight models side by side.

Most orders follow several visits by several channels. Each model divides the same conversions by a rule of its own:

    last               all to the last touch: what most reports do
    last non-direct    all to the last touch that is not direct; to the last one where every touch is
    first              all to the first touch
    linear             1/n to each of n touches
    position           40 % first, 40 % last, 20 % between them; 50/50 for two, 100 % for one
    time decay         2^(−days before the conversion / half-life), normalised per journey
    Markov             by removal effect, from journeys with and without a conversion (`markov.py`)
    Shapley            by what each channel adds to every set of channels (`shapley.py`)

The credits of each model add up to the conversions that have a journey. Attribution is not incrementality: it divides orders that were seen, and
cannot know which of them would have come anyway. Only a test with and without the channel shows that.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw
import pandas as pd

from workbook.metrics.holding import held
from workbook.metrics.journey_paths import frequent
from workbook.metrics.journeys import DAY, DIRECT, NONE, PATH, Counted, Journeys, conversions, journeys
from workbook.metrics.markov import State, Steps, markov
from workbook.metrics.tables import Table, small

MODELS: Mapping[str, str] = {
    "last": "Last touch",
    "last_other": "Last non-direct touch",
    "first": "First touch",
    "linear": "Linear",
    "position": "Position 40/20/40",
    "decay": "Time decay",
    "markov": "Markov",
    "shapley": "Shapley",
}
RULES = ("last", "last_other", "first", "linear", "position", "decay")
ENDS, BETWEEN = 0.4, 0.2


@dataclass(frozen=True)
class Attribution:
    """`credits`: a row per channel and model: channel, model, conversions, worth (minor units).

    `found` conversions in all, `reached` of them have a journey; `single` of these have one touch only. `touches` is their mean number of touches,
    `days` the mean number of days from the first touch to the conversion. `met`: per channel, in how many of these journeys it is. `paths`: the most
    frequent journeys, where they were asked for.
    """

    credits: pd.DataFrame
    met: pd.Series[float]
    found: int
    reached: int
    single: int
    touches: float
    days: float
    paths: pd.DataFrame | None = None

    def table(self, value: str = "conversions") -> pd.DataFrame:
        """A row per channel, a column per model; the channel with the most by the last touch first."""
        wide = self.credits.pivot(index="channel", columns="model", values=value)
        there = [model for model in MODELS if model in wide]
        return wide[there].sort_values(there[:1] or [], ascending=False).reset_index() if there else pd.DataFrame(columns=["channel"])


def attribute(
    visits: Table, table: Table, counted: Counted = "customers", *, days: int = 30, order: int = 1, half_life: float = 7.0, paths: int = 0
) -> Attribution:
    """Divide conversions over channels by every model.

    Parameters
    ----------
    visits
        Visits with visitor_id, channel, started_at.
    table
        The orders, or the enquiries where `counted` says so.
    counted
        What a conversion is: each customer's first order, every order, or every enquiry.
    days, order, half_life
        The look-back window, the order of the Markov chain (1 to 3), and the half-life of the time decay in days.
    paths
        How many of the most frequent journeys are to be told.

    >>> visits = pd.DataFrame({"visitor_id": ["v", "v", "w"], "channel": ["ads", "mail", "ads"], "started_at_s": [0, 60, 0]}).assign(started_at=0)
    >>> orders = pd.DataFrame({"order_id": ["a"], "visitor_id": ["v"], "ordered_at_s": [90], "ordered_at": 0, "revenue": [500]})
    >>> found = attribute(visits, orders, "orders").table().set_index("channel")
    >>> found.loc["ads", ["last", "first", "linear"]].tolist()
    [0.0, 1.0, 0.5]
    """
    with journeys(visits, conversions(table, counted), days=days, order=order) as found:
        credits = _credits(found, half_life * DAY)
        steps = _steps(small(found.steps), found)
        told, whole = frequent(found, paths) if paths else None, found.found
    return replace(_together(credits, steps, whole), paths=told)


def _credits(found: Journeys, half_life: float) -> pd.DataFrame:
    """Per channel: credits and worth by each rule, and what describes the journeys.

    No rule but the chain needs the touches one by one: how often a channel was met in a journey, and the first and the last key, are enough.
    """
    weight = (found.age() * (-math.log(2) / half_life)).exp() * nw.col("_seen")
    ends = (nw.col("_key").min().alias("_first"), nw.col("_key").max().alias("_latest"))
    met = found.won.with_columns(_channel=found.channel(), _weight=weight).group_by(*PATH, "_channel")
    with held(met.agg(nw.col("_seen").sum(), nw.col("_weight").sum(), *ends)) as each:
        weighed = each.join(_whole(each, found), on=list(PATH)).with_columns(**_weights(found))
        worth = {f"worth_{name}": nw.col(name) * nw.col("_worth") for name in (*RULES, "shapley")}
        told = weighed.with_columns(**worth, **_about(found))
        sums = [nw.col(name).sum() for name in (*RULES, "shapley", *worth, "single", "age")]
        table = small(told.group_by("_channel").agg(*sums, nw.col("_seen").sum().alias("touches"), nw.len().alias("met")))
    names = [found.channels[int(place)] for place in table["_channel"]]
    return table.drop(columns="_channel").astype(float).set_axis(pd.Index(names, name="_channel", dtype="str")).sort_index()


def _whole(each: nw.LazyFrame[Any], found: Journeys) -> nw.LazyFrame[Any]:
    """Journeys: their worth, touches, weights and different channels, the keys of the first, the last and the last touch that is not direct."""
    direct = [place for place, channel in enumerate(found.channels) if channel.lower() == DIRECT]
    other = nw.when(nw.col("_channel").is_in(direct)).then(NONE).otherwise(nw.col("_latest")) if direct else nw.col("_latest")
    sums = (nw.col("_seen").sum().alias("_length"), nw.col("_weight").sum().alias("_weights"), nw.len().alias("_channels"))
    keys = (nw.col("_first").min().alias("_start"), nw.col("_latest").max().alias("_end"), nw.col("_other").max())
    whole = each.with_columns(_other=other).group_by(*PATH).agg(*sums, *keys)
    return whole.join(found.worth, on=list(PATH))


def _weights(found: Journeys) -> dict[str, nw.Expr]:
    """What a channel gets of a journey by each rule; the parts of all its channels add up to 1."""
    seen, length = nw.col("_seen").cast(nw.Float64), nw.col("_length").cast(nw.Float64)
    first, last, other = (_is(nw.col(key), found) for key in ("_start", "_end", "_other"))
    inner = (seen - first - last) * BETWEEN / nw.when(length > 2).then(length - 2).otherwise(1.0)
    return {
        "last": last,
        "last_other": nw.when(nw.col("_other") == NONE).then(last).otherwise(other),
        "first": first,
        "linear": seen / length,
        "position": nw.when(length <= 2).then(seen / length).otherwise((first + last) * ENDS + inner),
        "decay": nw.col("_weight") / nw.col("_weights"),
        "shapley": 1.0 / nw.col("_channels").cast(nw.Float64),
    }


def _about(found: Journeys) -> dict[str, nw.Expr]:
    """1 for the channel of a journey of one touch; and how long the journey took, at its first channel."""
    single = nw.when(nw.col("_length") == 1).then(1.0).otherwise(0.0)
    return {"single": single, "age": found.age("_start").cast(nw.Float64) * nw.col("first")}


def _is(key: nw.Expr, found: Journeys) -> nw.Expr:
    """1 where the touch with this key is of the row's channel, else 0."""
    return nw.when(key % found.step == nw.col("_channel")).then(1.0).otherwise(0.0)


def _steps(counted: pd.DataFrame, found: Journeys) -> Steps:
    onward: dict[tuple[State, str], float] = {}
    ended: tuple[dict[State, float], dict[State, float]] = ({}, {})
    for row in counted.astype("int64").sort_values(["_won", *found.earlier, "_channel"]).to_dict("records"):
        state = tuple(found.channels[row[name]] for name in reversed(found.earlier) if row[name] != NONE)
        channel, ends = found.channels[row["_channel"]], ended[0 if row["_won"] else 1]
        onward[state, channel] = onward.get((state, channel), 0.0) + row["_seen"]
        after = (*state, channel)[-len(found.earlier) :]
        ends[after] = ends.get(after, 0.0) + row["_ended"]
    return Steps(onward, *ended)


def _together(credits: pd.DataFrame, steps: Steps, found: int) -> Attribution:
    worth = float(credits["worth_linear"].sum())
    reached = float(credits["last"].sum())
    chain = pd.Series(markov(steps) if reached else {}, dtype=float)  # a channel that was in lost journeys only may lead to one that wins
    wide = credits.reindex(credits.index.union(chain.index)).assign(markov=chain).fillna(0.0)
    wide = wide.assign(worth_markov=wide["markov"] * (worth / reached if reached else 0.0))
    rows = [
        pd.DataFrame({"channel": wide.index, "model": model, "conversions": wide[model].to_numpy(), "worth": wide[f"worth_{model}"].to_numpy()})
        for model in MODELS
    ]
    return Attribution(
        pd.concat(rows, ignore_index=True),
        wide["met"],
        found,
        round(reached),
        round(float(credits["single"].sum())),
        float(credits["touches"].sum()) / reached if reached else 0.0,
        float(credits["age"].sum()) / 86_400 / reached if reached else 0.0,
    )
