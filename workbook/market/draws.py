"""What the simulated market draws by lot: one of several with given shares, an hour of the day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

_HOURS = np.array([1, 1, 0.5, 0.5, 0.5, 1, 2, 4, 6, 7, 7, 7, 7, 6, 6, 6, 6, 7, 8, 9, 10, 9, 6, 3], dtype=float)


def pick(rng: np.random.Generator, shares: Mapping[str, float], size: int) -> np.ndarray[Any, Any]:
    """`size` draws of the names, with these shares.

    >>> pick(np.random.default_rng(1), {"yes": 1.0, "no": 0.0}, 2).tolist()
    ['yes', 'yes']
    """
    weights = np.array(list(shares.values()), dtype=float)
    return rng.choice(np.array(list(shares), dtype=object), size=size, p=weights / weights.sum())


def seconds_of_day(rng: np.random.Generator, size: int) -> np.ndarray[Any, Any]:
    """`size` moments of a day, in seconds: few at night, most in the evening."""
    hours = rng.choice(24, size=size, p=_HOURS / _HOURS.sum())
    return np.asarray(hours * 3600 + rng.integers(0, 3600, size))
