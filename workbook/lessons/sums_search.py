"""The sums of the exercises on search and on tests, and the wrong ones that learners really do (their names begin with `wrong_`)."""

from __future__ import annotations


def weighted_position(position_1: float, impressions_1: float, position_2: float, impressions_2: float) -> float:
    """Position of both together = Σ (position × impressions) / Σ impressions.

    Examples
    --------
    >>> weighted_position(2, 300, 6, 100)
    3.0
    """
    return (position_1 * impressions_1 + position_2 * impressions_2) / (impressions_1 + impressions_2)


def wrong_plain_position(position_1: float, position_2: float) -> float:
    """The plain mean of the positions, as if both were seen alike."""
    return (position_1 + position_2) / 2


def wrong_position_turned_round(position_1: float, impressions_1: float, position_2: float, impressions_2: float) -> float:
    """Each position weighted with the other's impressions."""
    return (position_1 * impressions_2 + position_2 * impressions_1) / (impressions_1 + impressions_2)


def potential_clicks(impressions: float, ctr_now: float, ctr_target: float) -> float:
    """Clicks more = impressions × (CTR at the target − CTR now).

    Examples
    --------
    >>> round(potential_clicks(4000, 0.03, 0.1))
    280
    """
    return impressions * (ctr_target - ctr_now)


def wrong_all_clicks_at_target(impressions: float, ctr_target: float) -> float:
    """All clicks at the target, not the additional ones."""
    return impressions * ctr_target


def wrong_clicks_times_difference(impressions: float, ctr_now: float, ctr_target: float) -> float:
    """Today's clicks multiplied by the difference, not the impressions."""
    return impressions * ctr_now * (ctr_target - ctr_now)


def effect_beyond_control(before: float, after: float, control_before: float, control_after: float) -> float:
    """Effect = (after / before) / (control after / control before) − 1.

    Examples
    --------
    >>> round(effect_beyond_control(1000, 1500, 1000, 1200), 4)
    0.25
    """
    return (after / before) / (control_after / control_before) - 1


def control_growth(control_before: float, control_after: float) -> float:
    """Growth of the control = after / before − 1."""
    return control_after / control_before - 1


def wrong_without_control(before: float, after: float) -> float:
    """Before and after alone: the season is taken for the effect."""
    return after / before - 1


def wrong_growths_subtracted(before: float, after: float, control_before: float, control_after: float) -> float:
    """The two growth rates subtracted, not divided."""
    return after / before - control_after / control_before


def uplift_of_counts(successes_a: float, visitors_a: float, successes_b: float, visitors_b: float) -> float:
    """Uplift from counts = rate of B / rate of A − 1.

    Examples
    --------
    >>> round(uplift_of_counts(40, 1000, 50, 1000), 4)
    0.25
    """
    return rate_b(successes_b, visitors_b) / rate_a(successes_a, visitors_a) - 1


def rate_a(successes_a: float, visitors_a: float) -> float:
    """Success rate of A."""
    return successes_a / visitors_a


def rate_b(successes_b: float, visitors_b: float) -> float:
    """Success rate of B."""
    return successes_b / visitors_b


def wrong_points_as_uplift(successes_a: float, visitors_a: float, successes_b: float, visitors_b: float) -> float:
    """The difference in points, not relative to A."""
    return successes_b / visitors_b - successes_a / visitors_a


def wrong_successes_compared(successes_a: float, successes_b: float) -> float:
    """The numbers of successes compared, as if both variants had as many visitors."""
    return successes_b / successes_a - 1


def days_of_test(per_variant: float, visitors_daily: float, share: float) -> float:
    """Days = 2 × visitors per variant / (visitors a day × share in the test).

    Examples
    --------
    >>> days_of_test(1000, 200, 0.5)
    20.0
    """
    return 2 * per_variant / (visitors_daily * share)


def wrong_one_variant(per_variant: float, visitors_daily: float, share: float) -> float:
    """The second variant forgotten."""
    return per_variant / (visitors_daily * share)


def wrong_everybody_takes_part(per_variant: float, visitors_daily: float) -> float:
    """Every visitor counted, though only a share takes part."""
    return 2 * per_variant / visitors_daily
