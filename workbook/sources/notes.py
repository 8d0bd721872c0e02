"""What the lines around a table say: the days it is about, its currency, and what to know before using it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

_DAY = re.compile(r"(?<!\d)(20\d{2})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_CURRENCY = re.compile(r"(?:currency|währung|devise|moneda|valuta|货币)\w*\s*+[:：]?\s*+\(?([A-Z]{3})\b", re.IGNORECASE)
"""Blanks are not given back (`*+`): a line of a hundred thousand of them would be tried in as many ways as it has pairs of them."""
FLAWED = (dt.date(2025, 5, 13), dt.date(2026, 4, 27))
"""Google announced a logging error for these days of Search Console: impressions, CTR and position are affected, clicks are not."""


def period_in(notes: Sequence[str]) -> tuple[dt.date, dt.date] | None:
    """The first and last day that notes name.

    >>> period_in(["Start date: 20260101", "End date: 20260331"])
    (datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))
    """
    days = []
    for year, month, day in _DAY.findall("\n".join(notes)):
        try:
            days.append(dt.date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return (min(days), max(days)) if days else None


def currency_in(notes: Sequence[str]) -> str | None:
    """A currency code that notes name.

    >>> currency_in(["Currency: EUR"])
    'EUR'
    """
    found = _CURRENCY.search("\n".join(notes))
    return found.group(1).upper() if found and found.group(1).isupper() else None


def search_notes(period: tuple[dt.date, dt.date] | None, rows: dict[str, int]) -> tuple[str, ...]:
    """What to know before using a Search Console export."""
    said = []
    if period is None or (period[0] <= FLAWED[1] and period[1] >= FLAWED[0]):
        said.append(
            "Google announced a logging error for 13 May 2025 to 27 April 2026: impressions, click-through rate and position of these days are "
            "affected, clicks are not. Compare clicks across that time, not impressions."
        )
    if "search_queries" in rows:
        said.append("The queries never add up to the days: Google withholds rare queries. That is not a loss. For totals, use the days.")
    said += [
        f"`{table}` stops at 1,000 rows, Google's limit for this export; rarer entries are missing." for table, count in rows.items() if count == 1000
    ]
    return tuple(said)
