"""The wrong sums that learners really do, so that a mistake can be called by its name.

Each takes the same numbers as the right one and leads to the number that a trainee with this misunderstanding would enter.
"""

from __future__ import annotations

from workbook.lessons.sums import k_factor, monthly_margin


def wrong_rates_added(orders: float, enquiry_rate: float, close_rate: float) -> float:
    """The rates added instead of multiplied."""
    return orders / (enquiry_rate + close_rate)


def wrong_cost_share_inverted(margin_rate: float) -> float:
    """One divided by the cost share instead of the margin share."""
    return 1 / (1 - margin_rate)


def wrong_one_for_one(margin_rate: float) -> float:
    """Revenue equal to the cost of advertising, as if goods cost nothing."""
    return 1 + 0 * margin_rate


def wrong_payback_from_revenue(investment: float, orders: float, order_value: float, running_cost: float) -> float:
    """Revenue taken for margin."""
    return investment / (orders * order_value - running_cost)


def wrong_payback_without_running_cost(investment: float, orders: float, order_value: float, margin_rate: float) -> float:
    """The running cost forgotten."""
    return investment / monthly_margin(orders, order_value, margin_rate)


def wrong_unweighted_score(level_1: float, level_2: float, level_3: float) -> float:
    """The plain mean of the levels, as if every item mattered alike."""
    return (level_1 + level_2 + level_3) / 9


def wrong_points_as_percent(visits: float, rate_before: float, rate_after: float) -> float:
    """Percentage points applied to the old enquiries as if they were per cent."""
    return visits * rate_before * (rate_after - rate_before)


def wrong_all_enquiries(visits: float, rate_after: float) -> float:
    """All enquiries afterwards, not the extra ones."""
    return visits * rate_after


def wrong_cpc_from_revenue(conversion_rate: float, order_value: float) -> float:
    """The order's value bid instead of its margin."""
    return conversion_rate * order_value


def wrong_first_cycle_only(start: float, invitations: float, acceptance: float) -> float:
    """The invited of the first cycle counted, and nobody after them."""
    return start * (1 + k_factor(invitations, acceptance))


def wrong_mean_of_ratios(clicks_1: float, impressions_1: float, clicks_2: float, impressions_2: float) -> float:
    """The mean of the two rates, as if both campaigns were of one size."""
    return (clicks_1 / impressions_1 + clicks_2 / impressions_2) / 2


def wrong_roas_as_profit(cost: float, roas: float) -> float:
    """Revenue minus the cost of advertising, the goods' cost forgotten."""
    return cost * roas - cost


def wrong_cost_left_out(cost: float, roas: float, margin_rate: float) -> float:
    """The margin, with the advertising not yet paid."""
    return cost * roas * margin_rate


def wrong_exactly_twice(once: float, twice: float, more: float) -> float:
    """Only those with exactly two orders counted as repeat buyers."""
    return twice / (once + twice + more)


def wrong_over_single_buyers(once: float, twice: float, more: float) -> float:
    """Repeat buyers divided by single buyers instead of by everybody."""
    return (twice + more) / once


def wrong_visit_turnover(enquiry_rate: float, close_rate: float, order_value: float) -> float:
    """Turnover instead of margin."""
    return enquiry_rate * close_rate * order_value


def wrong_visit_of_enquiry(close_rate: float, order_value: float, margin_rate: float) -> float:
    """What an enquiry is worth, not a visit."""
    return close_rate * order_value * margin_rate


def wrong_equal_interest(visits: float, visit_cost: float, worth: float) -> float:
    """Bought visits valued like today's."""
    return visits * (worth - visit_cost)


def wrong_visits_cost_left_out(visits: float, worth: float, interest: float) -> float:
    """The cost of the visits left out."""
    return visits * interest * worth


def wrong_linear_third(journeys: float) -> float:
    """A third for each of three touches: the linear rule."""
    return journeys / 3


def wrong_end_of_journey(journeys: float) -> float:
    """The 40 % of a first or last touch."""
    return journeys * 0.4


def wrong_difference_of_rates(rate_with: float, rate_without: float) -> float:
    """The difference in points, not the share that is lost."""
    return rate_with - rate_without


def wrong_share_that_stays(rate_with: float, rate_without: float) -> float:
    """The share that stays, not the one that is lost."""
    return rate_without / rate_with


def wrong_claimed_return(claimed: float, margin: float, cost: float) -> float:
    """The platform's claims taken for orders that would be missing."""
    return claimed * margin / cost


def wrong_all_orders_return(orders_on: float, margin: float, cost: float) -> float:
    """Every order of the region credited to the channel."""
    return orders_on * margin / cost


def wrong_missing_as_zero(visits: float, known: float, gone: float) -> float:
    """Divided by all days, as if nobody had come on the missing ones."""
    return visits / (known + gone)


def wrong_part_at_old_value(visits_1: float, visits_2: float, value_1: float) -> float:
    """The additional visits valued at the old revenue per visit."""
    return (visits_2 - visits_1) * value_1


def wrong_points_of_the_rate(slow: float, rate_slow: float, rate_fast: float) -> float:
    """The difference of the rates applied to the orders, not to the enquiries."""
    return slow * rate_slow * (rate_fast - rate_slow)
