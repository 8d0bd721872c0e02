"""From impression to profit: the chain in which every factor counts the same.

    impressions × CTR × landing rate × enquiry rate × close rate × order value × margin rate = contribution

Because it is a product, doubling the close rate is worth as much as doubling the advertising, and is usually cheaper. Where people buy
without asking, the enquiry stage is left out and the close rate is orders / visits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FACTORS: Mapping[str, str] = {
    "impressions": "Impressions",
    "ctr": "Click rate (CTR)",
    "landing_rate": "Landing rate",
    "enquiry_rate": "Enquiry rate",
    "close_rate": "Close rate",
    "aov": "Order value",
    "margin_rate": "Margin rate",
}
STAGES: Mapping[str, str] = {
    "impressions": "Impressions", "clicks": "Clicks", "visits": "Visits", "enquiries": "Enquiries",
    "qualified": "Qualified enquiries", "orders": "Orders",
}  # fmt: skip
"""The stages in order. The forecast has no stage of qualified enquiries; where they are measured, they have their place."""


@dataclass(frozen=True)
class Outcome:
    """What comes out of one period: counts, and money in the workbook's currency. Each may be a number or an array of draws.

    `enquiries` is `None` where people buy without asking.
    """

    impressions: Any
    clicks: Any
    visits: Any
    enquiries: Any | None
    orders: Any
    revenue: Any
    contribution: Any

    def stages(self) -> dict[str, Any]:
        """The counts by name, in order, without a stage that does not exist."""
        return {name: value for name in STAGES if (value := getattr(self, name, None)) is not None}


def run(factors: Mapping[str, Any]) -> Outcome:
    """Run the chain. `factors` has the keys of `FACTORS`; without `enquiry_rate` people buy directly.

    Numbers or numpy arrays, rates as shares, `aov` in money.

    >>> o = run({"impressions": 100_000, "ctr": 0.02, "landing_rate": 0.9, "enquiry_rate": 0.05, "close_rate": 0.2, "aov": 500, "margin_rate": 0.4})
    >>> round(o.clicks), round(o.visits), round(o.enquiries), round(o.orders), round(o.revenue), round(o.contribution)
    (2000, 1800, 90, 18, 9000, 3600)
    >>> round(run({"impressions": 1000, "ctr": 0.1, "landing_rate": 1, "close_rate": 0.02, "aov": 50, "margin_rate": 0.5}).contribution)
    50
    """
    missing = [name for name in FACTORS if name != "enquiry_rate" and factors.get(name) is None]
    if missing:
        got = ", ".join(k for k, v in factors.items() if v is not None) or "nothing"
        msg = f"The chain needs {', '.join(missing)} (got {got}). Add what is missing."
        raise ValueError(msg)
    clicks = factors["impressions"] * factors["ctr"]
    visits = clicks * factors["landing_rate"]
    asked = factors.get("enquiry_rate")
    enquiries = None if asked is None else visits * asked
    orders = (visits if enquiries is None else enquiries) * factors["close_rate"]
    revenue = orders * factors["aov"]
    return Outcome(factors["impressions"], clicks, visits, enquiries, orders, revenue, revenue * factors["margin_rate"])
