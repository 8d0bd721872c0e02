"""Three and more products bought together, where the third says something that the pair did not.

Sets are built level by level from pairs that are no chance (a set can be frequent only when all its parts are). A larger set is kept when its
rule "who buys the others, also buys this one" is surer than every shorter rule to the same product, by more than chance: otherwise the pair
says it all, and the list would only grow longer.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pandas as pd

from workbook.metrics.baskets import CHANCE, Baskets, basket_lines, by_chance, judged_together
from workbook.metrics.tables import Table, small

MOST_PAIRS = 150
"""Of the strongest pairs so many are joined into larger sets."""
LARGEST = 4
_COLUMNS = ["items", "then", "together", "support", "confidence", "shorter", "lift", "adjusted"]
Bits = npt.NDArray[np.uint8]
Set = tuple[int, ...]


def larger_sets(orders: Table, found: Baskets) -> pd.DataFrame:
    """Sets of three and four products whose rule is surer than its shorter ones.

    Columns: items (a tuple, without the last), then (the product they lead to), together (baskets), support, confidence, shorter (the confidence
    of the best shorter rule), lift, adjusted (p). The strongest first.

    >>> sets = [("tea", "pot", "cup")] * 40 + [("tea", "pot")] * 5 + [("tea",)] * 60 + [("pot",)] * 60 + [("cup",)] * 30 + [("jam",)] * 300
    >>> orders = pd.DataFrame([(n, p) for n, basket in enumerate(sets) for p in basket], columns=["order_id", "product"])
    >>> from workbook.metrics.baskets import baskets
    >>> larger_sets(orders, baskets(orders))[["items", "then", "together"]].to_dict("records")
    [{'items': ('pot', 'tea'), 'then': 'cup', 'together': 40}]
    """
    pairs = found.rules.head(MOST_PAIRS)
    names = sorted({*pairs["first"], *pairs.second})
    if len(names) < 3:
        return pd.DataFrame(columns=_COLUMNS)
    bits = _bits(basket_lines(orders).filter(nw.col("product").is_in(names)), names)
    place = {name: n for n, name in enumerate(names)}
    sizes: dict[Set, int] = {(place[name],): found.counts[name] for name in names}
    sizes |= {(min(a, b), max(a, b)): int(n) for a, b, n in zip(pairs["first"].map(place), pairs.second.map(place), pairs.together, strict=True)}
    level: list[Set] = [key for key in sizes if len(key) == 2]
    rules: list[dict[str, Any]] = []
    for _ in range(3, LARGEST + 1):
        level = _next_level(level, bits, sizes, found.least)
        rules += [_rule(key, sizes, names, found.baskets) for key in level]
    return _kept(rules)


def _bits(lines: nw.LazyFrame[Any], names: list[str]) -> Bits:
    """A row of bits per product, a bit per basket."""
    told = small(lines.select(nw.col("order_id").rank("dense").cast(nw.Int64).alias("_order"), "product"))
    place = pd.Categorical(told["product"], categories=names).codes
    order = told["_order"].to_numpy(dtype=np.int64) - 1
    whole = np.zeros((len(names), int(order.max()) + 1), dtype=bool)
    whole[place, order] = True
    return np.packbits(whole, axis=1)


def _next_level(level: list[Set], bits: Bits, sizes: dict[Set, int], least: int) -> list[Set]:
    """The frequent sets one larger: joined where all but the last product agree, counted where all parts are frequent."""
    there, found = set(level), []
    by_start: dict[Set, list[int]] = {}
    for key in sorted(level):
        by_start.setdefault(key[:-1], []).append(key[-1])
    for start, ends in by_start.items():
        shared = np.bitwise_and.reduce(bits[list(start)], axis=0)
        for one, other in combinations(ends, 2):
            key = (*start, one, other)
            if all(part in there for part in combinations(key, len(key) - 1)):
                n = int(np.bitwise_count(shared & bits[one] & bits[other]).sum())
                if n >= least:
                    sizes[key] = n
                    found.append(key)
    return found


def _rule(key: Set, sizes: dict[Set, int], names: list[str], total: int) -> dict[str, Any]:
    """The best rule of a set, the one that gains most on its shorter rules."""
    rules = []
    for then in key:
        rest = tuple(k for k in key if k != then)
        sure = sizes[key] / sizes[rest]
        shorter = max(sizes[tuple(sorted((*part, then)))] / sizes[part] for part in combinations(rest, len(rest) - 1))
        rules.append((sure - shorter, rest, then, sure, shorter))
    _, rest, then, sure, shorter = max(rules)
    p = float(by_chance(np.array([float(sizes[key])]), np.array([sizes[rest] * shorter]))[0])
    return {
        "items": tuple(names[k] for k in rest), "then": names[then], "together": sizes[key], "support": sizes[key] / total,
        "confidence": sure, "shorter": shorter, "lift": sure * total / sizes[(then,)], "adjusted": p,
    }  # fmt: skip


def _kept(rules: list[dict[str, Any]]) -> pd.DataFrame:
    if not rules:
        return pd.DataFrame(columns=_COLUMNS)
    table = pd.DataFrame(rules, columns=_COLUMNS)
    table = table.assign(adjusted=judged_together(table.adjusted.to_numpy(dtype=float), len(table)))
    sure = table[table.adjusted <= CHANCE]
    return sure.sort_values(["confidence", "together"], ascending=False, ignore_index=True)


__all__ = ["larger_sets"]
