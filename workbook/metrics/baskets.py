"""What is bought together? Support, confidence and lift of pairs of products over baskets.

    support      baskets with both / all baskets               how much it matters
    confidence   baskets with both / baskets with the first    "who buys A, also buys B": it has a direction
    lift         support / (share of A × share of B)           1: as often as by chance; 3: three times as often

Confidence alone misleads: half of those who buy A buy the bag that half of *all* buy; the lift of 1 says so. And whoever looks at thousands of
pairs finds some of high lift by luck: so each pair is tested (as many together by chance? Poisson tail, on the safe side), the tests are judged
together (at most 1 in 20 of the pairs kept is expected to be chance; Benjamini & Hochberg 1995), and the lift has an interval.

A pair must stand in at least `least` baskets. The number adapts: 5, or as many as leave 800 products. Pairs are counted inside the engine; a
library for frequent sets (efficient-apriori) took 2.6 times the CPU on 20 000 baskets and wants every basket in Python's memory.
Source: Agrawal, Imieliński & Swami (1993), *Mining association rules between sets of items in large databases*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from workbook.metrics.bg_nbd_rows import Floats
from workbook.metrics.intervals import critical_value
from workbook.metrics.tables import Table, need, small, sold

FEWEST = 5
"""Below this many baskets a pair is an anecdote."""
MOST_PRODUCTS = 800
"""More products than this are not compared with each other; the rarest are left out."""
CHANCE = 0.05
"""The share of the pairs kept that may be chance."""


@dataclass(frozen=True)
class Baskets:
    """Pairs bought together.

    `pairs`: first, second, together (baskets with both), support, confidence (of the second, given the first: the stronger direction), back (the
    other direction), lift, low, high (95 % interval), adjusted (p, all pairs judged together), chance (whether it may well be).
    `several` baskets hold two or more products; `compared` pairs were tested; `least` is the smallest support, in baskets.
    """

    baskets: int
    several: int
    products: int
    least: int
    compared: int
    pairs: pd.DataFrame
    counts: dict[str, int]

    @property
    def rules(self) -> pd.DataFrame:
        """The pairs that are bought together more often than chance allows, the strongest first."""
        return self.pairs[~self.pairs.chance & (self.pairs.lift > 1)]


def basket_lines(orders: Table) -> nw.LazyFrame[Any]:
    """One row per order and different product, of lines that were sold: `order_id`, `product`. The customer need not be known.

    Raises
    ------
    MissingColumns
        When the orders do not name their products.
    """
    frame = sold(need(orders, "orders", ["order_id", "product"]))
    names = frame.collect_schema().names()
    positive = [nw.col(name) > 0 for name in ("quantity", "unit_price" if "unit_price" in names else "revenue") if name in names]
    frame = frame.filter(~nw.col("order_id").is_null(), ~nw.col("product").is_null(), nw.col("product") != "", *positive)
    return frame.group_by("order_id", "product").agg(nw.len().alias("_lines"))


def baskets(orders: Table, *, least: int | None = None) -> Baskets:
    """Find the pairs of products that are bought together.

    Parameters
    ----------
    orders
        Order lines with order_id and product; quantity, unit_price or revenue, status where they are known.
    least
        In how many baskets a pair must stand; without it, as many as the number of products asks for.

    >>> rows = [(n, p) for n in range(20) for p in (("tea", "pot") if n < 8 else ("tea",) if n < 12 else ("cup",))]
    >>> found = baskets(pd.DataFrame(rows, columns=["order_id", "product"]))
    >>> found.pairs[["first", "second", "together", "confidence", "lift"]].to_dict("records")
    [{'first': 'pot', 'second': 'tea', 'together': 8, 'confidence': 1.0, 'lift': 1.6666666666666667}]
    """
    lines = basket_lines(orders)
    per_product = lines.group_by("product").agg(nw.len().alias("_baskets"))
    sold_in = small(per_product)
    sizes = small(lines.group_by("order_id").agg(nw.len().alias("n")).group_by("n").agg(nw.len().alias("orders")))
    total, several = int(sizes.orders.sum()), int(sizes.orders[sizes.n > 1].sum())
    least = least if least is not None else _least(sold_in["_baskets"].to_numpy(dtype=np.int64))
    often = {str(name): int(n) for name, n in zip(sold_in["product"], sold_in["_baskets"], strict=True) if n >= least}
    together = small(_together(lines, per_product, least)) if several else pd.DataFrame(columns=["first", "second", "together"])
    compared = len(often) * (len(often) - 1) // 2
    return Baskets(total, several, len(sold_in), least, compared, _measured(together, often, total, compared), often)


def _together(lines: nw.LazyFrame[Any], per_product: nw.LazyFrame[Any], least: int) -> nw.LazyFrame[Any]:
    """Each pair of products with the number of baskets that hold both. Orders are numbered: numbers are joined faster than texts."""
    often = lines.join(per_product.filter(nw.col("_baskets") >= least), on="product")
    numbered = often.select(nw.col("order_id").rank("dense").cast(nw.Int64).alias("_order"), nw.col("product").rank("dense").alias("_n"), "product")
    names = numbered.group_by("_n").agg(nw.col("product").min())
    numbers = numbered.select("_order", "_n")
    pairs = numbers.join(numbers, on="_order").filter(nw.col("_n") < nw.col("_n_right"))
    counted = pairs.group_by("_n", "_n_right").agg(nw.len().alias("together")).filter(nw.col("together") >= least)
    first, second = names.rename({"product": "first"}), names.rename({"product": "second", "_n": "_n_right"})
    return counted.join(first, on="_n").join(second, on="_n_right").select("first", "second", "together")


def _least(counts: np.ndarray[Any, np.dtype[np.int64]]) -> int:
    """The smallest support that leaves no more products than can be compared."""
    if len(counts) <= MOST_PRODUCTS:
        return FEWEST
    return max(FEWEST, int(np.sort(counts)[::-1][MOST_PRODUCTS]) + 1)


def _measured(together: pd.DataFrame, counts: dict[str, int], total: int, compared: int) -> pd.DataFrame:
    n = together["together"].to_numpy(dtype=float)
    one, other = (together[c].map(counts).to_numpy(dtype=float) for c in ("first", "second"))
    swap = other < one  # the rarer product first: that direction has the higher confidence
    first, second = np.where(swap, together.second, together["first"]), np.where(swap, together["first"], together.second)
    rare, common = np.minimum(one, other), np.maximum(one, other)
    lift, low, high = lift_interval(n, rare, common, total)
    adjusted = judged_together(by_chance(n, rare * common / max(1, total)), compared)
    pairs = pd.DataFrame({
        "first": first, "second": second, "together": n.astype("int64"), "support": n / max(1, total), "confidence": n / rare, "back": n / common,
        "lift": lift, "low": low, "high": high, "adjusted": adjusted, "chance": adjusted > CHANCE,
    })  # fmt: skip
    return pairs.sort_values(["low", "together", "first", "second"], ascending=[False, False, True, True], ignore_index=True)


def lift_interval(together: Floats, first: Floats, second: Floats, total: float, level: float = 0.95) -> tuple[Floats, Floats, Floats]:
    """The lift with its interval, by the delta method on its logarithm.

    >>> [float(v[0].round(2)) for v in lift_interval(np.array([40.0]), np.array([100.0]), np.array([100.0]), 1000)]
    [4.0, 3.23, 4.96]
    """
    lift = together * total / (first * second)
    both, only_first, only_second = together / total, (first - together) / total, (second - together) / total
    a, b = first / total, second / total
    variance = (both * (1 / both - 1 / a - 1 / b) ** 2 + only_first / a**2 + only_second / b**2 - 1) / total
    half = critical_value(level) * np.sqrt(np.maximum(variance, 0))
    return lift, lift * np.exp(-half), lift * np.exp(half)


def by_chance(together: Floats, expected: Floats) -> Floats:
    """The chance of so many or more when `expected` are to be expected: the Poisson tail, a little too cautious for baskets.

    >>> by_chance(np.array([3.0]), np.array([1.0])).round(4).tolist()
    [0.0803]
    """
    from scipy.special import gammainc

    return np.asarray(gammainc(together, expected), dtype=np.float64)


def judged_together(p: Floats, compared: int) -> Floats:
    """The p values of the best among `compared` tests, adjusted by Benjamini & Hochberg (1995).

    >>> judged_together(np.array([0.001, 0.04]), 20).tolist()
    [0.02, 0.4]
    """
    order = np.argsort(p)
    ranked = p[order] * compared / np.arange(1, len(p) + 1)
    adjusted = np.minimum.accumulate(ranked[::-1])[::-1].clip(max=1.0)
    result = np.empty(len(p))
    result[order] = adjusted
    return result


__all__ = ["CHANCE", "FEWEST", "Baskets", "basket_lines", "baskets", "by_chance", "judged_together", "lift_interval"]
