"""The sums about asking people: how exact a share is, how many answers a finer one takes, how many must be invited; and how they go wrong."""

from __future__ import annotations

import math


def survey_margin(answers: float, share: float) -> float:
    """Margin in points at 95 % = 100 × 1.96 × √(share × (1 − share) / answers).

    Examples
    --------
    >>> round(survey_margin(100, 0.5), 1)
    9.8
    """
    return 196 * math.sqrt(share * (1 - share) / answers)


def wrong_standard_error(answers: float, share: float) -> float:
    """The standard error taken for the margin: 1.96 left out."""
    return survey_margin(answers, share) / 1.96


def wrong_without_root(answers: float, share: float) -> float:
    """The root left out."""
    return 196 * share * (1 - share) / answers


def wrong_one_over_root(answers: float) -> float:
    """One over the root of the answers: right for a share of 50 % only."""
    return 100 / math.sqrt(answers)


def answers_for_smaller_margin(answers: float, margin: float, wanted: float) -> float:
    """Answers = answers of today × (margin of today / margin wanted)².

    Examples
    --------
    >>> answers_for_smaller_margin(100, 10, 5)
    400.0
    """
    return answers * (margin / wanted) ** 2


def wrong_in_proportion(answers: float, margin: float, wanted: float) -> float:
    """Half the margin, twice the answers."""
    return answers * margin / wanted


def wrong_only_more(answers: float, margin: float, wanted: float) -> float:
    """The answers still missing, not those of the whole survey."""
    return answers_for_smaller_margin(answers, margin, wanted) - answers


def invitations_needed(wanted: float, response: float, usable: float) -> float:
    """Invitations = usable answers wanted / (response rate × share that can be used).

    Examples
    --------
    >>> round(invitations_needed(100, 0.25, 0.8))
    500
    """
    return wanted / (response * usable)


def wrong_all_usable(wanted: float, response: float) -> float:
    """Every answer that comes back counted as usable."""
    return wanted / response


def wrong_silent_added(wanted: float, response: float) -> float:
    """The share that says nothing added on top, instead of divided by the share that answers."""
    return wanted * (2 - response)
