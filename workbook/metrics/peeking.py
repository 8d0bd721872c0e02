"""What happens when one looks at a test every day and stops at the first p below 0.05? A simulation with nothing to find.

Both variants are the same here, so every "winner" is a false one. Looked at once, at the planned end, 5 in 100 tests show one: that is what
the limit of 0.05 promises. Each look before gives chance another opportunity, and with ten looks nearly 20 in 100 are wrong.
Source: Armitage, McPherson & Rowe (1969), *Repeated significance tests on accumulating data*: 5, 10 and 20 looks give 14, 19 and 25 %.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbook.metrics.intervals import critical_value, wilson

RUNS = 4000


def false_positives(looks: int, *, rate: float = 0.1, visitors: int = 1000, alpha: float = 0.05, runs: int = RUNS, seed: int = 1) -> pd.DataFrame:
    """The share of tests without any effect that have shown one by each look: look, visitors (per variant so far), rate, low, high, single.

    `visitors` come to each variant between two looks. `single` is the share shown at this look alone: what who looks once would have met.
    The same seed gives the same numbers.

    >>> found = false_positives(10, runs=2000)
    >>> found["rate"].round(2).iloc[[0, -1]].tolist()
    [0.05, 0.18]
    """
    if looks < 1 or runs < 1 or visitors < 1 or not 0 < rate < 1:
        msg = f"`looks`, `runs` and `visitors` must be 1 or more, `rate` a share between 0 and 1 (got {looks}, {runs}, {visitors}, {rate})."
        raise ValueError(msg)
    crossed = np.abs(_statistics(looks, rate, visitors, runs, seed)) > critical_value(1 - alpha)
    by_now = np.logical_or.accumulate(crossed, axis=1)
    bands = [wilson(float(n), runs) for n in by_now.sum(axis=0)]
    return pd.DataFrame(
        {
            "look": np.arange(1, looks + 1),
            "visitors": visitors * np.arange(1, looks + 1),
            "rate": [b.value for b in bands],
            "low": [b.low for b in bands],
            "high": [b.high for b in bands],
            "single": crossed.mean(axis=0),
        }
    )


def _statistics(looks: int, rate: float, visitors: int, runs: int, seed: int) -> NDArray[np.float64]:
    """The pooled z of each run at each look."""
    rng = np.random.default_rng(seed)
    hits = rng.binomial(visitors, rate, (2, runs, looks)).cumsum(axis=2)
    n = visitors * np.arange(1, looks + 1)
    pooled = hits.sum(axis=0) / (2 * n)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled) * 2 / n, 1e-300))
    z: NDArray[np.float64] = (hits[0] - hits[1]) / n / spread
    return z
