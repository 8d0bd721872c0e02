"""The most frequent journeys, to be read: which channels follow each other before people buy.

Paths are put side by side by position, the first five and how many more there are, and counted in the engine.
"""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from workbook.metrics.journeys import PATH, Journeys
from workbook.metrics.tables import small

SHOWN = 5
ARROW = " → "


def frequent(found: Journeys, most: int = 10) -> pd.DataFrame:
    """The most frequent journeys that ended in a conversion: `journey` (channels in their order), `touches`, `conversions`.

    Journeys of more than five touches that begin alike and are equally long stand together.
    """
    positions = [f"_p{n}" for n in range(1, SHOWN + 1)]
    upto = nw.col("_seen").cum_sum().over(*PATH, order_by=["_key", *found.earlier])
    placed = found.won.with_columns(_upto=upto, _channel=found.channel())
    at = {name: _at(n) for n, name in enumerate(positions, 1)}
    wide = placed.with_columns(**at).group_by(*PATH).agg(*(nw.col(name).max() for name in positions), nw.col("_upto").max().alias("touches"))
    counted = wide.group_by(*positions, "touches").agg(nw.len().alias("conversions"))
    best = small(counted.sort("conversions", *positions, "touches", descending=[True] + [False] * (SHOWN + 1), nulls_last=True).head(most))
    words = [
        _words([None if pd.isna(row[name]) else found.channels[int(row[name])] for name in positions], int(row["touches"]))
        for row in best.to_dict("records")
    ]
    return pd.DataFrame({"journey": words, "touches": best["touches"].astype(int), "conversions": best["conversions"].astype(int)})


def _at(place: int) -> nw.Expr:
    """The channel in a place of its journey: equal touches stand in one row, and fill as many places."""
    here = (nw.col("_upto") >= place) & (nw.col("_upto") - nw.col("_seen") < place)
    return nw.when(here).then("_channel")


def _words(channels: list[str | None], touches: int) -> str:
    """The channels in their order, and how many more there were.

    >>> _words(["Email", "Direct", None, None, None], 2)
    'Email → Direct'
    """
    told = ARROW.join(str(channel) for channel in channels if pd.notna(channel))
    return told if touches <= SHOWN else f"{told}{ARROW}{touches - SHOWN} more"
