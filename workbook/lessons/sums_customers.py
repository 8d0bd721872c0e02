"""The sums of the exercises on customers and baskets, right ones and the wrong ones that learners really do."""

from __future__ import annotations


def cohort_retention(size: float, active: float) -> float:
    """Customers of the cohort who bought in the month / customers of the cohort.

    Examples
    --------
    >>> cohort_retention(200, 30)
    0.15
    """
    return active / size


def wrong_orders_per_customer(size: float, orders: float) -> float:
    """Orders counted instead of customers."""
    return orders / size


def wrong_over_all_customers(active: float, everybody: float) -> float:
    """Divided by all customers instead of by those of the cohort."""
    return active / everybody


def constant_retention_value(margin: float, retention: float, discount: float) -> float:
    """LTV with constant retention, the first margin a year away: m·r / (1 + d − r) (Gupta & Lehmann 2003).

    Examples
    --------
    >>> round(constant_retention_value(100, 0.8, 0.1), 2)
    266.67
    """
    return margin * retention / (1 + discount - retention)


def wrong_without_discount(margin: float, retention: float) -> float:
    """Margins of later years taken at full value."""
    return margin * retention / (1 - retention)


def first_margin_now(margin: float, retention: float, discount: float) -> float:
    """The same with the first margin today: m·(1 + d) / (1 + d − r)."""
    return margin * (1 + discount) / (1 + discount - retention)


def pair_lift(baskets: float, first: float, second: float, both: float) -> float:
    """Lift = share with both / (share with the first × share with the second).

    Examples
    --------
    >>> pair_lift(1000, 200, 100, 40)
    2.0
    """
    return both * baskets / (first * second)


def pair_confidence(first: float, both: float) -> float:
    """Baskets with both / baskets with the first."""
    return both / first


def expected_together(baskets: float, first: float, second: float) -> float:
    """Baskets that would hold both by chance: first × second / baskets."""
    return first * second / baskets


def wrong_other_confidence(second: float, both: float) -> float:
    """Divided by the baskets with the second product."""
    return both / second
