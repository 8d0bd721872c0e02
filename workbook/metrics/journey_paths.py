"""The most frequent journeys, to be read: which channels follow each other before people buy.

Paths are put side by side by position, the first five and how many more there are, and counted in the engine.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw
import pandas as pd

from workbook.metrics.tables import small

SHOWN = 5
ARROW = " → "


def frequent(won: nw.LazyFrame[Any], most: int = 10) -> pd.DataFrame:
    """The most frequent journeys that ended in a conversion: `journey` (channels in their order), `touches`, `conversions`.

    `won` are the touches of `workbook.metrics.journeys.Journeys`. Journeys of more than five touches that begin alike and are equally long
    stand together.
    """
    positions = [f"_p{n}" for n in range(1, SHOWN + 1)]
    at = {name: nw.when(nw.col("_n") == n).then(nw.col("_channel")) for n, name in enumerate(positions, 1)}
    wide = (
        won.with_columns(**at).group_by("visitor_id", "_path").agg(*(nw.col(name).max() for name in positions), nw.col("_n").max().alias("touches"))
    )
    counted = wide.group_by(*positions, "touches").agg(nw.len().alias("conversions"))
    found = small(counted.sort("conversions", *positions, "touches", descending=[True] + [False] * (SHOWN + 1), nulls_last=True).head(most))
    words = [_words([row[name] for name in positions], int(row["touches"])) for row in found.to_dict("records")]
    return pd.DataFrame({"journey": words, "touches": found["touches"].astype(int), "conversions": found["conversions"].astype(int)})


def _words(channels: list[Any], touches: int) -> str:
    """The channels in their order, and how many more there were.

    >>> _words(["Email", "Direct", None, None, None], 2)
    'Email → Direct'
    """
    told = ARROW.join(str(channel) for channel in channels if pd.notna(channel))
    return told if touches <= SHOWN else f"{told}{ARROW}{touches - SHOWN} more"
