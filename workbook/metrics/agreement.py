"""Do plan and decisions agree? What was decided is held against media plan, forecast and goals.

A plan is written in parts, on different days. A channel that is to be stopped keeps its line in the media plan; a forecast counts on
five orders where the media plan brings two. Each part may be right; both together are not.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

APART = 1.25
"""Two numbers for the same thing that differ by more than a quarter do not agree."""

ROUNDED = 1.02
"""Budgets that differ by more than this were not only rounded."""

ABOUT_CHANNELS = ("increase", "reduce", "stop", "continue", "wait")


@dataclass(frozen=True)
class Decided:
    """A decision: what about, what changes, when it is to be looked at again. `channel` is the catalogue's id where one is known."""

    topic: str
    change: str
    channel: str | None = None
    review: datetime.date | None = None


@dataclass(frozen=True)
class Line:
    """A line of the media plan: its channel's id, how it is called, its share of the cost, whether the plan expects it to lose money."""

    channel: str
    label: str
    share: float
    loses: bool = False


def of_channels(decided: Sequence[Decided], lines: Sequence[Line], locale: Locale) -> tuple[str, ...]:
    """Where decisions about channels and the media plan say different things.

    >>> from workbook.answers.locale import Locale
    >>> of_channels([Decided("Paid Search", "stop", "search_ads")], [Line("search_ads", "Search advertisements", 0.7)], Locale())
    ('“Paid Search” is to be stopped, and Search advertisements still holds 70% of the media plan.',)
    """
    there = {line.channel: line for line in lines}
    about = [d for d in decided if d.change in ABOUT_CHANNELS]
    said = []
    for d in about:
        line = there.get(d.channel or "")
        if d.change == "stop" and line and line.share > 0:
            said.append(f"“{d.topic}” is to be stopped, and {line.label} still holds {locale.rate(line.share, 0)} of the media plan.")
        if d.change == "increase" and lines and d.channel and line is None:
            said.append(f"“{d.topic}” is to get more budget, and the media plan has no line for it.")
        if d.change == "increase" and line and line.loses:
            said.append(f"“{d.topic}” is to get more budget, and the media plan expects {line.label} to lose money.")
    return (*said, *_twice(about))


def _twice(about: Sequence[Decided]) -> Iterator[str]:
    """Two different decisions about one channel."""
    first: dict[str, Decided] = {}
    for d in about:
        key = d.channel or d.topic.casefold()
        if key in first and first[key].change != d.change:
            yield f"“{d.topic}” has two decisions that differ: keep the one that holds."
        first.setdefault(key, d)


def of_numbers(sources: Mapping[str, float | None], thing: str, locale: Locale) -> str:
    """A sentence where two parts of the plan give different numbers for the same thing a month; blank where they agree.

    >>> from workbook.answers.locale import Locale
    >>> of_numbers({"the forecast": 5, "the media plan": 2}, "orders", Locale())
    'Orders a month: 5 by the forecast, 2 by the media plan. Say where the others come from, or mend one of them.'
    """
    known = {name: value for name, value in sources.items() if value is not None and value > 0}
    if len(known) < 2 or max(known.values()) <= APART * min(known.values()):
        return ""
    told = ", ".join(f"{locale.count(value)} by {name}" for name, value in known.items())
    return f"{thing.capitalize()} a month: {told}. Say where the others come from, or mend one of them."


def of_budgets(sources: Mapping[str, float | None], locale: Locale) -> str:
    """A sentence where the media budget a month is not one number; blank where it is. What was entered agrees or does not: a quarter is no rounding.

    >>> from workbook.answers.locale import Locale
    >>> of_budgets({"the forecast": 400, "the choice of channels": 500, "the media plan": 450}, Locale())
    'Media budget a month: €400 in the forecast, €500 in the choice of channels, €450 in the media plan. Bring them to one number.'
    """
    known = {name: value for name, value in sources.items() if value is not None and value > 0}
    if len(known) < 2 or max(known.values()) <= ROUNDED * min(known.values()):
        return ""
    told = ", ".join(f"{locale.money(value)} in {name}" for name, value in known.items())
    return f"Media budget a month: {told}. Bring them to one number."


def overdue(decided: Sequence[Decided], today: datetime.date, locale: Locale) -> tuple[str, ...]:
    """Decisions whose second look is due.

    >>> from workbook.answers.locale import Locale
    >>> day = datetime.date
    >>> overdue([Decided("Paid Search", "stop", review=day(2026, 3, 3))], day(2026, 4, 1), Locale())
    ('“Paid Search” was to be looked at again on 3 March 2026: look, and write down what holds now.',)
    """
    return tuple(
        f"“{d.topic}” was to be looked at again on {locale.date(d.review)}: look, and write down what holds now."
        for d in decided
        if d.review is not None and d.review <= today
    )
