"""Where is more to be had from search? Queries within reach of the first places, and pages that stand in each other's way.

*Striking distance*: a query at position 4 to 20 is found good already, yet few people scroll that far. A better page or title, and links to it,
move it where it is clicked. What that is worth: impressions × (CTR(target) − CTR(now)), both from the own curve, so that only the place counts.

*Cannibalised*: several pages of one site share a query. None of them gathers the links and the words, and the search engine shows now one, now
the other. One page should answer, the others link to it. For the own name several pages are right: people look for different parts of the site.
"""

from __future__ import annotations

import pandas as pd

from workbook.metrics.ctr_curve import Curve

NEAR, FAR = 4.0, 20.0
LEAST_IMPRESSIONS = 100
LEAST_SHARE = 0.1
"""A page that gets a tenth of a query's impressions shares it; less is chance."""


def striking(queries: pd.DataFrame, curve: Curve, *, target: float = 3.0, least: float = LEAST_IMPRESSIONS) -> pd.DataFrame:
    """Queries without the brand at positions 4 to 20 with enough impressions, the most to gain first.

    Adds `expected_ctr` (the curve's at the present place), `potential`, `potential_low`, `potential_high` (clicks more in the same time).

    >>> from workbook.metrics.ctr_curve import fit
    >>> shown = {"position": [1.0, 5.0, 10.0], "impressions": 10_000, "clicks": [3_000, 600, 300]}
    >>> seen = pd.DataFrame({"query": ["a", "b", "c"], **shown, "brand": False})
    >>> found = striking(seen, fit(seen), target=2)
    >>> found["query"].tolist(), found.potential.round(-1).tolist()
    (['c', 'b'], [1200.0, 900.0])
    """
    near = queries[~queries.brand & queries.position.between(NEAR, FAR) & (queries.impressions >= least)]
    gains = [curve.gain(i, now, target) for i, now in zip(near.impressions, near.position, strict=True)]
    added = near.assign(
        expected_ctr=[curve.at(now).value for now in near.position],
        potential=[g.value for g in gains],
        potential_low=[g.low for g in gains],
        potential_high=[g.high for g in gains],
    ).astype({"potential": float, "potential_low": float, "potential_high": float, "expected_ctr": float})
    return added[added.potential > 0].sort_values(["potential", "query"], ascending=[False, True], ignore_index=True)


def cannibalised(pairs: pd.DataFrame, brand: tuple[str, ...] = (), *, least: float = LEAST_IMPRESSIONS) -> pd.DataFrame:
    """Queries that several pages share, a row per query and page: query, page, impressions, share, clicks, ctr, position, pages.

    `pairs` is what `search.by_query_and_page` gives. Only pages with a tenth of the query's impressions count.

    >>> pairs = pd.DataFrame({"query": "tea", "page": ["/a", "/b", "/c"], "impressions": [600, 380, 20], "clicks": [9, 4, 0]})
    >>> cannibalised(pairs)[["page", "share", "pages"]].values.tolist()
    [['/a', 0.6, 2], ['/b', 0.38, 2]]
    """
    whole = pairs.groupby("query").impressions.transform("sum")
    own = pd.Series([any(word in str(q).casefold() for word in brand) for q in pairs["query"]], index=pairs.index, dtype=bool)
    shared = pairs.assign(share=pairs.impressions / whole)[(whole >= least) & ~own & (pairs.impressions >= LEAST_SHARE * whole)]
    shared = shared.assign(pages=shared.groupby("query").page.transform("count"))
    shared = shared[shared.pages >= 2]
    order = shared.groupby("query").impressions.transform("sum")
    return (
        shared.assign(_order=order)
        .sort_values(["_order", "query", "impressions"], ascending=[False, True, False], ignore_index=True)
        .drop(columns="_order")
    )
