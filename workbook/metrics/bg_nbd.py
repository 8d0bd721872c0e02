"""How often will a customer buy again, and is he still one? The BG/NBD model.

In most shops nobody cancels: a customer just does not come back. The model tells a long pause from a farewell by the customer's own rhythm: six
weeks of silence mean little after two orders a year, and much after two a month. It assumes that

    while he is a customer, someone buys at random moments at a rate of his own; rates differ between customers (gamma: r, alpha);
    after each purchase he may leave for good with a chance of his own; chances differ too (beta: a, b).

It needs frequency, recency and T alone (see `lifetime_summary`), keeps one-time buyers, and says nothing about *why* somebody leaves. Because
leaving can only follow a *repeat* purchase, who never bought again counts as alive for certain: read `p_alive` of repeat buyers only.
Source: Fader, Hardie & Lee (2005), *"Counting your customers" the easy way*, Marketing Science 24(2).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbook.metrics.bg_nbd_rows import Floats, Histories, histories

EDGE = 9.0
"""Beyond e^±9 (times the mean age, for alpha) a parameter is not determined by the data."""
MANY = 30.0
"""Above this `a` the formula is used as it was published."""


@dataclass(frozen=True)
class BgNbd:
    """A fitted model. Times in weeks. `covariance` is that of the parameters' logarithms; empty when the data do not determine them."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    customers: float
    repeaters: float
    covariance: tuple[tuple[float, ...], ...] = ()

    @property
    def parameters(self) -> tuple[float, float, float, float]:
        """r, alpha, a, b."""
        return self.r, self.alpha, self.a, self.b

    @property
    def determined(self) -> bool:
        """Whether the data say what the parameters are."""
        return bool(self.covariance)

    @property
    def leaving_seen(self) -> bool:
        """Whether the data say anything about customers who leave for good: `a` is known within a factor of 50 or so."""
        return self.determined and 0 < self.covariance[2][2] < 4


def fit(frequency: npt.ArrayLike, recency: npt.ArrayLike, T: npt.ArrayLike) -> BgNbd:
    """Fit the model by maximum likelihood: L-BFGS with the exact gradient, on equal histories counted once.

    Parameters
    ----------
    frequency, recency, T
        Repeat purchases, weeks from first to last purchase, weeks since the first purchase; one value per customer.

    Returns
    -------
    BgNbd
        The parameters; `determined` is false when they run away (nobody bought again, say).

    Raises
    ------
    ValueError
        When there are no customers, or a row contradicts itself.

    >>> model = fit([0] * 60 + [1] * 25 + [3] * 15, [0] * 60 + [9] * 25 + [20] * 15, [26] * 100)
    >>> round(model.customers), round(model.repeaters), model.log_likelihood < 0
    (100, 40, True)
    """
    return fit_histories(histories(frequency, recency, T))


def fit_histories(found: Histories) -> BgNbd:
    """Fit the model to counted histories."""
    from scipy.optimize import minimize

    if found.customers < 1 or not found.age.max() > 0:
        msg = "`T` must be above 0 for at least one customer (got none). Load orders that span more than a day."
        raise ValueError(msg)
    unit = float(found.age[found.at_age] @ found.n / found.customers)
    scaled = Histories(
        found.x, found.recency / unit, found.age / unit, found.at_x, found.at_recency, found.at_age, found.n, found.repeating, found.place
    )
    options = {"maxiter": 500, "maxcor": 20, "ftol": 1e-14, "gtol": 1e-8}
    bounds = [(-EDGE, EDGE)] * 4
    best = minimize(_loss, np.zeros(4), args=(scaled,), jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    r, alpha, a, b = np.exp(best.x)
    repeaters = float(found.n[: found.repeating].sum())
    value = log_likelihood((r, alpha * unit, a, b), found)
    return BgNbd(float(r), float(alpha * unit), float(a), float(b), value, found.customers, repeaters, _covariance(best.x, scaled))


def log_likelihood(parameters: tuple[float, float, float, float], found: Histories) -> float:
    """The log-likelihood: Σ ln[ A₁ A₂ (A₃ + A₄) ] with A₁ = Γ(r+x) α^r / Γ(r), A₂ = Γ(a+b) Γ(b+x) / (Γ(b) Γ(a+b+x)).

    A₃ = (α+T)^−(r+x), A₄ = a/(b+x−1) · (α+t_x)^−(r+x), for x > 0 only.
    """
    return _value_and_slopes(parameters, found)[0]


def _loss(logs: Floats, found: Histories) -> tuple[float, Floats]:
    parameters = np.exp(logs)
    value, slopes = _value_and_slopes(tuple(parameters), found)
    return -value / found.customers, -slopes * parameters / found.customers


def _value_and_slopes(parameters: tuple[float, ...], found: Histories) -> tuple[float, Floats]:
    """The log-likelihood and its derivatives by r, alpha, a and b.

    Special functions depend on the frequency alone and are worked out once for each different one.
    """
    from scipy.special import digamma, gammaln

    r, alpha, a, b = parameters
    x, k = found.x, found.repeating
    nx = np.bincount(found.at_x, found.n, minlength=len(x))
    counts = gammaln(r + x) - gammaln(r) + r * math.log(alpha) + gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
    late, early = np.log(alpha + found.age), np.log(alpha + found.recency)
    n0, once = found.n[k:], late[found.at_age[k:]]
    n, s = found.n[:k], (r + x)[found.at_x[:k]]
    lead = early[found.at_recency[:k]]
    behind = lead - late[found.at_age[:k]]
    stayed = np.exp(s * behind)
    left = 1 / (b + x - 1 + (x == 0))[found.at_x[:k]]
    both = stayed + a * left
    share = n / both
    value = nx @ counts - r * (n0 @ once) + n @ (np.log(both) - s * lead)
    by_alpha = r * found.customers / alpha - r * (n0 / (alpha + found.age)[found.at_age[k:]]).sum()
    gap = 1 / (alpha + found.recency)[found.at_recency[:k]]
    still = share * stayed
    by_alpha += (still * s * (gap - 1 / (alpha + found.age)[found.at_age[:k]]) - n * s * gap).sum()
    together = digamma(a + b) - digamma(a + b + x)
    by_r = nx @ (digamma(r + x) - digamma(r) + math.log(alpha)) - n0 @ once - n @ lead + still @ behind
    by_a = nx @ together + share @ left
    by_b = nx @ (together + digamma(b + x) - digamma(b)) - a * (share @ (left * left))
    return float(value), np.array([by_r, by_alpha, by_a, by_b])


def _covariance(logs: Floats, found: Histories, step: float = 1e-4) -> tuple[tuple[float, ...], ...]:
    """The inverse of the observed information of the logarithms, by central differences of the gradient.

    Where the data say nothing about leaving (a or b runs to an edge: nobody seems to leave), both are held and the buying alone is judged.
    Empty when that is not determined either.
    """
    columns = [(_loss(logs + e, found)[1] - _loss(logs - e, found)[1]) / (2 * step) for e in np.eye(4) * step]
    information = found.customers * (np.array(columns) + np.array(columns).T) / 2
    for free in (4, 2):
        block = information[:free, :free]
        inside = np.abs(logs[:free]).max() < EDGE - 0.5
        if inside and np.isfinite(block).all() and np.linalg.eigvalsh(block)[0] > 1e-9 * found.customers:
            whole = np.zeros((4, 4))
            whole[:free, :free] = np.linalg.inv(block)
            return tuple(tuple(float(v) for v in row) for row in whole)
    return ()


def p_alive(model: BgNbd, frequency: npt.ArrayLike, recency: npt.ArrayLike, T: npt.ArrayLike) -> Floats:
    """The chance that a customer has not left: 1 / (1 + a/(b+x−1) · ((α+T)/(α+t_x))^(r+x)) for x > 0, else 1.

    >>> model = BgNbd(r=0.243, alpha=4.414, a=0.793, b=2.426, log_likelihood=0, customers=1, repeaters=1)
    >>> p_alive(model, [0, 2, 2], [0, 30.43, 5], [38.86] * 3).round(2).tolist()
    [1.0, 0.73, 0.12]
    """
    from scipy.special import expit

    x, t_x, age = (np.asarray(values, dtype=np.float64) for values in (frequency, recency, T))
    again = x > 0
    odds = math.log(model.a) - np.log(np.where(again, model.b + x - 1, 1.0)) + (model.r + x) * np.log((model.alpha + age) / (model.alpha + t_x))
    return np.asarray(np.where(again, expit(-odds), 1.0), dtype=np.float64)


def expected_purchases(model: BgNbd, weeks: float, frequency: npt.ArrayLike, recency: npt.ArrayLike, T: npt.ArrayLike) -> Floats:
    """Purchases to be expected of each customer in the coming `weeks`, E[Y(t) | x, t_x, T].

    (a+b+x−1)/(a−1) · [1 − (1−z)^(a−1) ₂F₁(a+b−1−r, a−1; a+b+x−1; z)] · P(alive), z = t/(α+T+t): the paper's equation 10 after Euler's
    transformation, which stays within the numbers a computer has when somebody bought a thousand times.

    >>> model = BgNbd(r=0.2426, alpha=4.4135, a=0.7929, b=2.4258, log_likelihood=0, customers=1, repeaters=1)
    >>> expected_purchases(model, 39, [2], [30.43], [38.86]).round(3).tolist()
    [1.226]
    """
    x, age = np.asarray(frequency, dtype=np.float64), np.asarray(T, dtype=np.float64)
    while_alive = _purchases_of_the_living(_off_poles(model), x, weeks / (model.alpha + age + weeks))
    return np.asarray(while_alive * p_alive(model, frequency, recency, T), dtype=np.float64)


def expected_repeats(model: BgNbd, weeks: npt.ArrayLike) -> Floats:
    """Repeat purchases to be expected of a new customer in so many weeks after the first one, E[X(t)].

    >>> model = BgNbd(r=0.2426, alpha=4.4135, a=0.7929, b=2.4258, log_likelihood=0, customers=1, repeaters=1)
    >>> expected_repeats(model, [0, 39]).round(2).tolist()
    [0.0, 1.2]
    """
    t = np.asarray(weeks, dtype=np.float64)
    return _purchases_of_the_living(_off_poles(model), np.zeros_like(t), t / (model.alpha + t))


def _purchases_of_the_living(parameters: tuple[float, float, float, float], x: Floats, z: Floats) -> Floats:
    from scipy.special import hyp2f1

    r, _, a, b = parameters
    if a > MANY:  # the untransformed series is the one without very large numbers here
        left = np.exp((r + x) * np.log1p(-z)) * hyp2f1(r + x, b + x, a + b + x - 1, z)
    else:
        left = np.exp((a - 1) * np.log1p(-z)) * hyp2f1(a + b - 1 - r, a - 1, a + b + x - 1, z)
    return np.asarray((a + b + x - 1) / (a - 1) * (1 - left) + 0.0, dtype=np.float64)


def _off_poles(model: BgNbd) -> tuple[float, float, float, float]:
    """The parameters, moved by a hair where the formula divides 0 by 0 (a = 1, a + b = 1) though its value is quite ordinary."""
    r, alpha, a, b = model.parameters
    a = a + 2e-6 if abs(a - 1) < 1e-6 else a
    b = b + 2e-6 if abs(a + b - 1) < 1e-6 else b
    return r, alpha, a, b


__all__ = ["BgNbd", "expected_purchases", "expected_repeats", "fit", "fit_histories", "log_likelihood", "p_alive"]
