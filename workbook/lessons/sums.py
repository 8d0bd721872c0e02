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
