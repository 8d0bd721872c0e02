"""What each model would cut: the channels whose credited margin stays below their cost.

    return of a channel = credited margin / cost        break-even: 1

The same month, the same orders: one model keeps a channel that another stops. That is the price of choosing a model by habit.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from workbook.metrics.attribution import MODELS, Attribution

TRUTH = "truth"


def returns(found: Attribution, cost: Mapping[str, float], truth: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Credited margin per unit of cost: a row per channel with cost, its `cost` (minor units) and a column per model; `truth` where it is known.

    >>> credits = pd.DataFrame({"channel": ["ads", "mail"], "model": "last", "conversions": 1.0, "worth": [300.0, 900.0]})
    >>> one = Attribution(credits, pd.Series(dtype=float), 2, 2, 2, 1.0, 0.0)
    >>> returns(one, {"ads": 600})[["channel", "last"]].to_dict("records")
    [{'channel': 'ads', 'last': 0.5}]
    """
    worth = found.table("worth").set_index("channel")
    paid = [channel for channel, spent in cost.items() if spent > 0]
    spent = pd.Series({channel: float(cost[channel]) for channel in paid}, dtype=float)
    table = worth.reindex(paid).fillna(0.0).div(spent, axis=0)
    if truth is not None:
        table = table.assign(**{TRUTH: pd.Series(truth, dtype=float).reindex(paid)})
    return table.assign(cost=spent).rename_axis("channel").sort_values("cost", ascending=False).reset_index()


def cuts(table: pd.DataFrame) -> pd.DataFrame:
    """Per model the channels below break-even, what they cost, and the margin credited to them (minor units).

    >>> cuts(pd.DataFrame({"channel": ["ads", "mail"], "cost": [600.0, 100.0], "last": [0.5, 9.0], "first": [2.0, 9.0]})).to_dict("records")
    [{'model': 'last', 'channels': 'ads', 'cost': 600.0, 'worth': 300.0}, {'model': 'first', 'channels': 'none', 'cost': 0.0, 'worth': 0.0}]
    """
    rows = []
    for model in (*MODELS, TRUTH):
        if model in table:
            below = table[table[model] < 1]
            spent = float(below["cost"].sum())
            credited = float((below["cost"] * below[model]).sum())
            rows.append({"model": model, "channels": ", ".join(below["channel"]) or "none", "cost": spent, "worth": credited})
    return pd.DataFrame(rows, columns=["model", "channels", "cost", "worth"])
