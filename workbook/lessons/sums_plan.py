"""The sums of the exercises on carrying out and evaluating a plan, right ones and the wrong ones that learners really do."""

from __future__ import annotations


def variance_so_far(planned: float, days: float, actual: float) -> float:
    """Actual − plan of the days that have passed, in a month of 30 days.

    Examples
    --------
    >>> variance_so_far(60, 15, 24)
    -6.0
    """
    return actual - plan_so_far(planned, days)


def plan_so_far(planned: float, days: float) -> float:
    """The plan of a month of 30 days, cut to the days that have passed."""
    return planned * days / 30


def wrong_whole_month(planned: float, actual: float) -> float:
    """A part of the month compared with the whole plan."""
    return actual - planned


def wrong_plan_less_actual(planned: float, days: float, actual: float) -> float:
    """The sign turned round: plan − actual."""
    return planned * days / 30 - actual


def relative_variance(planned: float, actual: float) -> float:
    """(Actual − plan) / plan.

    Examples
    --------
    >>> relative_variance(1000, 1200)
    0.2
    """
    return (actual - planned) / planned


def wrong_of_actual(planned: float, actual: float) -> float:
    """Divided by what happened instead of by what was planned."""
    return (actual - planned) / actual


def wrong_ratio(planned: float, actual: float) -> float:
    """Actual / plan: the level taken for the difference."""
    return actual / planned


def share_done(hours_1: float, hours_2: float, hours_3: float) -> float:
    """Hours of the finished measure / hours of all; begun work counts when it is finished.

    Examples
    --------
    >>> share_done(10, 20, 70)
    0.1
    """
    return hours_1 / (hours_1 + hours_2 + hours_3)


def wrong_halves_counted(hours_1: float, hours_2: float, hours_3: float) -> float:
    """The begun measure counted as half done."""
    return (hours_1 + hours_2 / 2) / (hours_1 + hours_2 + hours_3)


def wrong_by_number(hours_1: float, hours_2: float, hours_3: float) -> float:
    """Measures counted instead of their hours."""
    return 1 / 3 + 0 * (hours_1 + hours_2 + hours_3)
