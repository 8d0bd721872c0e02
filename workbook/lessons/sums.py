"""The sums that the numeric exercises ask for, each with its formula and its denominator.

Every function takes numbers of one exercise by name; rates are shares, money is in the currency of the question.
"""

from __future__ import annotations


def visits_needed(orders: float, enquiry_rate: float, close_rate: float) -> float:
    """Visits = orders / (enquiry rate × close rate).

    Examples
    --------
    >>> round(visits_needed(10, 0.05, 0.2))
    1000
    """
    return orders / (enquiry_rate * close_rate)


def enquiries_needed(orders: float, close_rate: float) -> float:
    """Enquiries = orders / close rate."""
    return orders / close_rate


def break_even_roas(margin_rate: float) -> float:
    """Break-even ROAS = 1 / margin rate.

    Examples
    --------
    >>> break_even_roas(0.25)
    4.0
    """
    return 1 / margin_rate


def payback_months(investment: float, orders: float, order_value: float, margin_rate: float, running_cost: float) -> float:
    """Months = investment / (orders × order value × margin rate − running cost), all a month.

    Examples
    --------
    >>> payback_months(6000, 50, 100, 0.4, 1000)
    6.0
    """
    return investment / (monthly_margin(orders, order_value, margin_rate) - running_cost)


def monthly_margin(orders: float, order_value: float, margin_rate: float) -> float:
    """Contribution margin a month = orders × order value × margin rate."""
    return orders * order_value * margin_rate


def weighted_score(level_1: float, weight_1: float, level_2: float, weight_2: float, level_3: float, weight_3: float) -> float:
    """Points reached / points possible: Σ level × weight / (3 × Σ weight), for levels 0-3.

    Examples
    --------
    >>> weighted_score(3, 5, 0, 3, 0, 2)
    0.5
    """
    points = level_1 * weight_1 + level_2 * weight_2 + level_3 * weight_3
    return points / (3 * (weight_1 + weight_2 + weight_3))


def points_reached(level_1: float, weight_1: float, level_2: float, weight_2: float, level_3: float, weight_3: float) -> float:
    """Σ level × weight."""
    return level_1 * weight_1 + level_2 * weight_2 + level_3 * weight_3


def points_possible(weight_1: float, weight_2: float, weight_3: float) -> float:
    """3 × Σ weight."""
    return 3 * (weight_1 + weight_2 + weight_3)


def extra_enquiries(visits: float, rate_before: float, rate_after: float) -> float:
    """Extra enquiries = visits × (rate after − rate before).

    Examples
    --------
    >>> round(extra_enquiries(1000, 0.02, 0.03))
    10
    """
    return visits * (rate_after - rate_before)


def relative_increase(rate_before: float, rate_after: float) -> float:
    """(after − before) / before."""
    return (rate_after - rate_before) / rate_before


def break_even_cpc(conversion_rate: float, order_value: float, margin_rate: float) -> float:
    """Break-even CPC = conversion rate (orders / clicks) × margin per order.

    Examples
    --------
    >>> break_even_cpc(0.02, 50, 0.4)
    0.4
    """
    return conversion_rate * order_value * margin_rate


def margin_per_order(order_value: float, margin_rate: float) -> float:
    """Margin per order = order value × margin rate."""
    return order_value * margin_rate


def marginal_cost(spend_1: float, orders_1: float, spend_2: float, orders_2: float) -> float:
    """Cost of one more order = (spend 2 − spend 1) / (orders 2 − orders 1).

    Examples
    --------
    >>> marginal_cost(1000, 50, 2000, 70)
    50.0
    """
    return (spend_2 - spend_1) / (orders_2 - orders_1)


def average_cost(spend_2: float, orders_2: float) -> float:
    """Average cost per order at the higher spend."""
    return spend_2 / orders_2


def viral_total(start: float, invitations: float, acceptance: float) -> float:
    """People reached in the end = start / (1 − K), K = invitations × acceptance below 1.

    Examples
    --------
    >>> viral_total(100, 2, 0.25)
    200.0
    """
    return start / (1 - k_factor(invitations, acceptance))


def k_factor(invitations: float, acceptance: float) -> float:
    """K = invitations per person × share that accepts."""
    return invitations * acceptance
