"""What is a place among the search results worth? The click rate by position, fitted to one's own queries.

The higher a page stands, the oftener it is clicked, and the fall is steep: roughly CTR = c / position^b. Published curves disagree about the first
place (27 to 40 %), because they mix other people's queries. So the curve here is fitted to the own queries without the brand; the published range
is only where it starts from (the *prior*), and it fades as own clicks come in.

    log CTR = a − b · log position,  b > 0
    clicks of a query: expected μ = impressions × CTR, variance μ + τ²μ²; τ, how far queries differ, is set so that Pearson's χ² = n − 2
    prior: a ~ N(log √(0.27 × 0.40), half the width of log 0.27 to log 0.40),  b ~ N(1, 0.5)

Two numbers can neither bend to chance nor rise with a worse place. The band holds the doubt about the curve, not how far one query may lie
from it: a query's own result depends on its title, its rivals, and what else stands on the page.
Source of the method: McCullagh & Nelder, *Generalized Linear Models* (negative binomial variance), with a normal approximation of the posterior.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbook.metrics.intervals import Interval

PUBLISHED = (0.27, 0.40)
"""The click rate of the first place in published studies."""
FALL, FALL_SPREAD = 1.0, 0.5
FARTHEST = 30.0
"""Places behind this one say more about chance than about clicks."""
ROUNDS = 3
MOST_SPREAD = 3.0
_SLOPES = (0.05, 3.0)


@dataclass(frozen=True)
class Curve:
    """CTR = e^`start` / position^`fall`. `queries` own queries with `clicks` clicks stand behind it, at positions `seen`; `spread` is τ."""

    start: float
    fall: float
    covariance: tuple[tuple[float, float], tuple[float, float]]
    queries: int
    clicks: float
    spread: float
    seen: tuple[float, float] | None
    width: float = 1.96

    @property
    def own(self) -> bool:
        """Whether there is anything of one's own in it; without, it is the published range alone."""
        return self.queries > 0

    def at(self, position: float) -> Interval:
        """The expected click rate at a position, with its band.

        >>> fit(pd.DataFrame({"position": [], "impressions": [], "clicks": []})).at(1).value.__round__(2)
        0.33
        """
        place = math.log(max(1.0, position))
        middle = self.start - self.fall * place
        (aa, ab), (_, bb) = self.covariance
        half = self.width * math.sqrt(max(0.0, aa - 2 * place * ab + place * place * bb))
        return Interval(*(min(1.0, math.exp(x)) for x in (middle, middle - half, middle + half)))

    def gain(self, impressions: float, now: float, target: float) -> Interval:
        """Clicks more at `target` than at `now`: impressions × (CTR(target) − CTR(now)), with its band; 0 when `now` is better."""
        if now <= target:
            return Interval(0.0, 0.0, 0.0)
        there, here = self.at(target).value, self.at(now).value
        slope = np.array([there - here, here * math.log(max(1.0, now)) - there * math.log(max(1.0, target))])
        half = self.width * math.sqrt(max(0.0, float(slope @ np.array(self.covariance) @ slope)))
        middle = there - here
        return Interval(*(impressions * min(1.0, max(0.0, x)) for x in (middle, middle - half, middle + half)))

    def reaches(self, position: float) -> bool:
        """Whether own queries stand as high as this; a curve beyond what was seen leans on the prior."""
        return self.seen is not None and self.seen[0] <= position


def fit(queries: pd.DataFrame, *, level: float = 0.9) -> Curve:
    """Fit the curve to queries without the brand: position, impressions, clicks, a row each.

    >>> seen = pd.DataFrame({"position": [1.0, 2.0, 5.0, 10.0], "impressions": [10_000] * 4, "clicks": [3_000, 1_500, 600, 300]})
    >>> curve = fit(seen)
    >>> round(curve.at(1).value, 2), round(curve.fall, 2), round(curve.gain(1_000, 10, 2).value)
    (0.3, 1.0, 120)
    """
    known = queries.dropna(subset=["position"])
    known = known[(known.impressions > 0) & (known.position <= FARTHEST)]
    place = np.log(np.maximum(1.0, known.position.to_numpy(float)))
    shown, clicked = known.impressions.to_numpy(float), known.clicks.to_numpy(float)
    spread = 0.0
    best = _maximum(place, shown, clicked, spread)
    for _ in range(ROUNDS):
        spread = _spread(best, place, shown, clicked)
        if spread == 0:
            break
        best = _maximum(place, shown, clicked, spread)
    n = len(known)
    seen = (float(known.position.min()), float(known.position.max())) if n else None
    covariance = np.linalg.inv(_curvature(best, place, shown, spread))
    return Curve(
        float(best[0]), float(best[1]), ((covariance[0, 0], covariance[0, 1]), (covariance[1, 0], covariance[1, 1])),
        n, float(clicked.sum()), math.sqrt(spread), seen, _width(n, level),
    )  # fmt: skip


_PRIOR = np.array([(math.log(PUBLISHED[0]) + math.log(PUBLISHED[1])) / 2, FALL])
_SURE = np.diag([(2 / math.log(PUBLISHED[1] / PUBLISHED[0])) ** 2, 1 / FALL_SPREAD**2])
Vector = NDArray[np.float64]


def _expected(at: Vector, place: Vector, shown: Vector) -> Vector:
    rates: Vector = shown * np.exp(np.clip(at[0] - at[1] * place, -30, 5))
    return rates


def _maximum(place: Vector, shown: Vector, clicked: Vector, spread: float) -> Vector:
    """The most probable start and fall; `spread` is τ²."""
    from scipy.optimize import minimize

    def loss(at: Vector) -> tuple[float, Vector]:
        expected, off = _expected(at, place, shown), at - _PRIOR
        fitting = expected if spread == 0 else np.log1p(spread * expected) * (clicked + 1 / spread)
        value = float((fitting - clicked * (at[0] - at[1] * place)).sum()) + 0.5 * float(off @ _SURE @ off)
        rest = (expected - clicked) / (1 + spread * expected)
        return value, np.array([rest.sum(), -(rest * place).sum()]) + _SURE @ off

    found = minimize(loss, _PRIOR, jac=True, method="TNC", bounds=[(None, 0.0), _SLOPES], options={"ftol": 1e-10})
    best: Vector = found.x
    return best


def _curvature(at: Vector, place: Vector, shown: Vector, spread: float) -> NDArray[np.float64]:
    expected = _expected(at, place, shown)
    weight = expected / (1 + spread * expected)
    crossed = -(weight * place).sum()
    own = np.array([[weight.sum(), crossed], [crossed, (weight * place**2).sum()]])
    whole: NDArray[np.float64] = own + _SURE
    return whole


def _spread(at: Vector, place: Vector, shown: Vector, clicked: Vector) -> float:
    """τ²: how much more the queries differ than chance alone would have it."""
    from scipy.optimize import brentq

    expected = np.maximum(_expected(at, place, shown), 1e-9)
    free = len(place) - 2

    def excess(spread: float) -> float:
        return float(((clicked - expected) ** 2 / (expected + spread * expected**2)).sum()) - free

    if free < 1 or excess(0.0) <= 0:
        return 0.0
    most = MOST_SPREAD**2
    return most if excess(most) > 0 else float(brentq(excess, 0.0, most, xtol=1e-6))


def _width(n: int, level: float) -> float:
    """How many standard errors the band reaches to each side: more with few queries (Student's t)."""
    from scipy.stats import t

    return float(t.ppf(0.5 + level / 2, max(3, n - 2)))
