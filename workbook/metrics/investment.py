"""When does the money come back? Cash flow of a start cost, a monthly cost and a gain that needs time to build up.

Online marketing is an investment that pays late: the site, the photos and the first months cost before anything comes back. The lowest
point of the cumulative curve is the money that must be there; the month in which it crosses zero is the payback.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from workbook.answers.finding import Figure, Finding

if TYPE_CHECKING:
    from workbook.answers.locale import Locale


@dataclass(frozen=True)
class Investment:
    """Money in one currency. `monthly_contribution` is the margin of a month at full effect, before `monthly_cost`.

    The effect grows in equal steps over `ramp_months` (0: there at once). `discount_rate` is per year, as a share.
    """

    start_cost: float
    monthly_cost: float
    monthly_contribution: float
    months: int = 12
    ramp_months: int = 0
    discount_rate: float = 0.0

    @property
    def monthly_rate(self) -> float:
        """The discount rate of a month that adds up to the year's: (1 + d)^(1/12) − 1."""
        return math.pow(1 + self.discount_rate, 1 / 12) - 1


@dataclass(frozen=True)
class Appraisal:
    """What the cash flow says. Paybacks are months, `None` when not reached within the horizon; `cash_needed` is the lowest point, as a plus."""

    npv: float
    profit: float
    payback_month: int | None
    discounted_payback_month: int | None
    cash_needed: float
    cash_needed_month: int


def effect(months: int, ramp_months: int = 0) -> npt.NDArray[np.float64]:
    """Which share of the full effect each month has, from month 0 (the start: none): equal steps over `ramp_months`, then all of it.

    >>> effect(4, 1).tolist()
    [0.0, 0.5, 1.0, 1.0, 1.0]
    """
    return np.minimum(1.0, np.arange(months + 1) / (ramp_months + 1))


def cash_flow(investment: Investment) -> pd.DataFrame:
    """Month by month, month 0 being the start cost.

    Columns: month, share (of the full effect), contribution, cost, net, cumulative, discounted (net at today's value), discounted_cumulative.

    >>> float(cash_flow(Investment(10_000, 0, 1_000, months=12)).cumulative.iloc[-1])
    2000.0
    """
    i = investment
    month = np.arange(i.months + 1)
    share = effect(i.months, i.ramp_months)
    contribution = i.monthly_contribution * share
    cost = np.where(month == 0, float(i.start_cost), float(i.monthly_cost))
    net = contribution - cost
    discounted = net / (1 + i.monthly_rate) ** month
    columns = {"month": month, "share": share, "contribution": contribution, "cost": cost, "net": net, "cumulative": net.cumsum()}
    return pd.DataFrame({**columns, "discounted": discounted, "discounted_cumulative": discounted.cumsum()})


def appraise(investment: Investment) -> Appraisal:
    """Net present value, paybacks and the cash that must be there.

    With 1 % a month (12.6825 % a year), 10 000 at the start and 1 000 a month:

    >>> a = appraise(Investment(10_000, 0, 1_000, months=12, discount_rate=1.01**12 - 1))
    >>> round(a.npv, 2), a.payback_month, a.discounted_payback_month, a.cash_needed
    (1255.08, 10, 11, 10000.0)
    """
    flow = cash_flow(investment)
    lowest = int(np.argmin(flow.cumulative.to_numpy()))
    return Appraisal(
        npv=float(flow.discounted.sum()),
        profit=float(flow.net.sum()),
        payback_month=_recovered(flow.cumulative),
        discounted_payback_month=_recovered(flow.discounted_cumulative),
        cash_needed=max(0.0, -float(flow.cumulative[lowest])),
        cash_needed_month=lowest,
    )


OTHER_MIDDLE = "The middle of the forecast can differ: it comes from all simulated cases, good and bad."
"""Two figures for one plan, side by side, would look like a contradiction."""


def finding(investment: Investment, locale: Locale) -> Finding:
    """The investment in sentences."""
    a, horizon = appraise(investment), locale.count(investment.months)
    back = a.payback_month is not None
    left = "is left" if a.profit >= 0 else "is still missing"
    return Finding(
        headline=headline(a, locale, horizon),
        tone="good" if back and a.npv > 0 else "bad" if a.npv < 0 else "warn",
        figures=(
            Figure(
                "Net present value", locale.money(a.npv), f"what {horizon} months are worth today, at {locale.rate(investment.discount_rate)} a year"
            ),
            _discounted(a, locale, horizon),
            Figure("Cash that must be there", locale.money(a.cash_needed), f"lowest in month {locale.count(a.cash_needed_month)}"),
        ),
        means=f"With every factor at its likely value {locale.money(abs(a.profit))} {left} after {horizon} months. {OTHER_MIDDLE}",
        means_not="The contribution is taken as one value here; the forecast shows how unsure it is.",
        next_step="Agree beforehand who pays for the months until then, and at which point you would stop.",
    )


def headline(a: Appraisal, locale: Locale, horizon: str) -> str:
    """When the money is back, in a sentence; `horizon` is how many months are looked at."""
    if a.payback_month is None:
        return f"The money is not back within {horizon} months"
    if a.payback_month == 0:
        return "No money has to be put in first: no month ends below zero"
    return f"The money is back in month {locale.count(a.payback_month)}"


def _discounted(a: Appraisal, locale: Locale, horizon: str) -> Figure:
    """The payback with later money counted less, and what the plain one is."""
    value = f"not within {horizon} months" if a.discounted_payback_month is None else f"month {locale.count(a.discounted_payback_month)}"
    plain = "nor without discounting" if a.payback_month is None else f"without discounting: month {locale.count(a.payback_month)}"
    return Figure("Payback, discounted", value, plain)


def _recovered(cumulative: pd.Series[float]) -> int | None:
    """The first month from which the curve stays at or above zero."""
    below = np.flatnonzero(cumulative.to_numpy() < -1e-6)
    first = int(below[-1]) + 1 if len(below) else 0
    return first if first < len(cumulative) else None
