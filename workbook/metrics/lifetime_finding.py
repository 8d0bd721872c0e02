"""What customer value says, how sure it is, and whether the model would have been right so far."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from workbook.answers.finding import Figure, Finding
from workbook.metrics.lifetime import Lifetime
from workbook.metrics.lifetime_holdout import HoldOut

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

TIED = 0.3
"""A rank correlation of frequency and value above this breaks an assumption of the model."""


def value_finding(found: Lifetime, locale: Locale) -> Finding:
    """What the customers will bring, in sentences."""
    if not found.known:
        return Finding(
            "The value of the customers cannot be estimated yet", tone="warn", points=found.faults,
            means="A model would still give numbers here. They would be made of assumptions, not of your data, so none are shown.",
            means_not="It does not mean that the customers are worth little.",
            next_step="Load orders over a longer time, with a customer number on each. Until then use the repeat rate and the cohorts.",
        )  # fmt: skip
    low, high = found.total.low, found.total.high
    n, months = len(found.people), found.outlook.months
    return Finding(
        headline=_headline(found, locale), tone="warn" if not found.useful or found.beaten else "neutral", figures=_figures(found, locale),
        points=tuple(_remarks(found, locale)),
        means=(
            f"In 9 of 10 cases the {locale.count(n)} customers will bring between {locale.money(low)} and {locale.money(high)} of {found.worth} in "
            f"{locale.count(months)} months, valued today at {locale.rate(found.outlook.discount)} a year, if they go on as they began."
        ),
        means_not=_NOT_MARGIN if found.worth == "revenue" else _NOT_LIMIT,
        next_step=_NEXT[found.useful],
    )  # fmt: skip


_FAR = 0.5
"""A share of the hidden purchases by which a model may miss them; beyond, nobody plans with it."""
_AFTER = {
    True: "Use the value as a size to plan with, and try again when the next quarter is there.",
    False: "Do not plan with the value yet: use cohorts at the same age instead, and try again with more orders.",
}
_NEXT = {
    True: "Read the value by channel: with what the first order brings, it is the most that winning one more such customer may cost.",
    False: "Load orders over a longer time. Until then use the repeat rate and cohorts of the same age; values per customer are not shown.",
}
_NOT_MARGIN = (
    "It is revenue, not margin: nobody can be paid from it. Enter a margin rate in the step “Compare the channels”. "
    "It counts known customers only, and no change in shop, season or price."
)
_NOT_LIMIT = (
    "It counts known customers only, over this horizon, and no change in shop, season or price. "
    "The value of a single customer is a mean over many like him; his own purchases can be far from it."
)


def _headline(found: Lifetime, locale: Locale) -> str:
    months = f"{locale.count(found.outlook.months)} months"
    if not found.useful:
        return f"What the customers will bring in {months} cannot be told well enough to plan with"
    mean = found.total.value / len(found.people)
    return f"A customer will bring {locale.money(mean)} of {found.worth} in the coming {months} on average"


def _figures(found: Lifetime, locale: Locale) -> tuple[Figure, ...]:
    repeat = found.people[found.people.frequency > 0]
    alive = float(repeat.p_alive.sum())
    likely = f"{locale.count(round(alive))} of {locale.count(len(repeat))} repeat buyers, summed over their chances"
    span = f"likely between {locale.money(found.total.low)} and {locale.money(found.total.high)}"
    figures = [Figure("All customers together", locale.money(found.total.value), span)]
    if found.buying is not None and found.buying.leaving_seen:
        figures.append(Figure("Still customers", locale.rate(alive / len(repeat)), likely))
    purchases = float(found.people.purchases.sum())
    figures.append(Figure("Purchases to come", locale.count(round(purchases)), f"in {locale.count(found.outlook.months)} months"))
    return tuple(figures)


def _remarks(found: Lifetime, locale: Locale) -> Iterator[str]:
    if found.buying is not None and not found.buying.leaving_seen:
        yield "The orders do not tell customers who leave for good from those who pause: no chance of still being a customer is shown."
    if found.spending is not None and found.spending.alike:
        yield "How customers differ in what a repeat purchase brings is not seen yet: each is given the mean of all."
    if not np.isnan(found.tie) and abs(found.tie) >= TIED:
        which = "more" if found.tie > 0 else "less"
        tie = locale.number(found.tie, 2)
        yield f"Who buys more often also pays {which} per purchase (rank correlation {tie}); the model takes the two as unrelated."
    if found.tried is not None and found.tried.error > (found.total.high - found.total.low) / (2 * found.total.value):
        yield f"On hidden time the model was off by {locale.rate(found.tried.error, 0)}, more than this range says: read the range as too narrow."
    if found.tried is not None:
        weeks = (found.tried.cut - int(found.people["first"].min())) / 7
        if found.outlook.weeks > 2 * weeks:
            yield f"The horizon is far longer than the {locale.number(weeks, 0)} weeks on which the model could be tried."


def hold_out_finding(tried: HoldOut | None, locale: Locale) -> Finding:
    """Whether the model would have been right, in sentences."""
    if tried is None:
        return Finding(
            "The model could not be tried on hidden time", tone="warn",
            means="With a third of the time hidden, too few customers come back in the rest for the model to learn from.",
            means_not="It does not mean that the model is wrong. It means that nobody knows.",
            next_step="Treat the value as a guess until there are more orders.",
        )  # fmt: skip
    ours, naive = locale.rate(tried.error, 0), locale.rate(tried.naive_error, 0)
    better = tried.error < tried.naive_error
    small, far = tried.actual < 30, tried.error > _FAR
    weeks = locale.number(tried.weeks, 0)
    headline = (
        f"The model missed the hidden purchases by {ours}, “each goes on as before” by {naive}"
        if tried.actual
        else "Nobody bought in the hidden time"
    )
    return Finding(
        headline, tone="warn" if small or not better or tried.error > 0.3 else "good",
        figures=(
            Figure("Bought in the hidden time", locale.count(round(tried.actual)), f"in {weeks} weeks"),
            Figure("Foretold by the model", locale.count(round(tried.expected))),
            Figure("Each goes on as before", locale.count(round(tried.naive))),
        ),
        means=_verdict(tried, better=better, small=small, far=far, locale=locale),
        means_not="A hit in the past is no promise: a new season or rival was not in the data. Tried is the count of purchases, not the money.",
        next_step=_AFTER[better and not small and not far],
    )  # fmt: skip


def _verdict(tried: HoldOut, *, better: bool, small: bool, far: bool, locale: Locale) -> str:
    if small:
        return f"Only {locale.count(round(tried.actual))} purchases fell into the hidden time: chance alone moves such a number by a third and more."
    if better and far:
        return "The model was nearer than the past rate, and still far off: these customers come and go in another way than it supposes."
    if better:
        return "Knowing each customer's rhythm and pause foretold more than his past rate did: the model has learnt something."
    return "The simple rule was nearer: the model does not fit these customers. A season, a campaign or orders by standing contract can be behind it."


__all__ = ["hold_out_finding", "value_finding"]
