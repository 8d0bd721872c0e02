"""The sums of the strategy's exercises on market, competitors, fees and schedule: right ones, and the mistakes that lead to other numbers."""

from __future__ import annotations


def attainable_market(population: float, need_rate: float, spend: float, served_rate: float, attainable_rate: float) -> float:
    """What can be won of a market in a year: each share is taken of what the one before left.

    >>> attainable_market(1_000, 0.5, 10, 0.5, 0.1)
    250.0
    """
    return population * need_rate * spend * served_rate * attainable_rate


def wrong_served_left_out(population: float, need_rate: float, spend: float, attainable_rate: float) -> float:
    """The share that can be served forgotten."""
    return population * need_rate * spend * attainable_rate


def wrong_shares_added(population: float, need_rate: float, spend: float, served_rate: float, attainable_rate: float) -> float:
    """The shares added instead of taken of each other."""
    return population * spend * (need_rate + served_rate + attainable_rate)


def weighted_points(weight_1: float, points_1: float, weight_2: float, points_2: float, weight_3: float, points_3: float) -> float:
    """The weighted mean of three axes.

    >>> weighted_points(2, 5, 1, 2, 1, 2)
    3.5
    """
    weights = weight_1 + weight_2 + weight_3
    return (weight_1 * points_1 + weight_2 * points_2 + weight_3 * points_3) / weights


def wrong_points_unweighted(points_1: float, points_2: float, points_3: float) -> float:
    """The plain mean, as if all axes mattered alike."""
    return (points_1 + points_2 + points_3) / 3


def wrong_points_summed(weight_1: float, points_1: float, weight_2: float, points_2: float, weight_3: float, points_3: float) -> float:
    """The weighted sum, not divided by the weights."""
    return weight_1 * points_1 + weight_2 * points_2 + weight_3 * points_3


def fees_meet(fixed: float, base: float, per_result: float) -> float:
    """Results at which a fixed fee costs as much as a smaller fixed part with a fee per result.

    >>> fees_meet(1_000, 200, 8)
    100.0
    """
    return (fixed - base) / per_result


def wrong_base_forgotten(fixed: float, per_result: float) -> float:
    """The fixed part of the other offer forgotten."""
    return fixed / per_result


def wrong_base_added(fixed: float, base: float, per_result: float) -> float:
    """The fixed part added to the fixed fee instead of taken off."""
    return (fixed + base) / per_result


def longest_chain(first: float, long_way: float, short_way: float, last: float) -> float:
    """Days until the end when two tasks run side by side between a first and a last one.

    >>> longest_chain(2, 5, 3, 1)
    8
    """
    return first + max(long_way, short_way) + last


def wrong_all_days(first: float, long_way: float, short_way: float, last: float) -> float:
    """All days added, as if one task waited for every other."""
    return first + long_way + short_way + last


def wrong_short_chain(first: float, short_way: float, last: float) -> float:
    """The shorter of the two ways, as if the last task could begin without the longer one."""
    return first + short_way + last


def hours_too_many(hours: float, weeks: float, weekly: float, free: float) -> float:
    """Hours above the free ones in a week, for one of two who share a task and do something else each week.

    >>> hours_too_many(40, 2, 5, 12)
    3.0
    """
    return hours / weeks / 2 + weekly - free


def wrong_hours_unshared(hours: float, weeks: float, weekly: float, free: float) -> float:
    """The whole task counted for one of the two."""
    return hours / weeks + weekly - free


def wrong_weekly_forgotten(hours: float, weeks: float, free: float) -> float:
    """What is done each week anyway forgotten."""
    return hours / weeks / 2 - free
