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

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw
import pandas as pd

from workbook.metrics.journey_paths import frequent
from workbook.metrics.journeys import Counted, conversions, journeys
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
    with journeys(visits, conversions(table, counted), days=days, order=order, half_life=half_life) as found:
        rules = _by_rules(found.won)
        shares = _by_sets(found.won)
        steps = _steps(small(_counted(found.won, found.earlier)), small(_counted(found.lost, found.earlier)), found.earlier)
        told, whole = frequent(found.won, paths) if paths else None, found.found
    return replace(_together(rules, shares, steps, whole), paths=told)


def weights() -> dict[str, nw.Expr]:
    """The weight of a touch by each rule, over the columns of `Journeys.won`; the weights of a journey add up to 1."""
    n, length = nw.col("_n"), nw.col("_length").cast(nw.Float64)
    end = (n == 1) | (nw.col("_last") == 1)
    inner = nw.when(end).then(ENDS).otherwise(BETWEEN / nw.when(length > 2).then(length - 2).otherwise(1.0))
    last = nw.col("_last").cast(nw.Float64)
    named = nw.when((nw.col("_other") == 1) & (nw.col("_others_here") == nw.col("_others"))).then(1.0).otherwise(0.0)
    return {
        "last": last,
        "last_other": nw.when(nw.col("_others") == 0).then(last).otherwise(named),
        "first": nw.when(n == 1).then(1.0).otherwise(0.0),
        "linear": 1.0 / length,
        "position": nw.when(length <= 2).then(1.0 / length).otherwise(inner),
        "decay": nw.col("_share"),
    }


def _by_rules(won: nw.LazyFrame[Any]) -> pd.DataFrame:
    """Per channel: credits and worth by each rule, and what describes the journeys."""
    first = nw.col("first")
    worth = {f"worth_{name}": nw.col(name) * nw.col("_worth") for name in RULES}
    weighed = won.with_columns(**weights()).with_columns(**worth, single=first * nw.col("last"), age=first * nw.col("_age"))
    sums = [nw.col(name).sum() for name in (*RULES, *worth, "single", "age")]
    found = weighed.group_by("_channel").agg(*sums, nw.len().alias("touches"))
    return small(found).set_index("_channel").astype(float).sort_index()


def _by_sets(won: nw.LazyFrame[Any]) -> pd.DataFrame:
    """Per channel: each conversion shared equally by the different channels of its journey (Shapley), and in how many journeys it is."""
    path = ["visitor_id", "_path"]
    met = won.group_by(*path, "_channel").agg(nw.col("_worth").max())
    shared = met.with_columns(shapley=1.0 / nw.col("_channel").count().over(*path).cast(nw.Float64))
    worthy = shared.with_columns(worth_shapley=nw.col("shapley") * nw.col("_worth"))
    found = worthy.group_by("_channel").agg(nw.col("shapley").sum(), nw.col("worth_shapley").sum(), nw.len().alias("met"))
    return small(found).set_index("_channel").astype(float).sort_index()


def _counted(touches: nw.LazyFrame[Any], earlier: tuple[str, ...]) -> nw.LazyFrame[Any]:
    """How often each step was seen, and how often it was the last."""
    return touches.group_by(*earlier, "_channel").agg(nw.len().alias("seen"), nw.col("_last").sum().alias("ended"))


def _steps(won: pd.DataFrame, lost: pd.DataFrame, earlier: tuple[str, ...]) -> Steps:
    onward: dict[tuple[State, str], float] = {}
    ended: tuple[dict[State, float], dict[State, float]] = ({}, {})
    for frame, ends in zip((won, lost), ended, strict=True):
        for row in frame.sort_values([*earlier, "_channel"]).to_dict("records"):
            state = tuple(str(row[name]) for name in reversed(earlier) if pd.notna(row[name]))
            channel = str(row["_channel"])
            onward[state, channel] = onward.get((state, channel), 0.0) + row["seen"]
            after = (*state, channel)[-len(earlier) :]
            ends[after] = ends.get(after, 0.0) + row["ended"]
    return Steps(onward, *ended)


def _together(rules: pd.DataFrame, shares: pd.DataFrame, steps: Steps, found: int) -> Attribution:
    worth = float(rules["worth_linear"].sum())
    reached = float(rules["last"].sum())
    chain = pd.Series(markov(steps) if reached else {}, dtype=float)  # a channel that was in lost journeys only may lead to one that wins
    wide = rules.join(shares).reindex(rules.index.union(chain.index)).assign(markov=chain).fillna(0.0)
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
        round(float(rules["single"].sum())),
        float(rules["touches"].sum()) / reached if reached else 0.0,
        float(rules["age"].sum()) / 86_400 / reached if reached else 0.0,
    )
