"""What cohorts say: newer customers beside older ones, at the same age, and what must not be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook.answers.finding import Figure, Finding
from workbook.metrics.cohorts import Cohorts, by_age
from workbook.metrics.intervals import Interval, newcombe
from workbook.metrics.purchases import NOBODY_KNOWN

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

ENOUGH = 20
"""Customers on each side below which no comparison is told."""


@dataclass(frozen=True)
class Compared:
    """The newer half of the cohorts beside the older half, at the age of one period: customers, who came back, and the difference of the shares."""

    since: pd.Timestamp
    newer: int
    newer_back: int
    older: int
    older_back: int
    gap: Interval
    age: int
    newer_worth: float
    older_worth: float


def halves(found: Cohorts) -> tuple[Any, Any]:
    """The first days of the older and the newer half of the cohorts that have a complete first age."""
    cells = found.cells
    ready = sorted(cells[(cells.age == 1) & cells.complete.astype(bool)].cohort.unique()) if len(cells) else []
    return ready[: len(ready) // 2], ready[len(ready) // 2 :]


def compared(found: Cohorts) -> Compared | None:
    """Lay newer customers beside older ones of the same age; None when there are too few of either."""
    older, newer = halves(found)
    if not older:
        return None
    old, new = by_age(found, pd.Series(older)), by_age(found, pd.Series(newer))
    one, other = new[new.age == 1].iloc[0], old[old.age == 1].iloc[0]
    if min(one["size"], other["size"]) < ENOUGH:
        return None
    age = int(min(new[new["size"] >= ENOUGH].age.max(), old[old["size"] >= ENOUGH].age.max()))
    worth = [float(half[half.age == age].cumulative.iloc[0]) for half in (new, old)]
    gap = newcombe(one.active, one["size"], other.active, other["size"])
    return Compared(newer[0], int(one["size"]), int(one.active), int(other["size"]), int(other.active), gap, age, worth[0], worth[1])


def finding(found: Cohorts, locale: Locale) -> Finding:
    """The comparison in sentences; amounts in the locale's currency."""
    if not found.customers:
        return NOBODY_KNOWN
    known = compared(found)
    period = found.every
    if known is None:
        return Finding(
            f"Too few customers to compare newer with older ones: {locale.count(found.customers)}",
            means=f"A comparison needs two groups of cohorts that have each been followed for a whole {period}, with {ENOUGH} customers each.",
            means_not=_BLANK.format(period=period), next_step="Load a longer time, or look at weeks instead of months.",
        )  # fmt: skip
    sure = "as often as" if known.gap.holds(0) else "more often than" if known.gap.value > 0 else "less often than"
    return Finding(
        headline=f"Newer customers come back {sure} older ones" + (", as far as can be told" if known.gap.holds(0) else ""),
        tone="neutral" if known.gap.holds(0) else "good" if known.gap.value > 0 else "bad",
        figures=_figures(known, found, locale), means=_means(known, found, locale),
        means_not=f"{_mistake(found, locale)}{_BLANK.format(period=period)} {_FIRST}", next_step=_NEXT[sure],
    )  # fmt: skip


_BLANK = "A blank cell is a {period} that has not come yet, not one without purchases."
_FIRST = "The first cohort may hold customers who had bought before the file begins."
_NEXT = {
    "as often as": "Look where the columns fall: what happens to customers between the first and the second purchase is where care pays.",
    "more often than": "Find out what changed for customers since then (channel, offer, service), and keep it.",
    "less often than": "Find out what changed since then: channel, first product, service. Then try one cure on the next cohort.",
}


def _figures(known: Compared, found: Cohorts, locale: Locale) -> tuple[Figure, ...]:
    when = f"bought again in the {found.every} after the first"
    figures = (
        Figure(
            f"First order since {locale.date(known.since)}", locale.rate(known.newer_back / known.newer), f"of {locale.count(known.newer)} {when}"
        ),
        Figure("Before", locale.rate(known.older_back / known.older), f"of {locale.count(known.older)} {when}"),
    )
    if not found.kind:
        return figures
    upto = (
        f"{found.kind} so far, {locale.count(known.age)} {found.every}{'' if known.age == 1 else 's'} after the first order; older ones at that age"
    )
    return (*figures, Figure("A newer customer has brought", locale.money(known.newer_worth), f"{upto} {locale.money(known.older_worth)}"))


def _means(known: Compared, found: Cohorts, locale: Locale) -> str:
    points = [locale.number(100 * v, 1).replace("-", "−") for v in (known.gap.value, known.gap.low, known.gap.high)]
    return (
        f"At the same age, one {found.every} after the first order, the shares differ by {points[0]} percentage points, "
        f"likely between {points[1]} and {points[2]}."
    )


def _mistake(found: Cohorts, locale: Locale) -> str:
    """The typical mistake, with the trainee's own figures."""
    last = found.cells.groupby("cohort", sort=True).tail(1)
    if not found.kind or len(last) < 3:
        return ""
    old, young = last.iloc[0], last.iloc[-2]
    return (
        f"A customer of {locale.date(old.cohort)} has brought {locale.money(old.cumulative)} and one of {locale.date(young.cohort)} "
        f"{locale.money(young.cumulative)}: that compares {locale.count(old.age)} {found.every}s with {locale.count(young.age)} and says nothing. "
    )


__all__ = ["Compared", "compared", "finding", "halves"]
