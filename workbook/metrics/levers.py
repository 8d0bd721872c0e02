"""Traffic is a means: what a month leaves, and what more visits, more enquiries or more orders would change.

    contribution = visits × enquiry rate × close rate × order value × margin rate
    left         = contribution − what the additional visits cost

Twice the visits and twice the enquiry rate bring the same number of enquiries *only* when the additional visitors are as interested as the
present ones, and only the visits are paid for one by one. A bought visit pays for itself when

    interest × enquiry rate × close rate × order value × margin rate ≥ cost of a visit
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from workbook.answers.finding import Figure, Finding

if TYPE_CHECKING:
    from workbook.answers.locale import Locale


@dataclass(frozen=True)
class Month:
    """One month: counts, shares and amounts in the workbook's currency; `interest` is that of bought visits beside today's (1 = the same)."""

    visits: float
    visit_cost: float
    enquiry_rate: float
    close_rate: float
    order_value: float
    margin_rate: float
    interest: float = 1.0

    @property
    def visit_worth(self) -> float:
        """What one of today's visits is worth: enquiry rate × close rate × order value × margin rate.

        >>> Month(1000, 0.5, 0.08, 0.25, 40, 0.5).visit_worth
        0.4
        """
        return self.enquiry_rate * self.close_rate * self.order_value * self.margin_rate

    @property
    def contribution(self) -> float:
        """What the month's visits leave, before the cost of additional ones."""
        return self.visits * self.visit_worth

    @property
    def worth_bought(self) -> float:
        """What one bought visit is worth."""
        return self.interest * self.visit_worth

    @property
    def interest_needed(self) -> float:
        """How interested a bought visitor must be, beside today's, to pay for the visit: cost / worth. Above 1: nobody is interested enough."""
        return self.visit_cost / self.visit_worth if self.visit_worth else float("inf")


def levers(month: Month) -> pd.DataFrame:
    """What is left, per lever: today; twice the visits, bought; twice the enquiries per visit; twice the orders per enquiry.

    Columns: lever, left, gain (beside today), orders. A share is never more than 1, whatever it is multiplied by.

    >>> levers(Month(1000, 0.5, 0.08, 0.25, 40, 0.5, interest=0.5)).left.tolist()
    [400.0, 100.0, 800.0, 800.0]
    """
    today, orders = month.contribution, month.visits * month.enquiry_rate * month.close_rate
    enquiries, closes = min(2.0, 1 / month.enquiry_rate), min(2.0, 1 / month.close_rate)
    rows = [
        ("Today", today, orders),
        ("Twice the visits, bought", today + month.visits * (month.worth_bought - month.visit_cost), orders * (1 + month.interest)),
        ("Twice the enquiries per visit", today * enquiries, orders * enquiries),
        ("Twice the orders per enquiry", today * closes, orders * closes),
    ]
    table = pd.DataFrame(rows, columns=["lever", "left", "orders"])
    return table.assign(gain=table.left - today)


def finding(month: Month, locale: Locale) -> Finding:
    """What a visit is worth beside what it costs, in sentences."""
    worth, cost, needed = month.worth_bought, month.visit_cost, month.interest_needed
    pays = worth >= cost
    headline = (
        f"A further visit pays: it costs {locale.money(cost)} and is worth {locale.money(worth)}"
        if pays
        else f"A further visit loses money: it costs {locale.money(cost)} and is worth {locale.money(worth)}"
    )
    return Finding(
        headline=headline,
        tone="good" if pays else "bad",
        figures=(
            Figure(
                "Left of this month's visits",
                locale.money(month.contribution),
                f"{locale.number(month.visits * month.enquiry_rate * month.close_rate, 0)} orders",
            ),
            Figure("Worth of one of today's visits", locale.money(month.visit_worth)),
            Figure("Interest at which a bought visit pays", locale.rate(needed, 0) if needed <= 1 else "more than today's"),
        ),
        means="What a visit is worth depends on who comes, on what the site does with them, and on the talk with the customer.",
        means_not="It leaves out that buyers come back, and what it costs to improve the site.",
        next_step="Change one rate and watch the bars: improve what a visit is worth first, then buy visits."
        if not pays
        else "See how far the interest of bought visits may fall before they stop paying, and stop buying there.",
    )
