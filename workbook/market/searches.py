"""Unpaid search in the simulated market: queries, positions, clicks.

Clicks fall with the position, roughly as 0.3 / position (studies disagree on the first place: 27 to 40 %). A fifth of the searches is so
rare that the search engine does not tell them: their visits come all the same.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from workbook.market.company import Channel, Company

TOP_RATE = 0.3


def searches_of(rng: np.random.Generator, truth: Company, channel: Channel, demand: np.ndarray[tuple[int], np.dtype[np.float64]]) -> pd.DataFrame:
    """Impressions, clicks and position per query and day; clicks add up to about the channel's visits."""
    rates = {query.query: min(TOP_RATE / query.position, TOP_RATE) for query in truth.queries}
    pull = sum(query.share * rates[query.query] for query in truth.queries)
    frames = []
    for query in truth.queries:
        expected = channel.visits * demand / pull * query.share
        impressions = rng.poisson(expected)
        frames.append(
            pd.DataFrame(
                {
                    "day": np.arange(len(demand)),
                    "query": query.query,
                    "page": truth.site + query.page,
                    "impressions": impressions,
                    "clicks": rng.binomial(impressions, rates[query.query]),
                    "position": np.round(np.maximum(1.0, query.position * rng.lognormal(0, 0.08, len(demand))), 1),
                }
            )
        )
    found = pd.concat(frames, ignore_index=True)
    return found[found["impressions"] > 0].reset_index(drop=True)
