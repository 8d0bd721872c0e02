"""Unpaid search in the simulated market: queries, positions, clicks.

Clicks fall with the position, roughly as 0.3 / position (studies disagree on the first place: 27 to 40 %). Some searches are so
rare that the search engine does not tell them: their visits come all the same. A page that is rewritten stands elsewhere from that day on
(`change` in `companies.yaml`), and its query brings more clicks from as many impressions.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from workbook.market.company import Aside, Company, Query

TOP_RATE = 0.3
_TOLD = 0.95
"""The share of the clicks whose query the search engine tells."""


def pull(truth: Company, day: int) -> float:
    """Clicks per search over all queries on a day.

    >>> from workbook.market.company import company
    >>> pull(company("tea"), 60) > pull(company("tea"), 10)
    True
    """
    return sum(query.share * _rate(query, day) for query in truth.queries)


def searches_of(rng: np.random.Generator, truth: Company, visits: np.ndarray[Any, Any]) -> pd.DataFrame:
    """Impressions, clicks and position per query and day, for these visits per day out of unpaid search."""
    days = np.arange(len(visits))
    told = rng.binomial(visits, _TOLD)
    shares = np.array([[query.share * _rate(query, day) / pull(truth, day) for query in truth.queries] for day in range(len(visits))])
    clicks = np.array([rng.multinomial(count, share / share.sum()) for count, share in zip(told, shares, strict=True)])
    frames = []
    for number, query in enumerate(truth.queries):
        rates = np.array([_rate(query, day) for day in range(len(visits))])
        positions = np.array([query.position_on(day) for day in range(len(visits))])
        expected = visits * shares[:, number] * (1 / rates - 1)
        frames.append(
            pd.DataFrame(
                {
                    "day": days,
                    "query": query.query,
                    "page": truth.site + query.page,
                    "impressions": clicks[:, number] + rng.poisson(expected),
                    "clicks": clicks[:, number],
                    "position": np.round(np.maximum(1.0, positions * rng.lognormal(0, 0.08, len(days))), 1),
                }
            )
        )
    found = pd.concat(frames, ignore_index=True)
    return found[found["impressions"] > 0].reset_index(drop=True)


def divided(rng: np.random.Generator, truth: Company, found: pd.DataFrame) -> pd.DataFrame:
    """The same searches where a part of a query is asked in other words, or shows another page: impressions and clicks are divided, none are added.

    The draws are of their own, so that nothing else in the market depends on how queries are divided.
    """
    parts = [found]
    for query in truth.queries:
        for aside in query.asides:
            parts[0], part = _apart(rng, truth, parts[0], query, aside)
            parts.append(part)
    both = pd.concat(parts, ignore_index=True)
    return both[both["impressions"] > 0].reset_index(drop=True)


def _apart(rng: np.random.Generator, truth: Company, found: pd.DataFrame, query: Query, aside: Aside) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What is left of a query, and the share that was taken from it."""
    mine = (found["query"] == query.query).to_numpy()
    seen, clicks = (found.loc[mine, name].to_numpy() for name in ("impressions", "clicks"))
    weight = aside.share * query.position / aside.position  # a lower place gets fewer of the clicks
    other_clicks = rng.binomial(clicks, weight / (weight + 1 - aside.share))
    other_seen = other_clicks + rng.binomial(seen - clicks, aside.share)
    places = np.round(np.maximum(1.0, found.loc[mine, "position"].to_numpy() * aside.position / query.position), 1)
    named = {"query": aside.query or query.query, "page": truth.site + (aside.page or query.page)}
    part = found[mine].assign(**named, impressions=other_seen, clicks=other_clicks, position=places)
    return found.assign(impressions=_less(found["impressions"], mine, other_seen), clicks=_less(found["clicks"], mine, other_clicks)), part


def _less(column: pd.Series[Any], where: np.ndarray[Any, Any], taken: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    left = column.to_numpy().copy()
    left[where] -= taken
    return left


def _rate(query: Query, day: int) -> float:
    return min(TOP_RATE / query.position_on(day), TOP_RATE)
