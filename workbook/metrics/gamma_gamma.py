"""What will a customer's next purchase be worth? The Gamma-Gamma model of spend.

The average of two orders says little about a customer: one large order may have been a present. The model pulls each average towards that of all
customers, the more strongly the fewer purchases stand behind it. It assumes that the purchases of one customer scatter around a level of his own
(gamma: p), that the levels differ between customers (gamma: q, gamma), and that *how much* somebody spends has nothing to do with *how often* he
buys. The last can be checked (`lifetime_finding` does): where heavy buyers buy larger baskets, values are misjudged.

Fitted to repeat buyers alone; one-time buyers have no repeat purchase to learn from. Where few repeat buyers do not show how customers differ, all
are taken to be alike (`alike`) and every repeat purchase is given the mean of all.
Source: Fader & Hardie (2013), *The Gamma-Gamma model of monetary value*.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbook.metrics.bg_nbd_rows import Floats

EDGE = 12.0
"""Beyond e^±12 (times the mean value, for gamma) a parameter is not determined by the data."""
MANY = 1e6
"""The q of customers who are alike."""


@dataclass(frozen=True)
class GammaGamma:
    """A fitted model. `covariance` is that of the logarithms of p, q and gamma; empty when the data do not determine them."""

    p: float
    q: float
    gamma: float
    log_likelihood: float
    customers: float
    covariance: tuple[tuple[float, ...], ...] = ()
    alike: bool = False

    @property
    def parameters(self) -> tuple[float, float, float]:
        """p, q, gamma."""
        return self.p, self.q, self.gamma

    @property
    def determined(self) -> bool:
        """Whether the data say what the parameters are, and customers have a finite mean (q above 1)."""
        return bool(self.covariance) and self.q > 1

    @property
    def mean(self) -> float:
        """The mean value of a purchase over all customers, p·gamma / (q − 1); `inf` where it has none."""
        return self.p * self.gamma / (self.q - 1) if self.q > 1 else math.inf


def fit_spend(frequency: npt.ArrayLike, monetary_value: npt.ArrayLike) -> GammaGamma:
    """Fit the model by maximum likelihood to the customers with a repeat purchase and a value above 0; the others are left out.

    When the likelihood has no top within bounds, the smaller model is taken in which all customers are alike.

    Raises
    ------
    ValueError
        When no customer is left.

    >>> rng = np.random.default_rng(1)
    >>> model = fit_spend(np.full(500, 4), rng.gamma(6 * 4, 1 / (4 * rng.gamma(4, 1 / 16, 500))))
    >>> round(model.mean)
    33
    """
    from scipy.optimize import minimize

    x, m = np.asarray(frequency, dtype=np.float64), np.asarray(monetary_value, dtype=np.float64)
    known = (x > 0) & np.isfinite(m) & (m > 0)
    if not known.any():
        msg = "`monetary_value` must be above 0 for at least one repeat buyer (got none). Load orders with their amounts."
        raise ValueError(msg)
    x, m = x[known], m[known]
    unit = float(m.mean())
    found, at = np.unique(x, return_inverse=True)
    options = {"maxiter": 1000, "maxcor": 20, "ftol": 1e-15, "gtol": 1e-9}
    work = (found, at, m / unit)
    best = minimize(_loss, np.log([5.0, 4.0, 0.6]), args=work, jac=True, method="L-BFGS-B", bounds=[(-EDGE, EDGE)] * 3, options=options)
    p, q, gamma = (float(v) for v in np.exp(best.x))
    value = -float(best.fun) * len(m) - len(m) * math.log(unit)
    model = GammaGamma(p, q, gamma * unit, value, float(len(m)), _covariance(best.x, work))
    return model if model.determined else _alike(x, m)


def _alike(x: Floats, m: Floats) -> GammaGamma:
    """One level for all customers: the limit of very large q. The mean is that of all repeat purchases, p follows from how averages scatter."""
    mean = float(x @ m / x.sum())
    scatter = float((x * (m / mean - 1) ** 2).mean())
    p = 1 / max(scatter, 1e-3)
    sure = 1 / (p * x.sum())
    covariance = ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, float(sure)))
    return GammaGamma(p, MANY, mean * (MANY - 1) / p, math.nan, float(len(m)), covariance, alike=True)


def expected_spend(model: GammaGamma, frequency: npt.ArrayLike, monetary_value: npt.ArrayLike) -> Floats:
    """The value to be expected of each customer's next purchases: p (gamma + x·m) / (p·x + q − 1); the mean of all for one-time buyers.

    >>> model = GammaGamma(p=6.25, q=3.74, gamma=15.45, log_likelihood=0, customers=946)
    >>> expected_spend(model, [0, 1, 8], [float("nan"), 70, 70]).round(1).tolist()
    [35.2, 59.4, 68.2]
    """
    x, m = np.asarray(frequency, dtype=np.float64), np.asarray(monetary_value, dtype=np.float64)
    seen = np.where((x > 0) & np.isfinite(m), x, 0.0)
    return np.asarray(model.p * (model.gamma + seen * np.where(seen > 0, m, 0.0)) / (model.p * seen + model.q - 1), dtype=np.float64)


def _loss(logs: Floats, found: Floats, at: npt.NDArray[np.intp], m: Floats) -> tuple[float, Floats]:
    """−ln L / n and its slopes by the logarithms; ln L = Σ ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q ln γ + (px−1) ln m + px ln x − (px+q) ln(γ + xm)."""
    from scipy.special import digamma, gammaln

    p, q, gamma = np.exp(logs)
    n = np.bincount(at, minlength=len(found)).astype(np.float64)
    px, x, whole = p * found, found[at], gamma + found[at] * m
    log_m, log_whole = np.log(m), np.log(whole)
    counts = gammaln(px + q) - gammaln(px) - gammaln(q) + q * math.log(gamma) + px * np.log(found)
    value = n @ counts + ((px - 1)[at] * log_m).sum() - (px + q)[at] @ log_whole
    by_p = n @ (found * (digamma(px + q) - digamma(px) + np.log(found))) + x @ (log_m - log_whole)
    by_q = n @ (digamma(px + q) - digamma(q) + math.log(gamma)) - log_whole.sum()
    by_gamma = q * n.sum() / gamma - ((px + q)[at] / whole).sum()
    slopes = np.array([by_p, by_q, by_gamma]) * np.array([p, q, gamma])
    return float(-value / len(m)), -slopes / len(m)


def _covariance(logs: Floats, work: tuple[Floats, npt.NDArray[np.intp], Floats], step: float = 1e-4) -> tuple[tuple[float, ...], ...]:
    if np.abs(logs).max() > EDGE - 0.5:
        return ()
    columns = [(_loss(logs + e, *work)[1] - _loss(logs - e, *work)[1]) / (2 * step) for e in np.eye(3) * step]
    information = len(work[2]) * (np.array(columns) + np.array(columns).T) / 2
    if not np.isfinite(information).all() or np.linalg.eigvalsh(information)[0] <= 1e-9 * len(work[2]):
        return ()
    return tuple(tuple(float(v) for v in row) for row in np.linalg.inv(information))


__all__ = ["GammaGamma", "expected_spend", "fit_spend"]
