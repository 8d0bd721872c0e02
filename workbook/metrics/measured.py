"""What is said about today, held against what the files have counted: a goal that starts from the wrong number is reached on its first day.

"Today 6 orders a month" and an export with 24 of them cannot both hold. Whoever wrote the 6 thought of one channel, of another time, or guessed;
the target then asks for less than there is already. The same holds for the value of an order on which a forecast counts.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.metrics.goals import PER_YEAR, GoalLike, GoalRemark

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

APART = 1.5
"""Today and the mean of some months may differ by season and chance; by more than half they are not the same thing."""
OUTSIDE = 1.1
"""An order value outside of its range by more than a tenth was not only rounded."""
SHORTEST = 0.9
"""Months below which a period says too little about a month."""


@dataclass(frozen=True)
class Measured:
    """What the files count in a mean month; `revenue` and `aov` in the workbook's currency, `None` where they are in another one or missing."""

    orders: float
    revenue: float | None
    first: datetime.date
    last: datetime.date

    @property
    def aov(self) -> float | None:
        """Revenue ÷ orders.

        >>> Measured(20, 1_000, datetime.date(2027, 1, 1), datetime.date(2027, 3, 31)).aov
        50.0
        """
        return self.revenue / self.orders if self.revenue is not None and self.orders > 0 else None


def of_goals(goals: Sequence[GoalLike], found: Measured | None, locale: Locale) -> tuple[GoalRemark, ...]:
    """Goals whose value of today is not what the files count.

    >>> from workbook.answers.locale import Locale
    >>> from workbook.metrics.goals import Goal
    >>> seen = Measured(24, 2_820, datetime.date(2027, 1, 1), datetime.date(2027, 3, 31))
    >>> [remark.field for remark in of_goals([Goal("a", measure="orders", baseline=6, target=30, period="month")], seen, Locale())]
    ['baseline']
    """
    return () if found is None else tuple(remark for goal in goals if (remark := _of_goal(goal, found, locale)))


def _of_goal(goal: GoalLike, found: Measured, locale: Locale) -> GoalRemark | None:
    counted: Mapping[str, float | None] = {"orders": found.orders, "revenue": found.revenue}
    seen = counted.get(goal.measure or "")
    if not seen or goal.baseline is None or goal.period is None or goal.period not in PER_YEAR:
        return None
    today = goal.baseline * PER_YEAR[goal.period] / 12
    if max(today, seen) <= APART * min(today, seen):
        return None
    write = locale.money if goal.measure == "revenue" else locale.count
    what = "of revenue" if goal.measure == "revenue" else "orders"
    text = f"Today's value says {write(today)} {what} a month; the loaded files count about {write(seen)} ({_span(found, locale)})."
    return GoalRemark((goal.id,), "baseline", f"{text} Correct today's value, and look whether the target still asks for more.", "conflict")


def of_forecast(aov: tuple[float, float] | None, best_orders: float | None, found: Measured | None, locale: Locale) -> tuple[str, ...]:
    """Where the forecast's lowest and highest order value, or its best number of orders a month, lie beside what the files count.

    >>> from workbook.answers.locale import Locale
    >>> seen = Measured(24, 2_832, datetime.date(2027, 1, 1), datetime.date(2027, 3, 31))
    >>> of_forecast((75, 95), 40, seen, Locale())[0].split(" (")[0]
    'The forecast counts on €75 to €95 an order; the loaded files have €118'
    """
    return () if found is None else tuple(_of_forecast(aov, best_orders, found, locale))


def _of_forecast(aov: tuple[float, float] | None, best_orders: float | None, found: Measured, locale: Locale) -> Iterator[str]:
    span = _span(found, locale)
    if aov is not None and found.aov is not None and (found.aov > OUTSIDE * aov[1] or OUTSIDE * found.aov < aov[0]):
        low, high, seen = (locale.money(value, 0) for value in (*aov, found.aov))
        counts = low if low == high else f"{low} to {high}"
        other = "more" if found.aov < aov[0] else "less"
        yield (
            f"The forecast counts on {counts} an order; the loaded files have {seen} ({span}). "
            f"Correct the order value, or write down why new orders are worth {other}."
        )
    if best_orders is not None and found.orders > APART * best_orders:
        yield (
            f"The forecast gives {locale.count(best_orders)} orders a month at best; the loaded files count "
            f"{locale.count(found.orders)} already ({span}). Correct it, or say in the goals that it means only the orders that this plan adds."
        )


def _span(found: Measured, locale: Locale) -> str:
    return f"{locale.date(found.first)} to {locale.date(found.last)}"


__all__ = ["SHORTEST", "Measured", "of_forecast", "of_goals"]
