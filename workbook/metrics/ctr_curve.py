"""What is a place among the search results worth? The click rate by position, fitted to one's own queries.

The higher a page stands, the oftener it is clicked, and the fall is steep: roughly CTR = c / position^b. Published curves disagree about the first
place (27 to 40 %), because they mix other people's queries. So the curve here is fitted to the own queries without the brand; the published range
is only where it starts from (the *prior*), and it fades as own clicks come in.

    log CTR = a − b · log position,  b > 0      clicks ~ Poisson(impressions × CTR)
    spread φ = Σ (clicks − expected)² / expected / (n − 2), at least 1
    prior: a ~ N(log √(0.27 × 0.40), half the width of log 0.27 to log 0.40),  b ~ N(1, 0.5)

Two numbers can neither bend to chance nor rise with a worse place. The band holds the doubt about the curve, not how far one query may lie
from it: a query's own result depends on its title, its rivals, and what else stands on the page.
Source of the method: McCullagh & Nelder, *Generalized Linear Models* (quasi-likelihood), with a normal approximation of the posterior.
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
_SLOPES = (0.05, 3.0)


@dataclass(frozen=True)
class Curve:
    """CTR = e^`start` / position^`fall`. `queries` own queries with `clicks` clicks stand behind it, at positions `seen`; `spread` is φ."""

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
    best = _maximum(place, shown, clicked, 1.0)
    spread = _spread(best, place, shown, clicked)
    if spread > 1:
        best = _maximum(place, shown, clicked, spread)
    n = len(known)
    seen = (float(known.position.min()), float(known.position.max())) if n else None
    covariance = np.linalg.inv(_curvature(best, place, shown, spread))
    return Curve(
        float(best[0]), float(best[1]), ((covariance[0, 0], covariance[0, 1]), (covariance[1, 0], covariance[1, 1])),
        n, float(clicked.sum()), spread, seen, _width(n, level),
    )  # fmt: skip


_PRIOR = np.array([(math.log(PUBLISHED[0]) + math.log(PUBLISHED[1])) / 2, FALL])
_SURE = np.diag([(2 / math.log(PUBLISHED[1] / PUBLISHED[0])) ** 2, 1 / FALL_SPREAD**2])
Vector = NDArray[np.float64]


def _expected(at: Vector, place: Vector, shown: Vector) -> Vector:
    rates: Vector = shown * np.exp(np.clip(at[0] - at[1] * place, -30, 5))
    return rates


def _maximum(place: Vector, shown: Vector, clicked: Vector, spread: float) -> Vector:
    """The most probable start and fall."""
    from scipy.optimize import minimize

    def loss(at: Vector) -> tuple[float, Vector]:
        expected, off = _expected(at, place, shown), at - _PRIOR
        log_rates = at[0] - at[1] * place
        value = float((expected - clicked * log_rates).sum()) / spread + 0.5 * float(off @ _SURE @ off)
        rest = expected - clicked
        return value, np.array([rest.sum(), -(rest * place).sum()]) / spread + _SURE @ off

    found = minimize(loss, _PRIOR, jac=True, method="L-BFGS-B", bounds=[(None, 0.0), _SLOPES], options={"ftol": 1e-13, "gtol": 1e-9})
    best: Vector = found.x
    return best


def _curvature(at: Vector, place: Vector, shown: Vector, spread: float) -> NDArray[np.float64]:
    expected = _expected(at, place, shown)
    crossed = -(expected * place).sum()
    own = np.array([[expected.sum(), crossed], [crossed, (expected * place**2).sum()]])
    whole: NDArray[np.float64] = own / spread + _SURE
    return whole


def _spread(at: Vector, place: Vector, shown: Vector, clicked: Vector) -> float:
    """How much more the queries differ than chance alone would have it."""
    expected = _expected(at, place, shown)
    if len(place) < 3:
        return 1.0
    return max(1.0, float(((clicked - expected) ** 2 / np.maximum(expected, 1e-9)).sum()) / (len(place) - 2))


def _width(n: int, level: float) -> float:
    """How many standard errors the band reaches to each side: more with few queries (Student's t)."""
    from scipy.stats import t

    return float(t.ppf(0.5 + level / 2, max(3, n - 2)))
