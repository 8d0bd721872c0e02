"""What segments say: where the money comes from, and whom to win back before it is too late."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook.answers.finding import Figure, Finding
from workbook.metrics.purchases import NOBODY_KNOWN

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

_SHOWN = ("best", "new", "leaving", "once")


def finding(table: pd.DataFrame, worth: str, locale: Locale) -> Finding:
    """The segments (`rfm.segments`) in sentences. `worth` says what value is: margin, revenue, or nothing."""
    if table.empty:
        return NOBODY_KNOWN
    rows: Mapping[str, Any] = {str(row.segment): row for row in table.itertuples()}
    figures = tuple(Figure(rows[name].label, locale.count(rows[name].customers), _note(rows[name], worth, locale)) for name in _SHOWN if name in rows)
    return Finding(
        headline=_headline(rows, worth, locale), figures=figures, means=_means(rows, worth, locale),
        means_not=(
            "Scores compare your customers with each other: there is always a best fifth, also in a bad year. "
            "A segment says what customers did, not why, and not what a letter would change: keep some of them without a letter, and compare."
        ),
        next_step=_next(rows, locale),
    )  # fmt: skip


def _headline(rows: Mapping[str, Any], worth: str, locale: Locale) -> str:
    best = rows.get("best")
    if best is None:
        return "Hardly anybody buys often yet: there is no group of best customers"
    if not worth:
        return f"{_part(best.share, locale)} of the customers are the best ones"
    return f"The best {_part(best.share, locale)} of the customers bring {_part(best.value_share, locale)} of the {worth}"


def _part(share: float, locale: Locale) -> str:
    """A share in whole per cent: more figures would claim what a cut into fifths does not know.

    >>> from workbook.answers.locale import Locale
    >>> _part(0.1249, Locale()), _part(0.00732, Locale())
    ('12%', 'less than 1%')
    """
    return f"less than {locale.rate(0.01, 0)}" if 0 < share < 0.01 else locale.rate(share, 0)


def _note(row: Any, worth: str, locale: Locale) -> str:
    share = f"{_part(row.value_share, locale)} of the {worth}; " if worth else ""
    return f"{share}{row.who}"


def _means(rows: Mapping[str, Any], worth: str, locale: Locale) -> str:
    leaving = rows.get("leaving")
    if leaving is None:
        return "Nobody who used to buy often has been away for long."
    money = f", who brought {locale.money(leaving.value)} of {worth}," if worth else ""
    count, days = locale.count(leaving.customers), locale.number(leaving.days, 0)
    who = f"{count} customers used to buy often" if count != "1" else "1 customer used to buy often"
    return f"{who}{money} and last did so {days} days ago on average: long, beside your other customers."


def _next(rows: Mapping[str, Any], locale: Locale) -> str:
    name = "leaving" if "leaving" in rows else "new" if "new" in rows else ""
    if not name:
        return "Download the list, and begin with the segment in which a letter costs least beside what it can bring."
    row = rows[name]
    return f"Begin with “{row.label}” ({locale.count(row.customers)}). {row.act}"


__all__ = ["finding"]
