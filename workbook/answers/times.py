"""Spans of time typed in another unit than the field's: `2 days` where hours are asked for.

Waiting is measured by the clock, so that a day has 24 hours. Work is not: a day's work has seven or eight, which only the
company knows. Fields for work have the unit `h` and read no days; fields for waiting have the unit `hours`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

_MINUTE, _HOUR, _DAY, _WEEK = (Decimal(n) for n in (1, 60, 1440, 10080))
_WORDS = {
    **dict.fromkeys(("min", "mins", "minute", "minutes", "minuten"), _MINUTE),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "stunde", "stunden", "std"), _HOUR),
    **dict.fromkeys(("d", "day", "days", "tag", "tage", "tagen"), _DAY),
    **dict.fromkeys(("w", "wk", "week", "weeks", "woche", "wochen"), _WEEK),
}
_READ: Mapping[str, tuple[Decimal, ...]] = {
    "h": (_MINUTE, _HOUR),
    "hours": (_MINUTE, _HOUR, _DAY, _WEEK),
    "days": (_DAY, _WEEK),
}
"""Which spans a unit reads."""

EXAMPLES: Mapping[str, float] = {"h": 8, "hours": 48}
"""A number that is usual in the unit, for the sentence that asks for one."""


def time_in(words: tuple[str, ...], unit: str) -> tuple[Decimal, Decimal] | None:
    """By what a typed number is multiplied and divided to be in the unit; None where the words are no time, or not one that the unit reads.

    Parameters
    ----------
    words : tuple of str
        What stands around the number, in lower case.
    unit : str
        The field's own unit.

    Examples
    --------
    >>> time_in(("days",), "hours"), time_in(("days",), "h")
    ((Decimal('1440'), Decimal('60')), None)
    """
    minutes = _WORDS.get(words[0].rstrip(".")) if len(words) == 1 else None
    if minutes is None or minutes not in _READ.get(unit, ()):
        return None
    return minutes, _WORDS[unit]


__all__ = ["EXAMPLES", "time_in"]
