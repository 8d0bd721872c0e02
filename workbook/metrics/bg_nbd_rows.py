"""Many customers, few different histories: equal rows are counted once, and logarithms are taken of each different time once.

A shop with a million customers has far fewer different (frequency, recency, age) when days are counted. A likelihood that runs over the different
histories, each with its number of customers, gives exactly the same value for a fraction of the work.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Histories:
    """The different histories: indices into the different values of each number, and how many customers have each.

    `x`, `recency`, `age` are the different values; `at_x`, `at_recency`, `at_age` say which of them a history has. Histories with a repeat come
    first; there are `repeating` of them.
    """

    x: Floats
    recency: Floats
    age: Floats
    at_x: Places
    at_recency: Places
    at_age: Places
    n: Floats
    repeating: int
    place: Places

    @property
    def customers(self) -> float:
        """All customers together."""
        return float(self.n.sum())

    @property
    def rows(self) -> tuple[Floats, Floats, Floats]:
        """Frequency, recency and age of each different history."""
        return self.x[self.at_x], self.recency[self.at_recency], self.age[self.at_age]


def histories(frequency: npt.ArrayLike, recency: npt.ArrayLike, age: npt.ArrayLike) -> Histories:
    """Count equal histories. `place` of the result says for each customer which history it is.

    Raises
    ------
    ValueError
        When a number is negative or blank, a recency is above its age, or a repeat purchase has no recency.

    >>> found = histories([0, 2, 0, 2], [0, 3, 0, 3], [5, 5, 5, 5])
    >>> found.n.tolist(), found.place.tolist()
    ([2.0, 2.0], [1, 0, 1, 0])
    """
    x, t_x, T = (np.asarray(values, dtype=np.float64) for values in (frequency, recency, age))
    _sound(x, t_x, T)
    (at_x, xs), (at_t, ts), (at_T, Ts) = (_factorized(values) for values in (-x, t_x, T))  # those with most purchases first
    key = (at_x * len(ts) + at_t) * len(Ts) + at_T
    codes, place, n = np.unique(key, return_inverse=True, return_counts=True)
    rest, i_T = np.divmod(codes, max(1, len(Ts)))
    i_x, i_t = np.divmod(rest, max(1, len(ts)))
    repeating = int((xs[i_x] < 0).sum()) if len(codes) else 0
    return Histories(-xs + 0.0, ts, Ts, i_x, i_t, i_T, n.astype(np.float64), repeating, place)


def _factorized(values: Floats) -> tuple[Places, Floats]:
    codes, found = pd.factorize(values, sort=True)
    return codes.astype(np.intp), np.asarray(found, dtype=np.float64)


def _sound(x: Floats, t_x: Floats, T: Floats) -> None:
    wrong: dict[str, Any] = {
        "`frequency` must be whole and 0 or more": (x < 0) | (x != np.floor(x)),
        "`recency` must lie between 0 and the customer's age `T`": (t_x < 0) | (t_x > T),
        "`recency` must be above 0 for who bought again, and 0 for who did not": (x > 0) != (t_x > 0),
        "`frequency`, `recency` and `T` must be numbers": ~(np.isfinite(x) & np.isfinite(t_x) & np.isfinite(T)),
    }
    for sentence, where in wrong.items():
        if where.any():
            at = int(np.flatnonzero(where)[0])
            msg = f"{sentence} (got {x[at]:g}, {t_x[at]:g}, {T[at]:g} in row {at}). Sum the customers up with `customer_summary`."
            raise ValueError(msg)


__all__ = ["Floats", "Histories", "histories"]
