"""Did chance split the visitors as planned? The sample-ratio mismatch (SRM), looked at before any result.

Who plans half and half and gets 5 400 against 4 600 has not met bad luck: something removes visitors from one variant (a redirect that fails, a
robot, a slow page). Then the two groups differ in more than the variant, and no test of the result means anything.

χ² = Σ (counted − planned)² / planned. Below p = 0.01 it is worth a look, below 0.001 no conclusion is drawn.
Source: Fabijan et al. (2019), *Diagnosing Sample Ratio Mismatch in Online Controlled Experiments*.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

WARN, REFUSE = 0.01, 0.001


@dataclass(frozen=True)
class Split:
    """`expected` counts by plan, χ², its p, and what follows: "ok", "warn", "refuse"."""

    counts: tuple[float, ...]
    expected: tuple[float, ...]
    statistic: float
    p: float

    @property
    def verdict(self) -> Literal["ok", "warn", "refuse"]:
        """What the split allows."""
        if not self.p < WARN:
            return "ok"
        return "refuse" if self.p < REFUSE else "warn"


def split(counts: Sequence[float], shares: Sequence[float] | None = None) -> Split:
    """Compare the sizes of the variants with their planned shares (equal ones unless said otherwise).

    >>> split([83, 99]).verdict, split([5_400, 4_600]).verdict
    ('ok', 'refuse')
    >>> round(split([821, 915]).p, 4)
    0.0241
    """
    from scipy.stats import chi2

    planned = [1.0] * len(counts) if shares is None else list(shares)
    if len(planned) != len(counts) or len(counts) < 2 or min(planned) <= 0:
        msg = f"`shares` must hold a share above 0 for each of the {len(counts)} counts (got {list(planned)})."
        raise ValueError(msg)
    whole = sum(counts)
    expected = tuple(whole * share / sum(planned) for share in planned)
    if whole <= 0:
        return Split(tuple(counts), expected, math.nan, math.nan)
    statistic = sum((n - e) ** 2 / e for n, e in zip(counts, expected, strict=True))
    return Split(tuple(counts), expected, statistic, float(chi2.sf(statistic, len(counts) - 1)))
