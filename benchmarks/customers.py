"""What customer value costs: the BG/NBD model fitted to a million customers, against a NumPy pass that works out its likelihood 100 times.

The peer takes the likelihood as it is printed in the paper, over one row per customer: what a fit by a general optimiser must do at least, since
one without a gradient asks for it some 200 times. Both in the same run, by CPU time. The customers are drawn from the model itself, in whole
days over a year, as an order file has them. Also measured: the pairs of products of a simulated shop, against counting them with itertools.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from itertools import combinations

import duckdb
import numpy as np
import pandas as pd
from scipy.special import gammaln

from benchmarks.table import Row
from workbook.metrics.baskets import baskets
from workbook.metrics.bg_nbd import fit

CUSTOMERS, ROUNDS, TIMES = 1_000_000, 3, 100
ORDERS = 50_000
TRUTH = (0.2426, 4.4135, 0.7929, 2.4258)


def measure() -> list[Row]:
    rows = customers(CUSTOMERS)
    fitted = tuple((_cpu(lambda: fit(*rows)), _cpu(lambda: _likelihoods(*rows))) for _ in range(ROUNDS))
    lines = _lines(ORDERS)
    relation = duckdb.from_df(lines)
    paired = tuple((_cpu(lambda: baskets(relation, least=20)), _cpu(lambda: _pairs(lines))) for _ in range(ROUNDS))
    return [
        Row(f"CPU of fitting BG/NBD to {CUSTOMERS:,} customers", f"NumPy, its likelihood {TIMES} times", "s", fitted),
        Row(f"CPU of the pairs of products of {ORDERS:,} orders, tested", "itertools, counted only", "s", paired),
    ]


def customers(n: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Frequency, recency and age in weeks of customers who buy by the model, in whole days."""
    rng = np.random.default_rng(seed)
    r, alpha, a, b = TRUTH
    age = rng.integers(7, 366, n) / 7
    rate, leaves = rng.gamma(r, 1 / alpha, n), rng.beta(a, b, n)
    frequency, recency, now, alive = np.zeros(n), np.zeros(n), np.zeros(n), np.ones(n, bool)
    while alive.any():
        now = now + np.where(alive, rng.exponential(1 / rate), 0)
        alive &= now < age
        day = np.ceil(now * 7) / 7
        again = alive & (day > recency) & (day <= age)
        frequency, recency = frequency + again, np.where(again, day, recency)
        alive &= rng.random(n) > leaves
    return frequency, recency, age


def _likelihoods(x: np.ndarray, t_x: np.ndarray, age: np.ndarray) -> float:
    total = 0.0
    for step in range(TIMES):
        r, alpha, a, b = (p * (1 + step / 1000) for p in TRUTH)
        first = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        second = gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
        third = -(r + x) * np.log(alpha + age)
        fourth = np.where(x > 0, np.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * np.log(alpha + t_x), -np.inf)
        total += (first + second + np.logaddexp(third, fourth)).sum()
    return total


def _lines(orders: int, seed: int = 1) -> pd.DataFrame:
    """Order lines of 300 products of very unlike popularity, four to an order on average."""
    rng = np.random.default_rng(seed)
    order = np.repeat(np.arange(orders), 1 + rng.poisson(3, orders))
    popular = 1 / np.arange(1, 301)
    product = rng.choice(300, len(order), p=popular / popular.sum())
    return pd.DataFrame({"order_id": [f"o{n}" for n in order], "product": [f"Product {n}" for n in product], "quantity": 1, "revenue": 100})


def _pairs(lines: pd.DataFrame) -> int:
    counted: Counter[tuple[str, str]] = Counter()
    for products in lines.groupby("order_id")["product"]:
        counted.update(combinations(sorted(set(products[1])), 2))
    return len(counted)


def _cpu(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before
