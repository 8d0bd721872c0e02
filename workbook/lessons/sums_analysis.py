"""The sums of the exercises on data analysis: pooled rates, shares of a journey, parts of a change, each with its formula.

Every function takes numbers of one exercise by name; rates are shares, money is in the currency of the question.
"""

from __future__ import annotations

from workbook.lessons.sums import margin_per_order


def pooled_ctr(clicks_1: float, impressions_1: float, clicks_2: float, impressions_2: float) -> float:
    """CTR of both together = all clicks / all impressions.

    Examples
    --------
    >>> pooled_ctr(10, 100, 90, 9900)
    0.01
    """
    return (clicks_1 + clicks_2) / (impressions_1 + impressions_2)


def all_clicks(clicks_1: float, clicks_2: float) -> float:
    """Both campaigns' clicks."""
    return clicks_1 + clicks_2


def all_impressions(impressions_1: float, impressions_2: float) -> float:
    """Both campaigns' impressions."""
    return impressions_1 + impressions_2


def profit_from_roas(cost: float, roas: float, margin_rate: float) -> float:
    """Profit after advertising = cost × ROAS × margin rate − cost.

    Examples
    --------
    >>> profit_from_roas(1000, 4, 0.2)
    -200.0
    """
    return cost * roas * margin_rate - cost


def revenue_from_roas(cost: float, roas: float) -> float:
    """Attributed revenue = cost × ROAS."""
    return cost * roas


def repeat_rate(once: float, twice: float, more: float) -> float:
    """Customers with two or more orders / all customers of the window.

    Examples
    --------
    >>> repeat_rate(70, 20, 10)
    0.3
    """
    return (twice + more) / (once + twice + more)


def all_customers(once: float, twice: float, more: float) -> float:
    """Everybody who ordered at least once."""
    return once + twice + more


def cost_per_customer(cost: float, enquiries: float, customer_rate: float) -> float:
    """Cost per customer = cost / (enquiries × enquiry-to-customer rate).

    Examples
    --------
    >>> cost_per_customer(1000, 100, 0.1)
    100.0
    """
    return cost / (enquiries * customer_rate)


def cost_per_enquiry(cost: float, enquiries: float) -> float:
    """Cost per enquiry = cost / enquiries."""
    return cost / enquiries


def visit_worth(enquiry_rate: float, close_rate: float, order_value: float, margin_rate: float) -> float:
    """Worth of a visit = enquiry rate × close rate × order value × margin rate.

    Examples
    --------
    >>> round(visit_worth(0.05, 0.2, 100, 0.5), 2)
    0.5
    """
    return enquiry_rate * close_rate * margin_per_order(order_value, margin_rate)


def bought_visits_left(visits: float, visit_cost: float, worth: float, interest: float) -> float:
    """What bought visits leave = visits × (interest × worth − cost).

    Examples
    --------
    >>> bought_visits_left(1000, 0.5, 1.0, 0.25)
    -250.0
    """
    return visits * (interest * worth - visit_cost)


def position_between(journeys: float) -> float:
    """Credit of the one touch between the first and the last, by position 40/20/40: journeys × 0.2.

    Examples
    --------
    >>> position_between(50)
    10.0
    """
    return journeys * 0.2


def removal_effect(rate_with: float, rate_without: float) -> float:
    """Removal effect = 1 − rate without the channel / rate with it.

    Examples
    --------
    >>> removal_effect(0.05, 0.04)
    0.2
    """
    return round(1 - rate_without / rate_with, 12)


def incremental_return(orders_on: float, orders_off: float, margin: float, cost: float) -> float:
    """Incremental return = (orders with the channel − orders without it) × margin / cost.

    Examples
    --------
    >>> incremental_return(300, 260, 30, 1000)
    1.2
    """
    return (orders_on - orders_off) * margin / cost


def orders_lost(orders_on: float, orders_off: float) -> float:
    """Incremental orders = orders with the channel − orders without it."""
    return orders_on - orders_off


def all_days(known: float, gone: float) -> float:
    """Days of the period = known days + missing days."""
    return known + gone


def mean_of_known_days(visits: float, known: float) -> float:
    """Visits a day = visits / days about which something is known.

    Examples
    --------
    >>> mean_of_known_days(2300, 23)
    100.0
    """
    return visits / known


def revenue_change(visits_1: float, visits_2: float, value_1: float, value_2: float) -> float:
    """Change of revenue = visits × revenue per visit, later − earlier."""
    return visits_2 * value_2 - visits_1 * value_1


def part_of_visits(visits_1: float, visits_2: float, value_1: float, value_2: float) -> float:
    """Part of the visits in the change = additional visits × mean revenue per visit (the Shapley value of two factors).

    Examples
    --------
    >>> part_of_visits(4000, 6000, 2, 1.5)
    3500.0
    """
    return (visits_2 - visits_1) * (value_1 + value_2) / 2


def part_of_value(visits_1: float, visits_2: float, value_1: float, value_2: float) -> float:
    """Part of the revenue per visit in the change = its change × mean visits."""
    return (value_2 - value_1) * (visits_1 + visits_2) / 2


def orders_at_fast_rate(slow: float, rate_fast: float) -> float:
    """Orders of the late enquiries at the rate of those answered in time."""
    return slow * rate_fast


def orders_missing(slow: float, rate_slow: float, rate_fast: float) -> float:
    """Orders that would be missing = late enquiries × (rate in time − rate late).

    Examples
    --------
    >>> orders_missing(100, 0.2, 0.5)
    30.0
    """
    return round(slow * (rate_fast - rate_slow), 12)
